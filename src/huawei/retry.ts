import type { Clock } from '../kernel/clock.ts';
import type { Problem, ProblemCode } from '../kernel/problem.ts';
import type { Result } from '../kernel/result.ts';

/** Worth another try at once when the call only reads. */
const passing: ReadonlySet<ProblemCode> = new Set([
  'platformBusy',
  'platformDown',
  'platformTimeout',
  'platformUnreachable',
  'platformConnectionLost',
  'platformUnreadable',
]);
/** The call was not carried out, so even one that changes something may be sent again. */
const notCarriedOut: ReadonlySet<ProblemCode> = new Set(['platformBusy', 'platformUnreachable']);

export interface RetryOptions {
  readonly reads: boolean;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal | undefined;
}

const tries = 4;
const firstPauseMs = 300;
const longestPauseMs = 8_000;
/** A longer `Retry-After` is the caller's to wait for. */
const longestPatienceMs = 20_000;

/** Exponential pauses with full jitter; `Retry-After` is a lower bound. Answers the last attempt's result. */
export async function withRetries<T>(
  attempt: (number: number) => Promise<Result<T>>,
  { reads, clock, random, signal }: RetryOptions,
): Promise<Result<T>> {
  for (let number = 1; ; number++) {
    const result = await attempt(number);
    if (result.ok || number === tries || !repeatable(result.problem, reads)) return result;
    const asked = result.problem.retryAfterMs ?? 0;
    if (asked > longestPatienceMs) return result;
    const jitter = random() * Math.min(longestPauseMs, firstPauseMs * 2 ** (number - 1));
    try {
      await clock.sleep(asked + jitter, signal);
    } catch {
      return result;
    }
  }
}

const repeatable = (problem: Problem, reads: boolean): boolean =>
  (reads ? passing : notCarriedOut).has(problem.code);
