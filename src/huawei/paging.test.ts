import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problem } from '../kernel/problem.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { chained, type ListSource, pages } from './paging.ts';
import type { Page, PageCursor } from './partner.ts';

/** A list on the platform that may change each time somebody looks at it. */
function listOf(rows: string[], change: (rows: string[], look: number) => void = () => undefined) {
  const asked: { offset: number; limit: number }[] = [];
  const source = (pageSize: number, inFlight: number, cap = Infinity): ListSource<string> => ({
    pageSize,
    inFlight,
    idOf: (row) => row,
    fetch: (offset, limit) => {
      asked.push({ offset, limit });
      change(rows, asked.length);
      const slice = rows.slice(offset, offset + Math.min(limit, cap));
      return Promise.resolve(ok({ rows: slice, total: rows.length }));
    },
  });
  return { rows, asked, source };
}

const names = (count: number, prefix = 'r') =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

async function readAll<T>(list: AsyncIterable<Result<Page<T>>>): Promise<Page<T>[]> {
  const read: Page<T>[] = [];
  for await (const page of list) {
    if (!page.ok) throw new Error(page.problem.code);
    read.push(page.value);
  }
  return read;
}

const rowsOf = <T>(read: readonly Page<T>[]): T[] => read.flatMap((page) => page.rows);

describe('reading a list page by page', () => {
  test('every row comes once and in order, whatever the page size and the pages in flight', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 6 }),
        async (count, pageSize, inFlight) => {
          const list = listOf(names(count));
          const read = await readAll(pages(list.source(pageSize, inFlight)));
          expect(rowsOf(read)).toEqual(names(count));
          expect(read.at(-1)).toMatchObject({ read: count, total: count });
        },
      ),
    );
  });

  test('no page is asked for twice when nothing moves', async () => {
    const list = listOf(names(45));
    await readAll(pages(list.source(10, 4)));
    expect(list.asked).toEqual([0, 10, 20, 30, 40].map((offset) => ({ offset, limit: 10 })));
  });

  test('rows that are added at the end or come in front lose nothing and double nothing', async () => {
    const change = fc.constantFrom('front', 'end', 'none');
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 4 }),
        async (changes, pageSize, inFlight) => {
          const list = listOf(names(40), (rows, look) => {
            const what = changes[look];
            if (what === 'front') rows.unshift(`new${look}`);
            if (what === 'end') rows.push(`late${look}`);
          });
          const read = rowsOf(await readAll(pages(list.source(pageSize, inFlight))));
          expect(new Set(read).size).toBe(read.length);
          expect(read).toEqual(expect.arrayContaining(names(40)));
        },
      ),
    );
  });

  test('rows that go while we read pull nothing past us, and nothing is doubled', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(fc.integer({ min: 0, max: 59 })), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 4 }),
        async (removals, pageSize, inFlight) => {
          const gone = new Set<string>();
          const list = listOf(names(60), (rows, look) => {
            const index = removals[look];
            if (index === null || index === undefined || index >= rows.length) return;
            for (const row of rows.splice(index, 1)) gone.add(row);
          });
          const read = rowsOf(await readAll(pages(list.source(pageSize, inFlight))));
          expect(new Set(read).size).toBe(read.length);
          expect(read.filter((row) => !gone.has(row))).toEqual(names(60).filter((row) => !gone.has(row)));
        },
      ),
    );
  });

  test('a reader that stopped after any page goes on exactly there, also after its cursor was stored', async () => {
    const whole = await readAll(pages(listOf(names(57)).source(10, 3)));
    for (const [index, page] of whole.slice(0, -1).entries()) {
      const cursor = JSON.parse(JSON.stringify(page.cursor)) as PageCursor;
      const rest = await readAll(pages(listOf(names(57)).source(10, 3), cursor));
      expect(rowsOf(rest)).toEqual(rowsOf(whole.slice(index + 1)));
      expect(rest.at(-1)?.read).toBe(57);
    }
  });

  test('a platform that gives fewer rows than asked for is followed without a gap', async () => {
    const list = listOf(names(35));
    const read = await readAll(pages(list.source(10, 4, 4)));
    expect(rowsOf(read)).toEqual(names(35));
  });

  test('never more pages in flight than allowed, and none is left behind when the reader stops', async () => {
    let flying = 0;
    let most = 0;
    const signals: AbortSignal[] = [];
    const source: ListSource<string> = {
      pageSize: 1,
      inFlight: 3,
      idOf: (row) => row,
      fetch: async (offset, _limit, signal) => {
        signals.push(signal);
        most = Math.max(most, ++flying);
        await new Promise((resolve) => setImmediate(resolve));
        flying -= 1;
        return ok({ rows: [`r${offset}`], total: 1_000 });
      },
    };
    let pagesRead = 0;
    for await (const page of pages(source)) {
      expect(page.ok).toBe(true);
      if (++pagesRead === 5) break;
    }
    expect(most).toBe(3);
    expect(signals.length).toBeLessThanOrEqual(8);
    expect(signals.every((signal) => signal.aborted)).toBe(true);
  });

  test('a page that fails ends the list with its problem; the last cursor leads on', async () => {
    let broken = true;
    const list = listOf(names(30));
    const working = list.source(10, 2);
    const source: ListSource<string> = {
      ...working,
      fetch: (offset, limit, signal) =>
        broken && offset === 20
          ? Promise.resolve(fail(problem('platformDown', undefined, { retry: 'later' })))
          : working.fetch(offset, limit, signal),
    };
    const read: Result<Page<string>>[] = [];
    for await (const page of pages(source)) read.push(page);
    expect(read.map((page) => (page.ok ? page.value.rows.length : page.problem.code))).toEqual([
      10,
      10,
      'platformDown',
    ]);
    broken = false;
    const last = read[1];
    const cursor = last?.ok ? last.value.cursor : undefined;
    expect(rowsOf(await readAll(pages(source, cursor)))).toEqual(names(30).slice(20));
  });

  test('rows that nothing tells apart are all kept', async () => {
    const source = { ...listOf(['a', 'a', 'a', 'b', 'b']).source(2, 2), idOf: () => undefined };
    expect(rowsOf(await readAll(pages(source)))).toEqual(['a', 'a', 'a', 'b', 'b']);
  });

  test('lists in a row count on, and know the whole from the first page', async () => {
    const lists = [names(12, 'a'), [], names(5, 'c')].map((rows) => pages(listOf(rows).source(5, 2)));
    const read = await readAll(chained(lists));
    expect(rowsOf(read)).toEqual([...names(12, 'a'), ...names(5, 'c')]);
    expect(read.map((page) => page.total)).toEqual(read.map(() => 17));
    expect(read.at(-1)?.read).toBe(17);
  });
});
