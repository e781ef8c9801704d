import type { Day } from '../../kernel/day.ts';
import type { Money } from '../../kernel/money.ts';
import type { BankRoute, RemittanceState } from '../../kernel/remittance/states.ts';
import type { Named } from '../approvals/view.ts';

/** A remittance as its cards show it. */
export interface RemittanceView {
  /** What its buttons carry. */
  readonly id: string;
  readonly code: string;
  readonly state: RemittanceState;
  readonly account: 'cash' | 'credit';
  readonly route: BankRoute;
  readonly amount: Money;
  readonly bankDay: Day;
  readonly payer: string;
  readonly voucher: string | undefined;
  readonly note: string | undefined;
  readonly announcedBy: Named;
  readonly announcedAt: Date;
  /** Top-ups it may be. */
  readonly candidates: readonly TopUpView[];
  /** Codes of other remittances that may be one of them too. */
  readonly rivals: readonly string[];
  /** The top-up that was confirmed, and by whom. */
  readonly credited: { readonly topUp: TopUpView | undefined; readonly by: Named } | undefined;
  /** Why the claim was rejected. */
  readonly rejected: string | undefined;
  /** From when on it counts as overdue; only while it does not and nothing was found. */
  readonly overdueFrom: Day | undefined;
  /** Up to when the statement of its account was read. */
  readonly readTo: Date | undefined;
  readonly timeZone: string;
}

export interface TopUpView {
  readonly changeId: string;
  readonly at: Date;
  readonly day: Day;
}

/** What the reader may do with it. */
export interface RemittanceRights {
  /** It is theirs, or they are finance. */
  readonly mayMove: boolean;
  readonly mayConfirm: boolean;
  /** It stands where many read it: what one person has to do is said to that person. */
  readonly isShared?: boolean;
}
