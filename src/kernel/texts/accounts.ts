import type { Phrases } from './phrase.ts';

/** Balances: the partner's own accounts and those of its customers. */
export const accounts = {
  summary: { en: 'Balances: your own, or those of customers', zh: '查询伙伴余额或客户余额' },
  who: { en: 'Customer', zh: '客户' },
  whoHint: {
    en: 'A customer, or “me” for your own accounts; leave it out for both',
    zh: '客户，或填“我”查询伙伴账户；不填则同时显示两者',
  },

  ownTitle: { en: 'Partner balance', zh: '伙伴账户余额' },
  ownSummary: { en: 'Spendable for transfers: {{spendable}}.', zh: '可拨款余额：{{spendable}}。' },
  spendable: { en: 'Spendable', zh: '可拨款余额' },
  spendableMeans: {
    en: 'Spendable = cash minus earmarked funds: what you can transfer to customers.',
    zh: '可拨款余额 = 现金余额 − 专款专用金额，即可拨付给客户的金额。',
  },
  cash: { en: 'Cash', zh: '现金' },
  credit: { en: 'Credit', zh: '信用' },
  bonus: { en: 'Bonus (old)', zh: '奖励金（旧）' },
  deposit: { en: 'Deposit (old)', zh: '保证金（旧）' },
  transferable: { en: 'Transferable', zh: '可拨款' },

  customerTitle: { en: 'Balance of {{name}}', zh: '{{name}} 的余额' },
  customerSummary: {
    en: '{{name}}: available {{available}}, arrears {{debt}}.',
    zh: '{{name}}：可用余额 {{available}}，欠费 {{debt}}。',
  },
  inDebt: {
    en: 'This customer is in arrears; its services may stop.',
    zh: '该客户已欠费，服务可能被停用。',
  },
  noneForCustomer: {
    en: 'The platform gave no balance for {{name}} ({{id}}). It gives balances only for your resale customers; a referral customer pays Huawei Cloud itself.',
    zh: '平台未返回 {{name}}（{{id}}）的余额。仅您的代售客户可查询余额，顾问销售客户直接向华为云付款。',
  },

  customersTitle: { en: 'Balances of resale customers', zh: '代售客户余额' },
  customersSummary: {
    en: {
      one: '{{count}} resale customer, {{debtors}} in arrears.',
      other: '{{count}} resale customers, {{debtors}} in arrears.',
    },
    zh: '共 {{count}} 个代售客户，其中 {{debtors}} 个欠费。',
  },
  customersOrder: {
    en: 'Largest arrears first, then the lowest balance.',
    zh: '按欠费从高到低、余额从低到高排序。',
  },
  customersNone: {
    en: 'The directory knows no resale customers.',
    zh: '客户目录中没有代售客户。',
  },
  customersUnreadable: {
    en: 'The balances of the customers could not be read: {{why}}',
    zh: '未能读取客户余额：{{why}}',
  },
  directoryPartial: {
    en: 'My directory of customers is not complete yet, so customers may be missing here.',
    zh: '客户目录尚未读取完整，此处可能缺少部分客户。',
  },
  leftOut: {
    en: {
      one: 'The platform left out {{count}} customer (not resale, or no longer yours): {{ids}}',
      other: 'The platform left out {{count}} customers (not resale, or no longer yours): {{ids}}',
    },
    zh: '平台未返回以下 {{count}} 个客户（非代售或已解除关联）：{{ids}}',
  },
  leftOutMore: {
    en: { one: ' and {{count}} more', other: ' and {{count}} more' },
    zh: ' 等（另有 {{count}} 个）',
  },
  available: { en: 'Available', zh: '可用余额' },
  debt: { en: 'Arrears', zh: '欠费' },
  name: { en: 'Name', zh: '名称' },
  customerId: { en: 'Customer ID', zh: '客户ID' },

  buttonCustomers: { en: 'Customers’ balances', zh: '客户余额' },
  buttonRefresh: { en: 'Refresh', zh: '刷新' },
  buttonShow: { en: 'Details', zh: '详情' },
  buttonBill: { en: 'Bill', zh: '账单' },
  partEarmarked: { en: '{{amount}} earmarked', zh: '专款专用 {{amount}}' },
  partLimit: { en: 'limit {{amount}}', zh: '额度 {{amount}}' },
  amountWith: { en: '{{amount}} ({{parts}})', zh: '{{amount}}（{{parts}}）' },
} satisfies Phrases;
