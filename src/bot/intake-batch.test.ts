import { describe, expect, it, vi } from 'vitest';
import { quiet } from '../../test/support/log.ts';
import { type IntakeBatchOptions, openIntakeBatch } from './intake-batch.ts';

interface Statement {
  readonly rows: readonly string[];
  answer(): void;
  fail(error: Error): void;
}

/** A ledger whose statements end when the test says so. */
function slowLedger(options: Partial<IntakeBatchOptions<string, string>> = {}) {
  const statements: Statement[] = [];
  const batch = openIntakeBatch<string, string>({
    write: (rows, sending) =>
      new Promise((resolve, reject) => {
        sending();
        statements.push({
          rows,
          answer: () => resolve(rows.map((row) => `${row} stored`)),
          fail: reject,
        });
      }),
    isRefusal: (error) => error instanceof RangeError,
    deadlineMs: 100,
    maxRows: 3,
    maxWaiting: 5,
    log: quiet,
    ...options,
  });
  const statement = async (n: number): Promise<Statement> => {
    await vi.waitFor(() => expect(statements.length).toBeGreaterThan(n));
    return statements[n]!;
  };
  return { batch, statements, statement };
}

describe('rows of concurrent requests', () => {
  it('share a statement when they come together or while one is under way', async () => {
    const { batch, statements, statement } = slowLedger();
    const first = batch.add('a');
    (await statement(0)).answer();
    await first;
    const together = [batch.add('b'), batch.add('c')];
    const second = await statement(1);
    const meanwhile = [batch.add('d'), batch.add('e')];
    second.answer();
    (await statement(2)).answer();
    await Promise.all([...together, ...meanwhile]);
    expect(statements.map(({ rows }) => rows)).toEqual([['a'], ['b', 'c'], ['d', 'e']]);
  });

  it('get each its own outcome', async () => {
    const { batch, statement } = slowLedger();
    const added = Promise.all([batch.add('a'), batch.add('b')]);
    (await statement(0)).answer();
    expect(await added).toEqual([
      { kind: 'written', outcome: 'a stored' },
      { kind: 'written', outcome: 'b stored' },
    ]);
  });

  it('go in several statements when there are more than one may hold', async () => {
    const { batch, statements, statement } = slowLedger();
    const added = Promise.all(['a', 'b', 'c', 'd'].map((row) => batch.add(row)));
    (await statement(0)).answer();
    (await statement(1)).answer();
    await added;
    expect(statements.map(({ rows }) => rows)).toEqual([['a', 'b', 'c'], ['d']]);
  });
});

describe('when the ledger is in trouble', () => {
  it('a row is refused when the ledger answered with an error, and the next is tried again', async () => {
    const { batch, statement } = slowLedger();
    const refused = batch.add('a');
    (await statement(0)).fail(new RangeError('no'));
    expect(await refused).toEqual({ kind: 'refused' });
    const next = batch.add('b');
    (await statement(1)).answer();
    expect(await next).toMatchObject({ kind: 'written' });
  });

  it('a row that is refused takes none of its neighbours with it', async () => {
    const { batch, statements, statement } = slowLedger({ deadlineMs: 10_000 });
    const added = Promise.all(['a', 'odd', 'c'].map((row) => batch.add(row)));
    (await statement(0)).fail(new RangeError('no'));
    (await statement(1)).answer();
    (await statement(2)).fail(new RangeError('no'));
    (await statement(3)).answer();
    expect(await added).toEqual([
      { kind: 'written', outcome: 'a stored' },
      { kind: 'refused' },
      { kind: 'written', outcome: 'c stored' },
    ]);
    expect(statements.map(({ rows }) => rows)).toEqual([['a', 'odd', 'c'], ['a'], ['odd'], ['c']]);
  });

  it('rows tried one by one have no more time than they had together', async () => {
    const { batch, statements, statement } = slowLedger({ deadlineMs: 500 });
    const added = Promise.all(['odd', 'b', 'c'].map((row) => batch.add(row)));
    (await statement(0)).fail(new RangeError('no'));
    await statement(1);
    expect(await Promise.race([added, batch.add('behind')])).toEqual({ kind: 'refused' });
    (await statement(1)).answer();
    expect(await added).toEqual([{ kind: 'unsure' }, { kind: 'refused' }, { kind: 'refused' }]);
    expect(statements).toHaveLength(2);
  });

  it('a row is unsure when the connection broke after the statement was sent', async () => {
    const { batch, statement } = slowLedger();
    const added = batch.add('a');
    (await statement(0)).fail(new Error('reset'));
    expect(await added).toEqual({ kind: 'unsure' });
  });

  it('a row is refused when no connection was to be had', async () => {
    const { batch } = slowLedger({ write: () => Promise.reject(new Error('ECONNREFUSED')) });
    expect(await batch.add('a')).toEqual({ kind: 'refused' });
  });

  it('a row is unsure when its statement does not answer in time, and those behind it are refused', async () => {
    const { batch } = slowLedger();
    const hanging = batch.add('a');
    await new Promise((resolve) => setImmediate(resolve));
    const behind = batch.add('b');
    expect(await hanging).toEqual({ kind: 'unsure' });
    expect(await behind).toEqual({ kind: 'refused' });
  });

  it('a statement whose people were told "not stored" is never sent later', async () => {
    let connected: () => void = () => undefined;
    let sent = false;
    const { batch } = slowLedger({
      write: async (rows, sending) => {
        await new Promise<void>((resolve) => (connected = resolve));
        sending();
        sent = true;
        return rows;
      },
    });
    const added = batch.add('a');
    expect(await added).toEqual({ kind: 'refused' });
    connected();
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toBe(false);
  });

  it('a row too many is refused at once', async () => {
    const { batch, statement } = slowLedger();
    const added = Array.from({ length: 6 }, (_, n) => batch.add(String(n)));
    expect(await added[5]).toEqual({ kind: 'refused' });
    (await statement(0)).answer();
    (await statement(1)).answer();
    expect(await added[4]).toMatchObject({ kind: 'written' });
  });
});
