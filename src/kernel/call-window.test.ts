import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CallWindow, grant, type Lane, paceOf } from './call-window.ts';

const empty: CallWindow = { granted: [], lastBatch: 0 };

/** Every call granted to askers that come as told, in order of time. */
function slotsOf(limit: number, asks: readonly { after: number; lane: Lane; count: number }[]): number[] {
  const pace = paceOf({ limit, windowMs: 1000 });
  const slots: number[] = [];
  let window = empty;
  let now = 1_000_000;
  for (const ask of asks) {
    now += ask.after;
    const answer = grant(window, pace, ask, now);
    window = answer.window;
    slots.push(...answer.grant.waits.map((wait) => now + wait));
  }
  return slots;
}

/** The largest number of slots within any closed second. */
const mostInASecond = (slots: readonly number[]): number =>
  Math.max(0, ...slots.map((from) => slots.filter((slot) => slot >= from && slot <= from + 1000).length));

describe('call windows', () => {
  test('no window ever holds more calls than the limit, whoever asks how', () => {
    const ask = fc.record({
      after: fc.integer({ min: 0, max: 400 }),
      lane: fc.constantFrom<Lane>('interactive', 'batch'),
      count: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 450 }), fc.array(ask, { maxLength: 40 }), (limit, asks) => {
        const slots = slotsOf(limit, asks);
        expect(mostInASecond(slots)).toBeLessThanOrEqual(limit);
        expect([...slots].sort((a, b) => a - b)).toEqual(slots);
      }),
    );
  });

  test('a batch is given a slot now and then even when people ask for more than there is', () => {
    const asks = Array.from({ length: 600 }, () => [
      { after: 100, lane: 'interactive' as const, count: 2 },
      { after: 0, lane: 'batch' as const, count: 1 },
    ]).flat();
    const pace = paceOf({ limit: 10, windowMs: 1000 });
    let window = empty;
    let now = 1_000_000;
    const batches: number[] = [];
    for (const ask of asks) {
      now += ask.after;
      const answer = grant(window, pace, ask, now);
      window = answer.window;
      if (ask.lane === 'batch' && answer.grant.waits.length > 0) batches.push(now);
    }
    expect(batches.length).toBeGreaterThanOrEqual(60_000 / pace.starvingMs - 1);
  });

  test('the log of a window stays short however high the limit', () => {
    const pace = paceOf({ limit: 9_000, windowMs: 1000 });
    const { window } = grant(empty, pace, { lane: 'interactive', count: 5_000 }, 1_000_000);
    expect(window.granted.length).toBeLessThanOrEqual(200);
  });
});
