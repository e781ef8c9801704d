import type { Trx } from './ledger.ts';

export interface NewStop {
  readonly reason: string;
  readonly app: string;
  readonly tenantId: string;
  readonly userId: string;
  readonly at: Date;
}

/** False when money is stopped already: the first reason stands. */
export async function stopMoney(trx: Trx, { reason, app, tenantId, userId, at }: NewStop): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('money_stop')
    .values({ reason, app, tenant_id: tenantId, user_id: userId, at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** False when it was not stopped. */
export async function resumeMoney(trx: Trx): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('money_stop').executeTakeFirst();
  return numDeletedRows > 0n;
}
