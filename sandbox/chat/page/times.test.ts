import { describe, expect, it } from 'vitest';
import { textsFor } from './texts.ts';
import { clock, dayName, dayNumber, fillDate } from './times.ts';

const tom = { locale: 'en-GB', timeZone: 'Europe/Berlin' };
const lina = { locale: 'zh-CN', timeZone: 'Asia/Shanghai' };
const at = Date.parse('2026-11-23T22:30:00Z');
const hour = 3_600_000;

describe('a moment', () => {
  it('is told in the zone of who reads it', () => {
    expect([clock(tom, at), dayNumber(tom, at)]).toEqual(['23:30', '2026-11-23']);
    expect([clock(lina, at), dayNumber(lina, at)]).toEqual(['06:30', '2026-11-24']);
  });

  it('is today or yesterday by that zone too', () => {
    expect(dayName(tom, at, at + hour, textsFor('en'))).toBe('Yesterday');
    expect(dayName(lina, at, at + hour, textsFor('zh'))).toBe('今天');
    expect(dayName(tom, at, at + 99 * hour, textsFor('en'))).toBe('Monday 23 November');
  });

  it('fills Slack’s patterns, and leaves what nobody knows', () => {
    const fill = (pattern: string, now = at) => fillDate(pattern, at, tom, textsFor('en'), now);
    expect(fill('{date_num} {time}')).toBe('2026-11-23 23:30');
    expect(fill('{date_short_pretty} at {time_secs}')).toBe('Today at 23:30:00');
    expect(fill('{date_short_pretty}', at + 99 * hour)).toBe('23 Nov 2026');
    expect(fill('{ago}', at + 2 * hour)).toBe('2 hours ago');
    expect(fill('{era}')).toBe('{era}');
  });
});
