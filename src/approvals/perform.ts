import type { CouponOrder, CouponVerbs } from '../huawei/partner.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { Problem } from '../kernel/problem.ts';
import type { Effect, Intent } from './case.ts';
import { begin, type Finding, learn } from './machine/carry.ts';
import { lookFor } from './reconcile.ts';
import type { CaseStore } from './store.ts';

export interface MoneyRoom {
  readonly store: CaseStore;
  readonly coupons: CouponVerbs;
  readonly clock: Clock;
  readonly log: Log;
  readonly patience: Patience;
}

/** How long the machine waits for evidence. The platform documents none of it (dossier §4.4), so all are settings. */
export interface Patience {
  /** The longest a call may be under way: what was sent earlier is no longer being sent. */
  readonly callMs: number;
  /** Records that have not shown up by then are taken not to exist. */
  readonly settleMs: number;
}

/** When a lane wants to be looked at again; undefined when nothing is left in it. */
export type Again = Date | undefined;

/**
 * Carries out what is approved in a lane, one call at a time. Any number of workers may do so at once: the turn of the lane lets
 * one of them send, and nobody sends while the outcome of an earlier call is unknown.
 */
export async function performLane(room: MoneyRoom, lane: string, signal: AbortSignal): Promise<Again> {
  const { store, clock } = room;
  let balance: Reading | undefined;
  while (!signal.aborted) {
    const { turn, intents } = await store.lane(lane);
    const next = intents.find(({ intent }) => intent.state !== 'ready') ?? intents[0];
    if (!next) return undefined;
    const { caseId, intent } = next;
    const due = dueAt(intent, room.patience);
    if (due && due > clock.now()) return due;
    if (intent.state !== 'ready') {
      await note(room, caseId, intent, await lookFor(room, intent, signal));
      balance = undefined;
      continue;
    }
    const reading = await readBefore(room, intent, turn, balance);
    if ('again' in reading) return reading.again;
    if ('held' in reading) {
      await note(room, caseId, intent, reading.held);
      continue;
    }
    const begun = await store.change(caseId, (kase, facts) =>
      begin(kase, { intentId: intent.id, ...reading }, facts),
    );
    balance = undefined;
    if (begun === 'stopped') return undefined;
    if (begun !== 'sending') continue;
    const attempt = { ...intent, attempt: intent.attempt + 1 };
    const finding = await send(room, intent);
    await note(room, caseId, attempt, finding);
    if (finding.kind === 'done' && reading.before && intent.effect.kind === 'issue')
      balance = {
        turn: turn + 1,
        before: { ...reading.before, balance: reading.before.balance.minus(intent.amount) },
      };
    if (finding.kind === 'not-carried-out') return finding.at;
  }
  return clock.now();
}

/** Before that there is nothing to be done about it. */
function dueAt({ state, lookAt, attemptedAt }: Intent, { callMs }: Patience): Date | undefined {
  // Whoever sent it may still be waiting for the answer.
  if (state === 'sending' && attemptedAt) return new Date(attemptedAt.getTime() + callMs);
  return lookAt;
}

const note = (
  { store }: MoneyRoom,
  caseId: string,
  { id: intentId, attempt }: Pick<Intent, 'id' | 'attempt'>,
  finding: Finding,
): Promise<unknown> =>
  store.change(caseId, (kase, facts) => learn(kase, { intentId, attempt }, finding, facts));

interface Reading {
  readonly turn: number;
  readonly before?: NonNullable<Intent['before']>;
}

/** What may wait before it is asked again. */
const pauseMs = 5_000;

/** Looks at what the call is about to change: evidence for later, and a last check that it is as it was approved. */
async function readBefore(
  { coupons, clock }: MoneyRoom,
  { effect, outcome }: Intent,
  turn: number,
  known: Reading | undefined,
): Promise<Reading | { again: Date } | { held: Extract<Finding, { kind: 'held' }> }> {
  const again = { again: new Date(clock.now().getTime() + pauseMs) };
  if (effect.kind === 'issue') {
    if (known?.turn === turn) return known;
    const quota = await coupons.quota(effect.terms.quotaId);
    if (!quota.ok) return again;
    const { value } = quota.value;
    return value ? { turn, before: { balance: value.balance.amount, value: value.value.amount } } : { turn };
  }
  const found = await couponNow(coupons, effect);
  if (!found.ok) return again;
  const coupon = found.value;
  const spent = coupon?.state === 'usable' && !coupon.balance.amount.eq(effect.balance);
  if (spent && outcome !== 'settled-go-on')
    return { held: { kind: 'held', outcome: 'spent-meanwhile', balance: coupon.balance.amount } };
  return { turn };
}

/** The coupon of a reclaim as it is listed now. */
async function couponNow(
  coupons: CouponVerbs,
  { couponId, customerId }: Extract<Effect, { kind: 'reclaim' }>,
) {
  for await (const page of coupons.issued({ couponId, customerId })) {
    if (!page.ok) return page;
    const found = page.value.rows.find((coupon) => coupon.couponId === couponId);
    if (found) return { ok: true, value: found } as const;
  }
  return { ok: true, value: undefined } as const;
}

/** The one place from which money moves. */
async function send({ coupons, clock }: MoneyRoom, { effect, code, chained }: Intent): Promise<Finding> {
  if (effect.kind === 'reclaim') {
    const answer = await coupons.reclaim(effect.couponId);
    return answer.ok
      ? reclaimed(answer.value, chained ?? false, clock.now())
      : failureOf(answer.problem, clock.now());
  }
  const answer = await coupons.issue(orderOf(effect, code));
  return answer.ok
    ? { kind: 'done', couponId: answer.value.couponId }
    : failureOf(answer.problem, clock.now());
}

const orderOf = ({ customerId, terms }: Extract<Effect, { kind: 'issue' }>, memo: string): CouponOrder => {
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
};

/** How much came back stands in the records only; nobody waits for it unless something follows from it. */
export function reclaimed(answer: 'reclaimed' | 'was-gone', chained: boolean, now: Date): Finding {
  if (chained) return { kind: 'unknown', lookAt: now, answered: true };
  return { kind: 'done', ...(answer === 'was-gone' ? { outcome: answer } : {}) };
}

function failureOf(problem: Problem, now: Date): Finding {
  const after = (ms: number) => new Date(now.getTime() + ms);
  const { code, retry, wireCode, retryAfterMs = 2_000 } = problem;
  if (retry === 'unknown-outcome') return { kind: 'unknown', lookAt: after(1_000) };
  if (retry === 'later') return { kind: 'not-carried-out', outcome: code, at: after(retryAfterMs) };
  return { kind: 'refused', outcome: code, ...(wireCode === undefined ? {} : { wireCode }) };
}
