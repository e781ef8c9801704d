import type { Coupon, CouponQuota, Customer } from '../../huawei/partner.ts';
import { type Decimal, decimal, decimalPlaces, zero } from '../../kernel/decimal.ts';
import { type Problem, problem } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { CouponTerms, Draft, Effect } from '../case.ts';
import { couponNow } from '../coupon-now.ts';
import { couponsOf, customersOf } from '../plan-facts.ts';
import type { Plan, Reads } from '../plan.ts';

/** As many customers as the platform takes in one go; more than that nobody can review. */
export const mostCustomers = 100;

export async function planIssue(
  partner: Reads,
  { customerIds, terms }: Extract<Draft, { action: 'coupon.issue' }>,
  now: Date,
): Promise<Result<Plan>> {
  const [quota, customers, held] = await Promise.all([
    partner.coupons.quota(terms.quotaId),
    customersOf(partner, customerIds),
    couponsOf(partner, customerIds),
  ]);
  if (!quota.ok) return quota;
  if (!customers.ok) return customers;
  if (!held.ok) return held;
  const effects = customerIds.map((customerId): Effect => ({ kind: 'issue', customerId, terms }));
  const total = terms.faceValue.times(decimal(String(customerIds.length)));
  const found = quota.value.value;
  return ok({
    effects,
    total,
    quota: found,
    leftAfter: found?.balance.amount.minus(total),
    coupon: undefined,
    accounts: undefined,
    customers: customerIds.map((customerId) => {
      const customer = customers.value.get(customerId);
      return {
        customerId,
        customer,
        conflicts: customerConflicts(customerId, customer),
        overlapping: (held.value.get(customerId) ?? []).filter((coupon) => overlaps(coupon, terms, found)),
      };
    }),
    conflicts: [...termConflicts(terms, found, now), ...quotaConflicts(terms, total, found, now)],
    readAt: now,
  });
}

function customerConflicts(customerId: string, customer: Customer | undefined): Problem[] {
  if (!customer) return [problem('couponCustomerUnknown', { customer: customerId })];
  const who = { customer: customer.company || customer.accountName || customerId };
  if (customer.association !== 'resale') return [problem('couponNotResale', who)];
  if (customer.verified !== 'verified') return [problem('couponNotVerified', who)];
  return [];
}

/** What can be said of the terms alone. */
function termConflicts(
  { faceValue, effective, expires }: CouponTerms,
  quota: CouponQuota | undefined,
  now: Date,
) {
  const conflicts: Problem[] = [];
  if (!faceValue.gt(zero)) conflicts.push(problem('amountNotPositive'));
  if (decimalPlaces(faceValue) > 2)
    conflicts.push(problem('amountDecimals', { amount: faceValue.toFixed() }));
  if (expires && expires <= now) conflicts.push(problem('validityOver'));
  if (effective && expires && effective >= expires) conflicts.push(problem('validityBackwards'));
  const before = effective && quota?.effective && effective < quota.effective;
  const after = expires && quota?.expires && expires > quota.expires;
  if (before || after) conflicts.push(problem('validityOutsideQuota'));
  return conflicts;
}

function quotaConflicts(
  { quotaId, faceValue, services }: CouponTerms,
  total: Decimal,
  quota: CouponQuota | undefined,
  now: Date,
): Problem[] {
  if (!quota) return [problem('quotaUnknown', { quota: quotaId })];
  const conflicts: Problem[] = [];
  const which = { quota: quotaId };
  if (quota.state === 'frozen') conflicts.push(problem('quotaFrozen', which));
  else if (quota.state === 'adjusting') conflicts.push(problem('quotaAdjusting', which));
  else if (quota.state !== 'normal') conflicts.push(problem('quotaInvalid', which));
  if (quota.effective && quota.effective > now) conflicts.push(problem('quotaNotYet', which));
  if (quota.expires && quota.expires <= now) conflicts.push(problem('quotaOver', which));
  if (total.gt(quota.balance.amount)) {
    const params = { total: total.toFixed(2), balance: quota.balance.amount.toFixed(2) };
    conflicts.push(problem('quotaShort', params));
  }
  const { least, most } = faceBounds(quota);
  const outside = (least && faceValue.lt(least)) || (most && faceValue.gt(most));
  if (outside)
    conflicts.push(
      problem('faceValueOutside', { least: least?.toFixed(2) ?? '0.01', most: most?.toFixed(2) ?? '∞' }),
    );
  const beyond = beyondServices(services ?? [], quota);
  if (beyond.length > 0) conflicts.push(problem('servicesOutside', { services: beyond.join(', ') }));
  return conflicts;
}

/** Services that the quota's coupons cannot be used for. */
function beyondServices(wanted: readonly string[], { limits }: CouponQuota): readonly string[] {
  const allowed = limits.find(({ key }) => key === 'cloudServiceType')?.values;
  if (!allowed) return [];
  const codes = new Set(allowed.flatMap(({ value1 }) => value1.split(',').map((code) => code.trim())));
  return wanted.filter((code) => !codes.has(code));
}

/** The bounds of a face value, where the quota has them; the key's exact name is to be confirmed (dossier §4.2). */
function faceBounds({ limits }: CouponQuota): { least: Decimal | undefined; most: Decimal | undefined } {
  const of = (key: string) => limits.find((limit) => limit.key === key)?.values[0];
  const bound = (text: string | undefined) =>
    text !== undefined && /^\d+(\.\d+)?$/.test(text) ? decimal(text) : undefined;
  return {
    least: bound(of('minFaceValue')?.value1 ?? of('faceValue')?.value1),
    most: bound(of('maxFaceValue')?.value1 ?? of('faceValue')?.value2),
  };
}

function overlaps(coupon: Coupon, terms: CouponTerms, quota: CouponQuota | undefined): boolean {
  const from = terms.effective ?? quota?.effective;
  const to = terms.expires ?? quota?.expires;
  return (
    (coupon.state === 'usable' || coupon.state === 'not-activated') &&
    (!to || !coupon.effective || coupon.effective < to) &&
    (!from || !coupon.expires || coupon.expires > from)
  );
}

export async function planReclaim(partner: Reads, couponId: string, now: Date): Promise<Result<Plan>> {
  const coupon = await couponNow(partner.coupons, { couponId });
  if (!coupon.ok) return coupon;
  const found = coupon.value;
  const effects: Effect[] = found
    ? [{ kind: 'reclaim', customerId: found.customerId, couponId, balance: found.balance.amount }]
    : [];
  return ok({
    effects,
    total: found?.balance.amount ?? zero,
    quota: undefined,
    leftAfter: undefined,
    coupon: found,
    accounts: undefined,
    customers: [],
    conflicts: couponConflicts(couponId, found),
    readAt: now,
  });
}

function couponConflicts(couponId: string, coupon: Coupon | undefined): Problem[] {
  if (!coupon) return [problem('couponUnknown', { coupon: couponId })];
  if (coupon.state === 'usable' || coupon.state === 'not-activated') return [];
  const gone = { used: 'couponUsed', expired: 'couponExpired', reclaimed: 'couponReclaimed' } as const;
  const code = Object.entries(gone).find(([state]) => state === coupon.state)?.[1] ?? 'couponUsed';
  return [problem(code, { coupon: couponId })];
}

/** Takes back and issues anew, judged together: what returns to the quota can be spent again only if it is the same one. */
export async function planReplace(
  partner: Reads,
  draft: Extract<Draft, { action: 'coupon.replace' }>,
  now: Date,
): Promise<Result<Plan>> {
  const { couponId, customerId, terms, reason } = draft;
  const [reclaim, issue] = await Promise.all([
    planReclaim(partner, couponId, now),
    planIssue(partner, { action: 'coupon.issue', customerIds: [customerId], terms, reason }, now),
  ]);
  if (!reclaim.ok) return reclaim;
  if (!issue.ok) return issue;
  return ok({
    ...issue.value,
    effects: [...reclaim.value.effects, ...issue.value.effects],
    coupon: reclaim.value.coupon,
    customers: issue.value.customers.map((one) => ({
      ...one,
      overlapping: one.overlapping.filter((coupon) => coupon.couponId !== couponId),
    })),
    conflicts: [
      ...reclaim.value.conflicts,
      ...(belongs(reclaim.value.coupon, customerId)
        ? []
        : [problem('couponOfAnother', { coupon: couponId })]),
      ...issue.value.conflicts,
    ],
  });
}

const belongs = (coupon: Coupon | undefined, customerId: string): boolean =>
  !coupon || coupon.customerId === customerId;
