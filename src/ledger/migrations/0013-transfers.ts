import { type Kysely, sql } from 'kysely';

const statements = [
  `alter table money_intents add column trans_id text`,
  // No movement between accounts counts for two intents, whatever the workers think.
  `create unique index money_intents_trans on money_intents (trans_id) where trans_id is not null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
