import { type Answer, type Refusal, badParameter, object, refuse } from '../answer.ts';
import { type Ask, listOf, numberOf, textOf } from '../ask.ts';
import { refusedByFault } from '../fault-effects.ts';
import { type Units, fromCents } from '../units.ts';
import { products, services } from '../world/catalogue.ts';
import type { CouponOrder } from '../world/coupon-book.ts';
import type { Coupons, Limit, Quota } from '../world/coupons.ts';
import type { Customer } from '../world/customers.ts';
import type { World } from '../world.ts';
import { isRefusal } from './handler.ts';

const mostCustomers = 100;

const textsOf = (ask: Ask, name: string): readonly string[] => (listOf(ask, name) ?? []).map(String);
const momentOr = (ask: Ask, name: string, usual: number) => Date.parse(textOf(ask, name) ?? '') || usual;
const limitOf = (quota: Quota, key: string) => quota.limits.find((limit) => limit.key === key)?.values;
const amountLimit = (quota: Quota, key: string, usual: Units): Units => {
  const [text] = limitOf(quota, key) ?? [];
  return text === undefined ? usual : fromCents(Number(text) * 100);
};

type Plan = Omit<CouponOrder, 'customer'>;

/** Several customers, one answer: what stands in the way of all refuses the call, the rest is told per customer. */
export function issueCoupons(ask: Ask, world: World, has: Coupons): Answer {
  const plan = planOf(ask, has);
  if (isRefusal(plan)) return plan;
  const ids = textsOf(ask, 'customer_ids');
  if (ids.length === 0 || ids.length > mostCustomers || new Set(ids).size < ids.length)
    return badParameter(`customer_ids must name 1 to ${mostCustomers} customers, each once`);

  const at = ask.now.getTime();
  const issued: object[] = [];
  const refused: object[] = [];
  for (const [index, id] of ids.entries()) {
    const customer = world.customersOf().find((known) => known.id === id);
    const order = customer && { ...plan, customer };
    const code = refusedByFault(ask.faults, id, index) ?? (order ? hindrance(order, has) : strangerCode);
    if (order && code === undefined) issued.push({ id, coupon_id: world.coupons.issue(order, at).id });
    else {
      refused.push({ id, error_code: code, error_msg: 'The coupon was not issued.' });
      if (order) world.coupons.noteRefusal(order, at);
    }
  }
  return object({ coupon_infos: issued, error_details: refused });
}

/** What is asked for, or why nobody can have it. */
function planOf(ask: Ask, has: Coupons): Plan | Refusal {
  const at = ask.now.getTime();
  const quota = has.quotas.find(({ id }) => id === textOf(ask, 'quota_id'));
  if (!quota) return refuse(400, 'CBC.99000012', 'The quota does not exist.');
  if (at < quota.effectiveAt || at >= quota.expiresAt)
    return refuse(400, 'CBC.99000017', 'The quota has not taken effect or has expired.');
  if (quota.status !== 0) return refuse(400, 'CBC.99000012', 'The quota cannot be used in this state.');

  const faceValue = fromCents(Math.round((numberOf(ask, 'face_value') ?? 0) * 100));
  if (faceValue < amountLimit(quota, 'minFaceValue', 0))
    return refuse(400, 'CBC.99000018', 'The face value is below the minimum.');
  if (faceValue > amountLimit(quota, 'maxFaceValue', Infinity))
    return refuse(400, 'CBC.99000019', 'The face value is above the maximum.');

  const effectiveAt = momentOr(ask, 'valid_time', Math.max(at, quota.effectiveAt));
  const expiresAt = momentOr(ask, 'expire_time', quota.expiresAt);
  if (expiresAt <= at || expiresAt <= effectiveAt) return badParameter('expire_time is too early');
  if (effectiveAt < quota.effectiveAt || expiresAt > quota.expiresAt)
    return badParameter('valid_time and expire_time must lie within the validity of the quota');

  const limits = limitsOf(ask, quota);
  if (isRefusal(limits)) return limits;
  return { quota, faceValue, effectiveAt, expiresAt, limits, memo: textOf(ask, 'memo') ?? '' };
}

function limitsOf(ask: Ask, quota: Quota): readonly Limit[] | Refusal {
  const wantedServices = textsOf(ask, 'cloud_service_types');
  const wantedProducts = textsOf(ask, 'product_ids');
  if (!wantedServices.every((code) => services.some((service) => service.code === code)))
    return refuse(400, 'CBC.50000055', 'The cloud service type does not exist.');
  if (!wantedProducts.every((id) => products.some((product) => product.id === id)))
    return refuse(400, 'CBC.50000054', 'The product does not exist.');
  const allowed = limitOf(quota, 'cloudServiceType');
  const touched = [
    ...wantedServices,
    ...products.filter(({ id }) => wantedProducts.includes(id)).map(({ service }) => service),
  ];
  if (allowed && !touched.every((code) => allowed.includes(code)))
    return refuse(400, 'CBC.99000023', 'The services or products go beyond the limits of the quota.');
  return [
    ...quota.limits.filter(({ key }) => key !== 'cloudServiceType' || wantedServices.length === 0),
    ...(wantedServices.length > 0 ? [{ key: 'cloudServiceType', values: wantedServices }] : []),
    ...(wantedProducts.length > 0 ? [{ key: 'productId', values: wantedProducts }] : []),
  ];
}

const strangerCode = 'CBC.99000035';

/** Why this customer cannot have it. */
function hindrance({ quota, customer, faceValue }: CouponOrder, has: Coupons): string | undefined {
  if (customer.association !== 'resale') return 'CBC.99000014';
  // No page names a code for customers that are not verified.
  if (!isVerified(customer)) return 'CBC.99000000';
  const held = has.coupons.filter(
    (coupon) => coupon.quota === quota && coupon.customer === customer && coupon.status !== 5,
  );
  const [most] = limitOf(quota, 'maxCouponsPerCustomer') ?? [];
  if (most !== undefined && held.length >= Number(most)) return 'CBC.99000020';
  const total = held.reduce((sum, coupon) => sum + coupon.faceValue, faceValue);
  if (total > amountLimit(quota, 'maxTotalPerCustomer', Infinity)) return 'CBC.99000021';
  return faceValue > quota.balance ? 'CBC.99000013' : undefined;
}

const isVerified = ({ verified }: Customer) => verified === '2';

/** The whole balance or nothing; a coupon whose end has come already is told within a 200. */
export function reclaimCoupon(ask: Ask, world: World, has: Coupons): Answer {
  const coupon = has.coupons.find(({ id }) => id === textOf(ask, 'coupon_id'));
  if (!coupon) return badParameter('coupon_id names no coupon of this partner');
  if (coupon.customer.association !== 'resale')
    return refuse(400, 'CBC.99000045', 'Coupons of referral customers cannot be reclaimed.');
  if (coupon.status !== 2) return refuse(200, 'CBC.99000048', 'The coupon has expired or was reclaimed.');
  world.coupons.reclaim(coupon, ask.now.getTime());
  return { kind: 'nothing' };
}
