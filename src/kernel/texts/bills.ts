import type { Phrases } from './phrase.ts';

/** Bills: monthly sums, days, the partner's own bill. */
export const bills = {
  summary: { en: 'What customers spent in a month', zh: '查询客户月度消费账单' },
  month: { en: 'Month', zh: '账期' },
  monthHint: {
    en: '2026-10, last, this; last month when left out',
    zh: '如 2026-10、上月、本月；不填为上月',
  },
  customer: { en: 'Customer', zh: '客户' },
  customerHint: { en: 'Leave it out for all customers', zh: '不填则查询全部客户' },
  by: { en: 'Broken down by', zh: '汇总维度' },
  byService: { en: 'service', zh: '按产品' },
  byCustomer: { en: 'customer', zh: '按客户' },
  byDay: { en: 'day', zh: '按天' },
  csv: { en: 'Every detail line as a CSV file', zh: '导出消费明细（CSV）' },
  xlsx: { en: 'Every detail line as an Excel file', zh: '导出消费明细（Excel）' },

  title: { en: 'Bill {{cycle}}: all customers', zh: '{{cycle}} 账单：全部客户' },
  titleCustomer: { en: 'Bill {{cycle}}: {{name}}', zh: '{{cycle}} 账单：{{name}}' },
  summaryLine: {
    en: '{{cycle}}, {{whom}}: {{total}} in all.',
    zh: '{{cycle}} {{whom}}：合计 {{total}}。',
  },
  allCustomers: { en: 'all customers', zh: '全部客户' },

  total: { en: 'Total', zh: '合计' },
  charged: { en: 'Consumption', zh: '消费' },
  refunds: { en: 'Refunds and write-offs', zh: '退订与核销' },
  unpaid: { en: 'Of which unpaid', zh: '其中欠费' },
  previous: { en: 'Previous month', zh: '上一账期' },
  change: { en: 'Change', zh: '环比' },
  changeWithPercent: { en: '{{delta}} ({{percent}}%)', zh: '{{delta}}（{{percent}}%）' },
  previousWhole: { en: 'Previous month, in full', zh: '上一账期（整月）' },
  previousUnknown: {
    en: 'The previous month could not be read for comparison: {{why}}',
    zh: '未能读取上一账期用于对比：{{why}}',
  },

  paidCash: { en: 'Paid in cash', zh: '现金支付' },
  paidCredit: { en: 'Paid by credit', zh: '信用支付' },
  paidBonus: { en: 'Paid by bonus (old)', zh: '奖励金支付（旧）' },
  paidVoucher: { en: 'Paid by voucher', zh: '代金券支付' },
  paidCashCoupon: { en: 'Paid by cash coupon', zh: '现金券支付' },
  paidCard: { en: 'Paid by stored-value card', zh: '储值卡支付' },
  paidOther: { en: 'Paid by {{kind}}', zh: '{{kind}} 支付' },

  perService: { en: 'By service', zh: '按产品汇总' },
  perCustomer: { en: 'By customer', zh: '按客户汇总' },
  perDay: { en: 'By day', zh: '按天汇总' },
  service: { en: 'Service', zh: '产品' },
  day: { en: 'Day', zh: '日期' },
  dayUnknown: { en: '(no day)', zh: '（无日期）' },
  share: { en: 'Share', zh: '占比' },
  rest: { en: { one: '{{count}} other', other: '{{count}} others' }, zh: '其他 {{count}} 项' },
  other: { en: 'Other', zh: '其他' },
  chartService: { en: 'Spending by service, {{cycle}}', zh: '{{cycle}} 各产品消费' },
  chartCustomer: { en: 'Spending by customer, {{cycle}}', zh: '{{cycle}} 各客户消费' },
  chartDay: { en: 'Spending by day, {{cycle}}', zh: '{{cycle}} 每日消费' },
  chartAlt: {
    en: '{{name}} is the largest with {{amount}}.',
    zh: '{{name}}最高，为 {{amount}}。',
  },

  provisional: {
    en: 'Provisional: figures of {{cycle}} still change; they are final from about the 5th of the next month.',
    zh: '暂估数据：{{cycle}} 的数据仍会变化，次月5日左右定稿。',
  },
  basis: {
    en: 'Resale customers only, before tax, up to the end of yesterday (T-1). A consumption summary, not a settlement document.',
    zh: '仅含代售客户，未税，数据截至前一日24点（T-1）。本数据为消费汇总，不作为结算依据。',
  },
  basisDetail: {
    en: 'Payable amounts of the detail lines, before tax, in near real time. Not a settlement document.',
    zh: '按消费明细的应付金额统计，未税，准实时。不作为结算依据。',
  },
  consolePath: {
    en: 'In the console: Partner Center > Sales > Customers > Customer Expenditure.',
    zh: '控制台路径：伙伴中心 > 销售 > 客户 > 客户消费。',
  },

  empty: {
    en: 'There is nothing on the bill of {{cycle}} for {{whom}}.',
    zh: '{{cycle}} {{whom}}没有消费记录。',
  },
  emptyReasons: { en: 'Likely reasons:', zh: '可能原因：' },
  emptyReferral: {
    en: '• Monthly sums hold resale customers only; a referral customer pays Huawei Cloud itself.',
    zh: '• 月度汇总仅含代售客户，顾问销售客户直接向华为云付款。',
  },
  emptyNotYet: {
    en: '• Consumption shows up one day later, refreshed between 16:00 and 24:00 (UTC+8).',
    zh: '• 消费数据次日更新，每天16:00至24:00（北京时间）刷新。',
  },
  emptyElsewhere: {
    en: '• The customer was not associated with you directly in that month.',
    zh: '• 该账期内客户未与您直接关联。',
  },

  dayNeedsCustomer: {
    en: 'By day I can show one customer at a time. Name one, for example: {{example}}',
    zh: '按天汇总每次只能查询一个客户，例如：{{example}}',
  },
  dayTooMany: {
    en: '{{name}} has {{lines}} detail lines in {{cycle}}: too many to add up while you wait. Export them instead; the file has the day of every line.',
    zh: '{{name}} 在 {{cycle}} 有 {{lines}} 条消费明细，数量较多，不便即时汇总。请导出文件，文件中每条明细都有日期。',
  },
  noCustomerHere: {
    en: 'On this site the platform gives no sums per customer, so this is your own bill for all of them.',
    zh: '本站点的平台不提供按客户的消费汇总，以下为您自己的整体账单。',
  },

  noSumsHere: {
    en: 'This site has no consumption sums or detail lines per customer by API; the console has them.',
    zh: '本站点没有按客户查询消费汇总和明细的接口，请在控制台查看。',
  },
  ownTitle: { en: 'Your bill {{cycle}}', zh: '{{cycle}} 伙伴账单' },
  ownSummary: { en: 'Your bill for {{cycle}}: {{due}} due.', zh: '{{cycle}} 伙伴账单：应付 {{due}}。' },
  ownDue: { en: 'Amount due', zh: '应付金额' },
  ownConsumption: { en: 'Consumption', zh: '消费' },
  ownRefunds: { en: 'Refunds', zh: '退款' },
  ownAdjustments: { en: 'Adjustments', zh: '调账' },
  ownTax: { en: 'Tax', zh: '税额' },
  ownBasis: {
    en: 'What Huawei Cloud bills you; the amount due includes tax. Ready by 12:00 (UTC+8) on the 5th of the next month.',
    zh: '华为云向伙伴出具的账单，应付金额含税。次月5日12:00（北京时间）前出账。',
  },

  buttonService: { en: 'By service', zh: '按产品' },
  buttonCustomer: { en: 'By customer', zh: '按客户' },
  buttonDay: { en: 'By day', zh: '按天' },
  buttonPrevious: { en: 'Previous month', zh: '上一账期' },
  buttonCsv: { en: 'Export CSV', zh: '导出 CSV' },
  buttonXlsx: { en: 'Export Excel', zh: '导出 Excel' },
  buttonConsole: { en: 'Open the console', zh: '打开控制台' },
  buttonAll: { en: 'All customers', zh: '全部客户' },
  rounded: {
    en: 'Rounded to 0.01 for reading, so the parts may not add up exactly to the total. Exact total: {{total}}. Exports keep every digit.',
    zh: '金额显示到分，各项之和与合计可能略有尾差。精确合计：{{total}}。导出文件保留全部小数位。',
  },
  paidPart: { en: '{{label}}: {{amount}}', zh: '{{label}}：{{amount}}' },
  buttonOne: { en: 'Bill of one customer', zh: '查看单个客户账单' },
} satisfies Phrases;
