import { dayNeedsCustomerCard } from '../../cards/bills.ts';
import { cycleOf, shiftCycle } from '../../kernel/bill-cycle.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok } from '../../kernel/result.ts';
import { sites } from '../../kernel/site.ts';
import { command } from '../command.ts';
import { requestExport } from './request-export.ts';
import { billByDay } from './by-day.ts';
import { billFromSums } from './from-sums.ts';
import { ownBill } from './own.ts';

export const bill = command({
  path: ['bill'],
  aliases: [['bills'], ['账单'], ['查账单'], ['消费账单']],
  summary: 'bills.summary',
  args: {
    month: { type: 'month', label: 'bills.month', hint: 'bills.monthHint', positional: true },
    customer: { type: 'customer', label: 'bills.customer', hint: 'bills.customerHint', positional: true },
    by: {
      type: 'choice',
      positional: true,
      label: 'bills.by',
      options: [
        {
          value: 'service',
          label: 'bills.byService',
          aliases: ['product', '产品', '服务', '按产品', '按服务'],
        },
        { value: 'customer', label: 'bills.byCustomer', aliases: ['客户', '按客户'] },
        { value: 'day', label: 'bills.byDay', aliases: ['date', '天', '日', '日期', '按天', '按日'] },
      ],
    },
    csv: { type: 'flag', label: 'bills.csv', permission: 'bills.export' },
    xlsx: { type: 'flag', label: 'bills.xlsx', permission: 'bills.export' },
  },
  permission: 'bills.read',
  effect: 'read',
  sites,
  examples: ['bill', 'bill last --by customer', 'bill 上月 科技', 'bill last --csv'],
  async run(context, { month, customer, by, csv, xlsx }) {
    const cycle = month ?? shiftCycle(cycleOf(context.clock.now()), -1);
    if (csv && xlsx) return fail(problem('oneFileFormat'));
    if (csv || xlsx) return requestExport(context, { cycle, customer, format: csv ? 'csv' : 'xlsx' });
    if (context.site !== 'cn') {
      return ownBill(context, { cycle, askedForMore: customer !== undefined || by !== undefined });
    }
    if (by !== 'day') return billFromSums(context, { cycle, customer, by });
    if (!customer) return ok(dayNeedsCustomerCard(context.t, cycle));
    return billByDay(context, { cycle, customer });
  },
});
