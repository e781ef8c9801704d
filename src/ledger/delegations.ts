import type { Db } from './ledger.ts';

interface Whom {
  readonly app: 'slack' | 'teams';
  readonly tenantId: string;
  readonly userId: string;
}

/** Who decides in whose place, until when. */
export interface DelegationRow {
  readonly fromId: string;
  readonly toId: string;
  readonly until: Date;
  /** The app of both. */
  readonly app: 'slack' | 'teams';
  readonly tenantId: string;
}

const columns = ['from_user as fromId', 'to_user as toId', 'until', 'app', 'tenant_id as tenantId'] as const;

/** Those who let one of these accounts decide in their place, ended ones included. */
export const delegationsTo = (db: Db, userIds: readonly string[]): Promise<DelegationRow[]> =>
  db.selectFrom('money_delegations').select(columns).where('to_user', 'in', userIds).execute();

export const delegationFrom = (db: Db, { app, tenantId, userId }: Whom): Promise<DelegationRow | undefined> =>
  db
    .selectFrom('money_delegations')
    .select(columns)
    .where('app', '=', app)
    .where('tenant_id', '=', tenantId)
    .where('from_user', '=', userId)
    .executeTakeFirst();

/** One at a time: a new one takes the place of the last. */
export async function delegate(
  db: Db,
  { app, tenantId, userId }: Whom,
  { to, until, at }: { readonly to: string; readonly until: Date; readonly at: Date },
): Promise<void> {
  const given = { to_user: to, until, given_at: at };
  await db
    .insertInto('money_delegations')
    .values({ app, tenant_id: tenantId, from_user: userId, ...given })
    .onConflict((conflict) => conflict.columns(['app', 'tenant_id', 'from_user']).doUpdateSet(given))
    .execute();
}

/** False when there was none. */
export async function endDelegation(db: Db, { app, tenantId, userId }: Whom): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('money_delegations')
    .where('app', '=', app)
    .where('tenant_id', '=', tenantId)
    .where('from_user', '=', userId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
