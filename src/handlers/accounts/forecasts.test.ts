import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { billPartner, type BillWorld, yuan } from '../../../test/support/bill-partner.ts';
import { virtualClock } from '../../../test/support/clock.ts';
import { cardOf, contextFor, runAs } from '../../../test/support/context.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { expectGolden } from '../../../test/support/golden.ts';
import { somebody } from '../../../test/support/people.ts';
import { customer } from '../../../test/support/plain-partner.ts';
import type { Block, Card } from '../../cards/card.ts';
import { cardText } from '../../cards/card-text.ts';
import { type Day, shiftDay } from '../../kernel/day.ts';
import { decimal, type Decimal } from '../../kernel/decimal.ts';
import type { Lang } from '../../kernel/texts/index.ts';
import { keepUse } from '../../ledger/customer-use.ts';
import { finishDirectorySync, upsertCustomers } from '../../ledger/customers.ts';
import type { Command } from '../command.ts';
import { balance } from './balance.ts';
import { debts } from './debts.ts';
import { low } from './low.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  for (const table of ['customers', 'syncs', 'customer_use', 'customer_use_days'] as const)
    await database.ledger.deleteFrom(table).execute();
});

const now = new Date('2026-11-24T01:00:00Z');
const today: Day = '2026-11-24';

async function directory(...ids: readonly (readonly [id: string, company: string])[]): Promise<void> {
  const entries = ids.map(([id, company]) => customer(id, `account-${id}`, company));
  await upsertCustomers(database.ledger, entries, now);
  await finishDirectorySync(database.ledger, {
    startedAt: now,
    finishedAt: now,
    rows: ids.length,
    whole: true,
  });
}

/** Four weeks, day by day, and the month before as it begins; `perDay` says what a customer uses on the nth of them. */
async function used(perDay: Readonly<Record<string, (day: number) => number>>, days = 28): Promise<void> {
  const totals = new Map<string, Decimal>();
  const before = Number(shiftDay(today, -days - 1).slice(8)) - 1;
  for (const [id, of] of Object.entries(perDay)) totals.set(id, decimal(String(before * of(0))));
  for (let day = 0; day < days; day += 1) {
    const through = shiftDay(today, day - days - 1);
    if (through.endsWith('-01')) totals.clear();
    for (const [id, of] of Object.entries(perDay))
      totals.set(id, (totals.get(id) ?? decimal('0')).plus(String(of(day))));
    await keepUse(database.ledger, through, totals, now);
  }
}

async function show(command: Command, world: BillWorld, values = {}, lang: Lang = 'en'): Promise<Card> {
  const actor = somebody('finance', lang);
  const clock = virtualClock(now);
  return cardOf(
    await runAs(command, contextFor(database.ledger, billPartner(world), { actor, clock }), values),
  );
}

const has = (customerId: string, available: string, debt = '0') => ({
  customerId,
  available: yuan(available),
  debt: yuan(debt),
});
const tableOf = ({ blocks }: Card) =>
  blocks.find((block): block is Extract<Block, { kind: 'table' }> => block.kind === 'table');
const names = (card: Card) => tableOf(card)?.rows.map(([name]) => name) ?? [];

const uneven = (day: number) => 100 + (day % 4) * 20;
const steady = (perDay: number) => () => perDay;

async function fourCustomers(): Promise<BillWorld> {
  await directory(
    ['c1', '云帆科技'],
    ['c2', '海蓝贸易'],
    ['c3', '远山软件'],
    ['c4', '新叶传媒'],
    ['c5', '启明教育'],
  );
  await used({ c1: uneven, c2: steady(35), c3: steady(1), c5: steady(60) });
  const balances = [has('c1', '1500'), has('c2', '0', '80.55'), has('c3', '9000'), has('c4', '20')];
  return { balances };
}

describe('debts', () => {
  it('lists who is in arrears, the largest first, with what it takes, in both languages', async () => {
    const world = await fourCustomers();
    await expectGolden('debts', (lang) =>
      show(debts, { balances: [...(world.balances ?? []), has('c5', '0', '300')] }, {}, lang),
    );
  });

  it('says whom the platform left out', async () => {
    const card = await show(debts, await fourCustomers());
    expect(names(card)).toEqual(['海蓝贸易']);
    expect(cardText(card)).toContain('left out 1 customer');
  });

  it('says so when there are none', async () => {
    await directory(['c1', '云帆科技']);
    expect((await show(debts, { balances: [has('c1', '1')] })).summary).toContain('None of the 1');
  });
});

describe('low', () => {
  it('lists who may run dry within 30 days, the soonest first, with a range and an amount, in both languages', async () => {
    const world = await fourCustomers();
    await expectGolden('low', (lang) => show(low, world, {}, lang));
    const card = await show(low, world);
    expect(names(card)).toEqual(['海蓝贸易', '云帆科技']);
    expect(cardText(card)).toContain('1 customer has too few figures');
  });

  it('looks as far as it is told to', async () => {
    const world = await fourCustomers();
    expect(names(await show(low, world, { days: 5 }))).toEqual(['海蓝贸易']);
    // 1,500 at about 130 a day end on the twelfth day at the earliest.
    expect(names(await show(low, world, { days: 11 }))).toEqual(['海蓝贸易']);
    expect(names(await show(low, world, { days: 12 }))).toEqual(['海蓝贸易', '云帆科技']);
  });

  it('leaves out who has nothing and uses nothing, but nobody who is in debt', async () => {
    await directory(['c1', '云帆科技'], ['c2', '海蓝贸易'], ['c3', '远山软件']);
    await used({ c1: (day) => (day < 3 ? 1 : 0) }, 70);
    const balances = [has('c1', '0'), has('c2', '0', '5'), has('c3', '100')];
    expect(names(await show(low, { balances }))).toEqual(['海蓝贸易']);
  });

  it('with an amount lists who has less, arrears taken off, the lowest first, in both languages', async () => {
    const world = await fourCustomers();
    await expectGolden('low-amount', (lang) => show(low, world, { amount: decimal('1500') }, lang));
    expect(names(await show(low, world, { amount: decimal('1500') }))).toEqual(['海蓝贸易', '新叶传媒']);
  });

  it('before anything is known of what customers use says when there will be a forecast', async () => {
    await directory(['c1', '云帆科技']);
    const card = await show(low, { balances: [has('c1', '1')] });
    expect(card.summary).toContain('every night');
    expect(names(card)).toEqual([]);
  });

  it('from months alone says that it is coarse', async () => {
    await directory(['c1', '云帆科技']);
    await keepUse(database.ledger, '2026-10-31', new Map([['c1', decimal('3100')]]), now);
    await keepUse(database.ledger, '2026-11-22', new Map([['c1', decimal('2200')]]), now);
    const card = await show(low, { balances: [has('c1', '1000')] });
    expect(names(card)).toEqual(['云帆科技']);
    expect(cardText(card)).toContain('monthly sums');
  });
});

describe('the balance of one customer', () => {
  it('says between which days it will be used up, in both languages', async () => {
    const world = await fourCustomers();
    await expectGolden('balance-forecast', (lang) =>
      show(balance, world, { customer: { customerId: 'c1', name: '云帆科技' } }, lang),
    );
  });

  it('says when too little is known for that', async () => {
    const world = await fourCustomers();
    const card = await show(balance, world, { customer: { customerId: 'c4', name: '新叶传媒' } });
    expect(cardText(card)).toContain('too few figures');
  });
});
