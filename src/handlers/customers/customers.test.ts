import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { billPartner, type BillWorld, yuan } from '../../../test/support/bill-partner.ts';
import { cardOf, contextFor, runAs } from '../../../test/support/context.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { expectGolden } from '../../../test/support/golden.ts';
import { somebody } from '../../../test/support/people.ts';
import { plainPartner } from '../../../test/support/plain-partner.ts';
import type { Card } from '../../cards/card.ts';
import { cardText } from '../../cards/card-text.ts';
import type { Customer } from '../../huawei/partner.ts';
import { problem } from '../../kernel/problem.ts';
import type { Lang } from '../../kernel/texts/index.ts';
import { finishDirectorySync, upsertCustomers } from '../../ledger/customers.ts';
import type { Command } from '../command.ts';
import { customerFind } from './find.ts';
import { customerId } from './id.ts';
import { customerShow } from './show.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.ledger.deleteFrom('customers').execute();
  await database.ledger.deleteFrom('syncs').execute();
});

const id = (digit: string) => digit.repeat(32);
const someone = (
  digit: string,
  accountName: string,
  company: string,
  more: Partial<Customer> = {},
): Customer => ({
  customerId: id(digit),
  accountName,
  company,
  label: 'VIP',
  phone: '138****5678',
  mail: 'li***@example.com',
  association: 'resale',
  associatedOn: new Date('2025-03-01T02:00:00Z'),
  verified: 'verified',
  kind: 'enterprise',
  frozen: 'no',
  accountManager: 'Wang',
  level: 'V2',
  ...more,
});
const cloud = someone('1', 'cloud_gz', '广州云帆科技有限公司');
const sails = someone('2', 'sails', 'Cloud <@U1> & *Sails*', {
  association: 'referral',
  verified: 'in-review',
});
const newType = someone('3', 'cloud3', '', { association: '9', verified: 'x' });

const noon = new Date('2026-11-23T04:00:00Z');
async function directory(customers: readonly Customer[]): Promise<void> {
  await upsertCustomers(database.ledger, customers, noon);
  await finishDirectorySync(database.ledger, {
    startedAt: noon,
    finishedAt: noon,
    rows: customers.length,
    whole: true,
  });
}

async function ask(
  command: Command,
  values: Record<string, unknown>,
  world: BillWorld = {},
  lang: Lang = 'en',
): Promise<{ readonly card: Card; readonly calls: readonly string[] }> {
  const partner = billPartner(world);
  const context = contextFor(database.ledger, partner, { actor: somebody('admin', lang) });
  return { card: cardOf(await runAs(command, context, values)), calls: partner.calls };
}

const lines = (card: Card) =>
  card.blocks.flatMap((block) =>
    block.kind === 'actions'
      ? block.actions.flatMap(({ does }) => (does.type === 'command' ? [does.line] : []))
      : [],
  );

describe('customer find', () => {
  it('answers from the directory, with buttons, in both languages', async () => {
    await directory([cloud, sails, newType]);
    await expectGolden('customer-find', async (lang) => {
      const { card, calls } = await ask(customerFind, { text: 'cloud' }, {}, lang);
      expect(calls).toEqual([]);
      return card;
    });
  });

  it('asks the platform by account, company and label while the directory is not complete, and merges', async () => {
    await upsertCustomers(database.ledger, [cloud], noon);
    const { card, calls } = await ask(customerFind, { text: 'loud' }, { customers: [cloud, sails, newType] });
    expect(calls.map((call) => call.split('"')[1])).toEqual(['accountName', 'company', 'label']);
    expect(card.summary).toBe('3 customers match “loud”.');
    expect(cardText(card)).toContain('not complete yet');
  });

  it('asks the platform when the directory knows nobody, and remembers whom it found', async () => {
    await directory([cloud]);
    const world = { customers: [sails] };
    expect((await ask(customerFind, { text: 'sails' }, world)).calls).toHaveLength(3);
    expect((await ask(customerFind, { text: 'sails' }, world)).calls).toHaveLength(0);
  });

  it('asks by id when an id was typed', async () => {
    const { calls } = await ask(customerFind, { text: id('2').toUpperCase() }, { customers: [sails] });
    expect(calls).toEqual([`list {"customerId":"${id('2')}"}`]);
  });

  it('says kindly that nobody was found, and why that may be', async () => {
    await directory([cloud]);
    const { card } = await ask(customerFind, { text: 'nobody' });
    expect(cardText(card)).toContain('No customer matches “nobody”.');
    expect(cardText(card)).toContain('another partner');
  });

  it('says how many are not shown', async () => {
    await directory(
      Array.from({ length: 25 }, (_, at) => someone(String(at).padStart(2, '0'), `cloud${at}`, '')),
    );
    const { card } = await ask(customerFind, { text: 'cloud' });
    expect(cardText(card)).toContain('5 more are not shown');
  });

  it('shows what it has when the platform does not answer', async () => {
    await upsertCustomers(database.ledger, [cloud], noon);
    const broken = problem('platformBusy', { operation: 'ListSubCustomers' });
    const context = contextFor(database.ledger, plainPartner({ broken }));
    const card = cardOf(await runAs(customerFind, context, { text: 'cloud' }));
    expect(card.summary).toBe('1 customer matches “cloud”.');
    expect(cardText(card)).toContain('The platform could not be asked');
  });
});

describe('customer show', () => {
  const shown = { customer: { customerId: id('1'), name: 'cloud' } };
  const balances = [{ customerId: id('1'), available: yuan('120.5'), debt: yuan('3') }];

  it('gives masked contacts, the association in words and the balance, in both languages', () =>
    expectGolden('customer-show', async (lang) => {
      const { card } = await ask(customerShow, shown, { customers: [cloud], balances }, lang);
      return card;
    }));

  it('asks no balance for a customer who has none', async () => {
    const { calls, card } = await ask(
      customerShow,
      { customer: { customerId: id('2'), name: 'sails' } },
      { customers: [sails] },
    );
    expect(calls).toEqual([`show ${id('2')}`]);
    expect(lines(card)).toEqual([`bill last ${id('2')}`, `balance ${id('2')}`]);
  });

  it('says when the platform left the balance out', async () => {
    const { card } = await ask(customerShow, shown, { customers: [cloud] });
    expect(cardText(card)).toContain('gave no balance');
  });

  it('shows values that are new to us as they came', async () => {
    const { card } = await ask(
      customerShow,
      { customer: { customerId: id('3'), name: 'cloud3' } },
      { customers: [newType] },
    );
    expect(cardText(card)).toContain('Association: 9');
  });

  it('says that a customer is not one of ours', async () => {
    const context = contextFor(database.ledger, billPartner({}));
    expect(await runAs(customerShow, context, shown)).toMatchObject({
      ok: false,
      problem: { code: 'customerNotFound' },
    });
  });

  it('leaves out buttons the reader may not use', async () => {
    const actor = { ...somebody('rep'), may: new Set(['customers.read'] as const) };
    const context = contextFor(database.ledger, billPartner({ customers: [cloud], balances }), { actor });
    const card = cardOf(await runAs(customerShow, context, shown));
    expect(lines(card)).toEqual([]);
    expect(cardText(card)).not.toContain('120.50');
  });
});

describe('customer id', () => {
  it('gives the id to copy and the three ways to get one, in both languages', async () => {
    await directory([cloud]);
    await expectGolden(
      'customer-id',
      async (lang) => (await ask(customerId, { name: '云帆' }, {}, lang)).card,
    );
  });

  it('takes the one that is called exactly so', async () => {
    await directory([cloud, someone('4', 'cloud_gz_2', '')]);
    const { card } = await ask(customerId, { name: 'CLOUD_GZ' });
    expect(card.blocks[0]).toEqual({ kind: 'code', text: id('1') });
  });

  it('lists several, and says how to get an id when there is none', async () => {
    await directory([cloud, sails]);
    expect(cardText((await ask(customerId, { name: 'cloud' })).card)).toContain('Several customers match');
    expect(cardText((await ask(customerId, { name: 'nobody' })).card)).toContain('ListSubCustomers');
  });
});
