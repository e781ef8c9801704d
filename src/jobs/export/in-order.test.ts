import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inOrder } from './in-order.ts';

const settled = async () => {
  for (let at = 0; at < 20; at += 1) await turn();
};

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

it('items come in the order of their sources, however the sources take turns', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.integer(), { maxLength: 5 }), { maxLength: 8 }),
      fc.scheduler(),
      fc.integer({ min: 1, max: 4 }),
      async (lists, scheduler, sources) => {
        const sourceOf = (list: readonly number[]) =>
          async function* () {
            for (const item of list) yield await scheduler.schedule(Promise.resolve(item));
          };
        const items = await scheduler.waitFor(all(inOrder(lists.map(sourceOf), { sources, items: 2 })));
        expect(items).toEqual(lists.flat());
      },
    ),
    { numRuns: 50 },
  ));

it('reads as many sources at once as it may, each as far ahead as it may, and no further', async () => {
  const made = [0, 0, 0, 0];
  const source = (at: number) =>
    async function* () {
      for (let item = 0; item < 10; item += 1) {
        await turn();
        made[at] = item + 1;
        yield at;
      }
    };
  const reader = inOrder([0, 1, 2, 3].map(source), { sources: 3, items: 2 })[Symbol.asyncIterator]();
  await reader.next();
  await settled();
  expect(made[1]).toBeGreaterThan(0);
  expect(made[2]).toBeGreaterThan(0);
  expect(Math.max(...made)).toBeLessThanOrEqual(4);
  expect(made[3]).toBe(0);
  await reader.return();
});

it('an error comes in its turn, and whoever stops early stops the sources', async () => {
  const closed: number[] = [];
  const source = (at: number) =>
    async function* () {
      try {
        if (at === 1) throw new Error('broken');
        await turn();
        yield at;
        yield at;
      } finally {
        closed.push(at);
      }
    };
  const seen: number[] = [];
  const reading = async () => {
    for await (const item of inOrder([0, 1, 2].map(source), { sources: 3, items: 1 })) seen.push(item);
  };
  await expect(reading()).rejects.toThrow('broken');
  expect(seen).toEqual([0, 0]);
  await settled();
  expect(closed.sort()).toEqual([0, 1, 2]);
});
