import type { Decimal } from '../../kernel/decimal.ts';
import type { Case, CaseEvent, Person } from '../case.ts';
import { areOne, type Identities } from '../policy/identities.ts';

/** What a transition may know besides the case itself, read under the same lock. */
export interface Facts {
  readonly now: Date;
  /** Set while an admin has stopped money. */
  readonly stopped: Stop | undefined;
  readonly lanes: ReadonlyMap<string, LaneFacts>;
  /** Which accounts are one person for this case. */
  readonly identities: Identities;
}

/** Two accounts of one person are that person: everything about who asked and who approved goes by this. */
export const samePerson = (
  { identities }: Pick<Facts, 'identities'>,
  one: Pick<Person, 'userId'>,
  other: Pick<Person, 'userId'>,
): boolean => areOne(identities, one.userId, other.userId);

export interface Stop {
  readonly reason: string;
  readonly by: Person;
  readonly at: Date;
}

/** What is known of a quota under its lock. */
export interface LaneFacts {
  /** Counts what was ever sent in this lane: a reading from before another turn is out of date. */
  readonly turn: number;
  /** Something was sent and nobody knows yet what came of it. */
  readonly inDoubt: boolean;
  /** By day: what is spent or may have been. */
  readonly committed: ReadonlyMap<string, Decimal>;
}

/** A row for the audit chain; the store adds the receipt and the time. */
export interface Trace {
  readonly by: Person | 'machine';
  readonly action: string;
  readonly subject?: Readonly<Record<string, string>>;
  readonly outcome: string;
}

/** What a transition came to: the case as it is from now on (absent: unchanged), what is written down, what is answered. */
export interface Step<T> {
  readonly to?: Case;
  readonly audit: readonly Trace[];
  readonly answer: T;
}

/** Nothing changed, but that it was tried is written down. */
export const unmoved = <T>(answer: T, ...audit: readonly Trace[]): Step<T> => ({ audit, answer });

export const moved = <T>(to: Case, answer: T, ...audit: readonly Trace[]): Step<T> => ({
  to: { ...to, version: to.version + 1 },
  audit,
  answer,
});

export const withEvent = (kase: Case, event: CaseEvent): Case => ({
  ...kase,
  events: [...kase.events, event],
});
