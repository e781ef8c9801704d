import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { quiet } from '../../test/support/log.ts';
import { virtualClock } from '../../test/support/clock.ts';
import { customer, plainPartner, type PlainWorld } from '../../test/support/plain-partner.ts';
import { problem } from '../kernel/problem.ts';
import { directoryReadAt, searchCustomers } from '../ledger/customers.ts';
import { syncCustomersHandler } from './sync-customers.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.ledger.deleteFrom('customers').execute();
  await database.ledger.deleteFrom('syncs').execute();
});

const sync = (world: PlainWorld, now: string, signal = new AbortController().signal) =>
  syncCustomersHandler({ ledger: database.ledger, partner: plainPartner(world) }).run({
    payload: {},
    jobId: 'sync',
    attempt: 1,
    lastAttempt: false,
    signal,
    clock: virtualClock(now),
    log: quiet,
  });
const found = async (text: string) =>
  (await searchCustomers(database.ledger, text, 10)).entries.map(({ association }) => association);

it('the directory follows the list: who joined is found, who left is marked', async () => {
  await sync({ customers: [customer('1', 'acme'), customer('2', 'globex')] }, '2026-11-23T01:00:00Z');
  await sync({ customers: [customer('2', 'globex'), customer('3', 'initech')] }, '2026-11-23T02:00:00Z');
  expect(await found('acme')).toEqual(['ended']);
  expect(await found('globex')).toEqual(['resale']);
  expect(await found('initech')).toEqual(['resale']);
  expect(await directoryReadAt(database.ledger)).toEqual(new Date('2026-11-23T02:00:00Z'));
});

it('a reading that broke off does not count as complete', async () => {
  await expect(
    sync({ broken: problem('platformBusy', { operation: 'x' }) }, '2026-11-23T01:00:00Z'),
  ).rejects.toThrow('platformBusy');
  expect(await directoryReadAt(database.ledger)).toBeUndefined();
});

it('stops when the worker does', async () => {
  const world = { customers: [customer('1', 'acme')] };
  const stopped = AbortSignal.abort(new Error('stopping'));
  await expect(sync(world, '2026-11-23T01:00:00Z', stopped)).rejects.toThrow('stopping');
});
