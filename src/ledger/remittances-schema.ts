import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Day } from '../kernel/day.ts';
import type { BankRoute, RemittanceState } from '../kernel/remittance/states.ts';

type At = ColumnType<Date, Date | string, Date | string>;
type Json<T extends object | null> = JSONColumnType<T>;

export interface RemittanceTables {
  remittances: RemittancesTable;
  remittance_events: RemittanceEventsTable;
  remittance_tellings: RemittanceTellingsTable;
  remittance_cards: RemittanceCardsTable;
  account_changes: AccountChangesTable;
  account_readings: AccountReadingsTable;
}

/** Money somebody says was sent to Huawei Cloud, until it is seen on the statement. Amounts: yuan. Days: UTC+8. */
export interface RemittancesTable {
  id: string;
  /** What people quote: `RM-7K3Q-9M2X`. */
  code: string;
  version: number;
  request_id: string;
  state: RemittanceState;
  account: 'cash' | 'credit';
  route: BankRoute;
  amount: string;
  bank_day: Day;
  payer: string;
  /** The name of the bank's voucher; the file itself stays with whoever has it. */
  voucher: string | null;
  note: string | null;
  /** Who announced it. */
  app: string;
  tenant_id: string;
  user_id: string;
  lang: string;
  announced_at: At;
  moved_on: Day;
  nudged_on: Day;
  /** Top-ups it may be, other remittances that may be one of them too, and top-ups that finance has declined. */
  candidates: Json<string[]>;
  rivals: Json<string[]>;
  declined: Json<string[]>;
  /** The top-up that finance has confirmed. */
  credited_by: string | null;
  ended_at: At | null;
}

export type RemittanceEventKind =
  | 'announced'
  | 'arrived'
  | 'claimed'
  | 'in-review'
  | 'found'
  | 'declined'
  | 'credited'
  | 'rejected'
  | 'withdrawn'
  | 'overdue'
  | 'reminded';

/** What happened to a remittance. */
export interface RemittanceEventsTable {
  remittance_id: string;
  seq: number;
  kind: RemittanceEventKind;
  /** Nobody when time or the statement brought it about. */
  app: string | null;
  tenant_id: string | null;
  user_id: string | null;
  note: string | null;
  /** The top-ups concerned. */
  changes: Json<string[]>;
  at: At;
  /** Everybody concerned has heard of it. */
  told: Generated<boolean>;
}

/** Who has been told of an event, or is just being told. */
export interface RemittanceTellingsTable {
  remittance_id: string;
  seq: number;
  /** `requester`, or the app whose room of finance is meant. */
  hearer: string;
}

/** The message in a room of finance that shows a remittance; `message_id` is missing while somebody posts it. */
export interface RemittanceCardsTable {
  remittance_id: string;
  app: string;
  tenant_id: string;
  channel_id: string;
  message_id: string | null;
  shown: number;
  claimed_at: At;
}

/** Top-ups on the partner's own accounts, by the partner's id. */
export interface AccountChangesTable {
  partner: string;
  account: 'cash' | 'credit';
  change_id: string;
  detail: string;
  direction: string;
  amount: string;
  at: At;
  day: Day;
  seen_at: At;
}

export interface AccountReadingsTable {
  partner: string;
  account: 'cash' | 'credit';
  read_to: At | null;
  /** The code of the problem that kept the last reading from its end. */
  trouble: string | null;
}
