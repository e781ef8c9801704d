import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, freshDatabase } from '../../test/support/database.ts';
import { quiet } from '../../test/support/log.ts';
import { virtualClock } from '../../test/support/clock.ts';
import { findDraft, saveDraft } from '../ledger/drafts.ts';
import { findRequest, receiveRequests } from '../ledger/requests.ts';
import { runCommand } from './run-command.ts';
import { sweepHandler } from './sweep.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const sweepAfter = async (ms: number) => {
  const clock = virtualClock(new Date(Date.now() + ms));
  await sweepHandler(database.ledger).run({
    payload: {},
    jobId: 'sweep-1',
    attempt: 1,
    lastAttempt: true,
    signal: new AbortController().signal,
    clock,
    log: quiet,
  });
};

test('a request whose door died is given to a worker, and its reply address is forgotten when it has run out', async () => {
  const { ledger } = database;
  const request = {
    id: 'r1',
    dedupeKey: 'command:r1',
    app: 'slack',
    tenantId: 'T1',
    userId: 'U1',
    line: 'customer find acme',
    replyUrl: 'https://hooks.example.com/r1',
    ready: false,
  };
  await receiveRequests(ledger, [request], { dispatch: runCommand });

  await sweepAfter(5_000);
  expect((await findRequest(ledger, 'r1'))?.state).toBe('received');

  await sweepAfter(20_000);
  expect(await findRequest(ledger, 'r1')).toMatchObject({
    state: 'ready',
    reply_url: 'https://hooks.example.com/r1',
  });
  const promised = await ledger.selectFrom('outbox').select(['name', 'payload']).execute();
  expect(promised).toEqual([{ name: 'run-command', payload: { requestId: 'r1' } }]);

  await sweepAfter(31 * 60_000);
  expect((await findRequest(ledger, 'r1'))?.reply_url).toBeNull();
});

test('a form that was never sent is forgotten after a day', async () => {
  const { ledger } = database;
  await saveDraft(ledger, { id: 'd1', app: 'slack', tenantId: 'T1', userId: 'U1', command: 'bill' });
  await sweepAfter(60_000);
  expect(await findDraft(ledger, 'd1')).toBeDefined();
  await sweepAfter(25 * 3_600_000);
  expect(await findDraft(ledger, 'd1')).toBeUndefined();
});
