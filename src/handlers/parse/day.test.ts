import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dayOfInstant } from '../../kernel/bill-cycle.ts';
import { endOfDay, startOfDay } from '../../kernel/day.ts';
import { parseDay } from './day.ts';
import { mostDays, parseDays } from './days.ts';

// Already the 24th in UTC+8.
const now = new Date('2026-11-23T17:00:00Z');

describe('a day', () => {
  test.each([
    ['2026-11-20', '2026-11-20'],
    ['2026/11/2', '2026-11-02'],
    ['2026.11.20', '2026-11-20'],
    ['20261120', '2026-11-20'],
    ['2026年11月2日', '2026-11-02'],
    ['2026年11月20号', '2026-11-20'],
    ['２０２６－１１－２０', '2026-11-20'],
    ['today', '2026-11-24'],
    ['Yesterday', '2026-11-23'],
    ['今天', '2026-11-24'],
    ['昨天', '2026-11-23'],
    ['前天', '2026-11-22'],
    ['2024-02-29', '2024-02-29'],
    ['2026-02-29', undefined],
    ['2026-13-01', undefined],
    ['2026-11', undefined],
    ['202611', undefined],
    ['acme', undefined],
    ['toString', undefined],
    ['', undefined],
  ])('%j is %s', (typed, day) => {
    expect(parseDay(typed, now)).toBe(day);
  });

  it('of any moment, written down, is read as the same day', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2001-01-01'), max: new Date('2099-01-01') }), (at) => {
        fc.pre(!Number.isNaN(at.getTime()));
        const day = parseDay(dayOfInstant(at), now);
        if (day === undefined) throw new Error('not read');
        expect(startOfDay(day) <= at && at < endOfDay(day)).toBe(true);
      }),
    );
  });
});

describe('a number of days', () => {
  test.each([
    ['7d', 7],
    ['7', 7],
    ['7 days', 7],
    ['1 day', 1],
    ['7天', 7],
    ['３０日', 30],
    ['365D', 365],
    ['0', undefined],
    ['366', undefined],
    ['-7', undefined],
    ['7.5', undefined],
    ['7w', undefined],
    ['', undefined],
  ])('%j is %s', (typed, days) => {
    expect(parseDays(typed)).toBe(days);
  });

  it('from 1 to the most is read as it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 10_000 }), (days) => {
        expect(parseDays(`${days}d`)).toBe(days >= 1 && days <= mostDays ? days : undefined);
      }),
    );
  });
});
