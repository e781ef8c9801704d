import { expect, test } from 'vitest';
import { simulateMany } from './simulate-many.ts';

const schedules = 2_000;

test(`in ${schedules} random schedules every coupon is issued and every transfer made once, with its approvals, and every request ends`, async () => {
  const { broken, coupons, transfers, crashes, ends } = await simulateMany(1, schedules);
  expect(broken).toEqual([]);
  // The schedules are worth something only if they go through all of it.
  expect(coupons).toBeGreaterThan(schedules);
  expect(transfers).toBeGreaterThan(schedules / 4);
  expect(crashes).toBeGreaterThan(schedules);
  for (const end of ['done', 'partly', 'failed', 'refused', 'withdrawn', 'expired', 'impossible'])
    expect(Object.keys(ends)).toContain(end);
}, 300_000);
