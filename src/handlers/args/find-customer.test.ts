import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { customer, plainPartner } from '../../../test/support/plain-partner.ts';
import { upsertCustomers } from '../../ledger/customers.ts';
import { findAnywhere, findInDirectory, looksLikeId } from './find-customer.ts';

const id = (letter: string) => letter.repeat(32);
const entry = (customerId: string, accountName: string, company: string) => ({
  customerId,
  accountName,
  company,
  label: '',
  association: 'resale',
  verified: 'verified',
});

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  const entries = [
    entry(id('a'), 'acme', 'Acme Cloud'),
    entry(id('b'), 'acme-two', 'Acme Data'),
    entry(id('c'), 'yunshang', '云上科技有限公司'),
    entry(id('d'), 'twin-1', 'Twin'),
    entry(id('e'), 'twin-2', 'Twin'),
  ];
  await upsertCustomers(database.ledger, entries, new Date('2026-11-23T02:00:00Z'));
});
afterAll(() => database.close());

const find = (text: string) => findInDirectory(database.ledger, text);

describe('a customer', () => {
  it('is found by the exact id', async () => {
    expect(await find(id('a'))).toEqual({
      kind: 'one',
      customer: { customerId: id('a'), name: 'Acme Cloud' },
    });
    expect(await find(id('A'))).toMatchObject({ kind: 'one' });
  });

  it('whose account name is exactly what was typed wins over longer names', async () => {
    expect(await find('ACME')).toMatchObject({ kind: 'one', customer: { customerId: id('a') } });
  });

  it('whose company name is exactly what was typed wins over longer names', async () => {
    expect(await find('acme data')).toMatchObject({ kind: 'one', customer: { customerId: id('b') } });
  });

  it('that alone matches is the one', async () => {
    expect(await find('云上')).toMatchObject({ kind: 'one', customer: { name: '云上科技有限公司' } });
    expect(await find('ｙｕｎ')).toMatchObject({ kind: 'one' });
  });

  it('that shares its name with another one is asked back', async () => {
    expect(await find('Twin')).toMatchObject({ kind: 'several', total: 2 });
    expect(await find('acm')).toMatchObject({ kind: 'several', total: 2 });
  });

  it('nobody knows is answered with names that are near', async () => {
    expect(await find('yunshagn')).toMatchObject({ kind: 'none', near: [{ customerId: id('c') }] });
    expect(await find('something else entirely')).toEqual({ kind: 'none', near: [] });
  });

  it('the directory knows is not asked of the platform', async () => {
    const partner = plainPartner();
    await findAnywhere(database.ledger, partner, 'acme');
    expect(partner.calls).toEqual([]);
  });

  it('new on the platform is found there by account name, then by company', async () => {
    const partner = plainPartner({ customers: [customer(id('f'), 'fresh', '新客户')] });
    const found = await findAnywhere(database.ledger, partner, '新客户');
    expect(found).toMatchObject({ ok: true, value: { kind: 'one', customer: { customerId: id('f') } } });
    expect(partner.calls).toEqual(['list {"accountName":"新客户"}', 'list {"company":"新客户"}']);
  });
});

describe('an id', () => {
  it('is 32 hexadecimal digits', () => {
    expect(looksLikeId('0123456789abcdef0123456789ABCDEF')).toBe(true);
    expect(looksLikeId('0123456789abcdef0123456789abcde')).toBe(false);
    expect(looksLikeId('g'.repeat(32))).toBe(false);
  });
});
