import type { BillCycle } from '../../kernel/bill-cycle.ts';
import { type Day, dayOf, firstDayOf, lastDayOf, shiftDay } from '../../kernel/day.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';

export interface Span {
  readonly from: Day;
  readonly to: Day;
  /** It was asked for from an earlier day on, which the platform no longer has. */
  readonly clipped: boolean;
}

const usualDays = 30;

/** The platform keeps a year (dossier §5.6). */
const keptDays = 365;

export const oldestDay = (now: Date): Day => shiftDay(dayOf(now), -keptDays);

const isDay = (one: Day | BillCycle): one is Day => one.length === 'YYYY-MM-DD'.length;

/** A month alone is that month, a day alone all since then; without either the last 30 days. */
export function spanOf(
  { from, to }: { readonly from: Day | BillCycle | undefined; readonly to: Day | BillCycle | undefined },
  now: Date,
): Result<Span> {
  const today = dayOf(now);
  const end = to ?? (from !== undefined && !isDay(from) ? from : today);
  const last = earlier(isDay(end) ? end : lastDayOf(end), today);
  const first = from === undefined ? shiftDay(last, 1 - usualDays) : isDay(from) ? from : firstDayOf(from);
  const oldest = oldestDay(now);
  if (last < oldest) return fail(problem('statementTooOld', { oldest }));
  if (first > last) return fail(problem('daysReversed', { from: first, to: last }));
  const clipped = first < oldest;
  return ok({ from: clipped ? oldest : first, to: last, clipped });
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
