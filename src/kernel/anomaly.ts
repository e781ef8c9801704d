import { type Day } from './day.ts';

/** An amount of a day; plain numbers, because what comes of it is a judgement and no figure. */
export interface DayAmount {
  readonly day: Day;
  readonly amount: number;
}

export type Judgement =
  /** `days` of the same weekday are known: too few to say what is usual. */
  | { readonly kind: 'too-little'; readonly days: number }
  | { readonly kind: 'usual'; readonly usual: number }
  | { readonly kind: 'unusual'; readonly usual: number; readonly change: number; readonly score: number };

export interface Measure {
  /** Smaller changes are of no interest, however unusual. */
  readonly least: number;
  /** So many usual spreads away. */
  readonly score?: number;
}

/** So many of the same weekday say what is usual; the oldest are left out, because business changes. */
export const weeksNeeded = 4;
export const weeksTaken = 8;

/** Makes the median of absolute deviations comparable to a standard deviation. */
const madScale = 1.4826;
/** A customer who spends the very same every week still may vary by this part of it. */
const leastSpread = 0.05;
const usualScore = 4;

const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/**
 * Is the amount of a day unusual, given the same weekday of the weeks before? By median and median absolute deviation: one
 * strange day among those before does not change what is usual.
 */
export function judge(history: readonly DayAmount[], today: DayAmount, measure: Measure): Judgement {
  const weekday = weekdayOf(today.day);
  const alike = history
    .filter(({ day }) => day < today.day && weekdayOf(day) === weekday)
    .toSorted((a, b) => (a.day < b.day ? 1 : -1))
    .slice(0, weeksTaken)
    .map(({ amount }) => amount);
  if (alike.length < weeksNeeded) return { kind: 'too-little', days: alike.length };
  const usual = median(alike);
  const spread = Math.max(
    madScale * median(alike.map((amount) => Math.abs(amount - usual))),
    leastSpread * Math.abs(usual),
  );
  const change = today.amount - usual;
  const score = change === 0 ? 0 : change / spread;
  return Math.abs(score) >= (measure.score ?? usualScore) && Math.abs(change) >= measure.least
    ? { kind: 'unusual', usual, change, score }
    : { kind: 'usual', usual };
}

/** @throws {RangeError} when there are no values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('the median of nothing');
  return lower + (upper - lower) / 2;
}
