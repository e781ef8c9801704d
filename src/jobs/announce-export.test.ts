import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { billPartner } from '../../test/support/bill-partner.ts';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { type ExportHouse, exportHouse, plainChat, trouble } from '../../test/support/export-house.ts';
import { quiet } from '../../test/support/log.ts';
import { endExport } from '../ledger/exports.ts';
import { announceExportHandler } from './announce-export.ts';
import { outboxJobs } from './outbox.ts';

let database: TestDatabase;
const houses: ExportHouse[] = [];
beforeAll(async () => {
  database = await freshDatabase();
});
afterEach(async () => {
  await database.ledger.deleteFrom('outbox').execute();
  await Promise.all(houses.splice(0).map((house) => house.close()));
});
afterAll(() => database.close());

async function open() {
  const chat = plainChat();
  const partner = billPartner({});
  const house = await exportHouse(database.ledger, partner, chat);
  houses.push(house);
  const { clock } = house;
  const { ledger } = database;
  const handler = announceExportHandler({
    ledger,
    partner,
    messenger: chat,
    jobs: outboxJobs,
    clock,
    log: quiet,
  });
  const announce = (exportId: string, lastAttempt = false) =>
    handler.run({
      payload: { exportId },
      jobId: `announce-${exportId}`,
      attempt: 1,
      lastAttempt,
      signal: new AbortController().signal,
      clock,
      log: quiet,
    });
  return { house, chat, announce };
}

const promised = async () => {
  const rows = await database.ledger.selectFrom('outbox').select('name').execute();
  return rows.map(({ name }) => name);
};

it('an export that waits says so at once, and the same message goes on with it', async () => {
  const { house, chat, announce } = await open();
  const calls: string[] = [];
  chat.fault = (call) => void calls.push(call);
  const { id } = await house.begin();
  await announce(id);
  expect(chat.said).toEqual([expect.stringContaining('Waiting for its turn')]);
  expect(await promised()).toEqual(['bill-export']);
  await house.run(id);
  expect(chat.said[1]).toContain('Looking up who has lines');
  expect(calls.filter((call) => call === 'post')).toHaveLength(1);
});

it('is not put on its queue before its message could be shown, except when it cannot be shown at all', async () => {
  const { house, chat, announce } = await open();
  chat.fault = () => trouble();
  const { id } = await house.begin();
  await expect(announce(id)).rejects.toThrow();
  expect(await promised()).toEqual([]);
  await announce(id, true);
  expect(await promised()).toEqual(['bill-export']);
});

it('says nothing of one that was cancelled meanwhile', async () => {
  const { house, chat, announce } = await open();
  const { id } = await house.begin();
  await endExport(database.ledger, id, { state: 'cancelled', at: house.clock.now() });
  await announce(id);
  expect(chat.said).toEqual([]);
  expect(await promised()).toEqual([]);
});
