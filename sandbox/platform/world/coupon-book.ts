import { hexId } from '../random.ts';
import type { Units } from '../units.ts';
import {
  type Coupon,
  type CouponRecord,
  type Coupons,
  type Limit,
  type Quota,
  openingCoupons,
  recordOf,
} from './coupons.ts';
import type { Customer } from './customers.ts';

/** What somebody asks to be issued to one customer. */
export interface CouponOrder {
  readonly quota: Quota;
  readonly customer: Customer;
  readonly faceValue: Units;
  readonly effectiveAt: number;
  readonly expiresAt: number;
  readonly limits: readonly Limit[];
  readonly memo: string;
}

/** Quotas and coupons as they change. Moments are the platform's own, in milliseconds. */
export interface CouponBook {
  /** Everything as of a moment: what has run out by then has expired. */
  at(moment: number): Coupons;
  issue(order: CouponOrder, at: number): Coupon;
  /** Leaves the trace of an issue that did not come about. */
  noteRefusal(order: CouponOrder, at: number): void;
  /** What is left of the coupon returns to its quota. */
  reclaim(coupon: Coupon, at: number): void;
  /** @throws {RangeError} when there is not so much on the coupon. */
  spend(coupon: Coupon, amount: Units, at: number): void;
}

export function couponBook(seed: number, today: Date, customers: readonly Customer[]): CouponBook {
  const book = openingCoupons(seed, today, customers);
  const { quotas, coupons, records } = book;
  let made = 0;

  const giveBack = (coupon: Coupon, operation: CouponRecord['operation'], at: number) => {
    records.push(recordOf(seed, operation, coupon, at, coupon.balance));
    coupon.quota.balance += coupon.balance;
    coupon.quota.changedAt = at;
  };

  return {
    at: (moment) => {
      for (const coupon of coupons) {
        if (coupon.status !== 2 || coupon.expiresAt > moment) continue;
        coupon.status = 4;
        giveBack(coupon, '4', coupon.expiresAt);
      }
      for (const quota of quotas) if (quota.expiresAt <= moment) quota.status = 3;
      return book;
    },

    issue: (order, at) => {
      const coupon: Coupon = {
        ...order,
        id: `CP${hexId(22, seed, 'issued', ++made).toUpperCase()}`,
        balance: order.faceValue,
        status: 2,
        issuedAt: at,
        called: true,
      };
      order.quota.balance -= order.faceValue;
      order.quota.changedAt = at;
      coupons.push(coupon);
      records.push(recordOf(seed, '1', coupon, at, order.faceValue));
      return coupon;
    },

    noteRefusal: ({ quota, customer, faceValue, memo }, at) => {
      const id = hexId(24, seed, 'refused', ++made);
      records.push({ id, operation: '1', quota, customer, amount: faceValue, at, remark: memo });
    },

    reclaim: (coupon, at) => {
      giveBack(coupon, '2', at);
      coupon.status = 5;
      coupon.balance = 0;
    },

    spend: (coupon, amount, at) => {
      if (coupon.status !== 2 || amount <= 0 || amount > coupon.balance)
        throw new RangeError(`coupon ${coupon.id} has not so much to spend`);
      coupon.balance -= amount;
      coupon.lastUsedAt = at;
      if (coupon.balance === 0) coupon.status = 3;
    },
  };
}
