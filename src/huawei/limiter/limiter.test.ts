import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Lane, WindowStore } from '../../kernel/call-window.ts';
import { quiet, recordingLog } from '../../../test/support/log.ts';
import { virtualClock, type VirtualClock } from '../../../test/support/clock.ts';
import { openLimiter, type Limiter } from './limiter.ts';
import { memoryWindows } from './memory-windows.ts';

function limiterWith(limit: number, clock: VirtualClock, store: WindowStore = memoryWindows(clock)): Limiter {
  return openLimiter({ store, account: 'a', limitOf: () => limit, windowMs: 1000, clock, log: quiet });
}

interface Sent {
  readonly job: string;
  readonly lane: Lane;
  readonly at: number;
}

/** Calls in a row, each asked for when the one before was let go, as a pager with `flights` pages in the air does. */
function caller(limiter: Limiter, clock: VirtualClock, sent: Sent[]) {
  const start = clock.now().getTime();
  return async (job: string, lane: Lane, calls: number, flights = 1): Promise<void> => {
    let left = calls;
    const fly = async () => {
      while (left-- > 0) {
        await limiter.turn({ operation: 'op', lane, job, signal: undefined });
        sent.push({ job, lane, at: clock.now().getTime() - start });
      }
    };
    await Promise.all(Array.from({ length: flights }, fly));
  };
}

const withinASecond = (sent: readonly Sent[]): number =>
  Math.max(0, ...sent.map(({ at }) => sent.filter((s) => s.at >= at && s.at < at + 1000).length));

describe('the limiter', () => {
  test('an export comes within 1.05 of what a strict server allows', async () => {
    const clock = virtualClock();
    const sent: Sent[] = [];
    void caller(limiterWith(10, clock), clock, sent)('export', 'batch', 1_000, 8);
    await clock.advance(200_000);
    expect(sent).toHaveLength(1_000);
    expect(withinASecond(sent)).toBeLessThanOrEqual(10);
    const floorMs = (1_000 / 10) * 1_000;
    expect(sent.at(-1)?.at).toBeLessThanOrEqual(floorMs * 1.05);
  });

  test('a process that is busy now and then still keeps to the limit, and close to the rate', async () => {
    const clock = virtualClock();
    let sleeps = 0;
    // Some pauses end 70 ms late, as if an answer were being read just then.
    const busy: VirtualClock = {
      ...clock,
      sleep: (ms, signal) => clock.sleep(ms + ((++sleeps * 7919) % 101 < 8 ? 70 : 0), signal),
    };
    const limiter = openLimiter({
      store: memoryWindows(clock),
      account: 'a',
      limitOf: () => 10,
      windowMs: 1000,
      clock: busy,
      log: quiet,
    });
    const sent: Sent[] = [];
    void caller(limiter, clock, sent)('export', 'batch', 1_000, 8);
    await clock.advance(200_000);
    expect(sent).toHaveLength(1_000);
    expect(withinASecond(sent)).toBeLessThanOrEqual(10);
    expect(sent.at(-1)?.at).toBeLessThanOrEqual(100_000 * 1.05);
  });

  test('a person waits for hardly more than a slot while an export runs', async () => {
    const clock = virtualClock();
    const sent: Sent[] = [];
    const call = caller(limiterWith(10, clock), clock, sent);
    void call('export', 'batch', 10_000, 8);
    await clock.advance(30_000);
    const asked = clock.now().getTime();
    const waits: number[] = [];
    for (let round = 0; round < 20; round++) {
      void call('person', 'interactive', 1).then(() =>
        waits.push(clock.now().getTime() - asked - round * 1_370),
      );
      await clock.advance(1_370);
    }
    expect(waits).toHaveLength(20);
    expect(Math.max(...waits)).toBeLessThanOrEqual(2 * 102);
  });

  test('jobs of one lane take turns, however many calls one of them brings', async () => {
    const clock = virtualClock();
    const sent: Sent[] = [];
    const call = caller(limiterWith(10, clock), clock, sent);
    void call('large', 'batch', 500, 40);
    await clock.advance(1_000);
    void call('small', 'batch', 20, 2);
    const before = sent.length;
    await clock.advance(4_500);
    const since = sent.slice(before);
    expect(since.filter(({ job }) => job === 'small').length).toBe(20);
  });

  test('who gives up is gone at once and leaves the slot to the next', async () => {
    const clock = virtualClock();
    const limiter = limiterWith(1, clock);
    const turn = (signal?: AbortSignal) =>
      limiter.turn({ operation: 'op', lane: 'interactive', job: 'a', signal });
    await turn();
    const leaving = new AbortController();
    const left = turn(leaving.signal);
    let served = false;
    void turn().then(() => (served = true));
    const reason = new Error('enough');
    leaving.abort(reason);
    await expect(left).rejects.toBe(reason);
    await clock.advance(1_100);
    expect(served).toBe(true);
    await expect(turn(leaving.signal)).rejects.toBe(reason);
  });

  test('two processes on one store share one limit', async () => {
    const clock = virtualClock();
    const store = memoryWindows(clock);
    const sent: Sent[] = [];
    for (const name of ['one', 'two']) {
      void caller(limiterWith(10, clock, store), clock, sent)(name, 'batch', 100, 4);
    }
    await clock.advance(10_000);
    expect(withinASecond(sent)).toBeLessThanOrEqual(10);
    const one = sent.filter(({ job }) => job === 'one').length;
    expect(sent.length).toBeGreaterThan(90);
    expect(Math.abs(2 * one - sent.length)).toBeLessThan(30);
  });

  test('while the store is away the process goes on with half the limit, and comes back', async () => {
    const clock = virtualClock();
    const log = recordingLog();
    const working = memoryWindows(clock);
    let away = true;
    const store: WindowStore = {
      take: (ask) => (away ? Promise.reject(new Error('ECONNREFUSED')) : working.take(ask)),
    };
    const limiter = openLimiter({ store, account: 'a', limitOf: () => 10, windowMs: 1000, clock, log });
    const sent: Sent[] = [];
    void caller(limiter, clock, sent)('export', 'batch', 1_000, 8);
    await clock.advance(10_000);
    expect(withinASecond(sent)).toBeLessThanOrEqual(5);
    expect(sent.length).toBeGreaterThan(45);
    expect(log.lines.filter(({ level }) => level === 'warn').length).toBeLessThanOrEqual(3);
    away = false;
    await clock.advance(20_000);
    const late = sent.filter(({ at }) => at > 20_000);
    expect(late.length).toBeGreaterThan(95);
    expect(withinASecond(late)).toBeLessThanOrEqual(10);
  });

  test('a store that hangs holds nobody up for long', async () => {
    const clock = virtualClock();
    const limiter = limiterWith(10, clock, { take: () => new Promise(() => undefined) });
    let served = false;
    const turn = { operation: 'op', lane: 'interactive', job: 'a', signal: undefined } as const;
    void limiter.turn(turn).then(() => (served = true));
    await clock.advance(1_100);
    expect(served).toBe(true);
  });

  test('a limit nobody is granted means none, and nobody is asked', async () => {
    const clock = virtualClock();
    const limiter = limiterWith(100_000, clock, { take: () => Promise.reject(new Error('asked')) });
    const turns = Array.from({ length: 1_000 }, () =>
      limiter.turn({ operation: 'op', lane: 'batch', job: 'a', signal: undefined }),
    );
    await Promise.all(turns);
    expect(clock.sleepers).toBe(0);
  });

  test('whatever people and jobs do, no second holds more calls than the limit and everybody is served', async () => {
    const asks = fc.array(
      fc.record({
        after: fc.integer({ min: 0, max: 700 }),
        lane: fc.constantFrom<Lane>('interactive', 'batch'),
        job: fc.constantFrom('a', 'b', 'c'),
        calls: fc.integer({ min: 1, max: 8 }),
        flights: fc.integer({ min: 1, max: 4 }),
      }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), asks, async (limit, asks) => {
        const clock = virtualClock();
        const sent: Sent[] = [];
        const call = caller(limiterWith(limit, clock), clock, sent);
        for (const { after, lane, job, calls, flights } of asks) {
          void call(job, lane, calls, flights);
          await clock.advance(after);
        }
        await clock.advance(150_000);
        expect(sent).toHaveLength(asks.reduce((sum, { calls }) => sum + calls, 0));
        expect(withinASecond(sent)).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 30 },
    );
  });
});
