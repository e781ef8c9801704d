import { describe, expect, it } from 'vitest';
import { isFresh } from './freshness.ts';

const at = (text: string) => new Date(`2026-${text}+08:00`);

describe('sums that were read', () => {
  it.each([
    ['of a month that was closed then are kept for ever', '2026-10', '11-05T00:00', '12-31T00:00', true],
    ['of last month before the 5th are not for ever', '2026-10', '11-04T23:59', '11-05T01:00', false],
    ['of this month hold for an hour', '2026-11', '11-23T10:00', '11-23T10:59', true],
    ['of this month do not hold for longer', '2026-11', '11-23T10:00', '11-23T11:00', false],
    ['of this month end with the refresh at 17:00', '2026-11', '11-23T16:50', '11-23T17:05', false],
    ['of this month end at midnight', '2026-11', '11-23T23:50', '11-24T00:05', false],
    ['read while the month ran do not count as closed later', '2026-10', '10-31T12:00', '11-20T12:00', false],
  ] as const)('%s', (_rule, cycle, readAt, now, fresh) => {
    expect(isFresh(cycle, at(readAt), at(now))).toBe(fresh);
  });
});
