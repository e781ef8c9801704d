import { type BillCycle, cycleOf, shiftCycle } from '../../kernel/bill-cycle.ts';
import { type Problem, problem } from '../../kernel/problem.ts';
import { fold } from './normalise.ts';

export type MonthReading =
  | { readonly kind: 'month'; readonly cycle: BillCycle }
  /** Meant as a month, but not one we can use; the problem says why. */
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'something-else' };

/** The platform keeps detail lines for 18 months (dossier §6.2). */
export const oldestMonths = 18;

const relative: Readonly<Record<string, number>> = {
  this: 0,
  current: 0,
  'this month': 0,
  'current month': 0,
  本月: 0,
  这个月: 0,
  当月: 0,
  last: -1,
  previous: -1,
  prev: -1,
  'last month': -1,
  'previous month': -1,
  上月: -1,
  上个月: -1,
  上上月: -2,
  上上个月: -2,
};

const names = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const fullNames =
  'january february march april may june july august september october november december'.split(' ');
const chineseNames = '一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月'.split(' ');

/** A month as people write it, read against today in UTC+8. A month without a year is the latest one that has begun. */
export function parseMonth(text: string, now: Date): MonthReading {
  const reading = readMonth(text, now);
  const oldest = shiftCycle(cycleOf(now), -oldestMonths);
  return reading.kind === 'month' && reading.cycle < oldest
    ? wrong(problem('monthTooOld', { month: reading.cycle, oldest }))
    : reading;
}

/** The same, however long ago it was. */
export function readMonth(text: string, now: Date): MonthReading {
  const typed = fold(text);
  const current = cycleOf(now);
  const shift = Object.hasOwn(relative, typed) ? relative[typed] : undefined;
  if (shift !== undefined) return { kind: 'month', cycle: shiftCycle(current, shift) };

  const parts = yearAndMonth(typed);
  if (!parts) return { kind: 'something-else' };
  const { month } = parts;
  if (month < 1 || month > 12) return wrong(problem('monthUnreadable', { typed: text }));
  const year = parts.year ?? latestYear(month, current);
  const cycle = shiftCycle(`${year}-01`, month - 1);
  if (cycle > current) return wrong(problem('monthInFuture', { month: cycle, current }));
  return { kind: 'month', cycle };
}

const wrong = (reason: Problem): MonthReading => ({ kind: 'problem', problem: reason });

/** Month 0 stands for a date that is no month at all, such as a day. */
function yearAndMonth(text: string): { year?: number; month: number } | undefined {
  const numeric =
    /^(\d{4})(?:[-/._](\d{1,2})|年(\d{1,2})月?份?)$/.exec(text) ?? /^(20\d\d)(\d\d)$/.exec(text);
  if (numeric) return { year: Number(numeric[1]), month: Number(numeric[2] ?? numeric[3]) };
  const yearLast = /^(\d{1,2})[-/.](\d{4})$/.exec(text);
  if (yearLast) return { year: Number(yearLast[2]), month: Number(yearLast[1]) };
  if (/^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$|^20\d{6}$/.test(text)) return { month: 0 };
  if (/^\d{4}[-/.]\d*$|^\d{4}年$/.test(text)) return { month: 0 };
  const chinese = /^(\d{1,2})月份?$/.exec(text);
  if (chinese) return { month: Number(chinese[1]) };
  return named(text);
}

function named(text: string): { year?: number; month: number } | undefined {
  const chinese = chineseNames.indexOf(text.replace(/份$/, ''));
  if (chinese >= 0) return { month: chinese + 1 };
  const match = /^([a-z]+)\.?(?:[ -]?'?(\d{4}))?$/.exec(text);
  const [, word = '', year] = match ?? [];
  const index = Math.max(names.indexOf(word === 'sept' ? 'sep' : word), fullNames.indexOf(word));
  if (index < 0) return undefined;
  return year === undefined ? { month: index + 1 } : { year: Number(year), month: index + 1 };
}

function latestYear(month: number, current: BillCycle): number {
  const [year = 0, thisMonth = 1] = current.split('-').map(Number);
  return month > thisMonth ? year - 1 : year;
}
