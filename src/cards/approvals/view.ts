import type { Money } from '../../kernel/money.ts';
import type { Problem } from '../../kernel/problem.ts';

/** Somebody as a card of one app writes them: mentioned where they are known there, else by name. */
export type Named = { readonly person: string } | string;

/** A request as its cards show it: made of the case, the facts of the moment and the names people know things by. */
export interface CaseView {
  /** What its buttons carry. */
  readonly id: string;
  readonly receipt: string;
  readonly action: ActionWord;
  readonly state: CaseWord;
  readonly requester: Named;
  readonly reason: string;
  readonly total: Money;
  readonly customers: readonly CustomerView[];
  readonly terms: TermsView | undefined;
  /** The coupon that is taken back. */
  readonly coupon: { readonly id: string; readonly balance: Money | undefined } | undefined;
  readonly needed: number;
  readonly approvals: readonly {
    readonly by: Named;
    readonly standsFor: Named | undefined;
    readonly at: Date;
  }[];
  /** Nothing has been sent yet, so an approval may still be taken back. */
  readonly untouched: boolean;
  readonly expiresAt: Date | undefined;
  /** What the platform says now; only while it waits. */
  readonly facts: FactsView | 'away' | undefined;
  readonly steps: readonly StepView[];
  readonly events: readonly EventView[];
  readonly stop: StopView | undefined;
  /** Nobody who could decide has seen it. */
  readonly unreachable: boolean;
  /** For times that an app cannot show in each reader's own. */
  readonly timeZone: string;
}

export type ActionWord =
  | 'coupon.issue'
  | 'coupon.reclaim'
  | 'coupon.replace'
  | 'account.transfer'
  | 'account.reclaim';

export type CaseWord =
  | 'draft'
  | 'waiting'
  | 'running'
  | 'done'
  | 'partly'
  | 'failed'
  | 'refused'
  | 'withdrawn'
  | 'expired'
  | 'impossible';

export interface CustomerView {
  readonly id: string;
  readonly name: string;
  readonly overlapping: readonly { readonly couponId: string; readonly balance: Money }[];
}

export interface TermsView {
  readonly quotaId: string;
  readonly faceValue: Money;
  readonly effective: Date | undefined;
  readonly expires: Date | undefined;
  readonly services: readonly string[];
}

export interface FactsView {
  readonly quota: Money | undefined;
  readonly leftAfter: Money | undefined;
  readonly accounts: AccountsView | undefined;
  /** What stands against it now. */
  readonly conflicts: readonly Problem[];
  readonly readAt: Date;
}

/** The accounts money moves between, now and once it is done. */
export interface AccountsView {
  readonly spendable: Money;
  readonly spendableAfter: Money | undefined;
  readonly available: Money | undefined;
  readonly availableAfter: Money | undefined;
  readonly debt: Money | undefined;
}

/** One effect for one customer. */
export interface StepView {
  readonly id: string;
  readonly code: string;
  readonly kind: StepKind;
  readonly customer: string;
  readonly amount: Money;
  readonly state: StepWord;
  readonly outcome: string | undefined;
  readonly wireCode: string | undefined;
  readonly couponId: string | undefined;
  /** The platform's record of a movement between accounts. */
  readonly transId: string | undefined;
  /** What the accounts held before the call, and after it. */
  readonly before: BalancesView | undefined;
  readonly afterwards: BalancesView | undefined;
  /** On the coupon that is taken back. */
  readonly balance: Money | undefined;
  readonly returned: Money | undefined;
}

export type StepKind = 'issue' | 'reclaim' | 'transfer' | 'retrieve';

export interface BalancesView {
  readonly own: Money;
  readonly customer: Money;
}

export type StepWord =
  | 'waiting'
  | 'ready'
  | 'sending'
  | 'unknown'
  | 'held'
  | 'stuck'
  | 'done'
  | 'failed'
  | 'skipped';

export interface EventView {
  readonly at: Date;
  readonly kind: EventWord;
  readonly by: Named | undefined;
  readonly note: string | undefined;
  readonly params: Readonly<Record<string, string | number>> | undefined;
}

export type EventWord =
  | 'asked'
  | 'approved'
  | 'taken-back'
  | 'refused'
  | 'withdrawn'
  | 'expired'
  | 'impossible'
  | 'reminded'
  | 'escalated'
  | 'running'
  | 'held'
  | 'stuck'
  | 'settled'
  | 'done'
  | 'partly'
  | 'failed';

export interface StopView {
  readonly reason: string;
  readonly by: Named;
  readonly at: Date;
}

const ended: ReadonlySet<CaseWord> = new Set<CaseWord>([
  'done',
  'partly',
  'failed',
  'refused',
  'withdrawn',
  'expired',
  'impossible',
]);

export const isOver = ({ state }: Pick<CaseView, 'state'>): boolean => ended.has(state);
