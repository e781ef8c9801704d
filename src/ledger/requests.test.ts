import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import type { Ledger } from './ledger.ts';
import { takeFromOutbox } from './outbox.ts';
import {
  dispatchRequest,
  dropReplyAddress,
  endRequest,
  findRequest,
  forgetReplyAddresses,
  handOverRequest,
  type NewRequest,
  receiveRequests,
  recentRequests,
  startRequest,
  sweepRequests,
  takeReplyAddress,
} from './requests.ts';

let database: TestDatabase;
let ledger: Ledger;
beforeAll(async () => {
  database = await freshDatabase();
  ledger = database.ledger;
});
afterAll(() => database.close());
beforeEach(async () => {
  await ledger.deleteFrom('outbox').execute();
  await ledger.deleteFrom('requests').execute();
});

const dispatch = { queue: 'interactive', name: 'run-command' };
const at = new Date('2026-11-23T10:00:00Z');

const request = (id: string, more: Partial<NewRequest> = {}): NewRequest => ({
  id,
  dedupeKey: `command:${id}`,
  app: 'slack',
  tenantId: 'T1',
  userId: 'U1',
  line: 'bill last',
  ready: true,
  ...more,
});

const outbox = () => ledger.transaction().execute((trx) => takeFromOutbox(trx, 100));
const stateOf = async (id: string) => (await findRequest(ledger, id))?.state;

describe('receiving', () => {
  test('a ready request is stored together with its job, one the door must read is stored alone', async () => {
    const stored = await receiveRequests(ledger, [request('a'), request('b', { ready: false })], {
      dispatch,
    });
    expect([...stored].sort()).toEqual(['a', 'b']);
    expect(await stateOf('a')).toBe('ready');
    expect(await stateOf('b')).toBe('received');
    expect(await outbox()).toMatchObject([
      {
        queue: 'interactive',
        name: 'run-command',
        jobId: 'request-a',
        payload: { requestId: 'a' },
        delayMs: 0,
      },
    ]);
  });

  test('the same delivery again stores nothing and makes no second job', async () => {
    await receiveRequests(ledger, [request('a')], { dispatch });
    const again = await receiveRequests(ledger, [request('z', { dedupeKey: 'command:a' }), request('b')], {
      dispatch,
    });
    expect([...again]).toEqual(['b']);
    expect((await outbox()).map(({ jobId }) => jobId)).toEqual(['request-a', 'request-b']);
  });

  test('the same delivery twice in one batch is stored once', async () => {
    const stored = await receiveRequests(ledger, [request('a'), request('b', { dedupeKey: 'command:a' })], {
      dispatch,
    });
    expect([...stored]).toEqual(['a']);
    expect(await outbox()).toHaveLength(1);
  });

  test('fifty deliveries of one command at the same moment make one request', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        receiveRequests(ledger, [request(`r${index}`, { dedupeKey: 'command:same' })], { dispatch }),
      ),
    );
    expect(answers.flatMap((ids) => [...ids])).toHaveLength(1);
    expect(await outbox()).toHaveLength(1);
  });

  test('a line with a NUL or half a surrogate pair does not refuse the others of its batch', async () => {
    const stored = await receiveRequests(
      ledger,
      [request('a', { line: 'bill \0 \ud800 "x", \\' }), request('b', { line: '账单 上月' })],
      { dispatch },
    );
    expect(stored.size).toBe(2);
    expect((await findRequest(ledger, 'a'))?.line).toBe('bill  \ufffd "x", \\');
    expect((await findRequest(ledger, 'b'))?.line).toBe('账单 上月');
  });
});

describe('a line the door has read', () => {
  test('goes to a worker once, as the line it turned out to be', async () => {
    await receiveRequests(ledger, [request('a', { ready: false })], { dispatch });
    expect(await dispatchRequest(ledger, 'a', { dispatch, line: 'bill 2026-10' })).toBe(true);
    expect(await dispatchRequest(ledger, 'a', { dispatch })).toBe(false);
    expect(await findRequest(ledger, 'a')).toMatchObject({ state: 'ready', line: 'bill 2026-10' });
    expect(await outbox()).toHaveLength(1);
  });
});

describe('running and ending', () => {
  test('a run that was cut short gets the request again; one that ended does not', async () => {
    await receiveRequests(ledger, [request('a')], { dispatch });
    expect(await startRequest(ledger, 'a')).toMatchObject({ id: 'a', state: 'running' });
    expect(await startRequest(ledger, 'a')).toMatchObject({ id: 'a' });
    expect(await endRequest(ledger, 'a', { state: 'done', at })).toBe(true);
    expect(await startRequest(ledger, 'a')).toBeUndefined();
  });

  test('a request ends once', async () => {
    await receiveRequests(ledger, [request('a')], { dispatch });
    expect(await endRequest(ledger, 'a', { state: 'refused', outcome: 'notPermitted', at })).toBe(true);
    expect(await endRequest(ledger, 'a', { state: 'done', at })).toBe(false);
    expect(await findRequest(ledger, 'a')).toMatchObject({
      state: 'refused',
      outcome: 'notPermitted',
      ended_at: at,
    });
  });

  test('a request handed over is not run again, and its job can end it', async () => {
    await receiveRequests(ledger, [request('a')], { dispatch });
    expect(await handOverRequest(ledger, 'a')).toBe(true);
    expect(await startRequest(ledger, 'a')).toBeUndefined();
    expect(await endRequest(ledger, 'a', { state: 'failed', outcome: 'internal', at })).toBe(true);
  });
});

describe('the reply address', () => {
  const limits = { uses: 5, receivedAfter: new Date(0) };

  test('is given as often as the app allows, and no more, however many ask at once', async () => {
    await receiveRequests(ledger, [request('a', { replyUrl: 'https://hooks.test/1' })], { dispatch });
    const given = await Promise.all(Array.from({ length: 8 }, () => takeReplyAddress(ledger, 'a', limits)));
    expect(given.filter((url) => url === 'https://hooks.test/1')).toHaveLength(5);
    expect(given.filter((url) => url === undefined)).toHaveLength(3);
  });

  test('is still there after the end, and gone when dropped or old', async () => {
    const replyUrl = 'https://hooks.test/1';
    await receiveRequests(ledger, [request('a', { replyUrl }), request('b', { replyUrl })], { dispatch });
    await endRequest(ledger, 'a', { state: 'done', at });
    expect(await takeReplyAddress(ledger, 'a', limits)).toBe(replyUrl);
    expect(
      await takeReplyAddress(ledger, 'a', { uses: 5, receivedAfter: new Date(Date.now() + 60_000) }),
    ).toBeUndefined();
    await dropReplyAddress(ledger, 'a');
    expect(await takeReplyAddress(ledger, 'a', limits)).toBeUndefined();
    expect(await forgetReplyAddresses(ledger, new Date(Date.now() + 60_000))).toBe(1);
    expect(await takeReplyAddress(ledger, 'b', limits)).toBeUndefined();
  });
});

describe('sweeping', () => {
  const old = new Date('2026-11-23T09:00:00Z');
  const before = { received: new Date('2026-11-23T09:30:00Z'), dispatched: new Date('2026-11-23T09:30:00Z') };
  const age = (id: string) =>
    ledger.updateTable('requests').set({ received_at: old }).where('id', '=', id).execute();

  test('a request whose door died is given to a worker after the grace period, not before', async () => {
    await receiveRequests(ledger, [request('old', { ready: false }), request('new', { ready: false })], {
      dispatch,
    });
    await age('old');
    expect(await sweepRequests(ledger, before, { dispatch })).toBe(1);
    expect(await stateOf('old')).toBe('ready');
    expect(await stateOf('new')).toBe('received');
    expect((await outbox()).map(({ jobId }) => jobId)).toEqual(['request-old']);
  });

  test('a request whose job the queue lost is put on it again under the same id', async () => {
    await receiveRequests(ledger, [request('a')], { dispatch });
    await startRequest(ledger, 'a');
    await outbox();
    await age('a');
    expect(await sweepRequests(ledger, before, { dispatch })).toBe(1);
    expect(await stateOf('a')).toBe('running');
    expect((await outbox()).map(({ jobId }) => jobId)).toEqual(['request-a']);
  });

  test('requests that ended or were handed over are left alone', async () => {
    await receiveRequests(ledger, [request('a'), request('b')], { dispatch });
    await outbox();
    await endRequest(ledger, 'a', { state: 'done', at });
    await handOverRequest(ledger, 'b');
    await age('a');
    await age('b');
    expect(await sweepRequests(ledger, before, { dispatch })).toBe(0);
    expect(await outbox()).toEqual([]);
  });
});

test('recent requests are a person’s own, newest first', async () => {
  await receiveRequests(
    ledger,
    [request('a'), request('b'), request('c', { userId: 'U2' }), request('d', { tenantId: 'T2' })],
    { dispatch },
  );
  await ledger.updateTable('requests').set({ received_at: at }).where('id', '=', 'a').execute();
  const recent = await recentRequests(ledger, { app: 'slack', tenantId: 'T1', userId: 'U1' }, 10);
  expect(recent.map(({ id }) => id)).toEqual(['b', 'a']);
  expect(await recentRequests(ledger, { app: 'slack', tenantId: 'T1', userId: 'U1' }, 1)).toHaveLength(1);
});
