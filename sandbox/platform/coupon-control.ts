import { z } from 'zod';
import type { PlatformClock } from './clock.ts';
import { type Units, fromCents, toText } from './units.ts';
import type { Coupon, Quota } from './world/coupons.ts';
import type { World } from './world.ts';

/** Coupons from behind the scenes: what there really is, and what others than the caller do. Amounts are yuan as text. */
export interface CouponControl {
  quotas(): readonly QuotaView[];
  /** All coupons, also those that were there when the world opened. */
  coupons(): readonly CouponView[];
  /** Those that calls have brought into the world. */
  issued(): readonly CouponView[];
  /** All operation records, also those that the lists do not show yet. */
  records(): readonly RecordView[];
  /** Freezes, tops up or empties a quota, as the vendor does. Undefined: there is none of that id. */
  changeQuota(id: string, change: QuotaChange): QuotaView | undefined;
  /** The customer pays with the coupon. @throws {RangeError} when there is not so much on it. */
  spend(id: string, amount: string): CouponView | undefined;
}

export interface QuotaView {
  readonly id: string;
  readonly type: Quota['type'];
  readonly status: Quota['status'];
  readonly value: string;
  readonly balance: string;
  readonly effectiveAt: string;
  readonly expiresAt: string;
  readonly limits: Quota['limits'];
}

export interface CouponView {
  readonly id: string;
  readonly quota: string;
  readonly customer: string;
  readonly faceValue: string;
  readonly balance: string;
  readonly status: Coupon['status'];
  readonly issuedAt: string;
  readonly expiresAt: string;
  readonly memo: string;
}

export interface RecordView {
  readonly id: string;
  readonly operation: '1' | '2' | '4';
  readonly quota: string;
  readonly customer: string;
  /** Absent when the issue failed. */
  readonly coupon: string | undefined;
  readonly amount: string;
  readonly at: string;
  readonly memo: string;
}

const yuan = z.string().regex(/^-?\d{1,7}(\.\d{1,2})?$/, 'yuan with at most two decimals, as text');

const quotaChangeSchema = z.strictObject({
  status: z.literal([0, 3, 4, 5]).optional(),
  /** Added to value and balance; may be negative. */
  topUp: yuan.optional(),
  /** What is left, value or no value. */
  balance: yuan.optional(),
});
const spendSchema = z.strictObject({ spend: yuan });

export type QuotaChange = z.infer<typeof quotaChangeSchema>;

export const readQuotaChange = (value: unknown) => quotaChangeSchema.safeParse(value);
export const readSpend = (value: unknown) => spendSchema.safeParse(value);

const toUnits = (text: string): Units => fromCents(Math.round(Number(yuan.parse(text)) * 100));
const toYuan = (units: Units): string => toText(units, 2);
const moment = (at: number): string => new Date(at).toISOString();

export function couponControl(world: World, clock: PlatformClock): CouponControl {
  const now = () => clock.now().getTime();
  const all = () => world.coupons.at(now());
  return {
    quotas: () => all().quotas.map(quotaView),
    coupons: () => all().coupons.map(couponView),
    issued: () =>
      all()
        .coupons.filter(({ called }) => called)
        .map(couponView),
    records: () =>
      all().records.map((record) => ({
        id: record.id,
        operation: record.operation,
        quota: record.quota.id,
        customer: record.customer.id,
        coupon: record.coupon?.id,
        amount: toYuan(record.amount),
        at: moment(record.at),
        memo: record.remark,
      })),
    changeQuota: (id, change) => {
      const { status, topUp, balance } = quotaChangeSchema.parse(change);
      const quota = all().quotas.find((known) => known.id === id);
      if (!quota) return undefined;
      if (status !== undefined) quota.status = status;
      if (topUp !== undefined) {
        quota.value += toUnits(topUp);
        quota.balance += toUnits(topUp);
      }
      if (balance !== undefined) quota.balance = toUnits(balance);
      quota.changedAt = now();
      return quotaView(quota);
    },
    spend: (id, amount) => {
      const coupon = all().coupons.find((known) => known.id === id);
      if (!coupon) return undefined;
      world.coupons.spend(coupon, toUnits(amount), now());
      return couponView(coupon);
    },
  };
}

const quotaView = (quota: Quota): QuotaView => ({
  id: quota.id,
  type: quota.type,
  status: quota.status,
  value: toYuan(quota.value),
  balance: toYuan(quota.balance),
  effectiveAt: moment(quota.effectiveAt),
  expiresAt: moment(quota.expiresAt),
  limits: quota.limits,
});

const couponView = (coupon: Coupon): CouponView => ({
  id: coupon.id,
  quota: coupon.quota.id,
  customer: coupon.customer.id,
  faceValue: toYuan(coupon.faceValue),
  balance: toYuan(coupon.balance),
  status: coupon.status,
  issuedAt: moment(coupon.issuedAt),
  expiresAt: moment(coupon.expiresAt),
  memo: coupon.memo,
});
