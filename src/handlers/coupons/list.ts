import { couponListCard } from '../../cards/coupons/list.ts';
import { couponStates } from '../../cards/coupons/words.ts';
import type { Coupon, CouponFilter } from '../../huawei/partner.ts';
import { dayOf, endOfDay, shiftDay } from '../../kernel/day.ts';
import { ok } from '../../kernel/result.ts';
import { customerNames } from '../../ledger/customers.ts';
import { command, type CustomerRef } from '../command.ts';
import { requestFile } from '../request-file.ts';
import { gather } from '../gather.ts';

/** As many as can be read while somebody waits. */
const readable = 2_000;

export const couponList = command({
  path: ['coupon', 'list'],
  aliases: [
    ['coupons'],
    ['coupon', 'ls'],
    ['coupons', 'list'],
    ['代金券', '列表'],
    ['代金券', '查询'],
    ['优惠券', '列表'],
    ['券', '列表'],
    ['查券'],
    ['查代金券'],
  ],
  summary: 'coupons.listSummary',
  args: {
    customer: {
      type: 'customer',
      label: 'coupons.customer',
      hint: 'coupons.customerHint',
      positional: true,
    },
    expiring: { type: 'days', label: 'coupons.expiring', hint: 'coupons.expiringHint' },
    status: {
      type: 'choice',
      positional: true,
      label: 'coupons.status',
      options: Object.entries(couponStates).map(([value, label]) => ({ value, label })),
    },
    csv: { type: 'flag', label: 'coupons.csv' },
  },
  permission: 'coupons.read',
  effect: 'read',
  sites: ['cn'],
  examples: ['coupon list', 'coupon list --expiring 7d', 'coupon list 科技 --status used'],
  async run(context, asked) {
    const { partner, ledger, clock, actor, t } = context;
    const now = clock.now();
    const filter = couponFilter(asked, now);
    if (asked.csv) return requestFile(context, { list: 'issued', ...filter });
    const found = await gather(partner.coupons.issued(filter), readable);
    if (!found.ok) return found;
    const { rows, total, whole } = found.value;
    const called = await customerNames(
      ledger,
      rows.map(({ customerId }) => customerId),
    );
    const coupons = whole ? rows.toSorted(nextToExpireFirst) : rows;
    return ok(
      couponListCard(t, {
        customer: asked.customer,
        state: asked.status,
        expiringDays: asked.expiring,
        coupons: coupons.map((coupon) => ({ ...coupon, customerName: called(coupon.customerId) })),
        total,
        whole,
        currency: partner.currency,
        lang: actor.lang,
        mayAsk: actor.may.has('coupons.ask'),
        line: lineOf(asked),
        from: { sources: ['ListIssuedPartnerCoupons'], asOf: now, timeZone: actor.timeZone },
      }),
    );
  },
});

interface Asked {
  readonly customer: CustomerRef | undefined;
  readonly expiring: number | undefined;
  readonly status: string | undefined;
}

/** Only what is still usable can run out, so whoever asks what expires means that. The last day counts whole. */
function couponFilter({ customer, expiring, status }: Asked, now: Date): CouponFilter {
  const state = status ?? (expiring === undefined ? undefined : 'usable');
  return {
    ...(customer ? { customerId: customer.customerId } : {}),
    ...(state === undefined ? {} : { state }),
    ...(expiring === undefined
      ? {}
      : { expiresFrom: now, expiresTo: endOfDay(shiftDay(dayOf(now), expiring)) }),
  };
}

const lineOf = ({ customer, expiring, status }: Asked): string =>
  [
    'coupon list',
    ...(customer ? [customer.customerId] : []),
    ...(expiring === undefined ? [] : [`--expiring ${expiring}d`]),
    ...(status === undefined ? [] : [`--status ${status}`]),
  ].join(' ');

/** Usable ones first; those with the nearest end on top. Of the others the latest first. */
export function nextToExpireFirst(a: Coupon, b: Coupon): number {
  const usable = Number(b.state === 'usable') - Number(a.state === 'usable');
  if (usable !== 0) return usable;
  const sooner = endOf(a) - endOf(b);
  return (a.state === 'usable' ? sooner : -sooner) || (a.couponId < b.couponId ? -1 : 1);
}

const endOf = ({ expires }: Coupon): number => expires?.getTime() ?? Number.MAX_SAFE_INTEGER;
