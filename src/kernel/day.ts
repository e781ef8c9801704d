import { type BillCycle, dayOfInstant, shiftCycle } from './bill-cycle.ts';

/** A day in UTC+8, `YYYY-MM-DD`: the calendar the platform bills by, without changes of the clock. */
export type Day = `${number}-${number}-${number}`;

export const dayMs = 86_400_000;

/** Its first moment. */
export const startOfDay = (day: Day): Date => new Date(`${day}T00:00:00+08:00`);

/** The first moment after it. */
export const endOfDay = (day: Day): Date => new Date(startOfDay(day).getTime() + dayMs);

export const dayOf = (at: Date): Day => asDay(dayOfInstant(at));

/** The day `days` after (or, negative, before) the given one. */
export const shiftDay = (day: Day, days: number): Day =>
  dayOf(new Date(startOfDay(day).getTime() + days * dayMs));

// Only days that were read from a calendar come here.
const asDay = (text: string): Day => text as Day;

export const firstDayOf = (cycle: BillCycle): Day => asDay(`${cycle}-01`);

export const lastDayOf = (cycle: BillCycle): Day => shiftDay(firstDayOf(shiftCycle(cycle, 1)), -1);

/** From the one to the other, both included. */
export const daysFrom = (from: Day, to: Day): number =>
  Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / dayMs) + 1;

/** `2026-11-23 18:05:00` in UTC+8, as a spreadsheet reads a moment. */
export const eastEightText = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
