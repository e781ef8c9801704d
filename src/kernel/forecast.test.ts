import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Day, daysFrom, shiftDay } from './day.ts';
import { decimal, zero } from './decimal.ts';
import { pastUse, missingFor, runsOut, type UseSpan, usualPerDay } from './forecast.ts';

const today: Day = '2026-11-24';

/** One span per day up to yesterday, the oldest first. */
const daily = (amounts: readonly (string | number)[]): UseSpan[] =>
  amounts.map((amount, index) => {
    const day = shiftDay(today, index - amounts.length);
    return { from: day, to: day, amount: decimal(String(amount)) };
  });

const forecast = (balance: string | number, spans: readonly UseSpan[]) => {
  const use = pastUse(spans, today);
  if (!use) throw new Error('too little');
  return runsOut(decimal(String(balance)), use, today);
};

const cents = fc.integer({ min: 0, max: 500_000 }).map((value) => (value / 100).toFixed(2));
const weeks = fc.array(cents, { minLength: 14, maxLength: 42 });
const months = fc.array(cents, { minLength: 1, maxLength: 3 }).map((amounts) =>
  amounts.map((amount, index): UseSpan => {
    const to = shiftDay(today, -1 - index * 30);
    return { from: shiftDay(to, -29), to, amount: decimal(amount) };
  }),
);
const anySpans = fc.oneof(weeks.map(daily), months);
const balances = fc.integer({ min: 1, max: 10_000_000 }).map((value) => (value / 100).toFixed(2));

/** A day as a number, never as infinity: for comparing. */
const place = (day: Day | undefined) => (day === undefined ? 10_000 : daysFrom(today, day));
const places = (balance: string, spans: readonly UseSpan[]) => {
  const found = forecast(balance, spans);
  if (found.kind === 'empty') return [0, 0, 0];
  if (found.kind === 'lasts') return [10_000, 10_000, 10_000];
  return [place(found.earliest), place(found.likely), place(found.latest)];
};
const notEarlier = (later: readonly number[], sooner: readonly number[]) =>
  later.every((one, index) => one >= (sooner[index] ?? 0));

describe('the day a balance is used up', () => {
  it('is exact when every day uses the same', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90_000 }),
        fc.integer({ min: 1, max: 170 }),
        fc.integer({ min: 14, max: 42 }),
        (perDay, days, seen) => {
          const use = daily(Array.from({ length: seen }, () => (perDay / 100).toFixed(2)));
          const last = shiftDay(today, days - 1);
          const exactly = forecast(((perDay * days) / 100).toFixed(2), use);
          expect(exactly).toEqual({ kind: 'runs-out', earliest: last, likely: last, latest: last });
          // A cent less is gone on the same day, unless that cent was the whole day.
          if (perDay > 1) expect(forecast(((perDay * days - 1) / 100).toFixed(2), use)).toEqual(exactly);
        },
      ),
    );
  });

  it('is never earlier with a larger balance', () => {
    fc.assert(
      fc.property(anySpans, balances, balances, (spans, a, b) => {
        const [less, more] = Number(a) <= Number(b) ? [a, b] : [b, a];
        expect(notEarlier(places(more, spans), places(less, spans))).toBe(true);
      }),
    );
  });

  it('is never later when any day used more', () => {
    fc.assert(
      fc.property(anySpans, balances, fc.nat(), cents, (spans, balance, at, more) => {
        const thirstier = spans.map((span, index) =>
          index === at % spans.length ? { ...span, amount: span.amount.plus(more) } : span,
        );
        expect(notEarlier(places(balance, spans), places(balance, thirstier))).toBe(true);
      }),
    );
  });

  it('does not depend on the order of what was used', () => {
    fc.assert(
      fc.property(
        anySpans.chain((spans) =>
          fc.tuple(fc.constant(spans), fc.shuffledSubarray(spans, { minLength: spans.length })),
        ),
        balances,
        ([spans, shuffled], balance) => {
          expect(forecast(balance, shuffled)).toEqual(forecast(balance, spans));
        },
      ),
    );
  });

  it('lies within its range', () => {
    fc.assert(
      fc.property(anySpans, balances, (spans, balance) => {
        const [earliest = 0, likely = 0, latest = 0] = places(balance, spans);
        expect(earliest <= likely && likely <= latest).toBe(true);
      }),
    );
  });

  it('knows weekends: what is used on working days only is never used up on a Saturday or Sunday', () => {
    const use = daily(
      Array.from({ length: 42 }, (_, index) => {
        const weekday = new Date(`${shiftDay(today, index - 42)}T00:00:00Z`).getUTCDay();
        return weekday === 0 || weekday === 6 ? 0 : 100;
      }),
    );
    // 24 November 2026 is a Tuesday: four days of that week, then the whole next one.
    expect(forecast(400, use)).toMatchObject({ likely: '2026-11-27' });
    expect(forecast(401, use)).toMatchObject({ likely: '2026-11-30' });
    expect(forecast(900, use)).toMatchObject({ likely: '2026-12-04' });
  });

  it('is not moved by one odd day', () => {
    const even = Array.from({ length: 42 }, () => 100);
    for (const balance of [300, 3_000, 12_000])
      expect(forecast(balance, daily(even.with(20, 90_000)))).toEqual(forecast(balance, daily(even)));
  });

  it('counts what comes once a week, on whatever day: most days without use do not make it last', () => {
    const weekly = Array.from({ length: 42 }, (_, index) => (index % 7 === Math.floor(index / 7) ? 700 : 0));
    // The fourth time from now, in the middle of the ways it went.
    expect(forecast(2_800, daily(weekly))).toMatchObject({ likely: '2026-12-17' });
  });

  it('is a range where weeks differ, and a wider one from averages of months', () => {
    const uneven = Array.from({ length: 42 }, (_, index) => 100 + Math.floor(index / 7) * 20);
    const found = forecast(2_000, daily(uneven));
    expect(found).toEqual({
      kind: 'runs-out',
      earliest: '2026-12-04',
      likely: '2026-12-06',
      latest: '2026-12-12',
    });
    const month: UseSpan = { from: '2026-10-25', to: '2026-11-23', amount: decimal('3000') };
    expect(forecast(1_000, [month])).toEqual({
      kind: 'runs-out',
      earliest: '2026-12-03',
      likely: '2026-12-03',
      latest: '2026-12-05',
    });
  });

  it('is now for an empty balance, and not in sight when nothing is used or half a year is left', () => {
    const use = daily(Array.from({ length: 20 }, () => 1));
    expect(forecast(0, use)).toEqual({ kind: 'empty' });
    expect(forecast(1_000, use)).toEqual({ kind: 'lasts' });
    expect(forecast(10, daily(Array.from({ length: 20 }, () => 0)))).toEqual({ kind: 'lasts' });
  });

  it('is not guessed from less than two weeks, nor from what is long past', () => {
    expect(pastUse(daily(Array.from({ length: 13 }, () => 5)), today)).toBeUndefined();
    expect(pastUse([{ from: '2026-01-01', to: '2026-03-31', amount: decimal('90') }], today)).toBeUndefined();
  });

  it('takes a correction for a day without use', () => {
    const use = pastUse(daily(Array.from({ length: 14 }, (_, index) => (index === 3 ? -500 : 10))), today);
    expect(use && usualPerDay(use).times('14').toFixed(8)).toBe('130.00000000');
  });
});

describe('what is missing for so many days', () => {
  it('lets the balance last them even when use is high, in whole hundreds', () => {
    fc.assert(
      fc.property(anySpans, balances, fc.integer({ min: 1, max: 120 }), (spans, balance, days) => {
        const use = pastUse(spans, today);
        if (!use) return;
        const missing = missingFor(days, { balance: decimal(balance), debt: zero }, use, today);
        expect(missing.mod('100').eq('0')).toBe(true);
        const after = runsOut(decimal(balance).plus(missing), use, today);
        if (after.kind === 'runs-out') expect(place(after.earliest)).toBeGreaterThanOrEqual(days);
        else expect(after.kind).toBe('lasts');
      }),
    );
  });

  it('pays debts first, and is nothing when there is enough', () => {
    const use = pastUse(daily(Array.from({ length: 14 }, () => 10)), today);
    if (!use) throw new Error('too little');
    const missing = (balance: string, debt: string) =>
      missingFor(30, { balance: decimal(balance), debt: decimal(debt) }, use, today).toFixed();
    expect(missing('0', '50')).toBe('400');
    expect(missing('1', '0')).toBe('300');
    expect(missing('300', '0')).toBe('0');
  });
});
