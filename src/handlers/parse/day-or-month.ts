import type { BillCycle } from '../../kernel/bill-cycle.ts';
import type { Day } from '../../kernel/day.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { parseDay } from './day.ts';
import { readMonth } from './month.ts';

/** A day or a whole month, `2026-10-15`, `2026-10`, `yesterday`, `上月`; undefined when it is neither. */
export function parseDayOrMonth(text: string, now: Date): Result<Day | BillCycle> | undefined {
  const day = parseDay(text, now);
  if (day !== undefined) return ok(day);
  const reading = readMonth(text, now);
  if (reading.kind === 'something-else') return undefined;
  if (reading.kind === 'month') return ok(reading.cycle);
  return fail(
    reading.problem.code === 'monthInFuture'
      ? reading.problem
      : problem('dayOrMonthUnreadable', { typed: text }),
  );
}
