import { sql } from 'kysely';
import { type Day, firstDayOf, shiftDay } from '../kernel/day.ts';
import { type Decimal, decimal, zero } from '../kernel/decimal.ts';
import type { BillCycle } from '../kernel/bill-cycle.ts';
import type { UseSpan } from '../kernel/forecast.ts';
import type { Db, Ledger } from './ledger.ts';

/** The days to whose end it is known what everybody has used in that cycle, the earliest first. */
export async function daysOfUse(db: Db): Promise<Day[]> {
  const rows = await db.selectFrom('customer_use_days').select('through').orderBy('through').execute();
  return rows.map(({ through }) => through);
}

/** Keeps what each customer has used in the cycle of a day up to its end; who is not named has used nothing. */
export const keepUse = (
  ledger: Ledger,
  through: Day,
  totals: ReadonlyMap<string, Decimal>,
  readAt: Date,
): Promise<void> =>
  ledger.transaction().execute(async (trx) => {
    await trx
      .insertInto('customer_use_days')
      .values({ through, read_at: readAt })
      .onConflict((conflict) => conflict.column('through').doUpdateSet({ read_at: readAt }))
      .execute();
    await trx.deleteFrom('customer_use').where('through', '=', through).execute();
    const used = [...totals].filter(([, total]) => !total.eq('0'));
    if (used.length === 0) return;
    // Two arrays: a partner may have more customers than a statement may have parameters.
    await sql`
      insert into customer_use (customer_id, through, total)
      select customer_id, ${through}, total
      from unnest(${used.map(([id]) => id)}::text[], ${used.map(([, total]) => total.toFixed())}::numeric[])
        as used (customer_id, total)
    `.execute(trx);
  });

export async function dropUseBefore(db: Db, day: Day): Promise<void> {
  await db.deleteFrom('customer_use').where('through', '<', day).execute();
  await db.deleteFrom('customer_use_days').where('through', '<', day).execute();
}

export interface KnownUse {
  /** The last day that is known; undefined while none is. */
  readonly through: Day | undefined;
  of(customerId: string): readonly UseSpan[];
}

/** What these customers have used, as spans between the days that are known. */
export async function useOf(db: Db, customerIds: readonly string[]): Promise<KnownUse> {
  const days = await daysOfUse(db);
  const totals = new Map<string, Decimal>();
  const rows = await db
    .selectFrom('customer_use')
    .select(['customer_id', 'through', 'total'])
    .where('customer_id', '=', sql<string>`any(${[...new Set(customerIds)]}::text[])`)
    .execute();
  for (const { customer_id: id, through, total } of rows) totals.set(`${id} ${through}`, decimal(total));
  return {
    through: days.at(-1),
    of: (id) => spansOf(days.map((day) => ({ through: day, total: totals.get(`${id} ${day}`) ?? zero }))),
  };
}

interface Mark {
  readonly through: Day;
  readonly total: Decimal;
}

/**
 * Marks say how much had come together in their month; the spans between them, how much was used when. Whoever began with
 * nothing was no customer of ours yet; the span in which use began is left out with those before it, as nobody knows when.
 */
export function spansOf(marks: readonly Mark[]): UseSpan[] {
  const spans = marks.map((mark, index): UseSpan => {
    const before = marks[index - 1];
    const sameMonth = before && monthOf(before.through) === monthOf(mark.through) ? before : undefined;
    return {
      from: sameMonth ? shiftDay(sameMonth.through, 1) : firstDayOf(monthOf(mark.through)),
      to: mark.through,
      amount: mark.total.minus(sameMonth?.total ?? zero),
    };
  });
  const begun = spans.findIndex(({ amount }) => !amount.eq('0'));
  if (begun < 0) return [];
  return spans.slice(begun === 0 ? 0 : begun + 1);
}

/** A day begins with its month. */
export const monthOf = (day: Day): BillCycle => day.slice(0, 'YYYY-MM'.length) as BillCycle;
