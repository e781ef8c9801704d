import { type Kysely, sql } from 'kysely';

const statements = [
  // Remittances somebody has announced. Amounts are yuan as exact text, days are days in UTC+8.
  `create table remittances (
    id text primary key,
    code text not null unique,
    version integer not null,
    request_id text not null unique,
    state text not null,
    account text not null check (account in ('cash', 'credit')),
    route text not null check (route in ('dedicated', 'general')),
    amount text not null,
    bank_day text not null,
    payer text not null,
    voucher text,
    note text,
    app text not null,
    tenant_id text not null,
    user_id text not null,
    lang text not null,
    announced_at timestamptz not null,
    moved_on text not null,
    nudged_on text not null,
    candidates jsonb not null,
    rivals jsonb not null,
    declined jsonb not null,
    credited_by text,
    ended_at timestamptz
  )`,
  // No top-up pays twice, whoever confirms what at the same moment.
  `create unique index remittances_one_each on remittances (account, credited_by)`,
  `create index remittances_open on remittances (id) where ended_at is null`,
  `create index remittances_of_person on remittances (app, tenant_id, user_id, announced_at)`,
  `create table remittance_events (
    remittance_id text not null references remittances (id) on delete cascade,
    seq integer not null,
    kind text not null,
    app text,
    tenant_id text,
    user_id text,
    note text,
    changes jsonb not null,
    at timestamptz not null,
    told boolean not null default false,
    primary key (remittance_id, seq)
  )`,
  `create index remittance_events_untold on remittance_events (at) where not told`,
  // Who has been told what, or is just being told.
  `create table remittance_tellings (
    remittance_id text not null,
    seq integer not null,
    hearer text not null,
    primary key (remittance_id, seq, hearer),
    foreign key (remittance_id, seq) references remittance_events (remittance_id, seq) on delete cascade
  )`,
  `create table remittance_cards (
    remittance_id text not null references remittances (id) on delete cascade,
    app text not null,
    tenant_id text not null,
    channel_id text not null,
    message_id text,
    shown integer not null,
    claimed_at timestamptz not null,
    primary key (remittance_id, app)
  )`,
  // Top-ups of the partner's accounts, each once however often it was read.
  `create table account_changes (
    partner text not null,
    account text not null check (account in ('cash', 'credit')),
    change_id text not null,
    detail text not null,
    direction text not null,
    amount text not null,
    at timestamptz not null,
    day text not null,
    seen_at timestamptz not null,
    primary key (partner, account, change_id)
  )`,
  `create index account_changes_by_day on account_changes (partner, day)`,
  // How far each account's statement was read, and what stood in the way last.
  `create table account_readings (
    partner text not null,
    account text not null check (account in ('cash', 'credit')),
    read_to timestamptz,
    trouble text,
    primary key (partner, account)
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
