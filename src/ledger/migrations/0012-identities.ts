import { type Kysely, sql } from 'kysely';

const statements = [
  // One person's accounts in two apps. Never deleted: that two accounts were one goes on counting for money until `freed_at`.
  `create table identity_links (
    id text primary key,
    slack_tenant text not null,
    slack_user text not null,
    teams_tenant text not null,
    teams_user text not null,
    linked_at timestamptz not null,
    removed_at timestamptz,
    freed_at timestamptz,
    check (freed_at is null or removed_at is not null)
  )`,
  `create unique index identity_links_slack on identity_links (slack_tenant, slack_user) where removed_at is null`,
  `create unique index identity_links_teams on identity_links (teams_tenant, teams_user) where removed_at is null`,
  // A link on its way: a code was shown to the first account, typed by the second, confirmed by it, then by the first.
  `create table link_requests (
    id text primary key,
    code_digest text not null unique,
    app text not null check (app in ('slack', 'teams')),
    tenant_id text not null,
    user_id text not null,
    other_tenant text,
    other_user text,
    state text not null check (state in ('open', 'typed', 'asked', 'linked', 'refused', 'replaced')),
    created_at timestamptz not null,
    expires_at timestamptz not null
  )`,
  `create unique index link_requests_open on link_requests (app, tenant_id, user_id)
    where state in ('open', 'typed', 'asked')`,
  // How often somebody asked for a code, or typed one, of late.
  `create table link_tries (
    app text not null,
    tenant_id text not null,
    user_id text not null,
    kind text not null check (kind in ('code', 'typed')),
    since timestamptz not null,
    count integer not null,
    primary key (app, tenant_id, user_id, kind)
  )`,
  // What somebody asked for on a day is summed over all their accounts.
  `create index money_cases_of_account on money_cases (user_id, day)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
