import { type Selectable, sql } from 'kysely';
import type { Db, Trx } from './ledger.ts';
import type { IdentityLinksTable } from './schema.ts';

/** Links between a person's accounts. How one comes about stands in `link-requests.ts`. */

/** An account in an app. */
export interface Account {
  readonly app: 'slack' | 'teams';
  readonly tenantId: string;
  readonly userId: string;
}

export interface Link {
  readonly id: string;
  readonly slack: Account;
  readonly teams: Account;
  readonly linkedAt: Date;
  readonly removedAt: Date | null;
  readonly freedAt: Date | null;
}

export type LinkedPair = Pick<Link, 'removedAt' | 'freedAt'> & {
  readonly slackUser: string;
  readonly teamsUser: string;
};

/** Every pair that is one person for some request; few, so that all are read at once. */
export const linkedPairs = (db: Db): Promise<LinkedPair[]> =>
  db
    .selectFrom('identity_links')
    .select([
      'slack_user as slackUser',
      'teams_user as teamsUser',
      'removed_at as removedAt',
      'freed_at as freedAt',
    ])
    .execute();

const linkOf = (row: Selectable<IdentityLinksTable>): Link => ({
  id: row.id,
  slack: { app: 'slack', tenantId: row.slack_tenant, userId: row.slack_user },
  teams: { app: 'teams', tenantId: row.teams_tenant, userId: row.teams_user },
  linkedAt: row.linked_at,
  removedAt: row.removed_at,
  freedAt: row.freed_at,
});

/** The link an account is in now. */
export async function linkWith(db: Db, { app, tenantId, userId }: Account): Promise<Link | undefined> {
  const row = await db
    .selectFrom('identity_links')
    .selectAll()
    .where(`${app}_tenant`, '=', tenantId)
    .where(`${app}_user`, '=', userId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row && linkOf(row);
}

export async function linkById(db: Db, id: string): Promise<Link | undefined> {
  const row = await db.selectFrom('identity_links').selectAll().where('id', '=', id).executeTakeFirst();
  return row && linkOf(row);
}

/** Those that count for money still, newest first. */
export async function listLinks(db: Db, limit: number): Promise<readonly Link[]> {
  const rows = await db
    .selectFrom('identity_links')
    .selectAll()
    .where('freed_at', 'is', null)
    .orderBy('linked_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(linkOf);
}

/** False when one of the two is in a link already. */
export async function makeLink(
  trx: Trx,
  { id, slack, teams, linkedAt }: Pick<Link, 'id' | 'slack' | 'teams' | 'linkedAt'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('identity_links')
    .values({
      id,
      slack_tenant: slack.tenantId,
      slack_user: slack.userId,
      teams_tenant: teams.tenantId,
      teams_user: teams.userId,
      linked_at: linkedAt,
      removed_at: null,
      freed_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** The accounts part, and go on counting as one person for money. False when they had parted. */
export async function removeLink(trx: Trx, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('identity_links')
    .set({ removed_at: at })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** From now on the accounts are two people for what is asked. False when they were. */
export async function freeLink(trx: Trx, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('identity_links')
    .set({ freed_at: at, removed_at: sql`coalesce(removed_at, ${at}::timestamptz)` })
    .where('id', '=', id)
    .where('freed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
