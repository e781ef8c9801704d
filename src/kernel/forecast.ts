import { type Day, daysFrom, shiftDay } from './day.ts';
import { type Decimal, decimal, zero } from './decimal.ts';

/** What was used from one day to another, both included. */
export interface UseSpan {
  readonly from: Day;
  readonly to: Day;
  readonly amount: Decimal;
}

/** What a day of each weekday uses, Sunday first: the quarter of days that use least, the middle, the quarter that use most. */
export interface DailyUse {
  readonly low: readonly Decimal[];
  readonly likely: readonly Decimal[];
  readonly high: readonly Decimal[];
  /** Days that were looked at. */
  readonly days: number;
  /** Made of single days rather than of averages over weeks or months. */
  readonly byDay: boolean;
}

export type Forecast =
  | { readonly kind: 'empty' }
  /** Between the first and the last day, most likely on that one; undefined: not within half a year. */
  | {
      readonly kind: 'runs-out';
      readonly earliest: Day;
      readonly likely: Day | undefined;
      readonly latest: Day | undefined;
    }
  /** Not within half a year. */
  | { readonly kind: 'lasts' };

/** Single days of the last six weeks, when there are at least two weeks of them; else all that is known of a quarter. */
const recentDays = 42;
const fewestSingleDays = 14;
const longestAgo = 92;
const fewestDays = 7;

/** So many of each weekday show what is usual for it. */
const fewestPerWeekday = 3;

/** Averages hide how much days differ: so much is added and taken off. */
const averageMargin = { low: decimal('0.9'), likely: decimal('1'), high: decimal('1.1') };
const shares = { low: 0.25, likely: 0.5, high: 0.75 };
type Level = keyof typeof shares;

const horizonDays = 180;

/**
 * What days use, by ranks and not by means, so that one odd day changes nothing. Every figure is one that was seen, and
 * more use on any day never makes a figure smaller. Undefined when too little is known.
 */
export function dailyUse(spans: readonly UseSpan[], today: Day): DailyUse | undefined {
  const since = (days: number) => spans.filter(({ to }) => to >= shiftDay(today, -days) && to < today);
  const single = since(recentDays).filter(({ from, to }) => from === to);
  const byDay = single.length >= fewestSingleDays;
  const seen = (byDay ? single : since(longestAgo)).map(rateOf);
  const days = seen.reduce((count, rate) => count + rate.days, 0);
  if (days < fewestDays) return undefined;
  const pools = byDay ? weekdayPools(seen) : everyDay(seen);
  const level = (name: Level) =>
    pools.map((pool) => {
      const rate = atRank(pool, shares[name]);
      return byDay ? rate : rate.times(averageMargin[name]);
    });
  return { low: level('low'), likely: level('likely'), high: level('high'), days, byDay };
}

interface Rate {
  readonly perDay: Decimal;
  readonly days: number;
  readonly weekday: number;
}

function rateOf({ from, to, amount }: UseSpan): Rate {
  const days = daysFrom(from, to);
  // Corrections can make a day negative; nobody's balance grows by using less.
  const used = amount.lt('0') ? zero : amount;
  return { perDay: used.div(String(days)), days, weekday: weekdayOf(to) };
}

const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay();
const weekdays = [0, 1, 2, 3, 4, 5, 6];

const everyDay = (rates: readonly Rate[]): (readonly Rate[])[] => weekdays.map(() => rates);

function weekdayPools(rates: readonly Rate[]): (readonly Rate[])[] {
  const pools = weekdays.map((weekday) => rates.filter((rate) => rate.weekday === weekday));
  return pools.every(({ length }) => length >= fewestPerWeekday) ? pools : everyDay(rates);
}

/** The smallest rate that at least this share of the days does not exceed. */
function atRank(rates: readonly Rate[], share: number): Decimal {
  const sorted = rates.toSorted((a, b) => a.perDay.cmp(b.perDay));
  const wanted = share * sorted.reduce((count, { days }) => count + days, 0);
  let days = 0;
  for (const rate of sorted) {
    days += rate.days;
    if (days >= wanted) return rate.perDay;
  }
  return zero;
}

/** When a balance is used up, if its use goes on as it was, the day `from` being the first that still has to be paid. */
export function runsOut(balance: Decimal, use: DailyUse, from: Day): Forecast {
  if (!balance.gt('0')) return { kind: 'empty' };
  const earliest = dayOfLast(balance, use.high, from);
  if (earliest === undefined) return { kind: 'lasts' };
  const likely = dayOfLast(balance, use.likely, from);
  return { kind: 'runs-out', earliest, likely, latest: dayOfLast(balance, use.low, from) };
}

/** The day whose use takes the last of it. Whole weeks at once, then day by day. */
function dayOfLast(balance: Decimal, week: readonly Decimal[], from: Day): Day | undefined {
  const perWeek = week.reduce((total, day) => total.plus(day), zero);
  if (!perWeek.gt('0')) return undefined;
  const over = balance.mod(perWeek);
  // A balance of whole weeks ends within the last of them.
  const left = over.gt('0') ? over : perWeek;
  const weeks = Number(balance.minus(left).div(perWeek).toFixed(0));
  let spent = zero;
  for (let day = 0; day < 7 && weeks * 7 + day < horizonDays; day += 1) {
    spent = spent.plus(useOn(week, shiftDay(from, day)));
    if (spent.gte(left)) return shiftDay(from, weeks * 7 + day);
  }
  return undefined;
}

const useOn = (week: readonly Decimal[], day: Day): Decimal => week[weekdayOf(day)] ?? zero;

const roundedTo = '100';

/** What is missing for so many days of high use, debts paid first; rounded up to whole hundreds. Zero when nothing is. */
export function missingFor(
  days: number,
  { balance, debt }: { readonly balance: Decimal; readonly debt: Decimal },
  use: DailyUse,
  from: Day,
): Decimal {
  let needed = debt.minus(balance);
  for (let day = 0; day < days; day += 1) needed = needed.plus(useOn(use.high, shiftDay(from, day)));
  return needed.gt('0') ? roundUp(needed) : zero;
}

export const roundUp = (amount: Decimal): Decimal => {
  const over = amount.mod(roundedTo);
  return over.eq('0') ? amount : amount.minus(over).plus(roundedTo);
};

/** An ordinary day, over the week. */
export const usualPerDay = ({ likely }: DailyUse): Decimal =>
  likely.reduce((total, day) => total.plus(day), zero).div('7');
