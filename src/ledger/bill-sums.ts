import type { BillCycle } from '../kernel/bill-cycle.ts';
import type { Db } from './ledger.ts';

export interface KeptSums {
  readonly readAt: Date;
  readonly body: Buffer;
}

/** The sums of a cycle as they were read last, whole. */
export async function keptSums(db: Db, cycle: BillCycle): Promise<KeptSums | undefined> {
  const row = await db
    .selectFrom('bill_sums')
    .select(['read_at', 'body'])
    .where('cycle', '=', cycle)
    .executeTakeFirst();
  return row && { readAt: row.read_at, body: row.body };
}

/** Keeps a reading unless a later one is there already. */
export async function keepSums(db: Db, cycle: BillCycle, sums: KeptSums): Promise<void> {
  const row = { read_at: sums.readAt, body: sums.body };
  await db
    .insertInto('bill_sums')
    .values({ cycle, ...row })
    .onConflict((conflict) =>
      conflict.column('cycle').doUpdateSet(row).where('bill_sums.read_at', '<', sums.readAt),
    )
    .execute();
}
