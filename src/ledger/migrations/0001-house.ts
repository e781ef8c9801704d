import { type Kysely, sql } from 'kysely';

// Rows already written must stay readable: a migration that has shipped is never edited, the next one changes it.
const statements = [
  `create table people (
    app text not null,
    tenant_id text not null,
    user_id text not null,
    name text not null,
    locale text not null,
    time_zone text not null,
    seen_at timestamptz not null,
    home_seen_at timestamptz,
    primary key (app, tenant_id, user_id)
  )`,
  `create table requests (
    id text primary key,
    dedupe_key text not null unique,
    app text not null,
    tenant_id text not null,
    channel_id text,
    thread_id text,
    user_id text not null,
    line text not null,
    token text,
    reply_url text,
    reply_uses integer not null default 0 check (reply_uses >= 0),
    state text not null
      check (state in ('received', 'ready', 'running', 'handed-over', 'done', 'refused', 'failed')),
    outcome text,
    received_at timestamptz not null default now(),
    ended_at timestamptz
  )`,
  `create index requests_of_person on requests (app, tenant_id, user_id, received_at desc)`,
  `create index requests_left_over on requests (received_at) where state in ('received', 'ready', 'running')`,
  `create table drafts (
    id text primary key,
    app text not null,
    tenant_id text not null,
    user_id text not null,
    channel_id text,
    command text not null,
    reply_url text,
    created_at timestamptz not null default now()
  )`,
  `create index drafts_by_age on drafts (created_at)`,
  `create table outbox (
    id bigint generated always as identity primary key,
    queue text not null check (queue in ('interactive', 'batch', 'housekeeping')),
    name text not null,
    job_id text not null,
    payload jsonb not null,
    delay_ms integer not null default 0 check (delay_ms >= 0),
    created_at timestamptz not null default now()
  )`,
  `create table audit (
    seq bigint generated always as identity primary key,
    at timestamptz not null default now(),
    app text not null,
    tenant_id text not null,
    user_id text not null,
    action text not null,
    subject jsonb not null default '{}',
    outcome text not null,
    request_id text
  )`,
  `create index audit_of_request on audit (request_id)`,
  `create index audit_of_person on audit (app, tenant_id, user_id, at)`,
  `create table customers (
    customer_id text primary key,
    account_name text not null,
    company text not null,
    label text not null,
    association text not null,
    verified text not null,
    search text not null,
    seen_at timestamptz not null
  )`,
  `create table syncs (
    name text primary key,
    finished_at timestamptz not null,
    rows integer not null check (rows >= 0)
  )`,
  `create table bill_sums (
    cycle text primary key,
    read_at timestamptz not null,
    body bytea not null
  )`,
  `create table exports (
    id text primary key,
    request_id text not null unique references requests (id),
    app text not null,
    tenant_id text not null,
    channel_id text,
    thread_id text,
    user_id text not null,
    lang text not null,
    cycle text not null,
    customer_id text,
    format text not null check (format in ('csv', 'xlsx')),
    state text not null
      check (state in ('queued', 'reading', 'writing', 'delivering', 'done', 'cancelled', 'failed')),
    outcome text,
    customer_ids jsonb,
    position jsonb not null,
    lines integer not null check (lines >= 0),
    expected integer,
    payable text not null,
    message jsonb,
    file_id text,
    started_at timestamptz not null default now(),
    ended_at timestamptz
  )`,
  // One active export of a kind per person: asking again finds it instead of starting a second.
  `create unique index exports_active
    on exports (app, tenant_id, user_id, cycle, coalesce(customer_id, ''), format)
    where state in ('queued', 'reading', 'writing', 'delivering')`,
  `create index exports_ended on exports (ended_at) where ended_at is not null`,
  `create table export_pages (
    export_id text not null references exports (id) on delete cascade,
    seq integer not null,
    lines integer not null check (lines >= 0),
    body bytea not null,
    primary key (export_id, seq)
  )`,
  `create table api_windows (
    key text primary key,
    granted jsonb not null,
    last_batch double precision not null
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
