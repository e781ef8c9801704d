import type { Coupon, CouponOrder, CouponQuota, CouponRecord } from '../../huawei/partner.ts';
import { dayMs } from '../../kernel/day.ts';
import type { Effect } from '../case.ts';
import type { Finding } from '../machine/carry.ts';
import type { MoneyRoom } from '../money-room.ts';
import { allOf, failureOf, isSettledBy, lookTwice, since } from './evidence.ts';
import type { EffectKind, IntentOf } from './kind.ts';

type Issue = Extract<Effect, { kind: 'issue' }>;

/** A coupon out of a quota. Its code travels in the memo, so the record of it is proof. */
export const issue: EffectKind<Issue> = {
  async before({ coupons }, { effect }) {
    const quota = await coupons.quota(effect.terms.quotaId);
    if (!quota.ok) return 'away';
    const { value } = quota.value;
    return { before: value && { balance: value.balance.amount, value: value.value.amount } };
  },

  foretell: ({ amount }, before) =>
    'balance' in before ? { ...before, balance: before.balance.minus(amount) } : before,

  async send({ coupons, clock }, intent) {
    const answer = await coupons.issue(orderOf(intent));
    return answer.ok
      ? { kind: 'done', couponId: answer.value.couponId }
      : failureOf(answer.problem, clock.now());
  },

  lookFor: (room, intent, signal) => lookTwice(room, signal, () => traces(room, intent)),
};

function orderOf({ effect: { customerId, terms }, code: memo }: IntentOf<Issue>): CouponOrder {
  const { quotaId, faceValue, effective, expires, services } = terms;
  return {
    quotaId,
    customerId,
    faceValue,
    memo,
    ...(effective ? { effective } : {}),
    ...(expires ? { expires } : {}),
    ...(services ? { services } : {}),
  };
}

/** The code is proof whenever it was written, so clocks may be as far apart as they like. */
const slackMs = dayMs;

/** The coupon itself, nothing at all, or signs that do not tell. */
async function traces(room: MoneyRoom, intent: IntentOf<Issue>): Promise<Finding | 'none' | undefined> {
  const { coupons, clock } = room;
  const { customerId, terms } = intent.effect;
  const from = since(intent, clock.now(), slackMs);
  const records = await allOf(coupons.records({ operation: 'issue', customerId, from }));
  if (!records.ok) return undefined;
  const mine = records.value.find((record) => record.succeeded && carries(record, intent.code));
  if (mine) return { kind: 'done', couponId: mine.couponId, outcome: 'found-in-records' };
  if (!isSettledBy(intent, room)) return undefined;

  const issued = await allOf(coupons.issued({ customerId, createdFrom: from }));
  const quota = await coupons.quota(terms.quotaId);
  if (!issued.ok || !quota.ok) return undefined;
  const alike = issued.value.filter((coupon) => coupon.faceValue.amount.eq(terms.faceValue));
  const suspects = await unclaimed(room, alike, records.value);
  if (suspects.length > 0) return { kind: 'stuck', outcome: 'coupon-without-record' };
  return isUntouched(intent, quota.value.value) ? 'none' : { kind: 'stuck', outcome: 'quota-has-moved' };
}

const carries = ({ remark }: CouponRecord, code: string): boolean =>
  remark === code || remark.startsWith(`${code} `);

/** Coupons the customer got since that neither we made nor a record gives to somebody else. */
async function unclaimed(
  { store }: MoneyRoom,
  issued: readonly Coupon[],
  records: readonly CouponRecord[],
): Promise<readonly Coupon[]> {
  const explained = new Set(records.map(({ couponId }) => couponId));
  const claimed = await store.claimed(issued.map(({ couponId }) => couponId));
  return issued.filter(({ couponId }) => !explained.has(couponId) && !claimed.has(couponId));
}

/** Both the balance and the grant are what they were: a top-up might otherwise hide a spending. */
const isUntouched = ({ before }: IntentOf<Issue>, quota: CouponQuota | undefined): boolean =>
  before !== undefined &&
  'balance' in before &&
  quota !== undefined &&
  quota.balance.amount.eq(before.balance) &&
  quota.value.amount.eq(before.value);
