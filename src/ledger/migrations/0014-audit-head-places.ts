import { type Kysely, sql } from 'kysely';

const statements = [
  // A head is posted to every channel the policy names. Those from before went to one that nobody noted.
  `alter table audit_heads_published
    add column app text not null default '',
    add column channel_id text not null default ''`,
  `alter table audit_heads_published drop constraint audit_heads_published_pkey`,
  `alter table audit_heads_published add primary key (day, app, channel_id)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
