import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { accountChange } from '../../../test/support/account-changes.ts';
import { billPartner, type BillWorld } from '../../../test/support/bill-partner.ts';
import { virtualClock } from '../../../test/support/clock.ts';
import { cardOf, contextFor, runAs, storeRequest } from '../../../test/support/context.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { expectGolden } from '../../../test/support/golden.ts';
import { somebody } from '../../../test/support/people.ts';
import { customer } from '../../../test/support/plain-partner.ts';
import { cardText } from '../../cards/card-text.ts';
import { detailWord } from '../../cards/statement/words.ts';
import { type Lang, translator } from '../../kernel/texts/index.ts';
import { upsertCustomers } from '../../ledger/customers.ts';
import { statement } from './statement.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await upsertCustomers(database.ledger, [customer('c1', 'yunfan', '云帆科技')], new Date());
});
afterAll(() => database.close());

async function ask(world: BillWorld, values: Readonly<Record<string, unknown>> = {}, lang: Lang = 'en') {
  const partner = billPartner(world);
  const clock = virtualClock('2026-11-24T01:00:00Z');
  const actor = somebody('finance', lang);
  const result = await runAs(statement, contextFor(database.ledger, partner, { actor, clock }), values);
  return { result, calls: partner.calls };
}
const show = async (...asked: Parameters<typeof ask>) => cardOf((await ask(...asked)).result);

const topUp = accountChange({
  changeId: 'L3',
  at: new Date('2026-11-20T16:30:00Z'),
  amount: '50000',
  after: '58000',
});
const toCustomer = accountChange({
  changeId: 'L2',
  at: new Date('2026-11-18T02:00:00Z'),
  detail: 'SOURCE_OPERATION_BEADJUST',
  amount: '-2000',
  after: '8000',
  customerId: 'c1',
  customerAccount: 'yunfan',
});
const odd = accountChange({
  changeId: 'L1',
  at: new Date('2026-11-02T02:00:00Z'),
  detail: 'SOURCE_OPERATION_NEW_THING',
  amount: '-0.5',
  after: '10000',
});
const credit = accountChange({
  changeId: 'L4',
  account: 'credit',
  detail: 'SOURCE_OPERATIION_RIDEDUCT',
  at: new Date('2026-11-19T02:00:00Z'),
  amount: '-120.25',
  after: '49879.75',
});
const changes = [topUp, toCustomer, odd, credit];

describe('statement', () => {
  it('shows balances, sums by kind and the latest lines of both accounts, in both languages', () =>
    expectGolden('statement', (lang) => show({ changes }, {}, lang)));

  it('reads cash and credit for the last 30 days, unless told otherwise', async () => {
    const { calls } = await ask({ changes });
    expect(calls.toSorted()).toEqual([
      'changes cash 2026-10-26 2026-11-24 all 0',
      'changes credit 2026-10-26 2026-11-24 all 0',
    ]);
  });

  it.each([
    ['a month', { from: '2026-10' }, '2026-10-01 2026-10-31'],
    ['the month that runs, to today', { from: '2026-11' }, '2026-11-01 2026-11-24'],
    ['two months', { from: '2026-09', to: '2026-10' }, '2026-09-01 2026-10-31'],
    ['a day: since then', { from: '2026-10-15' }, '2026-10-15 2026-11-24'],
    ['two days', { from: '2026-10-15', to: '2026-10-16' }, '2026-10-15 2026-10-16'],
    ['an end alone: the 30 days before', { to: '2026-10-30' }, '2026-10-01 2026-10-30'],
  ])('takes %s', async (_, asked, days) => {
    const { calls } = await ask({}, asked);
    expect(calls[0]).toBe(`changes cash ${days} all 0`);
  });

  it('names the ecosystem manager for what is older than a year, and shows what is left of a span', async () => {
    const old = await ask({}, { from: '2025-03' });
    expect(old.result).toMatchObject({ ok: false, problem: { code: 'statementTooOld' } });
    expect(old.calls).toEqual([]);
    const clipped = await ask({ changes }, { from: '2025-11-01', to: '2026-01' });
    expect(clipped.calls[0]).toBe('changes cash 2025-11-24 2026-01-31 all 0');
    expect(cardText(cardOf(clipped.result))).toContain('ecosystem manager');
    expect((await ask({}, { from: '2026-11-05', to: '2026-11-01' })).result).toMatchObject({
      problem: { code: 'daysReversed' },
    });
  });

  it('says where the running balance does not add up, in both languages', () =>
    expectGolden('statement-gap', (lang) =>
      show(
        { changes: [{ ...topUp, ...accountChange({ amount: '50000', after: '57000' }) }, toCustomer] },
        {},
        lang,
      ),
    ));

  it('says that it was checked when it does, and that it cannot be when only one type is shown', async () => {
    expect(cardText(await show({ changes }))).toContain('adds up line by line');
    const some = await ask({ changes }, { type: 'top-up' });
    expect(some.calls[0]).toContain(' RECHARGE ');
    const text = cardText(cardOf(some.result));
    expect(text).toContain('cannot be checked');
    expect(text).not.toContain('adds up');
  });

  it('without any line says so', async () => {
    expect((await show({}, { from: '2026-10' })).summary).toContain('2026-10-01 to 2026-10-31');
    expect((await show({}, { type: 'refund' }, 'zh-CN')).summary).toContain('退款');
  });

  it('with more lines than can be waited for gives no balances, and offers the file', async () => {
    const many = Array.from({ length: 2_500 }, (_, index) =>
      accountChange({ changeId: `M${index}`, amount: '1', after: '1' }),
    );
    const text = cardText(await show({ changes: many }));
    expect(text).toContain('of about 2,500');
    expect(text).not.toContain('adds up');
  });

  it('as a file is handed to the job of all lists', async () => {
    const partner = billPartner({});
    const actor = somebody('rep');
    await storeRequest(database.ledger, 'r-file', actor);
    const context = contextFor(database.ledger, partner, { actor, requestId: 'r-file' });
    const asked = { from: '2026-10', type: 'transfer', xlsx: true };
    expect(await runAs(statement, context, asked)).toEqual({ ok: true, value: 'handed-over' });
    expect(await database.ledger.selectFrom('list_files').selectAll().executeTakeFirst()).toMatchObject({
      format: 'xlsx',
      query: { list: 'statement', from: '2026-10-01', to: '2026-10-31', type: 'transfer' },
    });
    expect(partner.calls).toEqual([]);
    expect(await runAs(statement, context, { csv: true, xlsx: true })).toMatchObject({
      problem: { code: 'oneFileFormat' },
    });
  });
});

test('kinds are told in words however their prefix is spelled; what has no word is shown as it came', () => {
  const words = (code: string) => [detailWord(translator('en'), code), detailWord(translator('zh-CN'), code)];
  for (const prefix of ['SOURCE_OPERAIION_', 'SOURCE_OPERATION_', 'SOURCE_OPERATIION_'])
    expect(words(`${prefix}RECHARGE_REBATE`)).toEqual(['incentive paid as top-up', '激励充值']);
  expect(words('SOURCE_OPERATION_NEW_THING')[0]).toBe('SOURCE_OPERATION_NEW_THING');
  expect(words('RECHARGE')[0]).toBe('RECHARGE');
});
