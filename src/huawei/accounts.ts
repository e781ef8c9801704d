import type { Day } from '../kernel/day.ts';
import type { Decimal } from '../kernel/decimal.ts';
import type { Money } from '../kernel/money.ts';
import type { Result } from '../kernel/result.ts';
import type { PageCursor, Pages, Sourced } from './partner.ts';

/** Accounts and money in the field's own terms, as `partner.ts` has the rest. */
export interface AccountVerbs {
  /** The partner's own accounts. ListPartnerBalances, dossier §5.1. */
  own(): Promise<Result<Sourced<PartnerBalance>>>;
  /**
   * Balances and debts of customers, asked 100 at a time. Ids the platform left out (not resale, not ours) stand in
   * `missing`. ListCustomersBalancesDetail, dossier §5.3.
   */
  ofCustomers(customerIds: readonly string[]): Promise<Result<Sourced<CustomerBalances>>>;
  /**
   * Movements on one of the partner's own accounts, from one day to another (UTC+8, both included, twelve months at most).
   * ListPartnerAccountChangeRecords, dossier §5.6.
   */
  changes(query: AccountChangeQuery, from?: PageCursor): Pages<AccountChange>;
  /**
   * Moves cash of the partner to a resale customer, or back. There is neither an idempotency key nor a memo: two equal calls
   * move the money twice, and only the records tell afterwards. A failure's `retry` says what is known, as with coupons.
   * UpdateCustomerAccountAmount, mt_060005; ReclaimToPartnerAccount, mt_060006; dossier §5.2.
   */
  transfer(order: TransferOrder): Promise<Result<{ readonly transId: string | undefined }>>;
  /** What was moved to customers and back; may come late. ListPartnerAdjustRecords, dossier §5.4. */
  transfers(filter?: TransferFilter, from?: PageCursor): Pages<Transfer>;
}

export type TransferDirection = 'to-customer' | 'from-customer';

export interface TransferOrder {
  readonly direction: TransferDirection;
  readonly customerId: string;
  /** Yuan, above zero, at most two decimals. */
  readonly amount: Decimal;
}

export interface TransferFilter {
  readonly customerId?: string;
  /** Half-open window, UTC. */
  readonly from?: Date;
  readonly to?: Date;
}

export interface Transfer {
  readonly transId: string;
  readonly direction: TransferDirection | 'unbound' | (string & {});
  readonly customerId: string;
  readonly customerName: string;
  readonly amount: Money;
  readonly at: Date | undefined;
}

export interface AccountChangeQuery {
  readonly account: AccountKind;
  readonly from: Day;
  readonly to: Day;
  /** The platform's trade type, e.g. `RECHARGE`; all of them when absent. */
  readonly trade?: string;
}

export type AccountKind = 'cash' | 'credit';

/** One movement on an account of the partner. */
export interface AccountChange {
  readonly changeId: string;
  readonly account: AccountKind;
  /** What it was, in the platform's own and inconsistent spelling: `SOURCE_OPERAIION_RECHARGE`. */
  readonly detail: string;
  /** UTC, unlike the days that are asked for. */
  readonly at: Date | undefined;
  readonly tradeId: string;
  readonly amount: Money;
  readonly balanceAfter: Money | undefined;
  readonly direction: 'income' | 'expense' | (string & {});
  /** Only of transfers and reclaims. */
  readonly customerId: string | undefined;
  readonly customerAccount: string | undefined;
}

export interface PartnerBalance {
  readonly accounts: readonly PartnerAccount[];
  /** Cash minus earmarked: what can be transferred to customers. */
  readonly spendable: Money;
}

export interface PartnerAccount {
  readonly kind: 'cash' | 'credit' | 'bonus' | 'deposit' | 'transferable' | (string & {});
  readonly amount: Money;
  readonly earmarked: Money;
  /** Only a credit account has one. */
  readonly creditLimit: Money | undefined;
}

export interface CustomerBalances {
  readonly balances: readonly CustomerBalance[];
  readonly missing: readonly string[];
}

export interface CustomerBalance {
  readonly customerId: string;
  readonly available: Money;
  readonly debt: Money;
}
