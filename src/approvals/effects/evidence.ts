import type { Pages } from '../../huawei/partner.ts';
import type { Problem } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Intent } from '../case.ts';
import type { Finding } from '../machine/carry.ts';
import type { MoneyRoom } from '../money-room.ts';

/** What all kinds of effects have in common when an answer is missing. */

/** From when on operations count as being of this attempt: the clocks of two houses differ, and are set now and then. */
export const since = ({ attemptedAt }: Intent, now: Date, slackMs: number): Date =>
  new Date((attemptedAt ?? now).getTime() - slackMs);

/** Whether what has not shown up by now is taken not to exist. */
export const isSettledBy = ({ attemptedAt }: Intent, { clock, patience }: MoneyRoom): boolean =>
  clock.now().getTime() >= (attemptedAt?.getTime() ?? 0) + patience.settleMs;

/**
 * Nothing found is believed only when it is found twice. A clock that jumped must not make a call look old that is still under
 * way: in between we wait as long as a call can last, by a timer that no clock moves.
 */
export async function lookTwice(
  { clock, patience }: MoneyRoom,
  signal: AbortSignal,
  look: () => Promise<Finding | 'none' | undefined>,
): Promise<Finding | undefined> {
  const first = await look();
  if (first !== 'none') return first;
  await clock.sleep(patience.callMs, signal);
  const second = await look();
  return second === 'none' ? { kind: 'not-carried-out', outcome: 'no-trace' } : second;
}

/** What a call that came to nothing tells of its effect. */
export function failureOf(problem: Problem, now: Date): Finding {
  const after = (ms: number) => new Date(now.getTime() + ms);
  const { code, retry, retryAfterMs = 2_000 } = problem;
  if (retry === 'unknown-outcome') return { kind: 'unknown', lookAt: after(1_000) };
  if (retry === 'later') return { kind: 'not-carried-out', outcome: code, at: after(retryAfterMs) };
  return refusal(problem);
}

export const refusal = ({ code, wireCode }: Problem): Extract<Finding, { kind: 'refused' }> => ({
  kind: 'refused',
  outcome: code,
  ...(wireCode === undefined ? {} : { wireCode }),
});

export async function allOf<T>(pages: Pages<T>): Promise<Result<readonly T[]>> {
  const rows: T[] = [];
  for await (const page of pages) {
    if (!page.ok) return page;
    rows.push(...page.value.rows);
  }
  return ok(rows);
}
