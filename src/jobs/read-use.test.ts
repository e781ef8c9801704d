import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { billPartner, billSum, type BillWorld, yuan } from '../../test/support/bill-partner.ts';
import { virtualClock } from '../../test/support/clock.ts';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { quiet } from '../../test/support/log.ts';
import { type Day, dayMs } from '../kernel/day.ts';
import { decimal } from '../kernel/decimal.ts';
import { problem } from '../kernel/problem.ts';
import { daysOfUse, spansOf, useOf } from '../ledger/customer-use.ts';
import { readUseHandler } from './read-use.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  await database.ledger.deleteFrom('customer_use').execute();
  await database.ledger.deleteFrom('customer_use_days').execute();
});
afterAll(() => database.close());

async function round(world: BillWorld, at: string) {
  const partner = billPartner(world);
  const run = readUseHandler({ ledger: database.ledger, partner }).run({
    payload: {},
    jobId: 'read-use',
    attempt: 1,
    lastAttempt: false,
    signal: new AbortController().signal,
    clock: virtualClock(new Date(at)),
    log: quiet,
  });
  await run;
  return partner.calls;
}

const spans = async (customerId: string) =>
  (await useOf(database.ledger, [customerId]))
    .of(customerId)
    .map(({ from, to, amount }) => `${from} ${to} ${amount.toFixed()}`);

const october = { '2026-09': [billSum('c1', 'ECS', '300')], '2026-10': [billSum('c1', 'ECS', '310')] };

describe('what customers use', () => {
  it('is read for two whole months and for this one, up to the last day that is surely in the sums', async () => {
    const calls = await round(
      { sums: { ...october, '2026-11': [billSum('c1', 'ECS', '220')] } },
      '2026-11-24T04:00:00Z',
    );
    expect(calls).toEqual(['sums 2026-09 all 0', 'sums 2026-10 all 0', 'sums 2026-11 all 0']);
    expect(await spans('c1')).toEqual([
      '2026-09-01 2026-09-30 300',
      '2026-10-01 2026-10-31 310',
      '2026-11-01 2026-11-22 220',
    ]);
  });

  it('is read once a day: what the month grew by is the use of the day', async () => {
    const world = (total: string) => ({ sums: { ...october, '2026-11': [billSum('c1', 'ECS', total)] } });
    await round(world('220'), '2026-11-24T04:00:00Z');
    expect(await round(world('999'), '2026-11-24T14:59:00Z')).toEqual([]);
    // 23:00 in UTC+8.
    expect(await round(world('232.5'), '2026-11-24T15:00:00Z')).toEqual(['sums 2026-11 all 0']);
    expect((await spans('c1')).at(-1)).toBe('2026-11-23 2026-11-23 12.5');
  });

  it('belongs to the month it was used in, also when it is read in the next', async () => {
    const last: Day[] = ['2026-09-30', '2026-10-31'];
    await round({ sums: {} }, '2026-12-01T16:00:00Z');
    expect(await daysOfUse(database.ledger)).toEqual([...last, '2026-11-30']);
  });

  it('is pay-per-use from the balance: no orders, no refunds, nothing paid by coupon, but what is owed', async () => {
    const coupon = { paidBy: [{ balanceType: 'BALANCE_TYPE_COUPON', amount: yuan('50') }] };
    const sums = [
      billSum('c1', 'ECS', '100'),
      billSum('c1', 'OBS', '50', coupon),
      billSum('c1', 'EIP', '7', { paidBy: [], debt: yuan('7') }),
      billSum('c1', 'ECS', '5000', { chargeMode: 'period' }),
      billSum('c1', 'ECS', '-20'),
    ];
    await round({ sums: { ...october, '2026-11': sums } }, '2026-11-24T04:00:00Z');
    expect((await spans('c1')).at(-1)).toBe('2026-11-01 2026-11-22 107');
  });

  it('that could not be read is asked for again in the next round', async () => {
    const fault = (call: string) =>
      call.startsWith('sums 2026-10') ? problem('platformDown', {}, { retry: 'later' }) : undefined;
    await expect(round({ sums: october, fault }, '2026-11-24T04:00:00Z')).rejects.toThrow('platformDown');
    expect(await daysOfUse(database.ledger)).toEqual(['2026-09-30']);
    await round({ sums: october }, '2026-11-24T04:30:00Z');
    expect(await daysOfUse(database.ledger)).toEqual(['2026-09-30', '2026-10-31', '2026-11-22']);
  });

  it('is not kept for ever, and not asked for where there are no sums', async () => {
    await round({ sums: october }, '2026-11-24T04:00:00Z');
    const later = new Date(Date.parse('2026-11-24T04:00:00Z') + 200 * dayMs).toISOString();
    await round({ sums: {} }, later);
    expect((await daysOfUse(database.ledger)).every((day) => day > '2026-12-31')).toBe(true);
    expect(await round({ site: 'intl' }, later)).toEqual([]);
  });
});

test('days that were missed are one span, and nothing counts up to the span in which use began', () => {
  const mark = (through: Day, total: string) => ({ through, total: decimal(total) });
  const found = spansOf([
    mark('2026-09-30', '0'),
    mark('2026-10-31', '31'),
    mark('2026-11-10', '10'),
    mark('2026-11-11', '10'),
    mark('2026-11-14', '16'),
  ]).map(({ from, to, amount }) => `${from} ${to} ${amount.toFixed()}`);
  expect(found).toEqual(['2026-11-01 2026-11-10 10', '2026-11-11 2026-11-11 0', '2026-11-12 2026-11-14 6']);
});
