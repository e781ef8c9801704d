import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Day, shiftDay } from '../day.ts';
import { holidays } from './holidays.ts';
import { addWorkingDays, isWorkingDay, isYearKnown } from './working-days.ts';

const anyDay = fc.integer({ min: 0, max: 1_400 }).map((days): Day => shiftDay('2025-01-01', days));

describe('working days', () => {
  it('pass over weekends', () => {
    expect(addWorkingDays('2026-11-20', 1)).toBe('2026-11-23');
    expect(addWorkingDays('2026-11-21', 1)).toBe('2026-11-23');
    expect(addWorkingDays('2026-11-23', 5)).toBe('2026-11-30');
  });

  it('pass over holidays and count the weekend days worked in their place', () => {
    // Wednesday before the golden week of 2026; Saturday the 10th is worked.
    expect(addWorkingDays('2026-09-30', 1)).toBe('2026-10-08');
    expect(addWorkingDays('2026-09-30', 3)).toBe('2026-10-10');
    // Spring Festival of 2025 and 2026.
    expect(addWorkingDays('2025-01-27', 1)).toBe('2025-02-05');
    expect(addWorkingDays('2026-02-13', 2)).toBe('2026-02-24');
  });

  it('go over the end of a year', () => {
    expect(addWorkingDays('2025-12-31', 1)).toBe('2026-01-04');
  });

  it('are Monday to Friday in a year nobody has announced yet', () => {
    expect(isYearKnown('2026-12-31')).toBe(true);
    expect(isYearKnown('2099-01-01')).toBe(false);
    expect(isWorkingDay('2099-01-01')).toBe(true);
    expect(addWorkingDays('2099-01-02', 1)).toBe('2099-01-05');
  });

  it('of none leave the day as it is', () => {
    expect(addWorkingDays('2026-10-03', 0)).toBe('2026-10-03');
  });

  it('end on a working day, and each one more is later', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (day, count) => {
        const end = addWorkingDays(day, count);
        expect(isWorkingDay(end)).toBe(true);
        expect(end > addWorkingDays(day, count - 1)).toBe(true);
        expect(addWorkingDays(addWorkingDays(day, count - 1), 1)).toBe(end);
      }),
    );
  });
});

describe.each(Object.entries(holidays))('the holidays of %s', (year, { off, worked }) => {
  it('lie in their year, in order, and end after they begin', () => {
    const days = off.flat();
    expect(days.every((day) => day.startsWith(year))).toBe(true);
    expect(days.toSorted()).toEqual(days);
  });

  it('make weekend days worked, and no day both off and worked', () => {
    for (const day of worked) {
      expect(day.startsWith(year)).toBe(true);
      expect([0, 6]).toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
      expect(off.some(([from, to]) => from <= day && day <= to)).toBe(false);
    }
  });
});
