import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import {
  customersById,
  type DirectoryEntry,
  directoryReadAt,
  fold,
  finishDirectorySync,
  searchCustomers,
  upsertCustomers,
} from './customers.ts';

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
const entry = (digit: string, accountName: string, company = '', label = ''): DirectoryEntry => ({
  customerId: id(digit),
  accountName,
  company,
  label,
  association: 'resale',
  verified: 'verified',
});

const noon = new Date('2026-11-23T12:00:00Z');
const later = new Date('2026-11-23T13:00:00Z');

async function names(text: string, limit = 10): Promise<string[]> {
  const found = await searchCustomers(database.ledger, text, limit);
  return found.entries.map(({ accountName }) => accountName);
}

describe('a search in the directory', () => {
  beforeEach(() =>
    upsertCustomers(
      database.ledger,
      [
        entry('1', 'sky_cloud', '天空科技有限公司', '重点'),
        entry('2', 'cloudy', '广州云帆科技', 'A'),
        entry('3', 'cloud', 'Cloud One 100%', 'B'),
        entry('4', 'acme', 'ＡＣＭＥ Ltd', 'cloud partner'),
      ],
      noon,
    ),
  );

  it('puts the whole name first, then names that begin with the text, then those that contain it', async () => {
    expect(await names('cloud')).toEqual(['cloud', 'acme', 'cloudy', 'sky_cloud']);
  });

  it('finds by the id itself, whatever its case, and not by a part of it', async () => {
    expect(await names(id('a').toUpperCase())).toEqual([]);
    expect(await names(` ${id('2')} `)).toEqual(['cloudy']);
    expect(await names('2222')).toEqual([]);
  });

  it('finds Chinese in the middle of a name, and labels', async () => {
    expect(await names('科技')).toEqual(['cloudy', 'sky_cloud']);
    expect(await names('重点')).toEqual(['sky_cloud']);
  });

  it('reads full-width letters and spaces like plain ones', async () => {
    expect(await names('acme　ltd')).toEqual(['acme']);
    expect(await names('ＣＬＯＵＤｙ')).toEqual(['cloudy']);
  });

  it.each([
    ['%', ['cloud']],
    ['_', ['sky_cloud']],
    ['100%', ['cloud']],
    ['\\', []],
  ])('takes %s for what it is', async (text, found) => {
    expect(await names(text)).toEqual(found);
  });

  it('does not run over the end of a name', async () => {
    expect(await names('acme acme')).toEqual([]);
  });

  it('says how many match when it shows fewer', async () => {
    const found = await searchCustomers(database.ledger, 'cloud', 2);
    expect(found.entries).toHaveLength(2);
    expect(found.total).toBe(4);
  });

  it('finds nothing for nothing', async () => {
    expect(await names(' 　')).toEqual([]);
  });
});

describe('the directory', () => {
  it('takes the newest names of a customer, and one that is named twice on a page', async () => {
    await upsertCustomers(database.ledger, [entry('1', 'old'), entry('1', 'old')], noon);
    await upsertCustomers(database.ledger, [entry('1', 'new')], later);
    expect(await names('old')).toEqual([]);
    expect(await names('new')).toEqual(['new']);
  });

  it('keeps nothing personal', async () => {
    const withPhone = { ...entry('1', 'acme'), phone: '138****0000', mail: 'a***@example.com' };
    await upsertCustomers(database.ledger, [withPhone], noon);
    const row = await database.ledger.selectFrom('customers').selectAll().executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toMatch(/138|example/);
  });

  it('shows customers last who a complete reading no longer held, and keeps their names', async () => {
    await upsertCustomers(database.ledger, [entry('1', 'aaa cloud'), entry('2', 'zzz cloud')], noon);
    await upsertCustomers(database.ledger, [entry('2', 'zzz cloud')], later);
    await finishDirectorySync(database.ledger, { startedAt: later, finishedAt: later, rows: 1, whole: true });
    expect(await names('cloud')).toEqual(['zzz cloud', 'aaa cloud']);
    const gone = (await customersById(database.ledger, [id('1')])).get(id('1'));
    expect(gone).toMatchObject({ association: 'ended', accountName: 'aaa cloud' });
    expect(await directoryReadAt(database.ledger)).toEqual(later);
  });

  it('takes nobody for gone after a reading in which rows slipped through', async () => {
    await upsertCustomers(database.ledger, [entry('1', 'acme')], noon);
    await finishDirectorySync(database.ledger, {
      startedAt: later,
      finishedAt: later,
      rows: 1,
      whole: false,
    });
    expect((await customersById(database.ledger, [id('1')])).get(id('1'))?.association).toBe('resale');
  });

  it('takes back a customer who returns', async () => {
    await upsertCustomers(database.ledger, [entry('1', 'acme')], noon);
    await finishDirectorySync(database.ledger, { startedAt: later, finishedAt: later, rows: 0, whole: true });
    await upsertCustomers(database.ledger, [entry('1', 'acme')], later);
    expect((await customersById(database.ledger, [id('1')])).get(id('1'))?.association).toBe('resale');
  });

  it('knows names of many more customers than a statement has room for parameters', async () => {
    const ids = Array.from({ length: 70_000 }, (_, at) => String(at));
    expect((await customersById(database.ledger, ids)).size).toBe(0);
  });
});

it('folds case, width and white space', () => {
  expect(fold(' Ａcme \t 云  Ltd ')).toBe('acme 云 ltd');
});
