import type {
  AccountVerbs,
  Coupon,
  CouponQuota,
  CouponRecord,
  CouponVerbs,
  Customer,
  Page,
  PageCursor,
  PartnerPlatform,
} from '../../src/huawei/partner.ts';
import { problem, type Problem } from '../../src/kernel/problem.ts';
import { fail, ok, type Result } from '../../src/kernel/result.ts';
import { yuan } from './bill-partner.ts';
import { plainPartner } from './plain-partner.ts';

const asOf = new Date('2026-11-23T02:00:00Z');

export const couponQuota = (
  quotaId: string,
  balance: string,
  more: Partial<CouponQuota> = {},
): CouponQuota => ({
  quotaId,
  kind: 'voucher',
  state: 'normal',
  value: yuan('100000'),
  balance: yuan(balance),
  effective: new Date('2026-01-01T00:00:00Z'),
  expires: new Date('2027-06-30T15:59:59Z'),
  limits: [],
  ...more,
});

export const coupon = (
  couponId: string,
  customerId: string,
  faceValue: string,
  more: Partial<Coupon> = {},
): Coupon => ({
  couponId,
  kind: 'voucher',
  state: 'usable',
  customerId,
  quotaId: undefined,
  faceValue: yuan(faceValue),
  balance: yuan(faceValue),
  effective: new Date('2026-11-01T00:00:00Z'),
  expires: new Date('2027-02-28T15:59:59Z'),
  created: new Date('2026-11-01T00:00:00Z'),
  lastUsed: undefined,
  frozen: false,
  limits: [],
  ...more,
});

export const couponRecord = (
  recordId: string,
  customerId: string,
  amount: string,
  more: Partial<CouponRecord> = {},
): CouponRecord => ({
  recordId,
  operation: 'issue',
  quotaId: 'CQ1',
  kind: 'voucher',
  couponId: `CP-${recordId}`,
  customerId,
  amount: yuan(amount),
  at: new Date('2026-11-20T03:04:05Z'),
  succeeded: true,
  remark: '',
  ...more,
});

export interface CouponWorld {
  readonly customers?: readonly Customer[];
  readonly quotas?: readonly CouponQuota[];
  readonly coupons?: readonly Coupon[];
  readonly records?: readonly CouponRecord[];
  readonly pageSize?: number;
  readonly accounts?: AccountVerbs;
  /** Asked before each page or call; a problem takes its place. */
  readonly fault?: (call: string) => Problem | undefined;
}

export interface CouponPartner extends PartnerPlatform {
  readonly calls: string[];
}

/** A platform with coupons to look at in memory, for tests above the port. It notes what it was asked. */
export function couponPartner(world: CouponWorld): CouponPartner {
  const plain = plainPartner({ customers: world.customers ?? [] });
  const { calls } = plain;
  const asked = (call: string): Problem | undefined => {
    calls.push(call);
    return world.fault?.(call);
  };

  async function* list<T>(call: string, rows: readonly T[], from?: PageCursor) {
    const size = world.pageSize ?? 100;
    let offset = from?.offset ?? 0;
    do {
      const broken = await Promise.resolve(asked(`${call} ${offset}`));
      if (broken) {
        yield fail(broken) satisfies Result<never>;
        return;
      }
      const page = rows.slice(offset, offset + size);
      offset += page.length;
      const cursor = { offset, read: offset, recent: [`id-${offset}`], total: rows.length };
      yield ok({ rows: page, read: offset, total: rows.length, cursor }) satisfies Result<Page<T>>;
      if (page.length === 0) return;
    } while (offset < rows.length);
  }

  const coupons: CouponVerbs = {
    ...plain.coupons,
    quotas: () => {
      const broken = asked('quotas');
      return Promise.resolve(
        broken ? fail(broken) : ok({ value: world.quotas ?? [], source: 'ListQuotaCoupons', asOf }),
      );
    },
    quota: (quotaId) => {
      const value = world.quotas?.find((quota) => quota.quotaId === quotaId);
      return Promise.resolve(ok({ value, source: 'ListQuotaCoupons', asOf }));
    },
    issued: (filter = {}, from) => {
      const { customerId, couponId, state, expiresFrom, expiresTo } = filter;
      const rows = (world.coupons ?? []).filter(
        (one) =>
          (customerId === undefined || one.customerId === customerId) &&
          (couponId === undefined || one.couponId === couponId) &&
          (state === undefined || one.state === state) &&
          isWithin(one.expires, expiresFrom, expiresTo),
      );
      return list('issued', rows, from);
    },
    records: (filter = {}, from) => {
      const { customerId, operation } = filter;
      const rows = (world.records ?? []).filter(
        (one) =>
          (customerId === undefined || one.customerId === customerId) &&
          (operation === undefined || one.operation === operation) &&
          isWithin(one.at, filter.from, filter.to),
      );
      return list('records', rows, from);
    },
  };

  const partner: CouponPartner = {
    ...plain,
    coupons,
    accounts: world.accounts ?? plain.accounts,
    inBackground: () => partner,
    until: () => partner,
    forRequest: () => partner,
  };
  return partner;
}

const isWithin = (at: Date | undefined, from: Date | undefined, to: Date | undefined): boolean =>
  (from === undefined || (at !== undefined && at >= from)) &&
  (to === undefined || (at !== undefined && at < to));

export const platformDown = problem('platformDown', { operation: 'ListQuotaCoupons', code: 'CBC.0999' });
