import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { billLine, billPartner, billSum, type BillWorld } from '../../../test/support/bill-partner.ts';
import { virtualClock } from '../../../test/support/clock.ts';
import { cardOf, contextFor, runAs } from '../../../test/support/context.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { expectGolden } from '../../../test/support/golden.ts';
import { somebody } from '../../../test/support/people.ts';
import type { Card } from '../../cards/card.ts';
import { cardText } from '../../cards/card-text.ts';
import { decimal } from '../../kernel/decimal.ts';
import { problem } from '../../kernel/problem.ts';
import type { Lang } from '../../kernel/texts/index.ts';
import { upsertCustomers } from '../../ledger/customers.ts';
import { bill } from './bill.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  const entry = { label: '', association: 'resale', verified: 'verified' };
  await upsertCustomers(
    database.ledger,
    [
      { ...entry, customerId: 'c1', accountName: 'acme', company: '广州云帆科技有限公司' },
      { ...entry, customerId: 'c2', accountName: 'globex', company: 'Globex <!channel> Ltd' },
    ],
    new Date('2026-11-01T00:00:00Z'),
  );
});
afterAll(() => database.close());
beforeEach(() => database.ledger.deleteFrom('bill_sums').execute());

const nothing = { month: undefined, customer: undefined, by: undefined, csv: false, xlsx: false };
type Typed = Partial<Record<keyof typeof nothing, unknown>>;

async function show(
  world: BillWorld,
  typed: Typed = {},
  { lang = 'en', now = '2026-11-23T02:00:00Z' }: { lang?: Lang; now?: string } = {},
): Promise<Card> {
  const actor = somebody('finance', lang);
  const context = contextFor(database.ledger, billPartner(world), { actor, clock: virtualClock(now) });
  return cardOf(await runAs(bill, context, { ...nothing, ...typed }));
}

const october = [
  billSum('c1', 'ECS', '1234.50'),
  billSum('c1', 'OBS', '65.50', {
    paidBy: [{ balanceType: 'BALANCE_TYPE_COUPON', amount: billSum('', '', '65.50').amount }],
  }),
  billSum('c1', 'ECS', '-100'),
  billSum('c2', 'ECS', '400', { debt: billSum('', '', '12.5').amount }),
  billSum('c3', 'CDN', '0.25'),
];
const september = [billSum('c1', 'ECS', '1000'), billSum('c2', 'ECS', '280.20')];
const world: BillWorld = { sums: { '2026-10': october, '2026-09': september } };
const acme = { customerId: 'c1', name: '广州云帆科技有限公司' };

const tableOf = (card: Card, at = 0) => card.blocks.filter((block) => block.kind === 'table')[at];
const lines = (card: Card) =>
  card.blocks.flatMap((block) =>
    block.kind === 'actions'
      ? block.actions.flatMap(({ does }) => (does.type === 'command' ? [does.line] : []))
      : [],
  );

describe('the bill of everybody', () => {
  it('is last month, by customer and by service, in both languages', () =>
    expectGolden('bill-all', (lang) => show(world, {}, { lang })));

  it('says the total, refunds apart and negative, what is unpaid, and the change to the month before', async () => {
    const text = cardText(await show(world));
    expect(text).toContain('2026-10, all customers: CNY 1,600.25 in all.');
    expect(text).toContain('Consumption: CNY 1,700.25');
    expect(text).toContain('Refunds and write-offs: CNY -100.00');
    expect(text).toContain('Of which unpaid: CNY 12.50');
    expect(text).toContain('+CNY 320.05 (+25.0%)');
  });

  it('says where it comes from, how old it is, and that it settles nothing', async () => {
    const text = cardText(await show(world));
    expect(text).toContain('ListSubcustomerMonthlyBills');
    expect(text).toContain('As of 2026-11-23 10:00');
    expect(text).toMatch(/before tax.*not a settlement document/);
  });

  it('rounds for the eye, and gives the exact total of every row, those of the rest included', async () => {
    const many = Array.from({ length: 25 }, (_, at) => billSum(`x${at}`, `S${at}`, `${at + 1}.011`));
    const card = await show({ sums: { '2026-10': many } });
    const table = tableOf(card);
    expect(table?.rows).toHaveLength(11);
    expect(table?.rows.at(-1)?.[0]).toBe('15 others');
    expect(table?.rows.map((row) => row[1])).toContain('25.01');
    expect(cardText(card)).toContain('CNY 325.28 in all');
    expect(cardText(card)).toContain('Exact total: CNY 325.275.');
  });

  it('shows customers by name, the id where there is none', async () => {
    expect(tableOf(await show(world, { by: 'customer' }))?.rows.map((row) => row[0])).toEqual([
      '广州云帆科技有限公司',
      'Globex <!channel> Ltd',
      'c3',
    ]);
  });

  it('draws services as a pie, and as bars when a part is negative', async () => {
    const chart = (card: Card) => card.blocks.find((block) => block.kind === 'chart')?.data.type;
    expect(chart(await show(world, { by: 'service' }))).toBe('pie');
    const refunded = { sums: { '2026-10': [...october, billSum('c1', 'RDS', '-5')] } };
    await database.ledger.deleteFrom('bill_sums').execute();
    expect(chart(await show(refunded, { by: 'service' }))).toBe('bar');
  });

  it('is provisional before the 5th, and so is the running month', async () => {
    const early = await show(world, { month: '2026-10' }, { now: '2026-11-04T15:59:00Z' });
    expect(cardText(early)).toContain('Provisional');
    await database.ledger.deleteFrom('bill_sums').execute();
    expect(cardText(await show(world, { month: '2026-10' }, { now: '2026-11-04T16:00:00Z' }))).not.toContain(
      'Provisional',
    );
    await database.ledger.deleteFrom('bill_sums').execute();
    const running = await show({ sums: { '2026-11': october, '2026-10': september } }, { month: '2026-11' });
    expect(cardText(running)).toContain('Provisional');
    expect(cardText(running)).toContain('Previous month, in full: CNY 1,280.20');
  });

  it('has buttons for the other breakdowns, the month before, and files', async () => {
    expect(lines(await show(world))).toEqual([
      'bill 2026-10 --by service',
      'bill 2026-09',
      'bill 2026-10 --csv',
      'bill 2026-10 --xlsx',
    ]);
  });

  it('does not lead behind the 18 months the platform keeps', async () => {
    const oldest = { sums: { '2025-05': october } };
    expect(lines(await show(oldest, { month: '2025-05' }))).not.toContain('bill 2025-04');
  });

  it('shows the month even when the one before cannot be read', async () => {
    const fault = (call: string) =>
      call.includes('2026-09')
        ? problem('platformBusy', { operation: 'ListSubcustomerMonthlyBills' })
        : undefined;
    const text = cardText(await show({ ...world, fault }));
    expect(text).toContain('CNY 1,600.25');
    expect(text).toContain(
      'The previous month could not be read for comparison: The partner platform is limiting',
    );
  });

  it('offers no file to those who may not export', async () => {
    const context = contextFor(database.ledger, billPartner(world), { actor: somebody('rep') });
    expect(lines(cardOf(await runAs(bill, context, nothing))).some((line) => /csv|xlsx/.test(line))).toBe(
      context.actor.may.has('bills.export'),
    );
  });
});

describe('the bill of one customer', () => {
  it('is by service, in both languages', () =>
    expectGolden('bill-customer', (lang) => show(world, { customer: acme }, { lang })));

  it('by day is added up from the detail lines', () =>
    expectGolden('bill-day', (lang) =>
      show(
        {
          lines: {
            c1: [
              billLine('c1', '1', '1.00000001', { consumeDay: '2026-10-02' }),
              billLine('c1', '2', '-0.5', { consumeDay: '2026-10-02' }),
              billLine('c1', '3', '7', { consumeDay: '2026-10-09' }),
            ],
          },
        },
        { customer: acme, by: 'day' },
        { lang },
      ),
    ));

  it('by day with too many lines points to the export', async () => {
    const announced = { c1: 10_001 };
    const card = await show(
      { lines: { c1: [billLine('c1', '1', '1')] }, announced },
      { customer: acme, by: 'day' },
    );
    expect(cardText(card)).toContain('10,001 detail lines');
    expect(lines(card)).toContain('bill 2026-10 c1 --csv');
  });
});

describe('a bill with nothing on it', () => {
  it('says so kindly, with likely reasons, in both languages', () =>
    expectGolden('bill-empty', (lang) => show({}, { customer: acme }, { lang })));

  it('by day says so as well', async () => {
    expect(cardText(await show({}, { customer: acme, by: 'day' }))).toContain('There is nothing on the bill');
  });
});

it('by day asks for a customer first', async () => {
  const card = await show(world, { by: 'day' });
  expect(card.blocks.at(-1)).toMatchObject({
    actions: [{ does: { type: 'form', line: 'bill 2026-10 --by day' } }],
  });
});

it('one export makes one file', async () => {
  const context = contextFor(database.ledger, billPartner(world));
  expect(await runAs(bill, context, { ...nothing, csv: true, xlsx: true })).toMatchObject({
    ok: false,
    problem: { code: 'oneFileFormat' },
  });
});

describe('on the international site', () => {
  const dollars = (text: string) => ({ amount: decimal(text), currency: 'USD' });
  const abroad: BillWorld = {
    site: 'intl',
    postpaid: {
      cycle: '2026-10',
      due: dollars('106.00'),
      consumption: dollars('110'),
      refunds: dollars('-10'),
      adjustments: dollars('0'),
      tax: dollars('6'),
    },
  };

  it('the partner’s own bill is shown, and said why, in both languages', () =>
    expectGolden('bill-own', (lang) => show(abroad, { by: 'customer' }, { lang })));

  it('there are no detail lines to export', async () => {
    const context = contextFor(database.ledger, billPartner(abroad));
    expect(await runAs(bill, context, { ...nothing, csv: true })).toMatchObject({
      ok: false,
      problem: { code: 'notOnThisSite' },
    });
  });
});
