/**
 * A bill cycle (账期): a calendar month in UTC+8, written `YYYY-MM`. A purchase at 2026-03-31T20:00Z belongs to April.
 * Source: domain dossier §6.4, api-bpconsole/cb_020001.
 */
export type BillCycle = `${number}-${number}`;

const eastEight = 8 * 3_600_000;

export function cycleOf(at: Date): BillCycle {
  const there = new Date(at.getTime() + eastEight);
  return written(there.getUTCFullYear(), there.getUTCMonth() + 1);
}

const written = (year: number, month: number): BillCycle =>
  `${year}-${month < 10 ? '0' : ''}${month}` as BillCycle;

/** The cycle `months` after (or, negative, before) the given one. */
export function shiftCycle(cycle: BillCycle, months: number): BillCycle {
  const [year = 0, month = 1] = cycle.split('-').map(Number);
  const index = year * 12 + (month - 1) + months;
  return written(Math.floor(index / 12), (index % 12) + 1);
}

/** The day in UTC+8, `YYYY-MM-DD`. */
export const dayOfInstant = (at: Date): string =>
  new Date(at.getTime() + eastEight).toISOString().slice(0, 10);

/** Day of the month in UTC+8, 1-31. */
export const dayInCycle = (at: Date): number => new Date(at.getTime() + eastEight).getUTCDate();

/** Figures of the previous month are final from about the 5th (dossier §6.4); those of this month never are. */
export function isProvisional(cycle: BillCycle, now: Date): boolean {
  const current = cycleOf(now);
  return cycle === current || (cycle === shiftCycle(current, -1) && dayInCycle(now) < 5);
}
