import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memoryWindows } from '../../src/huawei/limiter/memory-windows.ts';
import { redisWindows } from '../../src/huawei/limiter/redis-windows.ts';
import type { WindowAsk, WindowStore } from '../../src/kernel/call-window.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { newId } from '../../src/kernel/ids.ts';
import { ledgerWindows } from '../../src/ledger/api-windows.ts';
import { freshDatabase } from '../support/database.ts';
import { freshPrefix, redisUrl } from '../support/redis.ts';

interface Opened {
  readonly store: WindowStore;
  close(): Promise<void>;
}

const openRedis = (): Promise<Opened> => {
  const redis = new Redis(redisUrl() ?? '', { maxRetriesPerRequest: 1 });
  return Promise.resolve({
    store: redisWindows(redis, freshPrefix()),
    close: async () => {
      await redis.quit();
    },
  });
};

const openLedger = async (): Promise<Opened> => {
  const database = await freshDatabase();
  return { store: ledgerWindows(database.ledger), close: () => database.close() };
};

const stores: readonly { name: string; runs: boolean; open: () => Promise<Opened> }[] = [
  {
    name: 'memory',
    runs: true,
    open: () => Promise.resolve({ store: memoryWindows(systemClock), close: () => Promise.resolve() }),
  },
  { name: 'Redis', runs: redisUrl() !== undefined, open: openRedis },
  { name: 'PostgreSQL', runs: true, open: openLedger },
];

describe.each(stores)('call windows in $name', ({ runs, open }) => {
  describe.runIf(runs)('', () => {
    let opened: Opened;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());

    // A window this long stands still while a test looks at it.
    const slow = (more: Partial<WindowAsk>): WindowAsk => ({
      key: newId(),
      limit: 3,
      windowMs: 100_000,
      lane: 'interactive',
      count: 1,
      ...more,
    });
    /** A slot in seconds after the first ask, roughly: stores may take a moment to answer. */
    const seconds = (waits: readonly number[]) => waits.map((wait) => Math.round(wait / 1000));

    test('a person is granted at once up to the limit, then when the first call leaves the window', async () => {
      const { waits, againMs } = await opened.store.take(slow({ count: 5 }));
      expect(seconds(waits)).toEqual([0, 0, 0, 102, 102]);
      expect(againMs).toBe(0);
    });

    test('what was granted before counts', async () => {
      const ask = slow({ count: 2 });
      await opened.store.take(ask);
      expect(seconds((await opened.store.take(ask)).waits)).toEqual([0, 102]);
      expect(seconds((await opened.store.take(ask)).waits)).toEqual([102, 102]);
    });

    test('keys do not know of each other', async () => {
      await opened.store.take(slow({ count: 3 }));
      expect(seconds((await opened.store.take(slow({ count: 1 }))).waits)).toEqual([0]);
    });

    test('batch calls are spread over the window, and told when to come again', async () => {
      const ask = slow({ lane: 'batch', count: 3 });
      const first = await opened.store.take(ask);
      // One may be caught up with, as if the process had been busy for a moment; the next is due 34 s later.
      expect(seconds(first.waits)).toEqual([0, 0]);
      expect(Math.round(first.againMs / 1000)).toBe(17);
      const again = await opened.store.take(ask);
      expect(again.waits).toEqual([]);
      expect(again.againMs).toBeGreaterThan(0);
    });

    test('a person goes ahead of a batch that is waiting', async () => {
      const key = newId();
      await opened.store.take(slow({ key, lane: 'batch', count: 3 }));
      expect(seconds((await opened.store.take(slow({ key }))).waits)).toEqual([0]);
    });

    test('a hundred askers at once are granted no more than the limit', async () => {
      const ask = slow({ limit: 10 });
      const grants = await Promise.all(Array.from({ length: 100 }, () => opened.store.take(ask)));
      const now = seconds(grants.flatMap(({ waits }) => waits)).filter((wait) => wait === 0);
      expect(now).toHaveLength(10);
    });

    test('a limit of thousands is granted in one go and stays within its rate', async () => {
      const { waits } = await opened.store.take(slow({ limit: 5_000, windowMs: 1_000, count: 1_000 }));
      expect(waits).toHaveLength(1_000);
      expect(waits.at(-1)).toBeGreaterThanOrEqual(150);
      expect(waits.at(-1)).toBeLessThan(210);
    });
  });
});
