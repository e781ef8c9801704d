import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { appendAudit } from './audit.ts';
import { dropDraft, dropDraftsBefore, findDraft, saveDraft } from './drafts.ts';
import { findPerson, savePerson, stalePerson } from './people.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

test('a person is remembered as last described, and asked about again once marked stale', async () => {
  const person = {
    app: 'slack',
    tenantId: 'T1',
    userId: 'U1',
    name: 'Li Na',
    locale: 'zh-CN',
    timeZone: 'UTC',
  };
  const seenAt = new Date('2026-11-23T10:00:00Z');
  expect(await findPerson(database.ledger, 'slack', 'T1', 'U1')).toBeUndefined();
  await savePerson(database.ledger, person, new Date(0));
  await savePerson(database.ledger, { ...person, timeZone: 'Asia/Shanghai' }, seenAt);
  expect(await findPerson(database.ledger, 'slack', 'T1', 'U1')).toEqual({
    ...person,
    timeZone: 'Asia/Shanghai',
    seenAt,
  });
  expect(await findPerson(database.ledger, 'slack', 'T2', 'U1')).toBeUndefined();
  await stalePerson(database.ledger, 'slack', 'T1', 'U1');
  expect((await findPerson(database.ledger, 'slack', 'T1', 'U1'))?.seenAt).toEqual(new Date(0));
});

test('a draft is found until it is dropped, and old ones are swept away', async () => {
  const draft = { app: 'slack', tenantId: 'T1', userId: 'U1', command: 'bill' };
  await saveDraft(database.ledger, { ...draft, id: 'a', replyUrl: 'https://hooks.test/1' });
  await saveDraft(database.ledger, { ...draft, id: 'b' });
  expect(await findDraft(database.ledger, 'a')).toMatchObject({
    command: 'bill',
    reply_url: 'https://hooks.test/1',
  });
  await dropDraft(database.ledger, 'a');
  expect(await findDraft(database.ledger, 'a')).toBeUndefined();
  expect(await dropDraftsBefore(database.ledger, new Date(Date.now() - 60_000))).toBe(0);
  expect(await dropDraftsBefore(database.ledger, new Date(Date.now() + 60_000))).toBe(1);
});

test('an audit row is part of the transaction that writes it', async () => {
  const entry = {
    app: 'slack',
    tenantId: 'T1',
    userId: 'U1',
    action: 'bill',
    subject: { cycle: '2026-10' },
    outcome: 'done',
    requestId: 'r1',
  };
  await expect(
    database.ledger.transaction().execute(async (trx) => {
      await appendAudit(trx, { ...entry, outcome: 'lost' });
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  await database.ledger.transaction().execute((trx) => appendAudit(trx, entry));
  const rows = await database.ledger.selectFrom('audit').selectAll().execute();
  expect(rows).toMatchObject([
    { action: 'bill', subject: { cycle: '2026-10' }, outcome: 'done', request_id: 'r1' },
  ]);
});
