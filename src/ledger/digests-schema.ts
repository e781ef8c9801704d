import type { ColumnType, JSONColumnType } from 'kysely';
import type { Day } from '../kernel/day.ts';
import type { DayRule } from '../kernel/due.ts';

type At = ColumnType<Date, Date | string, Date | string>;
type Json<T extends object | null> = JSONColumnType<T>;

export interface DigestTables {
  digests: DigestsTable;
  digest_issues: DigestIssuesTable;
  digest_facts: DigestFactsTable;
  daily_spend_days: DailySpendDaysTable;
  daily_spend: DailySpendTable;
}

/** A message that comes round: what, when, how much, for whom. */
export interface DigestsTable {
  /** Short, because people type it. */
  id: string;
  app: 'slack' | 'teams';
  tenant_id: string;
  /** Whose rights it shows things by. */
  user_id: string;
  /** Where it is shown; their own conversation with the bot when absent. */
  channel_id: string | null;
  minute: number;
  days: DayRule;
  time_zone: string;
  lang: string;
  sections: Json<string[]>;
  only_changes: boolean;
  /** Smaller changes are left out. */
  least: string;
  /** Customers that are left out. */
  muted: Json<string[]>;
  /** Nothing due until then is sent any more: it was added, resumed or changed then. */
  since: At;
  paused_at: At | null;
  /** `asked`, or the problem code for which it was paused. */
  paused_why: string | null;
  created_at: At;
}

/** `due`: claimed. `posting`: on its way, perhaps there already. Then one of the ends. */
export type DigestIssueState =
  | 'due'
  | 'posting'
  | 'sent'
  | 'quiet'
  | 'skipped'
  | 'refused'
  | 'failed'
  | 'unknown';

/** What a digest said, for the next one that is to tell only what has changed. */
export interface DigestTold {
  /** The things worth telling, by name: `debt:<customer>`. */
  readonly things: readonly string[];
  /** What was spent in the day it told of, exact text. */
  readonly spend: string | null;
}

/** One a digest and local day. */
export interface DigestIssuesTable {
  digest_id: string;
  day: Day;
  due_at: At;
  /** The hour whose facts it is made of. */
  moment: string;
  state: DigestIssueState;
  claimed_at: At;
  ended_at: At | null;
  message: Json<{ app: 'slack' | 'teams'; tenantId: string; channelId: string; messageId: string } | null>;
  told: Json<DigestTold | null>;
}

/** What the platform said in an hour, read once for all digests: gzipped JSON. */
interface DigestFactsTable {
  moment: string;
  read_at: At;
  body: Buffer;
}

/** The days whose spending was read. */
interface DailySpendDaysTable {
  day: Day;
  read_at: At;
}

/** A resource with what it cost in a day; `usage` is its amount of use in whatever unit it has. */
export interface SpendResource {
  readonly id: string;
  readonly label: string;
  readonly amount: string;
  readonly usage: string;
  /** An order, not use. */
  readonly order: boolean;
}

/** What a customer spent on a service in a day (UTC+8), added up from the detail lines. */
interface DailySpendTable {
  day: Day;
  customer_id: string;
  service_code: string;
  service_name: string;
  amount: string;
  resources: Json<SpendResource[]>;
  resource_count: number;
}
