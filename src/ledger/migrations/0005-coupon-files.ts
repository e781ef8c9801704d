import { type Kysely, sql } from 'kysely';

const statements = [
  `create table coupon_files (
    id text primary key,
    request_id text not null unique references requests (id),
    app text not null,
    tenant_id text not null,
    channel_id text,
    thread_id text,
    user_id text not null,
    lang text not null,
    query jsonb not null,
    state text not null check (state in ('open', 'delivering', 'done', 'failed')),
    outcome text,
    rows integer not null default 0 check (rows >= 0),
    total text not null default '0',
    message jsonb,
    file_id text,
    started_at timestamptz not null default now(),
    ended_at timestamptz
  )`,
  `create index coupon_files_open on coupon_files (started_at) where ended_at is null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
