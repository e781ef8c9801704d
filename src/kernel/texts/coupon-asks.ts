import type { Phrases } from './phrase.ts';

/** Asking for coupons: the three commands and the preview of what they would do. */
export const couponAsks = {
  issueSummary: { en: 'Ask for coupons to be issued to customers', zh: '申请向客户发放优惠券' },
  reclaimSummary: { en: 'Ask for a coupon to be taken back', zh: '申请回收优惠券' },
  replaceSummary: {
    en: 'Ask for a wrong coupon to be replaced: taken back and issued anew, with one approval',
    zh: '申请更换发错的优惠券：回收并重新发放，一次审批',
  },

  customers: { en: 'Customers', zh: '客户' },
  customersHint: {
    en: 'One in a line or with commas between them: customer IDs, account names or company names',
    zh: '每行一个，或用逗号分隔，可填客户ID、账号名或企业名称',
  },
  amount: { en: 'Face value', zh: '面值' },
  amountHint: { en: 'Yuan, the same for each customer', zh: '单位为元，每个客户相同' },
  quota: { en: 'Quota', zh: '额度' },
  quotaHint: {
    en: 'Not needed while only one quota can be issued from',
    zh: '仅有一个可用额度时可不填',
  },
  from: { en: 'Valid from', zh: '生效日期' },
  to: { en: 'Valid until', zh: '失效日期' },
  dayHint: {
    en: 'The whole day in UTC+8; as the quota says when empty',
    zh: '按北京时间整日计算，不填则与额度一致',
  },
  services: { en: 'Only for services', zh: '限用云服务' },
  servicesHint: {
    en: 'Codes of at most 10 cloud services; as the quota says when empty',
    zh: '最多 10 个云服务类型编码，不填则与额度一致',
  },
  reason: { en: 'Reason', zh: '申请事由' },
  reasonHint: {
    en: 'What the approvers read, 3 to 200 characters',
    zh: '供审批人查看，3 至 200 个字符',
  },
  coupon: { en: 'Coupon', zh: '券ID' },
  couponHint: { en: 'Its ID, as “coupon list” shows it', zh: '可在“优惠券 列表”中查看' },
  sameCustomer: { en: 'The holder of the old coupon when empty', zh: '不填则为原券的客户' },

  issueTitle: { en: 'Preview: issue coupons', zh: '预览：发放优惠券' },
  reclaimTitle: { en: 'Preview: take a coupon back', zh: '预览：回收优惠券' },
  replaceTitle: { en: 'Preview: replace a coupon', zh: '预览：更换优惠券' },
  wouldIssueOne: {
    en: 'A coupon of {{face}} for {{customer}}. Nothing has been asked for yet.',
    zh: '将向 {{customer}} 发放一张面值 {{face}} 的优惠券。尚未提交申请。',
  },
  wouldIssue: {
    en: 'Coupons of {{face}} for {{count}} customers, {{total}} in all. Nothing has been asked for yet.',
    zh: '将向 {{count}} 个客户各发放面值 {{face}} 的优惠券，合计 {{total}}。尚未提交申请。',
  },
  wouldReclaim: {
    en: 'The coupon {{coupon}} is taken back from {{customer}}: {{balance}} return to the quota. Nothing has been asked for yet.',
    zh: '将从 {{customer}} 回收优惠券 {{coupon}}，{{balance}} 退回额度。尚未提交申请。',
  },
  wouldReplace: {
    en: 'The coupon {{coupon}} with {{balance}} on it is taken back from {{customer}}, and one of {{face}} is issued in its place. Nothing has been asked for yet.',
    zh: '将从 {{customer}} 回收优惠券 {{coupon}}（余额 {{balance}}），并重新发放一张面值 {{face}} 的优惠券。尚未提交申请。',
  },
  spentMeanwhile: {
    en: 'If the customer spends from the old coupon before this is carried out, the new one is not issued, and you are told.',
    zh: '如客户在执行前使用了原券，则不会发放新券，并会通知您。',
  },
  cannot: {
    en: 'This cannot be done as it is. {{why}}',
    zh: '当前无法提交：{{why}}',
  },
  moreConflicts: {
    en: {
      one: '{{count}} more customer is in the way; the table says why.',
      other: '{{count}} more customers are in the way; the table says why.',
    },
    zh: '另有 {{count}} 个客户不满足条件，原因见下表。',
  },
  overlapping: {
    en: {
      one: '{{count}} customer already holds coupons for this time.',
      other: '{{count}} customers already hold coupons for this time.',
    },
    zh: '{{count}} 个客户在此期间已持有优惠券。',
  },

  total: { en: 'Total', zh: '合计' },
  quotaOf: { en: '{{kind}}, {{balance}} now', zh: '{{kind}}，当前余额 {{balance}}' },
  leftAfter: { en: 'Left on the quota after it', zh: '发放后额度余额' },
  returns: { en: 'Returns to the quota', zh: '退回额度' },
  needs: { en: 'Needs', zh: '所需审批' },
  approvals: {
    en: {
      one: '{{count}} approval from {{who}}',
      other: '{{count}} approvals from {{who}}',
    },
    zh: '{{count}} 人审批（{{who}}）',
  },
  holds: { en: 'Already holds', zh: '已持有' },
  held: { en: '{{count}} · {{balance}}', zh: '{{count}} 张 · {{balance}}' },
  conflict: { en: 'In the way', zh: '不满足的条件' },
  none: { en: '–', zh: '–' },
  tableCaption: { en: 'Effect for each customer', zh: '各客户明细' },
  again: {
    en: 'Everything is read again when you ask, and before each approval counts.',
    zh: '提交申请时以及每次审批生效前都会重新核对。',
  },
  holdsNote: {
    en: '“Already holds” counts coupons that can still be used while the new one is valid.',
    zh: '“已持有”指新券有效期内仍可使用的优惠券及其余额。',
  },

  preview: { en: 'Preview', zh: '预览' },
  ask: { en: 'Ask for approval', zh: '提交审批' },
  change: { en: 'Change', zh: '修改' },
  discard: { en: 'Discard', zh: '放弃' },

  quotaChoice: {
    en: '{{kind}}, {{balance}} left ({{quota}})',
    zh: '{{kind}}，余额 {{balance}}（{{quota}}）',
  },
  buttonReclaim: { en: 'Reclaim', zh: '回收' },
  buttonIssue: { en: 'Issue coupons', zh: '发放优惠券' },
  buttonReplace: { en: 'Replace a coupon', zh: '更换优惠券' },
} satisfies Phrases;
