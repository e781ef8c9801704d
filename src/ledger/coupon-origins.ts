import { sql } from 'kysely';
import type { Db } from './ledger.ts';

/** The receipts of the requests that have taken these coupons back, or may have, by coupon. */
export async function receiptsOfReclaims(
  db: Db,
  couponIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (couponIds.length === 0) return new Map();
  const couponId = sql<string>`money_intents.body -> 'effect' ->> 'couponId'`;
  const rows = await db
    .selectFrom('money_intents')
    .innerJoin('money_cases', 'money_cases.id', 'money_intents.case_id')
    .select([couponId.as('couponId'), 'receipt'])
    .where('kind', '=', 'reclaim')
    .where('money_intents.state', 'not in', ['waiting', 'ready', 'failed', 'skipped'])
    .where(couponId, '=', sql<string>`any(${[...couponIds]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.couponId, row.receipt]));
}
