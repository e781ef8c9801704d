import { madeHere } from '../../approvals/made-here.ts';
import { couponHistoryCard } from '../../cards/coupons/history.ts';
import { couponOperations } from '../../cards/coupons/words.ts';
import type { CouponRecord, CouponRecordFilter } from '../../huawei/partner.ts';
import { type Day, dayOf, endOfDay, shiftDay, startOfDay } from '../../kernel/day.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok } from '../../kernel/result.ts';
import { customerNames } from '../../ledger/customers.ts';
import { command, type CustomerRef } from '../command.ts';
import { requestFile } from '../request-file.ts';
import { gather } from '../gather.ts';

/** As many as can be read while somebody waits. */
const readable = 2_000;

const usualDays = 30;
const longerDays = 90;

export const couponHistory = command({
  path: ['coupon', 'history'],
  aliases: [
    ['coupon', 'records'],
    ['coupon', 'log'],
    ['coupons', 'history'],
    ['代金券', '记录'],
    ['代金券', '操作记录'],
    ['优惠券', '记录'],
    ['券', '记录'],
    ['发券记录'],
  ],
  summary: 'coupons.historySummary',
  args: {
    customer: {
      type: 'customer',
      label: 'coupons.customer',
      hint: 'coupons.customerHint',
      positional: true,
    },
    from: { type: 'date', label: 'coupons.from', hint: 'coupons.dayHint' },
    to: { type: 'date', label: 'coupons.to', hint: 'coupons.dayHint' },
    operation: {
      type: 'choice',
      label: 'coupons.operation',
      options: Object.entries(couponOperations).map(([value, label]) => ({ value, label })),
    },
    csv: { type: 'flag', label: 'coupons.csv' },
  },
  permission: 'coupons.read',
  effect: 'read',
  sites: ['cn'],
  examples: ['coupon history', 'coupon history --from yesterday', 'coupon history 科技 --operation issue'],
  async run(context, asked) {
    const { partner, ledger, clock, actor, t } = context;
    const now = clock.now();
    const days = daysOf(asked, now);
    if (days.from > days.to) return fail(problem('daysReversed', days));
    const filter = recordFilter(asked, days);
    if (asked.csv) return requestFile(context, { list: 'records', ...filter });
    const found = await gather(partner.coupons.records(filter), readable);
    if (!found.ok) return found;
    const { rows, total, whole } = found.value;
    const [called, originOf] = await Promise.all([
      customerNames(
        ledger,
        rows.map(({ customerId }) => customerId),
      ),
      madeHere(ledger, rows),
    ]);
    const records = whole ? rows.toSorted(newestFirst) : rows;
    const chosen = asked.from !== undefined || asked.to !== undefined;
    return ok(
      couponHistoryCard(t, {
        customer: asked.customer,
        days,
        records: records.map((record) => ({
          ...record,
          customerName: called(record.customerId),
          origin: originOf(record),
        })),
        total,
        whole,
        currency: partner.currency,
        lang: actor.lang,
        line: lineOf(asked, days),
        longer: chosen ? undefined : lineOf(asked, { ...days, from: shiftDay(days.to, 1 - longerDays) }),
        from: { sources: ['ListPartnerCouponsRecord'], asOf: now, timeZone: actor.timeZone },
      }),
    );
  },
});

interface Asked {
  readonly customer: CustomerRef | undefined;
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  readonly operation: string | undefined;
}

/** The last 30 days, unless told otherwise. */
function daysOf({ from, to }: Asked, now: Date): { from: Day; to: Day } {
  const last = to ?? dayOf(now);
  return { from: from ?? shiftDay(last, 1 - usualDays), to: last };
}

const recordFilter = (
  { customer, operation }: Asked,
  days: { readonly from: Day; readonly to: Day },
): CouponRecordFilter => ({
  ...(customer ? { customerId: customer.customerId } : {}),
  ...(operation === undefined ? {} : { operation }),
  from: startOfDay(days.from),
  to: endOfDay(days.to),
});

const lineOf = ({ customer, operation }: Asked, { from, to }: { from: Day; to: Day }): string =>
  [
    'coupon history',
    ...(customer ? [customer.customerId] : []),
    `--from ${from} --to ${to}`,
    ...(operation === undefined ? [] : [`--operation ${operation}`]),
  ].join(' ');

const newestFirst = (a: CouponRecord, b: CouponRecord): number =>
  (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0) || (a.recordId < b.recordId ? -1 : 1);
