import type { Day } from './day.ts';
import { isWorkingDay } from './working-days/working-days.ts';

/** On which days: all, Monday to Friday, the working days of mainland China, or one day of the week. */
export const dayRules = [
  'every',
  'weekdays',
  'workdays',
  'mondays',
  'tuesdays',
  'wednesdays',
  'thursdays',
  'fridays',
  'saturdays',
  'sundays',
] as const;
export type DayRule = (typeof dayRules)[number];

/** When something comes round, as the calendar on somebody's wall says it. */
export interface Timetable {
  /** Of the local day, from 0 to 1439. */
  readonly minute: number;
  readonly days: DayRule;
  /** IANA. */
  readonly timeZone: string;
}

export interface Due {
  readonly at: Date;
  /** The local day it belongs to. */
  readonly day: Day;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;

const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay();

const oneDay = { sundays: 0, mondays: 1, tuesdays: 2, wednesdays: 3, thursdays: 4, fridays: 5, saturdays: 6 };

export function isDueOn(rule: DayRule, day: Day): boolean {
  switch (rule) {
    case 'every':
      return true;
    case 'weekdays':
      return weekdayOf(day) >= 1 && weekdayOf(day) <= 5;
    case 'workdays':
      return isWorkingDay(day);
    default:
      return weekdayOf(day) === oneDay[rule];
  }
}

/** The longest row of days off: a golden week with its weekends is shorter. */
const mostDaysBetween = 40;

/** The first time strictly after a moment. Once a local day, whatever is done to the clocks there. */
export function dueAt(table: Timetable, after: Date): Due {
  // The day before too: where clocks were put back over midnight, yesterday's time may still come.
  let day = shift(localDay(after, table.timeZone), -1);
  for (let tried = 0; tried < mostDaysBetween; tried += 1, day = shift(day, 1)) {
    if (!isDueOn(table.days, day)) continue;
    const at = instantOf(day, table.minute, table.timeZone);
    if (at > after) return { at, day };
  }
  throw new RangeError(`no day of ${table.days} within ${mostDaysBetween} days`);
}

/** All times after one moment and up to another, in their order. */
export function duesBetween(table: Timetable, after: Date, until: Date): Due[] {
  const found: Due[] = [];
  for (let due = dueAt(table, after); due.at <= until; due = dueAt(table, due.at)) found.push(due);
  return found;
}

/**
 * The moment at which a wall clock shows this time. Of a time that comes twice the first; one that is left out when the
 * clocks are put forward comes as much later as they are.
 */
function instantOf(day: Day, minute: number, timeZone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`) + minute * minuteMs;
  const before = offsetAt(wall - dayMs, timeZone);
  const after = offsetAt(wall + dayMs, timeZone);
  const shown = [wall - before, wall - after].filter((at) => at + offsetAt(at, timeZone) === wall);
  return new Date(shown.length > 0 ? Math.min(...shown) : wall - before);
}

export const localDay = (at: Date, timeZone: string): Day =>
  dayText(at.getTime() + offsetAt(at.getTime(), timeZone));

/** Minutes after midnight on the wall. */
export const localMinute = (at: Date, timeZone: string): number =>
  Math.floor((((at.getTime() + offsetAt(at.getTime(), timeZone)) % dayMs) + dayMs) / minuteMs) % 1440;

const shift = (day: Day, days: number): Day => dayText(Date.parse(`${day}T00:00:00Z`) + days * dayMs);

// An ISO text begins with its day.
const dayText = (ms: number): Day => new Date(ms).toISOString().slice(0, 10) as Day;

/** How far the wall clock is ahead of UTC, in milliseconds. */
function offsetAt(ms: number, timeZone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of clockOf(timeZone).formatToParts(ms)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
}

// Making one takes far longer than using it.
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timeZone, made);
  return made;
}
