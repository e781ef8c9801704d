import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dayRules, dueAt, duesBetween, isDueOn, localDay, localMinute, type Timetable } from './due.ts';

const zones = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Pacific/Kiritimati',
  'Pacific/Marquesas',
  'Africa/Casablanca',
  'Asia/Beirut',
  'UTC',
];

const anyTable = fc.record({
  minute: fc.integer({ min: 0, max: 1439 }),
  days: fc.constantFrom(...dayRules),
  timeZone: fc.constantFrom(...zones),
});
const anyMoment = fc
  .integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) })
  .map((ms) => new Date(ms));

const at = (table: Partial<Timetable>, after: string) =>
  dueAt({ minute: 9 * 60, days: 'every', timeZone: 'Asia/Shanghai', ...table }, new Date(after));

describe('the next time', () => {
  test('is today when it has not come yet, and tomorrow at that very moment', () => {
    expect(at({}, '2026-11-24T00:59:59Z')).toEqual({
      at: new Date('2026-11-24T01:00:00Z'),
      day: '2026-11-24',
    });
    expect(at({}, '2026-11-24T01:00:00Z').day).toBe('2026-11-25');
  });

  test('goes over the end of a month and of a year', () => {
    expect(at({}, '2026-11-30T02:00:00Z').day).toBe('2026-12-01');
    expect(at({ timeZone: 'America/New_York' }, '2026-12-31T20:00:00Z').day).toBe('2027-01-01');
    expect(at({}, '2028-02-28T02:00:00Z').day).toBe('2028-02-29');
  });

  test('passes over the days it is not meant for', () => {
    expect(at({ days: 'weekdays' }, '2026-11-27T02:00:00Z').day).toBe('2026-11-30');
    expect(at({ days: 'mondays' }, '2026-11-24T02:00:00Z').day).toBe('2026-11-30');
    // Golden week of 2026: back on Thursday the 8th, and Saturday the 10th is worked.
    expect(at({ days: 'workdays' }, '2026-09-30T02:00:00Z').day).toBe('2026-10-08');
    expect(at({ days: 'workdays' }, '2026-10-09T02:00:00Z').day).toBe('2026-10-10');
  });

  test('comes later on a day whose clocks leave it out', () => {
    // 02:30 does not exist in Berlin on 29 March 2026.
    expect(at({ minute: 150, timeZone: 'Europe/Berlin' }, '2026-03-28T12:00:00Z').at).toEqual(
      new Date('2026-03-29T01:30:00Z'),
    );
  });

  test('comes once on a day whose clocks show it twice', () => {
    const table: Timetable = { minute: 150, days: 'every', timeZone: 'Europe/Berlin' };
    const dues = duesBetween(table, new Date('2026-10-24T12:00:00Z'), new Date('2026-10-25T23:00:00Z'));
    expect(dues).toEqual([{ at: new Date('2026-10-25T00:30:00Z'), day: '2026-10-25' }]);
  });
});

describe('in every zone', () => {
  it('a time lies ahead, on a day it is meant for', () => {
    fc.assert(
      fc.property(anyTable, anyMoment, (table, after) => {
        const due = dueAt(table, after);
        expect(due.at > after).toBe(true);
        expect(isDueOn(table.days, due.day)).toBe(true);
      }),
    );
  });

  it('a wall clock shows the time asked for, or one that is later by as much as the clocks were put forward', () => {
    fc.assert(
      fc.property(anyTable, anyMoment, (table, after) => {
        const due = dueAt(table, after);
        const shown = localMinute(due.at, table.timeZone);
        if (shown === table.minute) expect(localDay(due.at, table.timeZone)).toBe(due.day);
        else expect([30, 60]).toContain((shown - table.minute + 1440) % 1440);
      }),
    );
  });

  it('every day has exactly one, in order, wherever one begins to count', () => {
    fc.assert(
      fc.property(anyTable, anyMoment, fc.integer({ min: 0, max: 20 * 86_400_000 }), (table, from, later) => {
        const daily = { ...table, days: 'every' as const };
        const until = new Date(from.getTime() + 40 * 86_400_000);
        const days = duesBetween(daily, from, until).map(({ day }) => day);
        expect(new Set(days).size).toBe(days.length);
        expect(days.length).toBeGreaterThanOrEqual(39);
        const middle = new Date(from.getTime() + later);
        const split = [...duesBetween(daily, from, middle), ...duesBetween(daily, middle, until)];
        expect(split.map(({ day }) => day)).toEqual(days);
      }),
      { numRuns: 40 },
    );
  });
});
