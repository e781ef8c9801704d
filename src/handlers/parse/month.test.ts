import { describe, expect, it, test } from 'vitest';
import fc from 'fast-check';
import { parseMonth } from './month.ts';

// 2026-11-23 in UTC+8.
const now = new Date('2026-11-23T02:00:00Z');
const read = (text: string, at = now) => {
  const reading = parseMonth(text, at);
  if (reading.kind === 'month') return reading.cycle;
  return reading.kind === 'problem' ? reading.problem.code : undefined;
};

describe('a month', () => {
  test.each([
    ['2026-10', '2026-10'],
    ['2026/10', '2026-10'],
    ['2026.10', '2026-10'],
    ['2026-1', '2026-01'],
    ['202610', '2026-10'],
    ['2026年10月', '2026-10'],
    ['2026年1月份', '2026-01'],
    ['２０２６－１０', '2026-10'],
    ['10/2026', '2026-10'],
    ['10月', '2026-10'],
    ['10月份', '2026-10'],
    ['十月', '2026-10'],
    ['十二月', '2025-12'],
    ['last', '2026-10'],
    ['Last month', '2026-10'],
    ['this', '2026-11'],
    ['上月', '2026-10'],
    ['上个月', '2026-10'],
    ['上上月', '2026-09'],
    ['本月', '2026-11'],
    ['这个月', '2026-11'],
    ['October', '2026-10'],
    ['oct', '2026-10'],
    ['Sept', '2026-09'],
    ['oct 2025', '2025-10'],
    ['dec', '2025-12'],
  ])('%s is %s', (text, cycle) => {
    expect(read(text)).toBe(cycle);
  });

  test.each([
    ['2026-13', 'monthUnreadable'],
    ['2026-00', 'monthUnreadable'],
    ['202613', 'monthUnreadable'],
    ['13月', 'monthUnreadable'],
    ['2026-10-15', 'monthUnreadable'],
    ['2026年', 'monthUnreadable'],
    ['2026-', 'monthUnreadable'],
    ['2026-12', 'monthInFuture'],
    ['2027年1月', 'monthInFuture'],
    ['2025-04', 'monthTooOld'],
    ['oct 2020', 'monthTooOld'],
  ])('%s is answered with its own sentence: %s', (text, code) => {
    expect(read(text)).toBe(code);
  });

  it('of 18 months ago is still read', () => {
    expect(read('2025-05')).toBe('2025-05');
  });

  test.each(['acme', '5', '2026', 'me', '', 'octopus', 'constructor', '上海'])(
    'is not seen in %j',
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );

  it('begins at midnight in UTC+8', () => {
    expect(read('this', new Date('2026-10-31T15:59:59Z'))).toBe('2026-10');
    expect(read('this', new Date('2026-10-31T16:00:00Z'))).toBe('2026-11');
    expect(read('last', new Date('2026-12-31T16:00:00Z'))).toBe('2026-12');
  });

  it('is never in the future nor older than 18 months, whatever was typed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2020, max: 2030 }),
        fc.integer({ min: 0, max: 14 }),
        fc.date({ min: new Date('2025-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
        (year, month, at) => {
          const cycle = read(`${year}-${month}`, at);
          if (cycle === undefined) throw new Error('not seen as a month');
          if (!/^\d/.test(cycle)) return;
          expect(cycle).toBe(`${year}-${String(month).padStart(2, '0')}`);
          expect(cycle <= (read('this', at) ?? '')).toBe(true);
        },
      ),
    );
  });
});
