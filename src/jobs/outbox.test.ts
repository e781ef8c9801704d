import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { jobSpec } from './jobs.ts';
import { outboxJobs } from './outbox.ts';
import { backoffMs } from './workers.ts';

const note = jobSpec({
  name: 'note',
  queue: 'interactive',
  payload: z.object({ id: z.string() }),
  attempts: 3,
});

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const enqueue = (jobId: string, payload = { id: 'a' }) =>
  database.ledger.transaction().execute((trx) => outboxJobs.enqueue(trx, note, payload, { jobId }));

test.each(['', '42', 'note:a', 'note a', 'x'.repeat(201)])('“%s” is no job id', async (jobId) => {
  await expect(enqueue(jobId)).rejects.toThrow(RangeError);
});

test('what a payload’s spec does not name never reaches the queue’s store', async () => {
  const careless = { id: 'a', phone: '13800000000' };
  await enqueue('note-a', careless);
  const rows = await database.ledger.selectFrom('outbox').select('payload').execute();
  expect(rows).toEqual([{ payload: { id: 'a' } }]);
});

test('waiting between attempts doubles up to a minute, spread by a quarter', () => {
  const longest = [1, 2, 3, 7, 20].map((attempt) => backoffMs(attempt, () => 1));
  const shortest = [1, 2, 3, 7, 20].map((attempt) => backoffMs(attempt, () => 0));
  expect(longest).toEqual([1_000, 2_000, 4_000, 60_000, 60_000]);
  expect(shortest).toEqual([750, 1_500, 3_000, 45_000, 45_000]);
});
