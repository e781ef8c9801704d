import type { Phrases } from './phrase.ts';

/** Money to customers' accounts and back: the two commands and the preview of what they would do. */
export const transfers = {
  transferSummary: { en: 'Ask for money to be transferred to a customer', zh: '申请向客户拨款' },
  reclaimSummary: { en: 'Ask for money to be taken back from a customer', zh: '申请从客户账户回收资金' },
  customer: { en: 'Customer', zh: '客户' },
  customerHint: { en: 'Customer ID, account name or company name', zh: '客户ID、账号名或企业名称' },
  amount: { en: 'Amount', zh: '金额' },
  amountHint: { en: 'Yuan, with at most two decimals', zh: '单位为元，最多两位小数' },
  transferTitle: { en: 'Preview: transfer money', zh: '预览：拨款' },
  reclaimTitle: { en: 'Preview: take money back', zh: '预览：回收资金' },
  wouldTransfer: {
    en: '{{amount}} go from our account to {{customer}}. Nothing has been asked for yet.',
    zh: '将从我方账户向 {{customer}} 拨款 {{amount}}。尚未提交申请。',
  },
  wouldReclaim: {
    en: '{{amount}} come back from {{customer}} to our account. Nothing has been asked for yet.',
    zh: '将从 {{customer}} 回收 {{amount}} 到我方账户。尚未提交申请。',
  },
  cashOnly: {
    en: 'Cash only: coupons and credit do not move. What is earmarked on our account cannot be transferred.',
    zh: '仅限现金余额，不含优惠券和信用额度；我方账户中的专款不可拨出。',
  },
} satisfies Phrases;
