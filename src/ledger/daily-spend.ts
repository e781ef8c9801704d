import { sql } from 'kysely';
import type { Day } from '../kernel/day.ts';
import type { Db, Ledger } from './ledger.ts';
import type { SpendResource } from './digests-schema.ts';

export type { SpendResource };

/** What a customer spent on a service in a day. Amounts as exact text. */
export interface DailySpend {
  readonly customerId: string;
  readonly serviceCode: string;
  readonly serviceName: string;
  readonly amount: string;
  /** Most expensive first; only the head of a long list. */
  readonly resources: readonly SpendResource[];
  readonly resourceCount: number;
}

export interface SpendDay {
  readonly day: Day;
  readonly readAt: Date;
}

/** Keeps a day as it was read last, whole. A reading that began earlier than the one that is there changes nothing. */
export const keepSpendDay = (
  ledger: Ledger,
  { day, readAt }: SpendDay,
  rows: readonly DailySpend[],
): Promise<void> =>
  ledger.transaction().execute(async (trx) => {
    const { rows: taken } = await sql`
      insert into daily_spend_days as kept (day, read_at) values (${day}, ${readAt})
      on conflict (day) do update set read_at = excluded.read_at where kept.read_at < excluded.read_at
      returning day
    `.execute(trx);
    if (taken.length === 0) return;
    await trx.deleteFrom('daily_spend').where('day', '=', day).execute();
    for (let at = 0; at < rows.length; at += rowsAtOnce) {
      const some = rows.slice(at, at + rowsAtOnce);
      await sql`
        insert into daily_spend (day, customer_id, service_code, service_name, amount, resources, resource_count)
        select ${day}, "customerId", "serviceCode", "serviceName", amount::numeric, resources, "resourceCount"
        from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as entry (
          "customerId" text, "serviceCode" text, "serviceName" text, amount text, resources jsonb, "resourceCount" integer
        )
      `.execute(trx);
    }
  });

const rowsAtOnce = 2_000;

/** The days that were read, from one on, in order. */
export async function spendDays(db: Db, from: Day): Promise<SpendDay[]> {
  const rows = await db
    .selectFrom('daily_spend_days')
    .select(['day', 'read_at as readAt'])
    .where('day', '>=', from)
    .orderBy('day')
    .execute();
  return rows;
}

/** A day in full. */
export async function spendOf(db: Db, day: Day): Promise<DailySpend[]> {
  return db
    .selectFrom('daily_spend')
    .select([
      'customer_id as customerId',
      'service_code as serviceCode',
      'service_name as serviceName',
      'amount',
      'resources',
      'resource_count as resourceCount',
    ])
    .where('day', '=', day)
    .orderBy('customer_id')
    .orderBy('service_code')
    .execute();
}

export interface CustomerDay {
  readonly day: Day;
  readonly customerId: string;
  readonly amount: string;
}

/** Totals of customers, day by day, from one day to another. */
export async function spendByCustomer(db: Db, from: Day, to: Day): Promise<CustomerDay[]> {
  return db
    .selectFrom('daily_spend')
    .select(['day', 'customer_id as customerId', sql<string>`sum(amount)::text`.as('amount')])
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy(['day', 'customer_id'])
    .orderBy('day')
    .orderBy('customer_id')
    .execute();
}

/** Days that no comparison reaches any more. */
export async function dropSpendBefore(db: Db, day: Day): Promise<void> {
  await db.deleteFrom('daily_spend').where('day', '<', day).execute();
  await db.deleteFrom('daily_spend_days').where('day', '<', day).execute();
}
