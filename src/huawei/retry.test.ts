import { describe, expect, test } from 'vitest';
import { virtualClock } from '../../test/support/clock.ts';
import { problem, type Problem, type ProblemCode } from '../kernel/problem.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { withRetries } from './retry.ts';

const trouble = (code: ProblemCode, more: Partial<Problem> = {}): Result<string> =>
  fail(problem(code, undefined, { retry: 'later', ...more }));

function run(results: readonly Result<string>[], reads = true, signal?: AbortSignal) {
  const clock = virtualClock();
  const at: number[] = [];
  const start = clock.now().getTime();
  const done = withRetries(
    (number) => {
      at.push(clock.now().getTime() - start);
      return Promise.resolve(results[number - 1] ?? ok('late'));
    },
    { reads, clock, random: () => 1, signal },
  );
  return { clock, at, done };
}

describe('trying again', () => {
  test('a read is tried four times with growing pauses', async () => {
    const { clock, at, done } = run(Array.from({ length: 9 }, () => trouble('platformDown')));
    await clock.advance(60_000);
    expect(at).toEqual([0, 300, 900, 2_100]);
    expect((await done).ok).toBe(false);
  });

  test('the platform decides how long to wait at least', async () => {
    const { clock, at, done } = run([trouble('platformBusy', { retryAfterMs: 5_000 })]);
    await clock.advance(60_000);
    expect(at).toEqual([0, 5_300]);
    expect((await done).ok).toBe(true);
  });

  test('a wait of minutes is left to the caller', async () => {
    const { at, done } = run([trouble('platformBusy', { retryAfterMs: 120_000 })]);
    expect((await done).ok).toBe(false);
    expect(at).toEqual([0]);
  });

  test('a change is tried again only when it was certainly not carried out', async () => {
    for (const code of [
      'platformDown',
      'platformTimeout',
      'platformConnectionLost',
      'outcomeUnknown',
    ] as const) {
      const { at, done } = run([trouble(code)], false);
      await done;
      expect(at).toEqual([0]);
    }
    for (const code of ['platformBusy', 'platformUnreachable'] as const) {
      const { clock, at, done } = run([trouble(code)], false);
      await clock.advance(1_000);
      await done;
      expect(at).toHaveLength(2);
    }
  });

  test('a refusal is final', async () => {
    const { at, done } = run([trouble('platformForbidden'), trouble('platformForbidden')]);
    await done;
    expect(at).toEqual([0]);
  });

  test('who gives up during a pause gets the last problem at once', async () => {
    const leaving = new AbortController();
    const { done } = run([trouble('platformDown')], true, leaving.signal);
    leaving.abort();
    expect(await done).toMatchObject({ ok: false, problem: { code: 'platformDown' } });
  });
});
