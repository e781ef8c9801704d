import { type Selectable, sql } from 'kysely';
import type { Account } from './identities.ts';
import type { Db, Trx } from './ledger.ts';
import type { LinkRequestState, LinkRequestsTable } from './schema.ts';

/** Links on their way. Each step is one conditional update: of any number of clicks one finds the row as it expects it. */

export interface LinkRequest {
  readonly id: string;
  /** Was shown the code. */
  readonly first: Account;
  /** Typed it. */
  readonly second: Account | undefined;
  readonly state: LinkRequestState;
  readonly expiresAt: Date;
}

const otherApp = { slack: 'teams', teams: 'slack' } as const;

const requestOf = (row: Selectable<LinkRequestsTable>): LinkRequest => {
  const { other_tenant: tenantId, other_user: userId } = row;
  return {
    id: row.id,
    first: { app: row.app, tenantId: row.tenant_id, userId: row.user_id },
    second: tenantId === null || userId === null ? undefined : { app: otherApp[row.app], tenantId, userId },
    state: row.state,
    expiresAt: row.expires_at,
  };
};

export async function linkRequestById(db: Db, id: string): Promise<LinkRequest | undefined> {
  const row = await db.selectFrom('link_requests').selectAll().where('id', '=', id).executeTakeFirst();
  return row && requestOf(row);
}

/** What waits for the answer of an account. */
export async function openQuestionTo(
  db: Db,
  { app, tenantId, userId }: Account,
  now: Date,
): Promise<LinkRequest | undefined> {
  const row = await db
    .selectFrom('link_requests')
    .selectAll()
    .where('expires_at', '>', now)
    .where((where) =>
      where.or([
        where.and({ state: 'asked', app, tenant_id: tenantId, user_id: userId }),
        where.and({ state: 'typed', app: otherApp[app], other_tenant: tenantId, other_user: userId }),
      ]),
    )
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  return row && requestOf(row);
}

/** The request a code belongs to, locked: only one account can take it. */
export async function linkRequestOfCode(trx: Trx, digest: string): Promise<LinkRequest | undefined> {
  const row = await trx
    .selectFrom('link_requests')
    .selectAll()
    .where('code_digest', '=', digest)
    .forUpdate()
    .executeTakeFirst();
  return row && requestOf(row);
}

/** A new code takes the place of whatever the account had begun before. */
export async function openLinkRequest(
  trx: Trx,
  asked: {
    readonly id: string;
    readonly digest: string;
    readonly by: Account;
    readonly at: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  const { app, tenantId, userId } = asked.by;
  // Two at once would both find nothing to replace; the second waits here, and replaces the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`link ${app} ${tenantId} ${userId}`}, 0))`.execute(
    trx,
  );
  await trx
    .updateTable('link_requests')
    .set({ state: 'replaced' })
    .where('app', '=', app)
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('state', 'in', ['open', 'typed', 'asked'])
    .execute();
  await trx
    .insertInto('link_requests')
    .values({
      id: asked.id,
      code_digest: asked.digest,
      app,
      tenant_id: tenantId,
      user_id: userId,
      other_tenant: null,
      other_user: null,
      state: 'open',
      created_at: asked.at,
      expires_at: asked.expiresAt,
    })
    .execute();
}

/** False when it is no longer as the one who moves it saw it, or its time is over. */
export async function moveLinkRequest(
  trx: Trx,
  id: string,
  step: {
    readonly from: LinkRequestState;
    readonly to: LinkRequestState;
    readonly at: Date;
    readonly second?: Account;
    readonly expiresAt?: Date;
  },
): Promise<boolean> {
  const { from, to, at, second, expiresAt } = step;
  const { numUpdatedRows } = await trx
    .updateTable('link_requests')
    .set({
      state: to,
      ...(second ? { other_tenant: second.tenantId, other_user: second.userId } : {}),
      ...(expiresAt ? { expires_at: expiresAt } : {}),
    })
    .where('id', '=', id)
    .where('state', '=', from)
    .where('expires_at', '>', at)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** How often somebody has done this since `since` was set, this time included. Tries at once take turns at the row. */
export async function countLinkTry(
  trx: Trx,
  { app, tenantId, userId }: Account,
  kind: 'code' | 'typed',
  { at, windowMs }: { readonly at: Date; readonly windowMs: number },
): Promise<number> {
  const before = new Date(at.getTime() - windowMs);
  const { rows } = await sql<{ count: number }>`
    insert into link_tries as tries (app, tenant_id, user_id, kind, since, count)
    values (${app}, ${tenantId}, ${userId}, ${kind}, ${at}, 1)
    on conflict (app, tenant_id, user_id, kind) do update set
      count = case when tries.since < ${before} then 1 else tries.count + 1 end,
      since = case when tries.since < ${before} then excluded.since else tries.since end
    returning count
  `.execute(trx);
  return rows[0]?.count ?? 1;
}

/** What came to nothing, or to a link, long ago. */
export async function dropLinkRequestsBefore(db: Db, createdBefore: Date): Promise<void> {
  await db.deleteFrom('link_requests').where('created_at', '<', createdBefore).execute();
  await db.deleteFrom('link_tries').where('since', '<', createdBefore).execute();
}
