import { type Kysely, sql } from 'kysely';

const statements = [
  // Digests have a queue of their own: a thousand of them stand in nobody's way.
  `alter table outbox drop constraint outbox_queue_check`,
  `alter table outbox add constraint outbox_queue_check
    check (queue in ('interactive', 'money', 'batch', 'digests', 'housekeeping'))`,
  // Since when somebody is a customer, as the platform says.
  `alter table customers add column associated_on timestamptz`,
  `create index customers_associated on customers (associated_on) where associated_on is not null`,
  `create table digests (
    id text primary key,
    app text not null,
    tenant_id text not null,
    user_id text not null,
    channel_id text,
    minute integer not null check (minute between 0 and 1439),
    days text not null,
    time_zone text not null,
    lang text not null,
    sections jsonb not null,
    only_changes boolean not null,
    least numeric not null check (least >= 0),
    muted jsonb not null default '[]',
    since timestamptz not null,
    paused_at timestamptz,
    paused_why text,
    created_at timestamptz not null
  )`,
  `create index digests_of_person on digests (app, tenant_id, user_id)`,
  `create index digests_of_channel on digests (app, tenant_id, channel_id) where channel_id is not null`,
  // One a day and subscription, whatever happens to clocks and workers: the row is claimed before anything is sent.
  `create table digest_issues (
    digest_id text not null references digests (id) on delete cascade,
    day text not null,
    due_at timestamptz not null,
    moment text not null,
    state text not null check (state in ('due', 'posting', 'sent', 'quiet', 'skipped', 'refused', 'failed', 'unknown')),
    claimed_at timestamptz not null,
    ended_at timestamptz,
    message jsonb,
    told jsonb,
    primary key (digest_id, day)
  )`,
  `create index digest_issues_open on digest_issues (moment) where state in ('due', 'posting')`,
  // What all digests of an hour are made of.
  `create table digest_facts (
    moment text primary key,
    read_at timestamptz not null,
    body bytea not null
  )`,
  `create table daily_spend_days (
    day text primary key,
    read_at timestamptz not null
  )`,
  `create table daily_spend (
    day text not null,
    customer_id text not null,
    service_code text not null,
    service_name text not null,
    amount numeric not null,
    resources jsonb not null,
    resource_count integer not null,
    primary key (day, customer_id, service_code)
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
