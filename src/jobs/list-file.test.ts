import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { yuan } from '../../test/support/bill-partner.ts';
import { storeRequest } from '../../test/support/context.ts';
import {
  coupon,
  couponPartner,
  couponRecord,
  type CouponWorld,
  platformDown,
} from '../../test/support/coupon-partner.ts';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { plainChat, type PlainChat } from '../../test/support/export-house.ts';
import { quiet } from '../../test/support/log.ts';
import { somebody } from '../../test/support/people.ts';
import { customer } from '../../test/support/plain-partner.ts';
import { virtualClock } from '../../test/support/clock.ts';
import { decimal } from '../kernel/decimal.ts';
import { problem } from '../kernel/problem.ts';
import { beginListFile, listFileById } from '../ledger/list-files.ts';
import { upsertCustomers } from '../ledger/customers.ts';
import { findRequest } from '../ledger/requests.ts';
import { listFileHandler } from './list-file.ts';
import { outboxJobs } from './outbox.ts';
import { sweepExportsHandler } from './sweep-exports.ts';
import type { ListQuery } from './list-file/lists.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await freshDatabase();
  await upsertCustomers(database.ledger, [customer('c1', 'yunfan', '云帆科技')], new Date());
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'list-file-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(() => database.close());

const world: CouponWorld = {
  pageSize: 2,
  coupons: [
    coupon('CP1', 'c1', '100.5', { balance: yuan('20.25') }),
    coupon('CP2', '=cmd|calc', '200'),
    coupon('CP3', 'c1', '0.123456', { state: 'used', lastUsed: new Date('2026-11-02T16:00:00Z') }),
  ],
  records: [couponRecord('1', 'c1', '9', { remark: '=HYPERLINK("x")' })],
};

let files = 0;
async function open(
  query: ListQuery,
  shown: CouponWorld = world,
  chat: PlainChat = plainChat(),
  format: 'csv' | 'xlsx' = 'csv',
) {
  files += 1;
  const id = `file-${files}`;
  const requestId = `request-${files}`;
  const actor = somebody('finance');
  const { ledger } = database;
  await storeRequest(ledger, requestId, actor);
  await ledger.transaction().execute((trx) =>
    beginListFile(trx, {
      id,
      requestId,
      app: 'slack',
      tenantId: actor.tenantId,
      channelId: 'C1',
      threadId: undefined,
      userId: actor.userId,
      lang: 'en',
      query,
      format,
    }),
  );
  const clock = virtualClock();
  const handler = listFileHandler({
    ledger,
    partner: couponPartner(shown),
    messenger: chat,
    folder,
    clock,
  });
  return {
    id,
    requestId,
    chat,
    row: () => listFileById(ledger, id),
    start: (lastAttempt = false) =>
      handler.run({
        payload: { fileId: id },
        jobId: id,
        attempt: 1,
        lastAttempt,
        signal: new AbortController().signal,
        clock,
        log: quiet,
      }),
    bury: () => handler.onDead({ fileId: id }, new Error('dead')),
  };
}

function tableIn(chat: PlainChat): Record<string, string>[] {
  expect(chat.shared.size).toBe(1);
  const [file] = chat.shared.values();
  return parse(file?.content ?? '', { bom: true, columns: true });
}

const unavailable = problem('chatUnavailable', {}, { retry: 'later' });

describe('a list of coupons as a file', () => {
  it('holds every row with every digit, customers by name and times in UTC+8', async () => {
    const { start, chat } = await open({ list: 'issued' });
    await start();
    const rows = tableIn(chat);
    expect(rows.map((row) => row['Coupon ID'])).toEqual(['CP1', 'CP2', 'CP3']);
    expect(rows[0]).toMatchObject({ Customer: '云帆科技', 'Face value': '100.5', Balance: '20.25' });
    expect(rows[2]).toMatchObject({
      'Face value': '0.123456',
      State: 'used',
      'Last used (UTC+8)': '2026-11-03 00:00:00',
    });
  });

  it('carries out nothing in a spreadsheet', async () => {
    const issued = await open({ list: 'issued' });
    await issued.start();
    expect(tableIn(issued.chat)[1]?.['Customer ID']).toBe("'=cmd|calc");
    const records = await open({ list: 'records' });
    await records.start();
    expect(tableIn(records.chat)[0]?.['Remark']).toBe(`'=HYPERLINK("x")`);
  });

  it('says in its message how much it holds, and ends its request with an audit row', async () => {
    const { start, chat, requestId, id } = await open({ list: 'issued', customerId: 'c1' });
    await start();
    expect(chat.said.at(-1)).toContain('2 rows, CNY 100.623456 in all.');
    const [file] = chat.shared.values();
    expect(file?.name).toMatch(/^coupons-issued-\d{4}-\d\d-\d\d\.csv$/);
    expect(await findRequest(database.ledger, requestId)).toMatchObject({ state: 'done' });
    const audit = await database.ledger
      .selectFrom('audit')
      .selectAll()
      .where('request_id', '=', requestId)
      .execute();
    expect(audit).toMatchObject([
      {
        action: 'coupon.export',
        outcome: 'done',
        subject: { list: 'issued', customerId: 'c1', rows: '2', file: id },
      },
    ]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('of records tells who made each', async () => {
    const { start, chat } = await open({ list: 'records', operation: 'issue' });
    await start();
    expect(tableIn(chat)[0]).toMatchObject({ Origin: 'outside this bot', Amount: '9', Result: 'done' });
  });

  it('that would be empty is not sent', async () => {
    const { start, chat, row } = await open({ list: 'issued', state: 'reclaimed' });
    await start();
    expect(chat.shared.size).toBe(0);
    expect(chat.said.at(-1)).toContain('There is nothing in this list');
    expect(await row()).toMatchObject({ state: 'done', outcome: 'empty' });
  });

  test.each(['post', 'upload', 'share', 'update'])('comes once though %s fails at first', async (step) => {
    const { start, chat } = await open({ list: 'issued' });
    let failed = false;
    chat.fault = (call) => {
      if (call !== step || failed) return undefined;
      failed = true;
      return unavailable;
    };
    await expect(start()).rejects.toThrow();
    await start();
    await start();
    expect(tableIn(chat)).toHaveLength(3);
    expect(chat.uploads).toBe(1);
    expect(chat.said.at(-1)).toContain('The file is ready:');
  });

  it('is read from its beginning when the platform fails in the middle', async () => {
    let down = true;
    const fault = (call: string) => (down && call === 'issued 2' ? retried : undefined);
    const retried = problem('platformDown', { ...platformDown.params }, { retry: 'later' });
    const { start, chat } = await open({ list: 'issued' }, { ...world, fault });
    await expect(start()).rejects.toThrow();
    down = false;
    await start();
    expect(tableIn(chat)).toHaveLength(3);
  });

  it('tells why it could not be made, and offers to try again', async () => {
    const { start, chat, row, requestId } = await open({ list: 'issued' }, { fault: () => platformDown });
    await start(true);
    expect(chat.said.at(-1)).toContain('The file could not be made');
    expect(chat.cards.at(-1)?.blocks.some((block) => block.kind === 'actions')).toBe(true);
    expect(await row()).toMatchObject({ state: 'failed', outcome: 'platformDown' });
    expect(await findRequest(database.ledger, requestId)).toMatchObject({ state: 'failed' });
  });

  it('whose queue lost its memory is put on it again, and one that has ended is not', async () => {
    const [lost, ended] = [await open({ list: 'issued' }), await open({ list: 'issued' })];
    await ended.start();
    const { ledger } = database;
    await sweepExportsHandler({ ledger, jobs: outboxJobs, folder }).run({
      payload: {},
      jobId: 'sweep',
      attempt: 1,
      lastAttempt: true,
      signal: new AbortController().signal,
      clock: virtualClock(new Date(Date.now() + 40 * 60_000)),
      log: quiet,
    });
    const jobs = await ledger.selectFrom('outbox').select('job_id').execute();
    const ids = jobs.map((job) => job.job_id);
    expect(ids).toContain(`list-file-${lost.id}`);
    expect(ids).not.toContain(`list-file-${ended.id}`);
  });

  it('that killed its workers is told, with a reference', async () => {
    const { bury, chat, row } = await open({ list: 'issued' });
    await bury();
    expect(chat.answers.at(-1)).toContain('file-');
    expect(await row()).toMatchObject({ state: 'failed', outcome: 'internal' });
  });

  it('adds up exactly', async () => {
    const coupons = Array.from({ length: 7 }, (_, at) => coupon(`CP${at}`, 'c1', '0.1'));
    const { start, row } = await open({ list: 'issued' }, { ...world, coupons });
    await start();
    expect(decimal((await row())?.total ?? '').toFixed()).toBe('0.7');
  });
});
