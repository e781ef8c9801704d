import { type Day, daysFrom, shiftDay } from './day.ts';
import { type Decimal, decimal, sum, zero } from './decimal.ts';

/** What was used from one day to another, both included. */
export interface UseSpan {
  readonly from: Day;
  readonly to: Day;
  readonly amount: Decimal;
}

/** What the last weeks used, day by day. */
export interface PastUse {
  /** Whole weeks, the oldest day first. */
  readonly days: readonly Decimal[];
  readonly last: Day;
  /** Known for single days rather than as averages over weeks or months. */
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

/** Six weeks where single days are known, else what is known of twelve. */
const window = { byDay: 42, averages: 84 };
const fewestSingleDays = 14;
const fewestDays = 14;
/** Figures older than this say nothing about tomorrow. */
const stalestDays = 14;

/** One day in so many may be an odd one, and counts as the highest of the others. */
const oddDayIn = 21;

const horizonDays = 180;

/** The use of the last weeks, as far as it is known; undefined when that is too little to go by. */
export function pastUse(spans: readonly UseSpan[], today: Day): PastUse | undefined {
  const last = spans.reduce<Day | undefined>(
    (latest, { to }) => (latest && latest > to ? latest : to),
    undefined,
  );
  if (last === undefined || last < shiftDay(today, -stalestDays)) return undefined;
  const firstSingle = shiftDay(last, 1 - window.byDay);
  const single = spans.filter(({ from, to }) => from === to && from >= firstSingle);
  const byDay = single.length >= fewestSingleDays;
  const known = daysBack(spans, last, byDay ? window.byDay : window.averages);
  if (known.length < fewestDays) return undefined;
  const whole = known.slice(known.length % 7);
  return { days: withoutOddDays(whole), last, byDay };
}

/** Day by day up to the last, without a gap, the oldest first. What is known of several days is spread over them. */
function daysBack(spans: readonly UseSpan[], last: Day, most: number): Decimal[] {
  const days = new Map<Day, Decimal>();
  for (const { from, to, amount } of spans) {
    // Corrections can make a day negative; nobody's balance grows by using less.
    const perDay = (amount.lt('0') ? zero : amount).div(String(daysFrom(from, to)));
    for (let day = from; day <= to; day = shiftDay(day, 1)) days.set(day, perDay);
  }
  const found: Decimal[] = [];
  for (let day = last; found.length < most; day = shiftDay(day, -1)) {
    const used = days.get(day);
    if (!used) break;
    found.push(used);
  }
  return found.reverse();
}

function withoutOddDays(days: readonly Decimal[]): Decimal[] {
  const highest = days.toSorted((a, b) => b.cmp(a))[Math.floor(days.length / oddDayIn)];
  return days.map((day) => (highest && day.gt(highest) ? highest : day));
}

/** Of ten ways in which it may go on, the range leaves out the worst and the best. */
const shares = { soonest: 0.1, likely: 0.5, latest: 0.9 };
/** Averages hide how much days differ: so much is added and taken off. */
const margins = { soonest: decimal('1.1'), likely: decimal('1'), latest: decimal('0.9') };
type Bound = keyof typeof shares;

const fortnight = 14;

/**
 * The ways in which it may go on: each as if every fortnight were like one that has been, weekday on weekday. So what
 * recurs on some weekday, or once a week on any, is in every one of them; and more use on any day never means less.
 */
function fortnights({ days, last, byDay }: PastUse, from: Day, bound: Bound): Decimal[][] {
  const first = shiftDay(last, 1 - days.length);
  const offset = (daysFrom(first, from) - 1) % 7;
  const factor = byDay ? decimal('1') : margins[bound];
  return Array.from({ length: days.length / 7 }, (_, week) =>
    Array.from({ length: fortnight }, (__, day) =>
      (days[(offset + week * 7 + day) % days.length] ?? zero).times(factor),
    ),
  );
}

const atRank = <T>(sorted: readonly T[], share: number): T | undefined =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];

/** When a balance is used up, the day `from` being the first that still has to be paid. */
export function runsOut(balance: Decimal, use: PastUse, from: Day): Forecast {
  if (!balance.gt('0')) return { kind: 'empty' };
  const dayAt = (bound: Bound): Day | undefined => {
    const ends = fortnights(use, from, bound).map((days) => daysUntilGone(balance, days));
    const end = atRank(
      ends.toSorted((a, b) => a - b),
      shares[bound],
    );
    return end === undefined || end >= horizonDays ? undefined : shiftDay(from, end);
  };
  const earliest = dayAt('soonest');
  return earliest === undefined
    ? { kind: 'lasts' }
    : { kind: 'runs-out', earliest, likely: dayAt('likely'), latest: dayAt('latest') };
}

/** Days before the one that takes the last of the balance: whole rounds at once, then day by day. */
function daysUntilGone(balance: Decimal, round: readonly Decimal[]): number {
  const perRound = sum(round);
  if (!perRound.gt('0')) return Number.POSITIVE_INFINITY;
  const over = balance.mod(perRound);
  // A balance of whole rounds ends within the last of them.
  const left = over.gt('0') ? over : perRound;
  const rounds = Number(balance.minus(left).div(perRound).toFixed(0));
  let spent = zero;
  const day = round.findIndex((used) => {
    spent = spent.plus(used);
    return spent.gte(left);
  });
  return rounds * round.length + day;
}

const roundedTo = '100';

/** What is missing to last so many days even if it ends at the earliest, debts paid first; in whole hundreds, zero when nothing is. */
export function missingFor(
  days: number,
  { balance, debt }: { readonly balance: Decimal; readonly debt: Decimal },
  use: PastUse,
  from: Day,
): Decimal {
  const needs = fortnights(use, from, 'soonest').map((round) =>
    sum(Array.from({ length: days }, (_, day) => round[day % round.length] ?? zero)),
  );
  const most = needs.toSorted((a, b) => b.cmp(a));
  const missing = (atRank(most, shares.soonest) ?? zero).plus(debt).minus(balance);
  return missing.gt('0') ? roundUp(missing) : zero;
}

export const roundUp = (amount: Decimal): Decimal => {
  const over = amount.mod(roundedTo);
  return over.eq('0') ? amount : amount.minus(over).plus(roundedTo);
};

/** What a day uses on the whole, in the fortnight in the middle. */
export function usualPerDay(use: PastUse): Decimal {
  const totals = fortnights(use, use.last, 'likely').map((round) => sum(round));
  const middle = atRank(
    totals.toSorted((a, b) => a.cmp(b)),
    shares.likely,
  );
  return (middle ?? zero).div(String(fortnight));
}
