import type { Coupon, CouponQuota, CouponRecord, Pages } from '../huawei/partner.ts';
import { type Decimal, sum } from '../kernel/decimal.ts';
import type { Result } from '../kernel/result.ts';
import type { Effect, Intent } from './case.ts';
import type { Finding } from './machine/carry.ts';
import { type MoneyRoom, reclaimed } from './perform.ts';

/**
 * What came of a call whose answer nobody has. The intent's code in the platform's records is proof; its absence is none,
 * because records may come late. Only when nothing at all has changed is a call taken not to have been carried out; whatever
 * lies between is put before a person.
 */
export async function lookFor(room: MoneyRoom, intent: Intent, signal: AbortSignal): Promise<Finding> {
  const { effect } = intent;
  const looked = await (effect.kind === 'issue'
    ? lookForIssue(room, intent, effect, signal)
    : lookForReclaim(room, intent, effect));
  if (looked) return looked;
  return { kind: 'unknown', lookAt: new Date(room.clock.now().getTime() + pauseAfter(intent, room)) };
}

/** At once, then less and less often; as the time to decide comes, exactly then. */
function pauseAfter({ looks, attemptedAt }: Intent, { clock, patience }: MoneyRoom): number {
  const grown = Math.min(1_000 * 2 ** Math.min(looks, 8), Math.max(patience.settleMs / 4, 1_000));
  const settlesAt = (attemptedAt?.getTime() ?? 0) + patience.settleMs;
  const left = settlesAt - clock.now().getTime();
  return left > 0 ? Math.min(grown, left) : grown;
}

/** The clocks of two houses differ, and are set now and then: an operation is looked for from a day before it was sent. */
const slackMs = 24 * 60 * 60_000;

const since = ({ attemptedAt }: Intent, now: Date): Date =>
  new Date((attemptedAt ?? now).getTime() - slackMs);

const isSettledBy = ({ attemptedAt }: Intent, { clock, patience }: MoneyRoom): boolean =>
  clock.now().getTime() >= (attemptedAt?.getTime() ?? 0) + patience.settleMs;

type IssueEffect = Extract<Effect, { kind: 'issue' }>;
type ReclaimEffect = Extract<Effect, { kind: 'reclaim' }>;

async function lookForIssue(
  room: MoneyRoom,
  intent: Intent,
  effect: IssueEffect,
  signal: AbortSignal,
): Promise<Finding | undefined> {
  const first = await traces(room, intent, effect);
  if (first !== 'none') return first;
  // A clock that jumped must not make a call look old that is still under way: wait as long as a call can last, by a timer that
  // no clock moves, and look again.
  await room.clock.sleep(room.patience.callMs, signal);
  const second = await traces(room, intent, effect);
  return second === 'none' ? { kind: 'not-carried-out', outcome: 'no-trace' } : second;
}

/** The coupon itself, nothing at all, or signs that do not tell. Undefined: too early to say, or the platform does not answer. */
async function traces(
  room: MoneyRoom,
  intent: Intent,
  { customerId, terms: { quotaId, faceValue } }: IssueEffect,
): Promise<Finding | 'none' | undefined> {
  const { coupons, clock } = room;
  const from = since(intent, clock.now());
  const records = await all(coupons.records({ operation: 'issue', customerId, from }));
  if (!records.ok) return undefined;
  const mine = records.value.find((record) => record.succeeded && carries(record, intent.code));
  if (mine) return { kind: 'done', couponId: mine.couponId, outcome: 'found-in-records' };
  if (!isSettledBy(intent, room)) return undefined;

  const issued = await all(coupons.issued({ customerId, createdFrom: from }));
  const quota = await coupons.quota(quotaId);
  if (!issued.ok || !quota.ok) return undefined;
  const alike = issued.value.filter((coupon) => coupon.faceValue.amount.eq(faceValue));
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
const isUntouched = ({ before }: Intent, quota: CouponQuota | undefined): boolean =>
  before !== undefined &&
  quota !== undefined &&
  quota.balance.amount.eq(before.balance) &&
  quota.value.amount.eq(before.value);

/** Taking back is harmless to repeat: ask again until the platform says that it is gone, then see how much came back. */
async function lookForReclaim(
  room: MoneyRoom,
  intent: Intent,
  { couponId }: ReclaimEffect,
): Promise<Finding | undefined> {
  const { coupons, clock } = room;
  if (!intent.answered) {
    const answer = await coupons.reclaim(couponId);
    if (answer.ok) return reclaimed(answer.value, intent.chained ?? false, clock.now());
    const { retry, code, wireCode } = answer.problem;
    if (retry !== 'no') return undefined;
    return { kind: 'refused', outcome: code, ...(wireCode === undefined ? {} : { wireCode }) };
  }
  const records = await all(
    coupons.records({ operation: 'reclaim', couponId, from: since(intent, clock.now()) }),
  );
  if (!records.ok) return undefined;
  const mine = records.value.filter(({ succeeded }) => succeeded);
  if (mine.length > 0) return { kind: 'done', returned: total(mine) };
  return isSettledBy(intent, room) ? { kind: 'done', outcome: 'no-record' } : undefined;
}

const total = (records: readonly CouponRecord[]): Decimal => sum(records.map(({ amount }) => amount.amount));

async function all<T>(pages: Pages<T>): Promise<Result<readonly T[]>> {
  const rows: T[] = [];
  for await (const page of pages) {
    if (!page.ok) return page;
    rows.push(...page.value.rows);
  }
  return { ok: true, value: rows };
}
