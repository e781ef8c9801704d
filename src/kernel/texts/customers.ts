import type { Phrases } from './phrase.ts';

/** Customers: the directory, one customer, the customer ID. */
export const customers = {
  findSummary: { en: 'Find customers by name, label or ID', zh: '按名称、标签或客户ID查找客户' },
  findText: { en: 'Text', zh: '关键字' },
  findTextHint: {
    en: 'Customer ID, account name, company name or label; a part of it is enough',
    zh: '客户ID、账号名、企业名称或标签，输入一部分即可',
  },
  showSummary: { en: 'Show one customer', zh: '查看客户详情' },
  idSummary: { en: 'The ID of a customer, ready to copy', zh: '查询客户ID（可直接复制）' },
  idName: { en: 'Name', zh: '名称' },
  customer: { en: 'Customer', zh: '客户' },
  customerHint: { en: 'Customer ID, account name or company name', zh: '客户ID、账号名或企业名称' },

  foundTitle: { en: 'Customers: {{text}}', zh: '客户：{{text}}' },
  foundSummary: {
    en: { one: '{{count}} customer matches “{{text}}”.', other: '{{count}} customers match “{{text}}”.' },
    zh: '有 {{count}} 个客户与“{{text}}”匹配。',
  },
  foundMore: {
    en: {
      one: '{{count}} more is not shown; type more of the name.',
      other: '{{count}} more are not shown; type more of the name.',
    },
    zh: '另有 {{count}} 个未显示，请输入更完整的名称。',
  },
  foundAtLeast: {
    en: 'There may be more: the platform has further matches that I did not read. Type more of the name.',
    zh: '平台上可能还有更多匹配项未读取，请输入更完整的名称。',
  },
  foundNone: { en: 'No customer matches “{{text}}”.', zh: '没有与“{{text}}”匹配的客户。' },
  foundNoneWhy: {
    en: 'The account may be registered under another name, belong to another partner or to the other site, or be so new that its association has not taken effect yet. A part of the name is enough to search.',
    zh: '可能原因：账号以其他名称注册；客户属于其他伙伴或另一站点；刚注册，关联尚未生效。搜索时只需输入名称的一部分。',
  },
  directoryPartial: {
    en: 'My directory of customers is not complete yet, so I also asked the platform.',
    zh: '客户目录尚未读取完整，因此同时查询了平台。',
  },
  platformSilent: {
    en: 'The platform could not be asked: {{why}}',
    zh: '未能查询平台：{{why}}',
  },

  id: { en: 'Customer ID', zh: '客户ID' },
  accountName: { en: 'Account name', zh: '账号名' },
  company: { en: 'Company', zh: '企业名称' },
  label: { en: 'Label', zh: '标签' },
  association: { en: 'Association', zh: '关联类型' },
  associatedOn: { en: 'Associated', zh: '关联时间' },
  verified: { en: 'Verified', zh: '实名认证' },
  kind: { en: 'Customer type', zh: '客户类型' },
  frozen: { en: 'Frozen', zh: '冻结状态' },
  accountManager: { en: 'Account manager', zh: '客户经理' },
  level: { en: 'Level', zh: '客户等级' },
  phone: { en: 'Phone', zh: '手机号' },
  mail: { en: 'E-mail', zh: '邮箱' },

  referral: { en: 'referral', zh: '顾问销售' },
  resale: { en: 'resale', zh: '代售' },
  reseller: { en: 'reseller', zh: '转售' },
  ended: { en: 'no longer associated', zh: '已解除关联' },
  referralMeans: {
    en: 'The customer pays Huawei Cloud itself; you have no balance to look after here.',
    zh: '客户直接向华为云付款，无需由您维护余额。',
  },
  resaleMeans: {
    en: 'The customer spends the money and coupons you give it; you invoice it.',
    zh: '客户使用您拨付的资金和优惠券，由您向客户开票。',
  },
  resellerMeans: {
    en: 'You are billed for what the customer uses; the customer has a budget, not a balance.',
    zh: '客户的消费由您结算；客户使用预算，没有余额。',
  },

  verifiedNone: { en: 'not verified', zh: '未实名' },
  verifiedInReview: { en: 'in review', zh: '审核中' },
  verifiedRejected: { en: 'rejected', zh: '审核不通过' },
  verifiedYes: { en: 'verified', zh: '已实名' },
  verifiedFailed: { en: 'failed', zh: '认证失败' },
  kindUnset: { en: 'not set', zh: '未设置' },
  kindPerson: { en: 'individual', zh: '个人' },
  kindEnterprise: { en: 'enterprise', zh: '企业' },
  frozenNo: { en: 'no', zh: '未冻结' },
  frozenAccount: { en: 'account frozen', zh: '账号已冻结' },
  frozenAll: { en: 'account and resources frozen', zh: '账号及资源已冻结' },

  available: { en: 'Available', zh: '可用余额' },
  debt: { en: 'Arrears', zh: '欠费' },
  balanceUnknown: {
    en: 'Balance and arrears could not be read: {{why}}',
    zh: '未能读取余额和欠费：{{why}}',
  },
  balanceLeftOut: {
    en: 'The platform gave no balance for this customer.',
    zh: '平台未返回该客户的余额。',
  },

  showTitle: { en: 'Customer {{name}}', zh: '客户 {{name}}' },
  showSummaryLine: {
    en: '{{name}}: {{association}}, {{verified}}.',
    zh: '{{name}}：{{association}}，{{verified}}。',
  },
  masked: { en: 'Phone and e-mail are shown masked.', zh: '手机号和邮箱已脱敏显示。' },

  idTitle: { en: 'Customer ID of {{name}}', zh: '{{name}} 的客户ID' },
  idSummaryLine: { en: 'The customer ID of {{name}} is {{id}}.', zh: '{{name}} 的客户ID是 {{id}}。' },
  idSame: {
    en: 'customer_id, domain_id and domainId are the same value.',
    zh: 'customer_id、domain_id 和 domainId 是同一个值。',
  },
  idSeveral: { en: 'Several customers match “{{text}}”.', zh: '有多个客户与“{{text}}”匹配。' },
  idWays: { en: 'Three ways to get a customer ID', zh: '获取客户ID的三种方式' },
  idWayCreate: {
    en: '1. From the answer when the customer is created by API (CreateSubCustomer, domain_id).',
    zh: '1. 通过API创建客户时，接口返回的 domain_id（CreateSubCustomer）。',
  },
  idWayBinding: {
    en: '2. From domainId in the binding notification, when the customer came through the Web UI.',
    zh: '2. 客户通过Web UI方式关联时，绑定结果通知中的 domainId。',
  },
  idWayList: {
    en: '3. By name from the customer list (ListSubCustomers): that is what “customer find” asks.',
    zh: '3. 按名称查询客户列表（ListSubCustomers），即“客户 查找”命令所用的方式。',
  },
  idWayOwn: {
    en: 'The customer can also read it under My Credentials in its own console.',
    zh: '客户也可以在控制台“我的凭证”中查看。',
  },

  buttonShow: { en: 'Details', zh: '详情' },
  buttonBill: { en: 'Bill', zh: '账单' },
  buttonBalance: { en: 'Balance', zh: '余额' },
  buttonFind: { en: 'Find', zh: '查找' },
} satisfies Phrases;
