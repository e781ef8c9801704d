import type { Decimal } from '../../kernel/decimal.ts';
import {
  type Balances,
  type Case,
  type CaseEvent,
  type Intent,
  isInDoubt,
  isSettled,
  type Person,
} from '../case.ts';
import { subjectOf } from '../effect.ts';
import { end, gist } from './decide.ts';
import { type Facts, moved, samePerson, type Step, type Trace, unmoved, withEvent } from './step.ts';

/** How the machine moves the intents of an approved case. Pure, like `decide.ts`. */

export interface Begin {
  readonly intentId: string;
  /** The lane's turn when `before` was read. */
  readonly turn: number;
  readonly before?: NonNullable<Intent['before']>;
}

export type Begun = 'sending' | 'not-ready' | 'lane-busy' | 'stale' | 'stopped';

/** Right before the call: from here on the intent counts as perhaps carried out. */
export function begin(kase: Case, { intentId, turn, before }: Begin, facts: Facts): Step<Begun> {
  const intent = find(kase, intentId);
  const lane = intent && facts.lanes.get(intent.lane);
  if (kase.state !== 'running' || intent?.state !== 'ready' || !lane) return unmoved('not-ready');
  if (facts.stopped) return unmoved('stopped');
  if (lane.inDoubt) return unmoved('lane-busy');
  if (lane.turn !== turn) return unmoved('stale');
  const { lookAt: _, ...rest } = intent;
  const sending: Intent = {
    ...rest,
    state: 'sending',
    attempt: intent.attempt + 1,
    attemptedAt: facts.now,
    looks: 0,
    ...(before ? { before } : {}),
  };
  return moved(put(kase, sending), 'sending', trace(sending, 'sending'));
}

/** What is known of an attempt now. */
export type Finding =
  | {
      readonly kind: 'done';
      readonly couponId?: string;
      readonly transId?: string;
      readonly afterwards?: Balances;
      readonly returned?: Decimal;
      readonly outcome?: string;
    }
  | { readonly kind: 'refused'; readonly outcome: string; readonly wireCode?: string }
  /** Certainly not carried out: it may be sent again, not before `at`. */
  | { readonly kind: 'not-carried-out'; readonly outcome: string; readonly at?: Date }
  /** Perhaps carried out: look for its traces at `lookAt`. */
  | { readonly kind: 'unknown'; readonly lookAt: Date; readonly answered?: boolean }
  /** The evidence does not decide: a person has to. */
  | { readonly kind: 'stuck'; readonly outcome: string }
  /** Not as it was when it was approved, but as `balance` now: a person has to. */
  | { readonly kind: 'held'; readonly outcome: string; readonly balance: Decimal };

export type Found = 'moved' | 'known-already';

/**
 * Something was learnt about attempt number `attempt`. What comes late is welcome when it is certain (`done`) and ignored when
 * the intent has moved on.
 */
export function learn(
  kase: Case,
  { intentId, attempt }: { readonly intentId: string; readonly attempt: number },
  finding: Finding,
  facts: Facts,
): Step<Found> {
  const intent = find(kase, intentId);
  if (!intent || intent.attempt !== attempt || !mayLearn(intent, finding)) return unmoved('known-already');
  const { lookAt: _, ...rest } = intent;
  const next = learnt(rest, finding, facts);
  // One more look in vain is nothing to tell anybody.
  if (next.state === intent.state) return { to: put(kase, next), audit: [], answer: 'moved' };
  return moved(advance(put(kase, next), [next, finding], facts), 'moved', trace(next));
}

function mayLearn(intent: Intent, finding: Finding): boolean {
  // A coupon that was seen exists, whatever had been thought of it. Sending it again is stopped where it can be.
  if (finding.kind === 'done') return ['ready', 'sending', 'unknown', 'stuck'].includes(intent.state);
  // A last look before sending: not as it was approved, or not possible any more.
  if (finding.kind === 'held') return intent.state === 'ready';
  if (finding.kind === 'refused' && intent.state === 'ready') return true;
  return isInDoubt(intent);
}

function learnt(intent: Intent, finding: Finding, { now }: Facts): Intent {
  switch (finding.kind) {
    case 'done': {
      const { couponId, transId, afterwards, returned, outcome } = finding;
      return {
        ...intent,
        state: 'done',
        ...(transId === undefined ? {} : { transId }),
        ...(afterwards === undefined ? {} : { afterwards }),
        ...(couponId === undefined ? {} : { couponId }),
        ...(returned === undefined ? {} : { returned }),
        ...(outcome === undefined ? {} : { outcome }),
      };
    }
    case 'refused': {
      const { outcome, wireCode } = finding;
      return { ...intent, state: 'failed', outcome, ...(wireCode === undefined ? {} : { wireCode }) };
    }
    case 'not-carried-out':
      return { ...intent, state: 'ready', outcome: finding.outcome, lookAt: finding.at ?? now };
    case 'unknown':
      return {
        ...intent,
        state: 'unknown',
        lookAt: finding.lookAt,
        looks: intent.looks + 1,
        ...(finding.answered ? { answered: true } : {}),
      };
    case 'stuck':
      return { ...intent, state: 'stuck', outcome: finding.outcome };
    case 'held': {
      const effect =
        intent.effect.kind === 'reclaim' ? { ...intent.effect, balance: finding.balance } : intent.effect;
      return { ...intent, state: 'held', effect, outcome: finding.outcome };
    }
  }
}

export type Choice = 'is-done' | 'not-done' | 'go-on' | 'leave';
export type Settled = 'settled' | 'own-request' | 'nothing-to-settle';

/** A person who may approve it decides what the evidence does not. */
export function settle(
  kase: Case,
  { intentId, by, choice }: { readonly intentId: string; readonly by: Person; readonly choice: Choice },
  facts: Facts,
): Step<Settled> {
  const intent = find(kase, intentId);
  const told = (outcome: string): Trace => ({
    by,
    action: 'money.settle',
    outcome,
    subject: { ...gist(kase), intent: intent?.code ?? intentId },
  });
  if (samePerson(facts, by, kase.requester)) return unmoved('own-request', told('own-request'));
  const allowed: readonly Choice[] =
    intent?.state === 'stuck'
      ? ['is-done', 'not-done', 'leave']
      : intent?.state === 'held'
        ? ['go-on', 'leave']
        : [];
  if (!intent || !allowed.includes(choice)) return unmoved('nothing-to-settle', told('nothing-to-settle'));
  const outcome = `settled-${choice}`;
  const next: Intent =
    choice === 'is-done'
      ? { ...intent, state: 'done', outcome }
      : choice === 'leave'
        ? { ...intent, state: intent.state === 'held' ? 'skipped' : 'failed', outcome }
        : { ...intent, state: 'ready', outcome };
  const event: CaseEvent = { at: facts.now, kind: 'settled', by, note: choice };
  return moved(
    advance(withEvent(put(kase, next), event), undefined, facts),
    'settled',
    told(outcome),
    trace(next),
  );
}

/** What follows from where the intents are: the next one in a chain, a person to be asked, the end. */
function advance(kase: Case, news: readonly [Intent, Finding] | undefined, facts: Facts): Case {
  const intents = kase.intents.map((intent) => follow(intent, kase.intents));
  const [about, finding] = news ?? [];
  const asks = intents.find(({ id, state }, index) => {
    const before = kase.intents[index];
    return (
      (state === 'held' && before?.state !== 'held') ||
      (id === about?.id && state === finding?.kind && isAsking(state))
    );
  });
  let next: Case = { ...kase, intents };
  if (asks) next = withEvent(next, { at: facts.now, kind: asks.state === 'held' ? 'held' : 'stuck' });
  if (!intents.every(isSettled)) return next;
  const done = intents.filter(({ state }) => state === 'done').length;
  if (done === intents.length) return end(next, 'done', {}, facts);
  return end(next, done > 0 ? 'partly' : 'failed', {}, facts);
}

const isAsking = (state: Intent['state']): boolean => state === 'held' || state === 'stuck';

/** The second half of a replacement, once the first is known. */
function follow(intent: Intent, all: readonly Intent[]): Intent {
  const first = intent.after === undefined ? undefined : all.find(({ id }) => id === intent.after);
  if (intent.state !== 'waiting' || !first || !isSettled(first)) return intent;
  if (first.state !== 'done') return { ...intent, state: 'skipped', outcome: 'reclaim-failed' };
  const expected = first.effect.kind === 'reclaim' ? first.effect.balance : undefined;
  if (expected && first.returned?.eq(expected)) return { ...intent, state: 'ready' };
  return { ...intent, state: 'held', outcome: first.returned ? 'spent-meanwhile' : 'amount-unknown' };
}

const find = ({ intents }: Case, intentId: string): Intent | undefined =>
  intents.find(({ id }) => id === intentId);

const put = (kase: Case, changed: Intent): Case => ({
  ...kase,
  intents: kase.intents.map((intent) => (intent.id === changed.id ? changed : intent)),
});

const trace = (intent: Intent, outcome: string = intent.state): Trace => ({
  by: 'machine',
  action: `money.${intent.effect.kind}`,
  outcome,
  subject: {
    intent: intent.code,
    customer: intent.effect.customerId,
    ...subjectOf(intent.effect),
    ...(intent.couponId === undefined ? {} : { coupon: intent.couponId }),
    ...(intent.transId === undefined ? {} : { trans: intent.transId }),
    ...balancesText(intent),
    ...(intent.outcome === undefined ? {} : { why: intent.outcome }),
    ...(intent.returned === undefined ? {} : { returned: intent.returned.toFixed() }),
    attempt: String(intent.attempt),
  },
});

/** How the accounts stood before the call and after it. */
const balancesText = ({ before, afterwards }: Intent): Record<string, string> => ({
  ...(before && 'own' in before
    ? { ownBefore: before.own.toFixed(), customerBefore: before.customer.toFixed() }
    : {}),
  ...(afterwards ? { ownAfter: afterwards.own.toFixed(), customerAfter: afterwards.customer.toFixed() } : {}),
});
