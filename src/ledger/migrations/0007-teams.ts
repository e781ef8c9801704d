import { type Kysely, sql } from 'kysely';

const statements = [
  // Where the bot may speak in Teams, as each activity from there said last.
  `create table teams_conversations (
    tenant_id text not null,
    conversation_id text not null,
    kind text not null check (kind in ('personal', 'group', 'channel')),
    service_url text not null,
    bot_id text not null,
    user_id text,
    seen_at timestamptz not null,
    primary key (tenant_id, conversation_id)
  )`,
  `create index teams_conversations_of_person on teams_conversations (tenant_id, user_id) where kind = 'personal'`,
  // How the connector names a person; everything else goes by the Entra id.
  `create table teams_addresses (
    tenant_id text not null,
    user_id text not null,
    address text not null,
    primary key (tenant_id, user_id)
  )`,
  // Files on their way to a person: Teams fetches nothing from the process that made them.
  `create table teams_files (
    id text primary key,
    tenant_id text not null,
    user_id text not null,
    name text not null,
    bytes bigint not null,
    shown boolean not null default false,
    created_at timestamptz not null default now()
  )`,
  `create table teams_file_parts (
    file_id text not null references teams_files (id) on delete cascade,
    seq integer not null,
    body bytea not null,
    primary key (file_id, seq)
  )`,
  // Links are kept as digests: who reads the table cannot fetch a file.
  `create table teams_file_links (
    digest text primary key,
    file_id text not null references teams_files (id) on delete cascade,
    until timestamptz not null
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
