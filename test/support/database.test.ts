import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from './database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

test('a fresh database has every table and no rows', async () => {
  expect(await database.ledger.selectFrom('requests').selectAll().execute()).toEqual([]);
  expect(await database.ledger.selectFrom('api_windows').selectAll().execute()).toEqual([]);
});

test('two fresh databases share nothing', async () => {
  const other = await freshDatabase();
  await other.ledger
    .insertInto('syncs')
    .values({ name: 'customers', finished_at: new Date(), rows: 1 })
    .execute();
  expect(await database.ledger.selectFrom('syncs').selectAll().execute()).toEqual([]);
  await other.close();
});
