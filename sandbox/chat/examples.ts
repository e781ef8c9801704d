import type { Example } from './page-protocol.ts';

/** Hints under the composer. The bot's own help is the full list; these are first steps. */
export const examples: readonly Example[] = [
  { line: '', en: 'The menu', zh: '菜单' },
  { line: 'help', en: 'What you may do here', zh: '您可以使用的命令' },
  { line: 'bill last', en: 'The bill of last month', zh: '上月账单' },
  { line: 'bill this', en: 'This month so far', zh: '本月账单（截至昨日）' },
  { line: 'bill last --by customer', en: 'Last month by customer', zh: '上月账单，按客户' },
  { line: 'bill last --csv', en: 'Detail lines of last month as a file', zh: '导出上月消费明细（csv）' },
  {
    line: 'bill last --xlsx',
    en: 'Detail lines of last month as a workbook',
    zh: '导出上月消费明细（xlsx）',
  },
  { line: '账单 上月', en: 'The same, in Chinese', zh: '上月账单（中文命令）' },
  { line: 'balance me', en: 'Our own balance', zh: '我方账户余额' },
  { line: 'balance', en: 'Balances and debts of customers', zh: '客户余额与欠费' },
  { line: 'customer find cloud', en: 'Find customers by name', zh: '按名称查找客户' },
  { line: '客户 查找 科技', en: 'The same, in Chinese', zh: '查找客户（中文命令）' },
  { line: 'customer show', en: 'One customer, chosen in a form', zh: '用表单查看客户详情' },
  { line: 'customer id', en: 'The ID behind a name', zh: '查询客户账号 ID' },
  { line: 'coupon quota', en: 'What coupons can be issued from', zh: '可用于发券的额度' },
  { line: 'coupon issue', en: 'Ask for coupons, in a form', zh: '用表单申请发放优惠券' },
  { line: 'link', en: 'Link your account in the other app', zh: '关联另一应用中的账号' },
  { line: 'api ListServiceTypes', en: 'Any read operation (admins)', zh: '调用只读接口（管理员）' },
];
