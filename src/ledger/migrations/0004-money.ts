import { type Kysely, sql } from 'kysely';

const statements = [
  `alter table outbox drop constraint outbox_queue_check`,
  `alter table outbox add check (queue in ('interactive', 'money', 'batch', 'housekeeping'))`,
  // What is searched and summed stands in columns; the case itself, its approvals and events, in the body.
  `create table money_cases (
    id text primary key,
    receipt text not null unique,
    version integer not null,
    action text not null,
    state text not null,
    app text not null,
    tenant_id text not null,
    user_id text not null,
    total numeric not null check (total >= 0),
    day text not null,
    asked_at timestamptz not null,
    due_at timestamptz,
    ended_at timestamptz,
    body jsonb not null
  )`,
  `create index money_cases_open on money_cases (asked_at) where ended_at is null`,
  `create index money_cases_due on money_cases (due_at) where due_at is not null`,
  `create index money_cases_of_person on money_cases (app, tenant_id, user_id, asked_at desc)`,
  `create table money_intents (
    id text primary key,
    case_id text not null references money_cases (id),
    place integer not null,
    code text not null unique,
    kind text not null,
    customer_id text not null,
    lane text not null,
    state text not null,
    amount numeric not null check (amount >= 0),
    day text not null,
    coupon_id text,
    look_at timestamptz,
    body jsonb not null,
    unique (case_id, kind, customer_id)
  )`,
  // One call at a time in a lane, whatever the workers think.
  `create unique index money_intents_in_doubt on money_intents (lane) where state in ('sending', 'unknown')`,
  `create index money_intents_open on money_intents (lane) where state in ('ready', 'sending', 'unknown')`,
  `create index money_intents_of_day on money_intents (lane, day)`,
  `create index money_intents_coupon on money_intents (coupon_id) where coupon_id is not null`,
  `create table money_lanes (lane text primary key, turn bigint not null default 0)`,
  `create table money_stop (
    "only" boolean primary key default true check ("only"),
    reason text not null,
    app text not null,
    tenant_id text not null,
    user_id text not null,
    at timestamptz not null
  )`,
  // Every message that shows a case, so that each can be kept true.
  `create table money_cards (
    case_id text not null references money_cases (id),
    app text not null,
    tenant_id text not null,
    channel_id text not null,
    message_id text not null,
    role text not null check (role in ('approvers', 'requester')),
    lang text not null,
    shown integer not null,
    told integer not null default 0,
    primary key (case_id, app, tenant_id, channel_id, message_id)
  )`,
  `create table money_delegations (
    app text not null,
    tenant_id text not null,
    from_user text not null,
    to_user text not null,
    until timestamptz not null,
    given_at timestamptz not null,
    primary key (app, tenant_id, from_user)
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
