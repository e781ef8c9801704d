import { type Day, shiftDay } from '../day.ts';
import { type HolidayYear, holidays } from './holidays.ts';

/** Working days of mainland China. */

const yearOf = (day: Day): string => day.slice(0, 4);

/** Whether the holidays of its year are known; without them Monday to Friday are taken for working days. */
export const isYearKnown = (day: Day): boolean => Object.hasOwn(holidays, yearOf(day));

const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

const isOff = ({ off }: HolidayYear, day: Day): boolean => off.some(([from, to]) => from <= day && day <= to);

export function isWorkingDay(day: Day): boolean {
  const year = holidays[yearOf(day)];
  if (year?.worked.includes(day)) return true;
  return !isWeekend(day) && !(year && isOff(year, day));
}

/** The `count`-th working day after a day; the day itself for none. */
export function addWorkingDays(day: Day, count: number): Day {
  let found = day;
  for (let left = count; left > 0; ) {
    found = shiftDay(found, 1);
    if (isWorkingDay(found)) left -= 1;
  }
  return found;
}
