import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type DayAmount, judge, median, weeksNeeded } from './anomaly.ts';
import { type Day, shiftDay } from './day.ts';

const today: Day = '2026-11-23';
const weeksBack = (amounts: readonly number[]): DayAmount[] =>
  amounts.map((amount, at) => ({ day: shiftDay(today, -7 * (at + 1)), amount }));
const judged = (amounts: readonly number[], amount: number, least = 1) =>
  judge(weeksBack(amounts), { day: today, amount }, { least });

const anyAmount = fc.double({ min: 0, max: 1e6, noNaN: true });
const enough = fc.array(anyAmount, { minLength: weeksNeeded, maxLength: 8 });

describe('a day', () => {
  test('is unusual when it lies far from the same weekday of the weeks before', () => {
    expect(judged([100, 104, 98, 101, 99], 300)).toMatchObject({ kind: 'unusual', usual: 100, change: 200 });
    expect(judged([100, 104, 98, 101, 99], 10)).toMatchObject({ kind: 'unusual', change: -90 });
    expect(judged([100, 104, 98, 101, 99], 108)).toEqual({ kind: 'usual', usual: 100 });
  });

  test('is compared with its own weekday only', () => {
    const sundays = [1, 2, 3, 4, 5].map((week) => ({ day: shiftDay(today, -7 * week - 1), amount: 10_000 }));
    expect(
      judge([...weeksBack([100, 100, 100, 100]), ...sundays], { day: today, amount: 101 }, { least: 1 }),
    ).toEqual({ kind: 'usual', usual: 100 });
  });

  test('after which spending changed is forgotten in time', () => {
    const moved = [...Array.from({ length: 8 }, () => 500), ...Array.from({ length: 30 }, () => 100)];
    expect(judged(moved, 505)).toEqual({ kind: 'usual', usual: 500 });
  });

  test('is not judged by too little history', () => {
    expect(judged([100, 100, 100], 900)).toEqual({ kind: 'too-little', days: 3 });
    expect(judged([], 900)).toEqual({ kind: 'too-little', days: 0 });
  });

  test('that changed by less than anybody cares for is usual', () => {
    expect(judged([1, 1, 1, 1], 9, 50)).toMatchObject({ kind: 'usual' });
  });
});

describe('always', () => {
  it('one strange day in the history, however large, makes no usual day unusual', () => {
    fc.assert(
      fc.property(fc.double({ min: 10, max: 1e5, noNaN: true }), anyAmount, (usual, strange) => {
        expect(judged([usual, strange, usual, usual, usual], usual).kind).toBe('usual');
      }),
    );
  });

  it('the order of the history does not matter', () => {
    fc.assert(
      fc.property(enough, anyAmount, fc.nat(), (amounts, amount, turn) => {
        const history = weeksBack(amounts);
        const turned = [...history.slice(turn % history.length), ...history.slice(0, turn % history.length)];
        const now = { day: today, amount };
        expect(judge(turned, now, { least: 1 })).toEqual(judge(history, now, { least: 1 }));
      }),
    );
  });

  it('the currency does not matter: ten times everything is as unusual', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 4, maxLength: 8 }),
        fc.integer({ min: 0, max: 50_000 }),
        (amounts, amount) => {
          const once = judged(amounts, amount, 0);
          const tenfold = judged(
            amounts.map((one) => one * 10),
            amount * 10,
            0,
          );
          expect(tenfold.kind).toBe(once.kind);
        },
      ),
    );
  });

  it('the further away, the more unusual', () => {
    fc.assert(
      fc.property(
        enough,
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        (amounts, near, more) => {
          const usual = median(amounts);
          const one = judged(amounts, usual + near);
          if (one.kind === 'unusual') expect(judged(amounts, usual + near + more).kind).toBe('unusual');
        },
      ),
    );
  });

  it('a median lies among its values', () => {
    fc.assert(
      fc.property(fc.array(anyAmount, { minLength: 1 }), (values) => {
        const middle = median(values);
        expect(middle).toBeGreaterThanOrEqual(Math.min(...values));
        expect(middle).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });
});
