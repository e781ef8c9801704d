import { type Decimal, sum, zero } from '../../kernel/decimal.ts';
import {
  type Approval,
  type Case,
  type CaseEvent,
  type CaseState,
  type Effect,
  endStates,
  type Intent,
  type Person,
} from '../case.ts';
import { laneOf, spentBy } from '../effect.ts';
import type { Identities } from '../policy/identities.ts';
import {
  type Facts,
  type LaneFacts,
  moved,
  samePerson,
  type Step,
  type Stop,
  unmoved,
  withEvent,
} from './step.ts';

/**
 * How people move a case. Every function is a pure transition: the case and the facts read under its lock go in, the case
 * as it is from now on comes out, with the audit rows that tell of it. docs/approvals.md draws them.
 */

export interface Terms {
  /** Approvals asked for, at least one. */
  readonly needed: number;
  readonly expiresAt: Date;
  readonly dueAt: Date;
  /** The day it counts under for its requester. */
  readonly day: string;
}

export type Asked = 'asked' | 'not-yours' | 'too-late' | Stopped;
interface Stopped {
  readonly stopped: Stop;
}

/** The requester has seen the preview and asks for approval. */
export function submit(kase: Case, by: Person, terms: Terms, facts: Facts): Step<Asked> {
  const trace = (outcome: string) => ({ by, action: 'money.ask', outcome, subject: gist(kase) });
  if (!samePerson(facts, by, kase.requester)) return unmoved('not-yours', trace('not-yours'));
  if (kase.state !== 'draft') return unmoved('too-late', trace('too-late'));
  if (facts.stopped) return unmoved({ stopped: facts.stopped }, trace('money-stopped'));
  if (terms.needed < 1) throw new RangeError('money always needs somebody else');
  const waiting: Case = { ...kase, ...terms, state: 'waiting', askedAt: facts.now };
  return moved(withEvent(waiting, { at: facts.now, kind: 'asked', by }), 'asked', trace('asked'));
}

export interface Approve {
  readonly by: Person;
  /** Whose right is used, when it was delegated. */
  readonly standsFor?: Person;
  /** Whether these approvals are what the policy asks for at this moment; undefined when one came in that it was not asked about. */
  readonly isMet: (approvals: readonly Approval[], identities: Identities) => boolean | undefined;
  readonly needed: number;
  /** What is to be done, from the facts just read. */
  readonly effects: readonly Effect[];
  readonly day: string;
  /** What a quota may give on one day. */
  readonly dailyCap?: Decimal;
}

export type Decided =
  | 'counted'
  | 'running'
  | 'own-request'
  | 'already'
  /** Somebody else approved meanwhile: ask the policy about them too, then come again. */
  | 'look-again'
  | { readonly closed: CaseState; readonly by: Person | undefined }
  | { readonly overCap: { readonly cap: Decimal; readonly left: Decimal } }
  | Stopped;

export function approve(kase: Case, click: Approve, facts: Facts): Step<Decided> {
  const { by, standsFor } = click;
  const subject = { ...gist(kase), ...(standsFor ? { standsFor: standsFor.userId } : {}) };
  const trace = (outcome: string) => ({ by, action: 'money.approve', outcome, subject });
  if (kase.state !== 'waiting') return unmoved(closed(kase), trace(`closed-${kase.state}`));
  const voices = [by, ...(standsFor ? [standsFor] : [])];
  if (voices.some((voice) => samePerson(facts, voice, kase.requester)))
    return unmoved('own-request', trace('own-request'));
  if (kase.approvals.some((given) => voices.some((voice) => spokeFor(given, voice, facts))))
    return unmoved('already', trace('already'));
  if (facts.stopped) return unmoved({ stopped: facts.stopped }, trace('money-stopped'));

  const approvals = [...kase.approvals, { by, at: facts.now, ...(standsFor ? { standsFor } : {}) }];
  const counted = withEvent(
    { ...kase, approvals, needed: click.needed },
    { at: facts.now, kind: 'approved', by },
  );
  const met = click.isMet(approvals, facts.identities);
  if (met === undefined) return unmoved('look-again');
  if (!met || approvals.length < Math.max(1, click.needed))
    return moved(counted, 'counted', trace('counted'));

  const over = click.dailyCap && overCap(click.effects, click.day, click.dailyCap, facts.lanes);
  if (over) return unmoved({ overCap: over }, trace('over-daily-cap'));
  const { dueAt: _, ...running } = counted;
  return moved(
    withEvent(
      { ...running, state: 'running', intents: intentsOf(kase, click.effects, click.day) },
      { at: facts.now, kind: 'running' },
    ),
    'running',
    trace('approved'),
  );
}

const spokeFor = ({ by, standsFor }: Approval, person: Person, facts: Facts): boolean =>
  samePerson(facts, by, person) || (standsFor !== undefined && samePerson(facts, standsFor, person));

function overCap(
  effects: readonly Effect[],
  day: string,
  cap: Decimal,
  lanes: ReadonlyMap<string, LaneFacts>,
): { cap: Decimal; left: Decimal } | undefined {
  for (const lane of new Set(effects.map(laneOf))) {
    const wanted = sum(effects.filter((effect) => laneOf(effect) === lane).map(spentBy));
    const committed = lanes.get(lane)?.committed.get(day) ?? sum([]);
    if (wanted.gt(zero) && committed.plus(wanted).gt(cap)) return { cap, left: cap.minus(committed) };
  }
  return undefined;
}

function intentsOf(kase: Case, effects: readonly Effect[], day: string): Intent[] {
  // Replacing is two effects, the second of which waits for the first.
  const [first] = effects;
  const chained = first?.kind === 'reclaim' && effects.length > 1;
  return effects.map((effect, index) => ({
    id: `${kase.id}-${index + 1}`,
    code: `${kase.receipt}-${index + 1}`,
    effect,
    lane: laneOf(effect),
    amount: spentBy(effect),
    day,
    state: chained && index > 0 ? 'waiting' : 'ready',
    ...(chained ? (index > 0 ? { after: `${kase.id}-1` } : { chained }) : {}),
    attempt: 0,
    looks: 0,
  }));
}

export type Closed = Extract<Decided, { closed: CaseState }>;

const closed = (kase: Case): Closed => ({
  closed: kase.state,
  by: kase.events.findLast(({ by }) => by !== undefined)?.by,
});

export type Refused = 'refused' | 'own-request' | Closed;

/** One refusal by somebody who may approve is enough. The reason is required by the form. */
export function refuse(kase: Case, by: Person, reason: string, facts: Facts): Step<Refused> {
  const trace = (outcome: string) => ({ by, action: 'money.refuse', outcome, subject: gist(kase) });
  if (kase.state !== 'waiting') return unmoved(closed(kase), trace(`closed-${kase.state}`));
  if (samePerson(facts, by, kase.requester)) return unmoved('own-request', trace('own-request'));
  return moved(end(kase, 'refused', { by, note: reason }, facts), 'refused', trace('refused'));
}

export type Withdrawn = 'withdrawn' | 'not-yours' | Closed;

export function withdraw(kase: Case, by: Person, facts: Facts): Step<Withdrawn> {
  const trace = (outcome: string) => ({ by, action: 'money.withdraw', outcome, subject: gist(kase) });
  if (!samePerson(facts, by, kase.requester)) return unmoved('not-yours', trace('not-yours'));
  if (kase.state !== 'waiting' && kase.state !== 'draft')
    return unmoved(closed(kase), trace(`closed-${kase.state}`));
  return moved(end(kase, 'withdrawn', { by }, facts), 'withdrawn', trace('withdrawn'));
}

export type TakenBack = 'taken-back' | 'none-of-yours' | Closed;

/** An approval can be taken back until the first call has been sent: then it has run. */
export function takeBack(kase: Case, by: Person, facts: Facts): Step<TakenBack> {
  const trace = (outcome: string) => ({ by, action: 'money.take-back', outcome, subject: gist(kase) });
  const untouched = kase.intents.every(
    ({ state, attempt }) => attempt === 0 && (state === 'ready' || state === 'waiting'),
  );
  if (kase.state !== 'waiting' && !(kase.state === 'running' && untouched))
    return unmoved(closed(kase), trace(`closed-${kase.state}`));
  const approvals = kase.approvals.filter((given) => !samePerson(facts, given.by, by));
  if (approvals.length === kase.approvals.length) return unmoved('none-of-yours', trace('none-of-yours'));
  const back: Case = { ...kase, state: 'waiting', approvals, intents: [], dueAt: facts.now };
  return moved(withEvent(back, { at: facts.now, kind: 'taken-back', by }), 'taken-back', trace('taken-back'));
}

/** The facts no longer allow it: it is refused with the reason instead of tried. */
export function giveUp(
  kase: Case,
  reason: string,
  facts: Facts,
  params?: CaseEvent['params'],
): Step<'impossible' | Closed> {
  const trace = (outcome: string) =>
    ({ by: 'machine', action: 'money.impossible', outcome, subject: gist(kase) }) as const;
  if (kase.state !== 'waiting') return unmoved(closed(kase), trace(`closed-${kase.state}`));
  const why = { note: reason, ...(params ? { params } : {}) };
  return moved(end(kase, 'impossible', why, facts), 'impossible', trace(reason));
}

/** What time alone does to a case that waits: nothing, a reminder, an escalation, its expiry. */
export type Due =
  | { readonly kind: 'nothing'; readonly dueAt: Date | undefined }
  | { readonly kind: 'reminded' | 'escalated'; readonly dueAt: Date | undefined };

export function tick(kase: Case, due: Due, facts: Facts): Step<'expired' | Due['kind']> {
  const trace = (outcome: string) =>
    ({ by: 'machine', action: 'money.time', outcome, subject: gist(kase) }) as const;
  if (kase.state !== 'waiting') return unmoved('nothing');
  if (kase.expiresAt && kase.expiresAt <= facts.now)
    return moved(end(kase, 'expired', {}, facts), 'expired', trace('expired'));
  const { dueAt: _, ...rest } = kase;
  const later: Case = due.dueAt ? { ...rest, dueAt: due.dueAt } : rest;
  if (due.kind === 'nothing')
    return due.dueAt?.getTime() === kase.dueAt?.getTime() ? unmoved('nothing') : moved(later, 'nothing');
  return moved(withEvent(later, { at: facts.now, kind: due.kind }), due.kind, trace(due.kind));
}

type CaseEnd = Extract<CaseState, CaseEvent['kind']>;

export function end(
  kase: Case,
  state: CaseEnd,
  { by, ...why }: { readonly by?: Person; readonly note?: string; readonly params?: CaseEvent['params'] },
  { now }: Facts,
): Case {
  const { dueAt: _, ...rest } = kase;
  const event = { at: now, kind: state, ...(by ? { by } : {}), ...why };
  return withEvent({ ...rest, state, ...(endStates.has(state) ? { endedAt: now } : {}) }, event);
}

/** What an audit row says of a case: public facts only. */
export const gist = (kase: Case): Record<string, string> => ({
  action: kase.draft.action,
  total: kase.total.toFixed(),
  ...('terms' in kase.draft ? { quota: kase.draft.terms.quotaId } : {}),
  ...('couponId' in kase.draft ? { coupon: kase.draft.couponId } : {}),
  ...('amount' in kase.draft ? { customer: kase.draft.customerId } : {}),
});
