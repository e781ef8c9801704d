import type { Clock } from '../kernel/clock.ts';
import type { Problem } from '../kernel/problem.ts';
import type { Result } from '../kernel/result.ts';

export interface Patience {
  /** Whether a call of unknown outcome may be made again. */
  readonly repeatable?: boolean;
  readonly signal?: AbortSignal | undefined;
}

const patience = { tries: 6, budgetMs: 60_000 };

/** Waits out rate limits and outages of a chat app, up to a minute. */
export async function patiently<T>(
  clock: Clock,
  attempt: () => Promise<Result<T>>,
  { repeatable = false, signal }: Patience = {},
): Promise<Result<T>> {
  let waitedMs = 0;
  for (let tries = 1; ; tries += 1) {
    const result = await attempt();
    if (result.ok || !mayRepeat(result.problem, repeatable)) return result;
    const waitMs = result.problem.retryAfterMs ?? 500 * 2 ** tries;
    if (tries >= patience.tries || waitedMs + waitMs > patience.budgetMs) return result;
    waitedMs += waitMs;
    await clock.sleep(waitMs, signal);
  }
}

const mayRepeat = (found: Problem, repeatable: boolean): boolean =>
  found.retry === 'later' || (found.retry === 'unknown-outcome' && repeatable);
