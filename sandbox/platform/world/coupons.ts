import { dayStart, days } from '../calendar.ts';
import { drawFor, hexId } from '../random.ts';
import { type Units, fromCents } from '../units.ts';
import type { Customer } from './customers.ts';

export interface Limit {
  readonly key: string;
  readonly values: readonly string[];
}

/** Money the vendor granted to the partner for issuing coupons. */
export interface Quota {
  readonly id: string;
  /** 0 vouchers, 1 cash coupons. */
  readonly type: 0 | 1;
  value: Units;
  balance: Units;
  /** 0 usable, 3 invalid, 4 being adjusted, 5 frozen. */
  status: 0 | 3 | 4 | 5;
  readonly createdAt: number;
  changedAt: number;
  readonly effectiveAt: number;
  readonly expiresAt: number;
  readonly limits: readonly Limit[];
}

export interface Coupon {
  readonly id: string;
  readonly quota: Quota;
  readonly customer: Customer;
  readonly faceValue: Units;
  balance: Units;
  /** 2 usable, 3 used, 4 expired, 5 reclaimed. */
  status: 2 | 3 | 4 | 5;
  readonly issuedAt: number;
  readonly effectiveAt: number;
  readonly expiresAt: number;
  lastUsedAt?: number;
  readonly limits: readonly Limit[];
  /** What the issuer noted; only the operation records tell it. */
  readonly memo: string;
  /** Issued by a call and not there when the world was opened. */
  readonly called: boolean;
}

export interface CouponRecord {
  readonly id: string;
  /** 1 issue, 2 manual reclaim, 4 expiry. */
  readonly operation: '1' | '2' | '4';
  readonly quota: Quota;
  readonly customer: Customer;
  /** Absent when the issue failed. */
  readonly coupon?: Coupon;
  readonly amount: Units;
  readonly at: number;
  readonly remark: string;
}

/** Everything about coupons, in the order in which it came about. */
export interface Coupons {
  readonly quotas: readonly Quota[];
  readonly coupons: Coupon[];
  readonly records: CouponRecord[];
}

interface QuotaPlan {
  readonly type: Quota['type'];
  readonly thousands: number;
  readonly spent: number;
  readonly status: Quota['status'];
  /** Days from today. */
  readonly since: number;
  readonly until: number;
  readonly limits?: readonly Limit[];
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
    limits: [
      { key: 'cloudServiceType', values: ['hws.service.type.ec2', 'hws.service.type.rds'] },
      { key: 'minFaceValue', values: ['50'] },
      { key: 'maxFaceValue', values: ['10000'] },
    ],
  },
  { type: 0, thousands: 150, spent: 0.5, status: 4, since: -90, until: 90 },
  { type: 0, thousands: 60, spent: 0.2, status: 5, since: -60, until: 300 },
  { type: 0, thousands: 100, spent: 0.77, status: 3, since: -420, until: -55 },
  {
    type: 1,
    thousands: 50,
    spent: 0.3,
    status: 0,
    since: -30,
    until: 150,
    limits: [
      { key: 'maxCouponsPerCustomer', values: ['5'] },
      { key: 'maxTotalPerCustomer', values: ['8000'] },
    ],
  },
  { type: 1, thousands: 20, spent: 1, status: 0, since: -150, until: 30 },
];

/** Quotas and coupons as of the day the world was opened: they must be running out soon, whenever that is. */
export function openingCoupons(seed: number, today: Date, customers: readonly Customer[]): Coupons {
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
      changedAt: start + days(plan.since),
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
    const drawn = quota.effectiveAt + days(draw.whole(0, 25)) + draw.whole(0, 43_200) * 1000;
    const expiresAt = Math.min(quota.expiresAt, drawn + days(draw.pick([30, 90, 180])));
    const issuedAt = Math.min(drawn, start - days(1));
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
      issuedAt,
      effectiveAt: issuedAt,
      expiresAt,
      limits: quota.limits,
      memo: `${customer.account} Q4`,
      called: false,
    };
  }).filter((coupon) => coupon !== undefined);
}

/** What the platform remembers of something that happened to a coupon. */
export const recordOf = (
  seed: number,
  operation: CouponRecord['operation'],
  coupon: Coupon,
  at: number,
  amount: Units,
): CouponRecord => ({
  id: hexId(24, seed, 'record', coupon.id, operation),
  operation,
  quota: coupon.quota,
  customer: coupon.customer,
  coupon,
  amount,
  at,
  remark: operation === '1' ? coupon.memo : '',
});

function recordsOf(seed: number, coupon: Coupon, start: number): CouponRecord[] {
  const issued = recordOf(seed, '1', coupon, coupon.issuedAt, coupon.faceValue);
  const reclaimedAt = Math.min(coupon.issuedAt + days(2), start);
  if (coupon.status === 5) return [issued, recordOf(seed, '2', coupon, reclaimedAt, coupon.faceValue)];
  if (coupon.status === 4) return [issued, recordOf(seed, '4', coupon, coupon.expiresAt, coupon.balance)];
  return [issued];
}
