import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { billPartner, type BillWorld, yuan } from '../../../test/support/bill-partner.ts';
import { cardOf, contextFor, runAs } from '../../../test/support/context.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { expectGolden } from '../../../test/support/golden.ts';
import { somebody } from '../../../test/support/people.ts';
import { cardText } from '../../cards/card-text.ts';
import type { Lang } from '../../kernel/texts/index.ts';
import { finishDirectorySync, upsertCustomers } from '../../ledger/customers.ts';
import { balance } from './balance.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.ledger.deleteFrom('customers').execute();
  await database.ledger.deleteFrom('syncs').execute();
});

const noon = new Date('2026-11-23T04:00:00Z');
async function directory(ids: readonly string[], more: { referral?: string } = {}): Promise<void> {
  const entry = { company: '', label: '', verified: 'verified' };
  const entries = ids.map((id) => ({
    ...entry,
    customerId: id,
    accountName: `account-${id}`,
    association: 'resale',
  }));
  const others = more.referral
    ? [{ ...entry, customerId: more.referral, accountName: 'referred', association: 'referral' }]
    : [];
  await upsertCustomers(database.ledger, [...entries, ...others], noon);
  await finishDirectorySync(database.ledger, {
    startedAt: noon,
    finishedAt: noon,
    rows: ids.length,
    whole: true,
  });
}

const show = async (world: BillWorld, customer?: unknown, lang: Lang = 'en') => {
  const partner = billPartner(world);
  const context = contextFor(database.ledger, partner, { actor: somebody('finance', lang) });
  return { card: cardOf(await runAs(balance, context, { customer })), calls: partner.calls };
};

const owing = { customerId: 'c2', available: yuan('0'), debt: yuan('80') };
const poor = { customerId: 'c3', available: yuan('1'), debt: yuan('0') };
const rich = { customerId: 'c1', available: yuan('5000.123'), debt: yuan('0') };

describe('balance', () => {
  it('shows the partner and its customers, the most urgent first, and who was left out, in both languages', async () => {
    await directory(['c1', 'c2', 'c3', 'c4'], { referral: 'r1' });
    await expectGolden('balance', async (lang) => {
      const { card, calls } = await show({ balances: [rich, owing, poor] }, undefined, lang);
      expect(calls).toEqual(['own', 'balances 4']);
      return card;
    });
  });

  it('orders by debt, then by the lowest balance', async () => {
    await directory(['c1', 'c2', 'c3']);
    const { card } = await show({ balances: [rich, poor, owing] });
    const table = card.blocks.find((block) => block.kind === 'table');
    expect(table?.rows.map((row) => row[0])).toEqual(['account-c2', 'account-c3', 'account-c1']);
    expect(cardText(card)).toContain('3 resale customers, 1 in arrears.');
  });

  it('says when the directory is not complete', async () => {
    expect(cardText((await show({})).card)).toContain('not complete yet');
  });

  it('of the partner alone: spendable is cash minus what is earmarked', async () => {
    const { card, calls } = await show({}, 'me');
    expect(calls).toEqual(['own']);
    expect(card.summary).toBe('Spendable for transfers: CNY 799.50.');
    expect(cardText(card)).toContain('50,000.00');
  });

  it('of one customer, with a warning when it owes, in both languages', () =>
    expectGolden('balance-customer', async (lang) => {
      const { card } = await show({ balances: [owing] }, { customerId: 'c2', name: '云帆科技' }, lang);
      return card;
    }));

  it('of a customer without one: says why', async () => {
    const { card } = await show({}, { customerId: 'r1', name: 'referred' });
    expect(card.summary).toContain('pays Huawei Cloud itself');
  });
});
