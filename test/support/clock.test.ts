import { expect, test } from 'vitest';
import { virtualClock } from './clock.ts';

test('sleepers wake in the order of their time, and only when it has come', async () => {
  const clock = virtualClock('2026-11-23T10:00:00Z');
  const woken: string[] = [];
  const nap = async (name: string, ms: number) => {
    await clock.sleep(ms);
    woken.push(`${name} at ${clock.now().toISOString().slice(17, 19)}`);
  };
  const naps = [nap('late', 3_000), nap('early', 1_000)];
  await clock.advance(999);
  expect(woken).toEqual([]);
  await clock.advance(5_000);
  await Promise.all(naps);
  expect(woken).toEqual(['early at 01', 'late at 03']);
  expect(clock.now().toISOString()).toBe('2026-11-23T10:00:05.999Z');
});

test('a signal ends a sleep with its reason', async () => {
  const clock = virtualClock();
  const stop = new AbortController();
  const nap = clock.sleep(1_000, stop.signal);
  stop.abort(new Error('enough'));
  await expect(nap).rejects.toThrow('enough');
  expect(clock.sleepers).toBe(0);
});
