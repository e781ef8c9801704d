import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { BillCycle } from '../kernel/bill-cycle.ts';
import type { DigestTables } from './digests-schema.ts';
import type { Day } from '../kernel/day.ts';
import type { RemittanceTables } from './remittances-schema.ts';
import type { TeamsTables } from './teams-schema.ts';

type At = ColumnType<Date, Date | string, Date | string>;
type AtDefault = ColumnType<Date, Date | string | undefined, Date | string>;
type Json<T extends object | null> = JSONColumnType<T>;

export interface Database extends RemittanceTables, DigestTables, TeamsTables {
  people: PeopleTable;
  requests: RequestsTable;
  drafts: DraftsTable;
  outbox: OutboxTable;
  audit: AuditTable;
  audit_head: AuditHeadTable;
  audit_heads_published: PublishedAuditHeadsTable;
  customers: CustomersTable;
  syncs: SyncsTable;
  bill_sums: BillSumsTable;
  customer_use: CustomerUseTable;
  customer_use_days: CustomerUseDaysTable;
  exports: ExportsTable;
  export_pages: ExportPagesTable;
  api_windows: ApiWindowsTable;
  list_files: ListFilesTable;
  money_cases: MoneyCasesTable;
  money_intents: MoneyIntentsTable;
  money_lanes: MoneyLanesTable;
  money_stop: MoneyStopTable;
  money_cards: MoneyCardsTable;
  money_card_claims: MoneyCardClaimsTable;
  money_delegations: MoneyDelegationsTable;
  identity_links: IdentityLinksTable;
  link_requests: LinkRequestsTable;
  link_tries: LinkTriesTable;
}

/** People as the chat app describes them (language, zone, name); rights are never stored, the policy says them. */
export interface PeopleTable {
  app: string;
  tenant_id: string;
  user_id: string;
  name: string;
  locale: string;
  time_zone: string;
  seen_at: At;
  /** When they last looked at the bot's home page; kept so that it is refreshed only for those who use it. */
  home_seen_at: At | null;
}

/** `received`: the door still works on it. `ready`: a worker will. Then one of the ends. */
export type RequestState = 'received' | 'ready' | 'running' | 'handed-over' | 'done' | 'refused' | 'failed';

/** Every command, button and form that came through a verified door, once. */
export interface RequestsTable {
  id: string;
  /** Slack `trigger_id`, Teams activity id: the same delivery again changes nothing. */
  dedupe_key: string;
  app: string;
  tenant_id: string;
  channel_id: string | null;
  thread_id: string | null;
  /** The message of ours whose button was pressed. */
  message_id: string | null;
  user_id: string;
  /** What was asked, as a command line without `/hw`; `action:<name>` with the token in `token` for a button. */
  line: string;
  token: string | null;
  /** The request's own reply address; cleared when it has ended. */
  reply_url: string | null;
  reply_uses: Generated<number>;
  state: RequestState;
  /** Problem code when refused or failed. */
  outcome: string | null;
  received_at: AtDefault;
  ended_at: At | null;
}

/** A form somebody has open, so that the app carries only an opaque id. */
export interface DraftsTable {
  id: string;
  app: string;
  tenant_id: string;
  user_id: string;
  channel_id: string | null;
  command: string;
  reply_url: string | null;
  created_at: AtDefault;
}

/** Work promised inside a transaction, on its way to the queue. */
export interface OutboxTable {
  id: Generated<string>;
  queue: string;
  name: string;
  job_id: string;
  payload: Json<object>;
  delay_ms: number;
  created_at: AtDefault;
}

/**
 * Who did what, when, with what end: a chain in which each row carries the hash of the one before it
 * (`audit-chain.ts`). Written by `appendAudit` alone.
 */
export interface AuditTable {
  /** From 1 without a gap. */
  seq: string;
  at: At;
  app: string;
  tenant_id: string;
  user_id: string;
  /** `bill`, `customer.find`, `action.export.cancel` … */
  action: string;
  /** Public arguments only (cycle, customer id). */
  subject: Json<Record<string, string>>;
  outcome: string;
  request_id: string | null;
  /** The receipt code of a money request, `PD-…`. */
  receipt: string | null;
  prev: string;
  hash: string;
}

/** The last row of the chain, in one row of its own: whoever appends locks it. */
export interface AuditHeadTable {
  seq: string;
  hash: string;
}

/** The heads that were posted to the audit channel, one a day. */
export interface PublishedAuditHeadsTable {
  day: string;
  seq: string;
  hash: string;
  /** Where; empty in rows from before it was noted. */
  app: Generated<string>;
  channel_id: Generated<string>;
}

/** The customer directory: what ListSubCustomers answered last, without phones or mail. For type-ahead and names. */
export interface CustomersTable {
  customer_id: string;
  account_name: string;
  company: string;
  label: string;
  /** As the platform said last; `ended` once a complete reading no longer held the customer. */
  association: string;
  verified: string;
  /** The names folded for search: NFKC, lower case, each with a line end before it. */
  search: string;
  seen_at: At;
  /** Since when they are a customer of ours. */
  associated_on: At | null;
}

/** When something was last read completely, e.g. `customers`. */
export interface SyncsTable {
  name: string;
  finished_at: At;
  rows: number;
}

/** Monthly sums of a cycle as read last, whole. A closed month never changes and is kept. */
export interface BillSumsTable {
  cycle: string;
  read_at: At;
  /** Rows of `BillSum` with amounts as text, gzipped JSON. */
  body: Buffer;
}

/** What a customer has used of its own money in the cycle of a day, pay-per-use, up to the end of that day. */
export interface CustomerUseTable {
  customer_id: string;
  through: Day;
  /** Exact. */
  total: string;
}

/** The days to whose end the use of everybody was read; who has no row of that day has used nothing. */
export interface CustomerUseDaysTable {
  through: Day;
  read_at: At;
}

export type ExportState = 'queued' | 'reading' | 'writing' | 'delivering' | 'done' | 'cancelled' | 'failed';

/** How far an export has read: index into `customer_ids` and the page cursor within that customer. */
export interface ExportPosition {
  customer: number;
  cursor: { offset: number; read: number; recent: readonly string[]; total: number | null } | null;
  /** Over the customers before this one: lines the platform announced, and how many of them it never gave. */
  announced: number;
  missed: number;
}

export interface ExportsTable {
  id: string;
  request_id: string;
  app: string;
  tenant_id: string;
  channel_id: string | null;
  thread_id: string | null;
  user_id: string;
  lang: string;
  cycle: BillCycle;
  customer_id: string | null;
  format: 'csv' | 'xlsx';
  state: ExportState;
  outcome: string | null;
  /** Customers to read, in order; undefined until they are known. */
  customer_ids: Json<string[] | null>;
  position: Json<ExportPosition>;
  lines: number;
  expected: number | null;
  /** Sum of payable over all lines, exact text. */
  payable: string;
  /** The progress message. */
  message: Json<{ app: 'slack' | 'teams'; tenantId: string; channelId: string; messageId: string } | null>;
  file_id: string | null;
  started_at: AtDefault;
  ended_at: At | null;
}

/** What an export has read, page by page, each written with the position after it. Gone once the file is delivered. */
export interface ExportPagesTable {
  export_id: string;
  seq: number;
  lines: number;
  /** Gzipped JSON: the rows of the file, cells as text. */
  body: Buffer;
}

/** `open`: nothing of it has left the house. `delivering`: the chat app has the file and may have shown it. */
export type ListFileState = 'open' | 'delivering' | 'done' | 'failed';

/** A list as a file: coupons, their records, the account statement. Small enough to be read anew after a crash. */
export interface ListFilesTable {
  id: string;
  request_id: string;
  app: string;
  tenant_id: string;
  channel_id: string | null;
  thread_id: string | null;
  user_id: string;
  lang: string;
  query: Json<object>;
  format: 'csv' | 'xlsx';
  state: ListFileState;
  outcome: string | null;
  rows: Generated<number>;
  /** Sum of face values or amounts, exact text. */
  total: Generated<string>;
  message: Json<{ app: 'slack' | 'teams'; tenantId: string; channelId: string; messageId: string } | null>;
  file_id: string | null;
  started_at: AtDefault;
  ended_at: At | null;
}

/** The shared rate limiter: the last calls granted per API and account, when no Redis is there to hold them. */
export interface ApiWindowsTable {
  key: string;
  granted: Json<number[]>;
  last_batch: number;
}

/** Approval requests. The case itself stands in `body` (`approvals/case.ts`), what is searched in columns. Amounts: yuan. */
export interface MoneyCasesTable {
  id: string;
  receipt: string;
  version: number;
  action: string;
  state: string;
  /** Who asks. */
  app: string;
  tenant_id: string;
  user_id: string;
  total: string;
  /** The day it counts under for its requester, in the policy's time zone. */
  day: string;
  asked_at: At;
  due_at: At | null;
  ended_at: At | null;
  body: Json<object>;
}

/** One effect for one customer: written before its call, never sent twice without proof that it was not carried out. */
export interface MoneyIntentsTable {
  id: string;
  case_id: string;
  place: number;
  /** Travels in the platform's `memo`. */
  code: string;
  kind: string;
  customer_id: string;
  /** The quota it takes from, the coupon it takes back, or the partner's account. */
  lane: string;
  state: string;
  amount: string;
  day: string;
  coupon_id: string | null;
  trans_id: string | null;
  look_at: At | null;
  body: Json<object>;
}

/** What one worker at a time may touch; the row is the lock. `turn` counts what was sent. */
export interface MoneyLanesTable {
  lane: string;
  turn: Generated<string>;
}

/** The kill switch: money moves unless there is a row. */
export interface MoneyStopTable {
  only: Generated<boolean>;
  reason: string;
  app: string;
  tenant_id: string;
  user_id: string;
  at: At;
}

/** The messages that show a case. `shown`: its version as shown; `told`: how many of its events the requester heard of. */
export interface MoneyCardsTable {
  case_id: string;
  app: string;
  tenant_id: string;
  channel_id: string;
  message_id: string;
  role: 'approvers' | 'requester';
  lang: string;
  shown: number;
  told: Generated<number>;
}

/** Who is about to post the first card of a kind. */
export interface MoneyCardClaimsTable {
  case_id: string;
  role: 'approvers' | 'requester';
  app: 'slack' | 'teams';
  claimed_at: At;
}

/** Who decides in whose place, until when. */
export interface MoneyDelegationsTable {
  app: 'slack' | 'teams';
  tenant_id: string;
  from_user: string;
  to_user: string;
  until: At;
  given_at: At;
}

/** A person's account in Slack and theirs in Teams. `removed_at`: they parted; `freed_at`: they count as two for money again. */
export interface IdentityLinksTable {
  id: string;
  slack_tenant: string;
  slack_user: string;
  teams_tenant: string;
  teams_user: string;
  linked_at: At;
  removed_at: At | null;
  freed_at: At | null;
}

/** `open`: a code was shown; `typed`: by an account of the other app; `asked`: confirmed there, the first one is asked. */
export type LinkRequestState = 'open' | 'typed' | 'asked' | 'linked' | 'refused' | 'replaced';

export interface LinkRequestsTable {
  id: string;
  /** Who reads the table cannot use a code. */
  code_digest: string;
  app: 'slack' | 'teams';
  tenant_id: string;
  user_id: string;
  other_tenant: string | null;
  other_user: string | null;
  state: LinkRequestState;
  created_at: At;
  expires_at: At;
}

/** Codes asked for and codes typed, by person: neither may be done often. */
export interface LinkTriesTable {
  app: string;
  tenant_id: string;
  user_id: string;
  kind: 'code' | 'typed';
  since: At;
  count: number;
}
