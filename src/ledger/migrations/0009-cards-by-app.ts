import { type Kysely, sql } from 'kysely';

const statements = [
  // The approvers of each app are shown a card of their own; until now there were only those of the requester's app.
  `alter table money_card_claims add column app text`,
  `update money_card_claims claim set app = money_cases.app from money_cases where money_cases.id = claim.case_id`,
  `alter table money_card_claims alter column app set not null`,
  `alter table money_card_claims drop constraint money_card_claims_pkey`,
  `alter table money_card_claims add primary key (case_id, role, app)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
