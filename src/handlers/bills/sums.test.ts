import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { billPartner, billSum, type BillWorld } from '../../../test/support/bill-partner.ts';
import { contextFor } from '../../../test/support/context.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { virtualClock } from '../../../test/support/clock.ts';
import { problem } from '../../kernel/problem.ts';
import { readSums } from './sums.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.ledger.deleteFrom('bill_sums').execute());

const rows = [
  billSum('a', 'ECS', '10.10'),
  billSum('b', 'OBS', '-3', { paidBy: [], chargeMode: 'period' }),
  billSum('a', 'CDN', '0.00000001'),
];
const world: BillWorld = { sums: { '2026-10': rows, '2026-11': rows }, pageSize: 2 };

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

async function read(partner: ReturnType<typeof billPartner>, clock = virtualClock(), customerId?: string) {
  const context = contextFor(database.ledger, partner, { clock });
  const sums = await readSums(context, '2026-10', customerId);
  if (!sums.ok) throw new Error(sums.problem.code);
  return sums.value;
}

test('sums of a closed month are read once and come back exactly as they were', async () => {
  const partner = billPartner(world);
  const first = await read(partner);
  const clock = virtualClock('2027-03-01T00:00:00Z');
  const second = await read(partner, clock);
  expect(plain(second.rows)).toEqual(plain(rows));
  expect(second.readAt).toEqual(first.readAt);
  expect(partner.calls).toEqual(['sums 2026-10 all 0', 'sums 2026-10 all 2']);
});

test('one customer is cut out of the whole when that is there, and asked for alone when not', async () => {
  const partner = billPartner(world);
  expect((await read(partner, virtualClock(), 'b')).rows).toHaveLength(1);
  expect(partner.calls).toEqual(['sums 2026-10 b 0']);
  await read(partner);
  expect(plain((await read(partner, virtualClock(), 'b')).rows)).toEqual(plain([rows[1]]));
  expect(partner.calls).toHaveLength(3);
});

test('people who ask at the same time share one reading', async () => {
  const partner = billPartner(world);
  const all = await Promise.all(Array.from({ length: 20 }, () => read(partner)));
  expect(partner.calls).toHaveLength(2);
  expect(new Set(all.map((sums) => sums.rows.length))).toEqual(new Set([3]));
});

test('a reading that failed is not kept, and the next one starts afresh', async () => {
  let broken = true;
  const partner = billPartner({
    ...world,
    fault: () => (broken ? problem('platformBusy', { operation: 'x' }) : undefined),
  });
  const context = contextFor(database.ledger, partner);
  expect(await readSums(context, '2026-10')).toMatchObject({ ok: false });
  broken = false;
  expect(await readSums(context, '2026-10')).toMatchObject({ ok: true });
});
