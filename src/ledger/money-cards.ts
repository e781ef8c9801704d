import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { Db } from './ledger.ts';
import type { Database, MoneyCardsTable } from './schema.ts';

/** The messages that show a case. */

export type CardRole = MoneyCardsTable['role'];

export interface CardPlace {
  readonly app: 'slack' | 'teams';
  readonly tenantId: string;
  readonly channelId: string;
  readonly messageId: string;
}

export interface CardRow {
  readonly caseId: string;
  readonly place: CardPlace;
  readonly role: CardRole;
  readonly lang: string;
  /** The version of the case as it stands there. */
  readonly shown: number;
  /** How many of its events were told in the thread of it. */
  readonly told: number;
}

export async function cardsOf(db: Db, caseId: string): Promise<readonly CardRow[]> {
  const rows = await db.selectFrom('money_cards').selectAll().where('case_id', '=', caseId).execute();
  return rows.map(rowOf);
}

const rowOf = (row: Selectable<MoneyCardsTable>): CardRow => ({
  caseId: row.case_id,
  place: {
    app: row.app === 'teams' ? 'teams' : 'slack',
    tenantId: row.tenant_id,
    channelId: row.channel_id,
    messageId: row.message_id,
  },
  role: row.role,
  lang: row.lang,
  shown: row.shown,
  told: row.told,
});

/** A card that a case is to have: one for the requester, and one for the approvers of each app. */
export interface CardWanted {
  readonly role: CardRole;
  readonly app: CardPlace['app'];
}

/** The first cards that the caller is to post; somebody else's again when `before` has passed without one. */
export async function claimCards(
  db: Db,
  caseId: string,
  wanted: readonly CardWanted[],
  { now, before }: { readonly now: Date; readonly before: Date },
): Promise<readonly CardWanted[]> {
  if (wanted.length === 0) return [];
  return db
    .insertInto('money_card_claims')
    .values(wanted.map(({ role, app }) => ({ case_id: caseId, role, app, claimed_at: now })))
    .onConflict((conflict) =>
      conflict
        .columns(['case_id', 'role', 'app'])
        .doUpdateSet({ claimed_at: now })
        .where('money_card_claims.claimed_at', '<', before),
    )
    .returning(['role', 'app'])
    .execute();
}

/** It could not be posted just now: it is still wanted, and the next one may try at once. */
export async function releaseCard(db: Db, caseId: string, { role, app }: CardWanted): Promise<void> {
  await db
    .updateTable('money_card_claims')
    .set({ claimed_at: new Date(0) })
    .where('case_id', '=', caseId)
    .where('role', '=', role)
    .where('app', '=', app)
    .execute();
}

/** Remembers a message that shows a case; one that is known stays as it is. */
export async function rememberCard(db: Db, { caseId, place, ...card }: CardRow): Promise<void> {
  const { app, tenantId, channelId, messageId } = place;
  await db
    .insertInto('money_cards')
    .values({
      case_id: caseId,
      app,
      tenant_id: tenantId,
      channel_id: channelId,
      message_id: messageId,
      ...card,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function markShown(db: Db, card: CardRow, version: number): Promise<void> {
  await at(db, card)
    .set({ shown: sql`greatest(shown, ${version}::integer)` })
    .execute();
}

/** Moves on from the events told so far; false when somebody else has. */
export async function claimTold(db: Db, card: CardRow, from: number, to: number): Promise<boolean> {
  const { numUpdatedRows } = await at(db, card).set({ told: to }).where('told', '=', from).executeTakeFirst();
  return numUpdatedRows > 0n;
}

const at = (db: Db, { caseId, place }: CardRow) =>
  db
    .updateTable('money_cards')
    .where('case_id', '=', caseId)
    .where('app', '=', place.app)
    .where('tenant_id', '=', place.tenantId)
    .where('channel_id', '=', place.channelId)
    .where('message_id', '=', place.messageId);

/** The message is gone: nothing is left there to be kept true. */
export async function forgetCard(db: Db, { caseId, place }: CardRow): Promise<void> {
  await db
    .deleteFrom('money_cards')
    .where('case_id', '=', caseId)
    .where('app', '=', place.app)
    .where('tenant_id', '=', place.tenantId)
    .where('channel_id', '=', place.channelId)
    .where('message_id', '=', place.messageId)
    .execute();
}

/** Cases with a card that is behind, or that still miss one although they wait. For those whose job was lost. */
export async function untrueCases(db: Db, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('money_cases')
    .select('id')
    .where((where) =>
      where.or([
        where.exists(
          where
            .selectFrom('money_cards')
            .select('case_id')
            .whereRef('money_cards.case_id', '=', 'money_cases.id')
            .whereRef('shown', '<', 'version'),
        ),
        where.and([
          where('state', 'in', ['waiting', 'running']),
          where.or([
            // Nobody has come to want one yet, or one is wanted and does not stand there.
            where.not(where.exists(claims(where))),
            where.exists(
              claims(where).where((claim) =>
                claim.not(
                  claim.exists(
                    claim
                      .selectFrom('money_cards')
                      .select('case_id')
                      .whereRef('money_cards.case_id', '=', 'money_card_claims.case_id')
                      .whereRef('money_cards.role', '=', 'money_card_claims.role')
                      .whereRef('money_cards.app', '=', 'money_card_claims.app'),
                  ),
                ),
              ),
            ),
          ]),
        ]),
      ]),
    )
    .orderBy('asked_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

const claims = (where: ExpressionBuilder<Database, 'money_cases'>) =>
  where
    .selectFrom('money_card_claims')
    .select('money_card_claims.case_id')
    .whereRef('money_card_claims.case_id', '=', 'money_cases.id');

/** Those whose cards show that money is stopped. */
export async function openCases(db: Db): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('money_cases')
    .select('id')
    .where('state', 'in', ['waiting', 'running'])
    .execute();
  return rows.map(({ id }) => id);
}
