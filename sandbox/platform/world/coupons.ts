import { dayStart, days } from '../calendar.ts';
import { drawFor, hexId } from '../random.ts';
import { type Units, fromCents } from '../units.ts';
import type { Customer } from './customers.ts';

/** Money the vendor granted to the partner for issuing coupons. */
export interface Quota {
  readonly id: string;
  /** 0 vouchers, 1 cash coupons. */
  readonly type: 0 | 1;
  readonly value: Units;
  readonly balance: Units;
  /** 0 usable, 3 invalid, 4 being adjusted, 5 frozen. */
  readonly status: 0 | 3 | 4 | 5;
  readonly createdAt: number;
  readonly effectiveAt: number;
  readonly expiresAt: number;
  readonly limits: readonly { readonly key: string; readonly values: readonly string[] }[];
}

export interface Coupon {
  readonly id: string;
  readonly quota: Quota;
  readonly customer: Customer;
  readonly faceValue: Units;
  readonly balance: Units;
  /** 2 usable, 3 used, 4 expired, 5 reclaimed. */
  readonly status: 2 | 3 | 4 | 5;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export interface CouponRecord {
  readonly id: string;
  /** 1 issue, 2 manual reclaim, 4 expiry. */
  readonly operation: '1' | '2' | '4';
  readonly coupon: Coupon;
  readonly amount: Units;
  readonly at: number;
  readonly remark: string;
}

export interface CouponWorld {
  readonly quotas: readonly Quota[];
  readonly coupons: readonly Coupon[];
  readonly records: readonly CouponRecord[];
}

interface QuotaPlan {
  readonly type: Quota['type'];
  readonly thousands: number;
  readonly spent: number;
  readonly status: Quota['status'];
  /** Days from today. */
  readonly since: number;
  readonly until: number;
  readonly limits?: Quota['limits'];
}

const quotaPlans: readonly QuotaPlan[] = [
  { type: 0, thousands: 500, spent: 0.42, status: 0, since: -120, until: 245 },
  { type: 0, thousands: 80, spent: 0.93, status: 0, since: -200, until: 6 },
  {
    type: 0,
    thousands: 200,
    spent: 0.15,
    status: 0,
    since: -40,
    until: 28,
    limits: [{ key: 'cloudServiceType', values: ['hws.service.type.ec2', 'hws.service.type.rds'] }],
  },
  { type: 0, thousands: 150, spent: 0.5, status: 4, since: -90, until: 90 },
  { type: 0, thousands: 60, spent: 0.2, status: 5, since: -60, until: 300 },
  { type: 0, thousands: 100, spent: 0.77, status: 3, since: -420, until: -55 },
  { type: 1, thousands: 50, spent: 0.3, status: 0, since: -30, until: 150 },
  { type: 1, thousands: 20, spent: 1, status: 0, since: -150, until: 30 },
];

/** Quotas and coupons as of the day the world was opened: they must be running out soon, whenever that is. */
export function couponWorld(seed: number, today: Date, customers: readonly Customer[]): CouponWorld {
  const start = dayStart(today.getTime());
  const quotas = quotaPlans.map((plan, index): Quota => {
    const value = fromCents(plan.thousands * 100_000);
    return {
      id: `CQ${hexId(18, seed, 'quota', index).toUpperCase()}`,
      type: plan.type,
      value,
      balance: fromCents(Math.round(plan.thousands * 100_000 * (1 - plan.spent))),
      status: plan.status,
      createdAt: start + days(plan.since),
      effectiveAt: start + days(plan.since),
      expiresAt: start + days(plan.until),
      limits: plan.limits ?? [],
    };
  });
  const resale = customers.filter((customer) => customer.association === 'resale').slice(0, 200);
  const coupons = resale.flatMap((customer) => couponsOf(seed, start, customer, quotas));
  return { quotas, coupons, records: coupons.flatMap((coupon) => recordsOf(seed, coupon, start)) };
}

function couponsOf(seed: number, start: number, customer: Customer, quotas: readonly Quota[]): Coupon[] {
  const draw = drawFor(seed, 'coupons', customer.index);
  return Array.from({ length: draw.whole(0, 3) }, (_, index): Coupon | undefined => {
    const quota = quotas[draw.whole(0, quotas.length - 1)];
    if (!quota) return undefined;
    const issuedAt = quota.effectiveAt + days(draw.whole(0, 25)) + draw.whole(0, 43_200) * 1000;
    const expiresAt = Math.min(quota.expiresAt, issuedAt + days(draw.pick([30, 90, 180])));
    const faceValue = fromCents(draw.pick([20_000, 50_000, 100_000, 500_000]));
    const open = expiresAt > start;
    const status = open ? draw.pick([2, 2, 2, 3, 5] as const) : draw.pick([3, 4] as const);
    return {
      id: `CP${hexId(22, seed, 'coupon', customer.index, index).toUpperCase()}`,
      quota,
      customer,
      faceValue,
      balance: status === 2 ? faceValue : status === 4 ? faceValue / 2 : 0,
      status,
      issuedAt: Math.min(issuedAt, start - days(1)),
      expiresAt,
    };
  }).filter((coupon) => coupon !== undefined);
}

function recordsOf(seed: number, coupon: Coupon, start: number): CouponRecord[] {
  const record = (operation: CouponRecord['operation'], at: number, amount: Units, remark = '') => ({
    id: hexId(24, seed, 'record', coupon.id, operation),
    operation,
    coupon,
    amount,
    at,
    remark,
  });
  const issued = record('1', coupon.issuedAt, coupon.faceValue, `${coupon.customer.account} Q4`);
  if (coupon.status === 5)
    return [issued, record('2', Math.min(coupon.issuedAt + days(2), start), coupon.faceValue)];
  if (coupon.status === 4) return [issued, record('4', coupon.expiresAt, coupon.balance)];
  return [issued];
}
