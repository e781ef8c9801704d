import { afterAll, beforeAll, beforeEach, expect, it, test } from 'vitest';
import { contextFor, runAs, storeRequest } from '../../test/support/context.ts';
import { couponPartner } from '../../test/support/coupon-partner.ts';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { somebody } from '../../test/support/people.ts';
import { listQuery } from '../jobs/list-file/lists.ts';
import type { Command } from './command.ts';
import { couponHistory } from './coupons/history.ts';
import { couponList } from './coupons/list.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  await database.ledger.deleteFrom('outbox').execute();
  await database.ledger.deleteFrom('list_files').execute();
});
afterAll(() => database.close());

const actor = somebody('rep', 'zh-CN');
async function ask(command: Command, requestId: string, values: Readonly<Record<string, unknown>>) {
  const partner = couponPartner({});
  await storeRequest(database.ledger, requestId, actor);
  const result = await runAs(command, contextFor(database.ledger, partner, { actor, requestId }), values);
  return { result, calls: partner.calls };
}
const files = () => database.ledger.selectFrom('list_files').selectAll().execute();
const jobs = () => database.ledger.selectFrom('outbox').selectAll().execute();

const acme = { customerId: 'c1', name: 'acme' };

test.each([
  [
    'list',
    couponList,
    { customer: acme, expiring: 7 },
    { list: 'issued', customerId: 'c1', state: 'usable', expiresTo: new Date('2026-11-30T16:00:00Z') },
  ],
  [
    'history',
    couponHistory,
    { from: '2026-11-01', to: '2026-11-02', operation: 'issue' },
    {
      list: 'records',
      operation: 'issue',
      from: new Date('2026-10-31T16:00:00Z'),
      to: new Date('2026-11-02T16:00:00Z'),
    },
  ],
])(
  'coupon %s --csv is handed to a job with what was asked, and reads nothing itself',
  async (name, command, asked, query) => {
    const { result, calls } = await ask(command, `request-${name}`, { ...asked, csv: true });
    expect(result).toEqual({ ok: true, value: 'handed-over' });
    expect(calls).toEqual([]);
    const [file, ...more] = await files();
    expect(more).toEqual([]);
    expect(file).toMatchObject({ lang: 'zh-CN', channel_id: 'C1', state: 'open' });
    expect(listQuery.parse(file?.query)).toMatchObject(query);
    expect(await jobs()).toMatchObject([
      { queue: 'batch', name: 'list-file', payload: { fileId: file?.id } },
    ]);
  },
);

it('makes one file of a request that is run twice', async () => {
  await ask(couponList, 'request-twice', { csv: true });
  await ask(couponList, 'request-twice', { csv: true });
  expect(await files()).toHaveLength(1);
  expect(await jobs()).toHaveLength(1);
});
