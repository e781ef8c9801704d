import { type Day, dayOf, shiftDay } from '../../kernel/day.ts';
import { fold } from './normalise.ts';

const relative: Readonly<Record<string, number>> = {
  today: 0,
  今天: 0,
  今日: 0,
  yesterday: -1,
  昨天: -1,
  昨日: -1,
  前天: -2,
  tomorrow: 1,
  明天: 1,
  明日: 1,
  后天: 2,
};

const separated = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/;
const joined = /^(\d{4})(\d\d)(\d\d)$/;

/** A day as people write it, `2026-11-23`, `yesterday`, `2026年11月23日`, in UTC+8; undefined when it is none. */
export function parseDay(text: string, now: Date): Day | undefined {
  const typed = fold(text);
  const shift = Object.hasOwn(relative, typed) ? relative[typed] : undefined;
  if (shift !== undefined) return shiftDay(dayOf(now), shift);
  const [, year, month = '', date = ''] = separated.exec(typed) ?? joined.exec(typed) ?? [];
  if (year === undefined) return undefined;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const at = new Date(`${day}T00:00:00Z`);
  // The 30th of February would read as a day in March.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? asDay(day) : undefined;
}

// The caller has made sure of the form.
const asDay = (text: string): Day => text as Day;
