import type { DayAmount } from '../../kernel/anomaly.ts';
import { weeksTaken } from '../../kernel/anomaly.ts';
import { type Day, shiftDay } from '../../kernel/day.ts';
import { type DailySpend, spendByCustomer, spendDays, spendOf } from '../../ledger/daily-spend.ts';
import type { Ledger } from '../../ledger/ledger.ts';

/** What was spent until a day, as far as it was read. */
export interface SpendHistory {
  readonly days: readonly Day[];
  /** By day and customer. */
  readonly totals: ReadonlyMap<Day, ReadonlyMap<string, string>>;
  readonly now: readonly DailySpend[];
  /** The same weekday a week before; undefined when that was not read. */
  readonly weekBefore: readonly DailySpend[] | undefined;
}

const kept = new WeakMap<Ledger, { readonly key: string; readonly history: Promise<SpendHistory> }>();

/** A thousand digests of an hour look at the same history. */
export function historyOf(ledger: Ledger, day: Day, moment: string): Promise<SpendHistory> {
  const key = `${moment} ${day}`;
  const known = kept.get(ledger);
  if (known?.key === key) return known.history;
  const history = load(ledger, day);
  kept.set(ledger, { key, history });
  history.catch(() => kept.delete(ledger));
  return history;
}

async function load(ledger: Ledger, day: Day): Promise<SpendHistory> {
  const from = shiftDay(day, -7 * weeksTaken);
  const days = (await spendDays(ledger, from)).map((one) => one.day).filter((one) => one <= day);
  const totals = new Map<Day, Map<string, string>>(days.map((one) => [one, new Map()]));
  for (const row of await spendByCustomer(ledger, from, day))
    totals.get(row.day)?.set(row.customerId, row.amount);
  const week = shiftDay(day, -7);
  return {
    days,
    totals,
    now: await spendOf(ledger, day),
    weekBefore: days.includes(week) ? await spendOf(ledger, week) : undefined,
  };
}

/** The days of a customer before one, from the first on which there was anything: nobody's absence is a habit. */
export function pastOf({ days, totals }: SpendHistory, customerId: string, before: Day): DayAmount[] {
  const past = days
    .filter((day) => day < before)
    .map((day) => ({ day, amount: Number(totals.get(day)?.get(customerId) ?? '0') }));
  const first = past.findIndex(({ amount }) => amount !== 0);
  return first < 0 ? [] : past.slice(first);
}
