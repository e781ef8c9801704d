import { type Kysely, sql } from 'kysely';

const statements = [
  // The message whose button was pressed: a card that is not known yet can be learnt from it.
  `alter table requests add column message_id text`,
  // Who is about to post the first card of a kind; a claim that lies is taken over.
  `create table money_card_claims (
    case_id text not null references money_cases (id),
    role text not null check (role in ('approvers', 'requester')),
    claimed_at timestamptz not null,
    primary key (case_id, role)
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
