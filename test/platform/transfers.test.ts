import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { AccountVerbs } from '../../src/huawei/partner.ts';
import { decimal } from '../../src/kernel/decimal.ts';
import { type CouponWorld, codeOf, rowsOf, startCouponWorld, valueOf } from './coupon-harness.ts';

let here: CouponWorld;
let accounts: AccountVerbs;
beforeAll(async () => {
  here = await startCouponWorld();
  accounts = here.partner().accounts;
});
afterEach(() => here.calm());
afterAll(() => here.close());

const amountsNow = async () => {
  const own = valueOf(await accounts.own()).value.spendable.amount;
  const theirs = valueOf(await accounts.ofCustomers([here.resale])).value.balances[0]?.available.amount;
  return { own, theirs: theirs ?? decimal('0') };
};

const give = (amount: string, customerId = here.resale) =>
  accounts.transfer({ direction: 'to-customer', customerId, amount: decimal(amount) });
const take = (amount: string, customerId = here.resale) =>
  accounts.transfer({ direction: 'from-customer', customerId, amount: decimal(amount) });

test('a transfer and its way back move both balances, and each leaves a record with its id', async () => {
  const before = await amountsNow();
  const given = valueOf(await give('1000.50'));
  const between = await amountsNow();
  expect(between.own.toFixed(2)).toBe(before.own.minus('1000.50').toFixed(2));
  expect(between.theirs.toFixed(2)).toBe(before.theirs.plus('1000.50').toFixed(2));
  const taken = valueOf(await take('1000.50'));
  const after = await amountsNow();
  expect(after.own.eq(before.own) && after.theirs.eq(before.theirs)).toBe(true);

  const records = await rowsOf(accounts.transfers({ customerId: here.resale }));
  expect(records.slice(0, 2)).toMatchObject([
    { transId: taken.transId, direction: 'from-customer', customerId: here.resale },
    { transId: given.transId, direction: 'to-customer', customerId: here.resale },
  ]);
  expect(records[0]?.amount.amount.toFixed(2)).toBe('1000.50');
});

test('what may not be moved is refused, and nothing moves', async () => {
  const before = await amountsNow();
  expect(await give('90000000')).toMatchObject({
    ok: false,
    problem: { wireCode: 'CBC.99005003', retry: 'no' },
  });
  expect(await take('90000000')).toMatchObject({ problem: { wireCode: 'CBC.99005003', retry: 'no' } });
  expect(await give('1', here.referral)).toMatchObject({ problem: { wireCode: 'CBC.5023', retry: 'no' } });
  expect(await take('1', here.referral)).toMatchObject({ problem: { wireCode: 'CBC.5024', retry: 'no' } });
  expect(await give('1', 'nobody')).toMatchObject({ problem: { wireCode: 'CBC.99000035', retry: 'no' } });
  const after = await amountsNow();
  expect(after.own.eq(before.own) && after.theirs.eq(before.theirs)).toBe(true);
});

test('a transfer whose answer is lost is not sent again, and its record may come late', async () => {
  const before = await amountsNow();
  here.fault('UpdateCustomerAccountAmount', { kind: 'reset', effect: 'after' });
  expect(codeOf(await give('77.00'))).toBe('outcomeUnknown');
  expect(here.calls('UpdateCustomerAccountAmount')).toBe(1);
  expect((await amountsNow()).own.toFixed(2)).toBe(before.own.minus('77').toFixed(2));
  const alike = async () =>
    (await rowsOf(accounts.transfers({ customerId: here.resale }))).filter(({ amount }) =>
      amount.amount.eq('77'),
    );
  here.fault('ListPartnerAdjustRecords', { kind: 'lateRows', ms: 60_000 });
  expect(await alike()).toEqual([]);
  here.world.control.clock.advance(61_000);
  expect(await alike()).toHaveLength(1);
});
