import { rowsOf } from '../answer.ts';
import { type Ask, listOf, numberOf, textOf } from '../ask.ts';
import { momentText } from '../calendar.ts';
import { toNumber } from '../units.ts';
import type { Coupon, CouponRecord, Quota } from '../world/coupons.ts';
import type { World } from '../world.ts';
import { type Area, forReseller, within } from './handler.ts';

const yuan = 1;

const same = <T>(wanted: T | undefined, value: T) => wanted === undefined || wanted === value;
const among = (wanted: readonly unknown[] | undefined, value: unknown) =>
  wanted === undefined || wanted.length === 0 || wanted.includes(value);

const quotaRecord = (world: World) => (quota: Quota) => ({
  quota_id: quota.id,
  quota_type: quota.type,
  create_time: momentText(quota.createdAt),
  last_update_time: momentText(quota.createdAt),
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

const couponRecord = (coupon: Coupon) => ({
  coupon_id: coupon.id,
  status: coupon.status,
  customer_id: coupon.customer.id,
  coupon_type: couponType(coupon.quota),
  measure_id: yuan,
  face_value: toNumber(coupon.faceValue),
  effective_time: momentText(coupon.issuedAt),
  expire_time: momentText(coupon.expiresAt),
  promotion_plan_id: coupon.quota.id,
  promotion_plan_name: coupon.quota.type === 0 ? '伙伴代金券' : '伙伴现金券',
  media_type: 1,
  fetch_method: 2,
  use_limits: coupon.quota.limits.map(({ key, values }) => ({ limit_key: key, value1: values.join(',') })),
  create_time: momentText(coupon.issuedAt),
  balance: toNumber(coupon.balance),
  is_frozen: '0',
});

const operationRecord = (record: CouponRecord) => ({
  id: record.id,
  operation_type: record.operation,
  quota_id: record.coupon.quota.id,
  quota_type: record.coupon.quota.type,
  coupon_id: record.coupon.id,
  customer_id: record.coupon.customer.id,
  operation_amount: toNumber(record.amount),
  operation_time: momentText(record.at),
  result: '0',
  remark: record.remark,
});

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
    same(numberOf(ask, 'status'), coupon.status) &&
    created(coupon.issuedAt) &&
    effective(coupon.issuedAt) &&
    expires(coupon.expiresAt);
}

function wantedRecord(ask: Ask): (record: CouponRecord) => boolean {
  const done = within(ask, 'operation_time');
  return (record) =>
    among(listOf(ask, 'operation_types'), record.operation) &&
    among(listOf(ask, 'coupon_ids'), record.coupon.id) &&
    same(textOf(ask, 'quota_id'), record.coupon.quota.id) &&
    same(numberOf(ask, 'quota_type'), record.coupon.quota.type) &&
    same(textOf(ask, 'customer_id'), record.coupon.customer.id) &&
    same(textOf(ask, 'result'), '0') &&
    done(record.at);
}

/** Resellers have no quotas of their own in this world yet. */
const own = <T>(reseller: string | undefined, list: readonly T[]): readonly T[] =>
  reseller === undefined ? list : [];

export const coupons: Area = {
  ListQuotaCoupons: forReseller((ask, world, reseller) => ({
    kind: 'list',
    list: 'quotas',
    count: 'total_count',
    rows: rowsOf(own(reseller, world.coupons.quotas).filter(wantedQuota(ask)).map(quotaRecord(world))),
  })),

  ListIssuedPartnerCoupons: forReseller((ask, world, reseller) => ({
    kind: 'list',
    list: 'user_coupons',
    count: 'total_count',
    rows: rowsOf(own(reseller, world.coupons.coupons).filter(wantedCoupon(ask)).map(couponRecord)),
  })),

  ListPartnerCouponsRecord: forReseller((ask, world, reseller) => ({
    kind: 'list',
    list: 'records',
    count: 'total_count',
    rows: rowsOf(own(reseller, world.coupons.records).filter(wantedRecord(ask)).map(operationRecord)),
  })),
};
