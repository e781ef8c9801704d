import type { Phrases } from './phrase.ts';

/** Who owes, who will run dry, and how much they need. */
export const forecast = {
  debtsSummary: { en: 'Customers in arrears, the largest first', zh: '查询欠费客户，按欠费金额排序' },
  lowSummary: {
    en: 'Who will run dry soon, or whose balance is below an amount',
    zh: '查询即将用完余额的客户，或余额低于指定金额的客户',
  },
  lowAmount: { en: 'Amount', zh: '金额' },
  lowAmountHint: {
    en: 'Yuan; leave it out to go by the forecast instead',
    zh: '单位为元；不填则按余额预测列出',
  },
  days: { en: 'Days', zh: '天数' },
  daysHint: {
    en: 'How long balances should last, and how far the forecast looks; 30 days without it',
    zh: '余额需维持的天数，也是预测范围；默认30天',
  },

  debtsTitle: { en: 'Customers in arrears', zh: '欠费客户' },
  debtsLine: {
    en: {
      one: '{{count}} of {{asked}} resale customers is in arrears, with {{total}} in all.',
      other: '{{count}} of {{asked}} resale customers are in arrears, with {{total}} in all.',
    },
    zh: '{{asked}} 个代售客户中有 {{count}} 个欠费，合计 {{total}}。',
  },
  debtsNone: {
    en: 'None of the {{asked}} resale customers is in arrears.',
    zh: '{{asked}} 个代售客户均无欠费。',
  },
  lowTitle: { en: 'Balances that do not last {{days}} days', zh: '余额不足以维持 {{days}} 天的客户' },
  lowLine: {
    en: {
      one: '{{count}} of {{asked}} resale customers is in arrears or may run dry within {{days}} days.',
      other: '{{count}} of {{asked}} resale customers are in arrears or may run dry within {{days}} days.',
    },
    zh: '{{asked}} 个代售客户中有 {{count}} 个已欠费或可能在 {{days}} 天内用完余额。',
  },
  lowNone: {
    en: 'As far as can be foreseen, none of the {{asked}} resale customers runs dry within {{days}} days.',
    zh: '按目前的用量，{{asked}} 个代售客户的余额均可维持 {{days}} 天。',
  },
  belowTitle: { en: 'Balances below {{limit}}', zh: '余额低于 {{limit}} 的客户' },
  belowLine: {
    en: {
      one: '{{count}} of {{asked}} resale customers has less than {{limit}}, arrears taken off.',
      other: '{{count}} of {{asked}} resale customers have less than {{limit}}, arrears taken off.',
    },
    zh: '{{asked}} 个代售客户中有 {{count}} 个余额（扣除欠费后）低于 {{limit}}。',
  },
  belowNone: {
    en: 'All {{asked}} resale customers have {{limit}} or more.',
    zh: '{{asked}} 个代售客户的余额均不低于 {{limit}}。',
  },
  nobody: { en: 'The directory knows no resale customers.', zh: '客户目录中没有代售客户。' },

  customer: { en: 'Customer', zh: '客户' },
  customers: { en: 'Customers', zh: '客户列表' },
  available: { en: 'Available', zh: '可用余额' },
  debt: { en: 'Arrears', zh: '欠费' },
  perDay: { en: 'A day', zh: '日均消费' },
  runsOut: { en: 'Runs dry', zh: '预计用完日期' },
  missing: { en: 'To last {{days}} days', zh: '维持 {{days}} 天还需' },

  empty: { en: 'empty now', zh: '已用完' },
  lasts: { en: 'not within half a year', zh: '半年内不会用完' },
  unknown: { en: 'too few figures', zh: '数据不足' },
  between: { en: '{{earliest}} – {{latest}}', zh: '{{earliest}} 至 {{latest}}' },
  from: { en: '{{earliest}} or later', zh: '{{earliest}} 或更晚' },

  customerEmpty: {
    en: 'The balance is used up.',
    zh: '余额已用完。',
  },
  customerOn: {
    en: 'The balance is likely to be used up on {{earliest}}.',
    zh: '余额预计于 {{earliest}} 用完。',
  },
  customerBetween: {
    en: 'The balance is likely to be used up between {{earliest}} and {{latest}}.',
    zh: '余额预计在 {{earliest}} 至 {{latest}} 之间用完。',
  },
  customerFrom: {
    en: 'The balance may be used up from {{earliest}} on, but may also last more than half a year.',
    zh: '余额最早可能于 {{earliest}} 用完，也可能维持半年以上。',
  },
  forecast: { en: 'Forecast', zh: '余额预测' },

  means: {
    en: 'An estimate from pay-per-use consumption paid from the balance, through {{through}}; orders and renewals come on top. The range supposes that the coming weeks are like one of the past fortnights, without the extreme ones.',
    zh: '根据截至 {{through}} 由余额支付的按需消费估算，不含新购和续费订单。日期范围按过去各个两周的用量推算，已去除极端情况。',
  },
  meansAmount: {
    en: 'The amount pays arrears and {{days}} days of high use, rounded up to whole hundreds.',
    zh: '“还需”金额包含欠费及 {{days}} 天的较高用量，向上取整到百元。',
  },
  coarse: {
    en: 'So far mostly from monthly sums; the range narrows as days are collected.',
    zh: '目前主要依据月度汇总，随着每日数据积累，预测范围会更精确。',
  },
  noUse: {
    en: 'There are no consumption figures yet: I read them every night. Until then there is no forecast.',
    zh: '尚无消费数据，系统会在每晚读取，之后才能给出预测。',
  },
  tooLittle: {
    en: {
      one: '{{count}} customer has too few figures for a forecast.',
      other: '{{count}} customers have too few figures for a forecast.',
    },
    zh: '{{count}} 个客户的消费数据不足，无法预测。',
  },
  onlyResale: {
    en: 'Resale customers only: referral customers pay Huawei Cloud themselves, and the platform does not show their balances.',
    zh: '仅含代售客户；顾问销售客户直接向华为云付款，平台不提供其余额。',
  },

  buttonTransfer: { en: 'Transfer {{amount}} to {{name}}', zh: '向 {{name}} 拨款 {{amount}}' },
  buttonTransferOne: { en: 'Transfer {{amount}}', zh: '拨款 {{amount}}' },
  buttonShow: { en: 'Balance', zh: '余额' },
  buttonDebts: { en: 'Arrears', zh: '欠费客户' },
  buttonLow: { en: 'Forecast', zh: '余额预测' },
  buttonOther: { en: 'Change …', zh: '调整条件……' },
} satisfies Phrases;
