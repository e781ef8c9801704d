import { type Answer, rowsOf } from '../answer.ts';
import { type Ask, listOf, numberOf, textOf } from '../ask.ts';
import { momentText } from '../calendar.ts';
import { rowsLateBy } from '../fault-effects.ts';
import { toNumber } from '../units.ts';
import type { Coupon, CouponRecord, Coupons, Quota } from '../world/coupons.ts';
import type { World } from '../world.ts';
import { issueCoupons, reclaimCoupon } from './coupon-changes.ts';
import { type Area, forReseller, within } from './handler.ts';

const yuan = 1;

const same = <T>(wanted: T | undefined, value: T) => wanted === undefined || wanted === value;
const among = (wanted: readonly unknown[] | undefined, value: unknown) =>
  wanted === undefined || wanted.length === 0 || wanted.includes(value);

const quotaRecord = (world: World) => (quota: Quota) => ({
  quota_id: quota.id,
  quota_type: quota.type,
  create_time: momentText(quota.createdAt),
  last_update_time: momentText(quota.changedAt),
  quota_value: toNumber(quota.value),
  quota_status: quota.status,
  balance: toNumber(quota.balance),
  measure_id: yuan,
  currency: world.currency,
  effective_time: momentText(quota.effectiveAt),
  expire_time: momentText(quota.expiresAt),
  limit_infos: quota.limits.map(({ key, values }) => ({
    limit_key: key,
    limit_values: values.map((value) => ({ value1: value })),
  })),
});

// A coupon's kind is counted otherwise than its quota's.
const couponType = (quota: Quota) => (quota.type === 0 ? 1 : 4);

/** 1: its time has not come. */
const couponStatus = (coupon: Coupon, now: number) =>
  coupon.status === 2 && coupon.effectiveAt > now ? 1 : coupon.status;

const couponRecord = (now: number) => (coupon: Coupon) => ({
  coupon_id: coupon.id,
  status: couponStatus(coupon, now),
  customer_id: coupon.customer.id,
  coupon_type: couponType(coupon.quota),
  measure_id: yuan,
  face_value: toNumber(coupon.faceValue),
  effective_time: momentText(coupon.effectiveAt),
  expire_time: momentText(coupon.expiresAt),
  // A plan is not a quota: which quota it came from stands in the records alone.
  promotion_plan_id: `PP${coupon.quota.id.slice(2).toLowerCase()}`,
  promotion_plan_name: coupon.quota.type === 0 ? '伙伴代金券' : '伙伴现金券',
  media_type: 1,
  fetch_method: 2,
  use_limits: coupon.limits.map(({ key, values }) => ({ limit_key: key, value1: values.join(',') })),
  create_time: momentText(coupon.issuedAt),
  ...(coupon.lastUsedAt === undefined ? {} : { last_used_time: momentText(coupon.lastUsedAt) }),
  balance: toNumber(coupon.balance),
  is_frozen: '0',
});

const operationRecord = (record: CouponRecord) => ({
  id: record.id,
  operation_type: record.operation,
  quota_id: record.quota.id,
  quota_type: record.quota.type,
  coupon_id: record.coupon?.id ?? '',
  customer_id: record.customer.id,
  operation_amount: toNumber(record.amount),
  operation_time: momentText(record.at),
  result: resultOf(record),
  remark: record.remark,
});

const resultOf = (record: CouponRecord) => (record.coupon ? '0' : '-1');

/** Rows from after this moment are not in the lists yet. */
const inBy = (ask: Ask) => ask.now.getTime() - rowsLateBy(ask.faults);

function wantedQuota(ask: Ask): (quota: Quota) => boolean {
  const created = within(ask, 'create_time');
  const effective = within(ask, 'effective_time');
  const expires = within(ask, 'expire_time');
  return (quota) =>
    quota.type === (numberOf(ask, 'quota_type') ?? 0) &&
    among(listOf(ask, 'quota_ids'), quota.id) &&
    among(listOf(ask, 'quota_status_list'), quota.status) &&
    created(quota.createdAt) &&
    effective(quota.effectiveAt) &&
    expires(quota.expiresAt);
}

function wantedCoupon(ask: Ask): (coupon: Coupon) => boolean {
  const created = within(ask, 'create_time');
  const effective = within(ask, 'effective_time');
  const expires = within(ask, 'expire_time');
  return (coupon) =>
    textOf(ask, 'order_id') === undefined &&
    same(textOf(ask, 'coupon_id'), coupon.id) &&
    same(textOf(ask, 'customer_id'), coupon.customer.id) &&
    same(numberOf(ask, 'coupon_type'), couponType(coupon.quota)) &&
    same(numberOf(ask, 'status'), couponStatus(coupon, ask.now.getTime())) &&
    coupon.issuedAt <= inBy(ask) &&
    created(coupon.issuedAt) &&
    effective(coupon.effectiveAt) &&
    expires(coupon.expiresAt);
}

function wantedRecord(ask: Ask): (record: CouponRecord) => boolean {
  const done = within(ask, 'operation_time');
  return (record) =>
    among(listOf(ask, 'operation_types'), record.operation) &&
    among(listOf(ask, 'coupon_ids'), record.coupon?.id) &&
    same(textOf(ask, 'quota_id'), record.quota.id) &&
    same(numberOf(ask, 'quota_type'), record.quota.type) &&
    same(textOf(ask, 'customer_id'), record.customer.id) &&
    same(textOf(ask, 'result'), resultOf(record)) &&
    record.at <= inBy(ask) &&
    done(record.at);
}

/** What there is now. Resellers have no quotas of their own in this world yet. */
const couponsFor = (ask: Ask, world: World, reseller: string | undefined): Coupons =>
  reseller === undefined ? world.coupons.at(ask.now.getTime()) : { quotas: [], coupons: [], records: [] };

const list = (name: string, rows: readonly unknown[]): Answer => ({
  kind: 'list',
  list: name,
  count: 'total_count',
  rows: rowsOf(rows),
});

export const coupons: Area = {
  ListQuotaCoupons: forReseller((ask, world, reseller) => {
    const { quotas } = couponsFor(ask, world, reseller);
    return list('quotas', quotas.filter(wantedQuota(ask)).map(quotaRecord(world)));
  }),

  ListIssuedPartnerCoupons: forReseller((ask, world, reseller) => {
    const issued = couponsFor(ask, world, reseller).coupons.filter(wantedCoupon(ask));
    return list('user_coupons', issued.map(couponRecord(ask.now.getTime())));
  }),

  ListPartnerCouponsRecord: forReseller((ask, world, reseller) => {
    const { records } = couponsFor(ask, world, reseller);
    return list('records', records.filter(wantedRecord(ask)).map(operationRecord));
  }),

  CreatePartnerCoupons: forReseller((ask, world, reseller) =>
    issueCoupons(ask, world, couponsFor(ask, world, reseller)),
  ),
  ReclaimPartnerCoupons: forReseller((ask, world, reseller) =>
    reclaimCoupon(ask, world, couponsFor(ask, world, reseller)),
  ),
};
