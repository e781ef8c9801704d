import { Kysely, PostgresDialect, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptyDatabase, freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { quiet } from '../../test/support/log.ts';
import { appendAudit, type AuditEntry } from './audit.ts';
import { genesis, verifyChain } from './audit-chain.ts';
import { atOneMoment, auditHead, auditLinks } from './audit-read.ts';
import type { Ledger } from './ledger.ts';
import * as house from './migrations/0001-house.ts';
import * as auditChain from './migrations/0003-audit-chain.ts';
import { openPool } from './pool.ts';
import type { Database } from './schema.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.ledger.deleteFrom('audit').execute();
  await database.ledger.updateTable('audit_head').set({ seq: '0', hash: genesis.hash }).execute();
});

const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  app: 'slack',
  tenantId: 'T1',
  userId: 'U1',
  action: 'coupon.issue',
  subject: { customer: 'c1', amount: '100.00' },
  outcome: 'done',
  ...more,
});

const append = (ledger: Ledger, entries: AuditEntry | readonly AuditEntry[]): Promise<void> =>
  ledger.transaction().execute((trx) => appendAudit(trx, entries));

const verify = (ledger: Ledger) =>
  atOneMoment(ledger, async (db) => verifyChain(auditLinks(db), { end: await auditHead(db) }));

test('many transactions at once, some of them rolled back, make one chain without a gap', async () => {
  const { ledger } = database;
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, (_, place) =>
      ledger.transaction().execute(async (trx) => {
        await appendAudit(trx, [
          entry({ requestId: `r${place}` }),
          entry({ requestId: `r${place}`, outcome: 'b' }),
        ]);
        if (place % 5 === 0) throw new Error('rolled back');
      }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(10);
  expect(await verify(ledger)).toMatchObject({ rows: 80, last: { seq: 80 }, faultCount: 0 });
});

test('what is hashed is what is stored, whatever the text', async () => {
  const { ledger } = database;
  await append(ledger, [
    entry({
      subject: { b: '"\\\u2028\ud800', a: 'x\0y', 10: '2', '9': '金额 🎟', ['__proto__']: 'p', é: '' },
      userId: 'U\udc00',
      receipt: 'PD-7K2M-4QXA',
      at: new Date('2026-11-23T10:00:00.123Z'),
    }),
    entry({ subject: {}, requestId: 'r1' }),
  ]);
  expect(await verify(ledger)).toMatchObject({ rows: 2, faultCount: 0 });
  const rows = await ledger.selectFrom('audit').select(['at', 'receipt', 'subject']).orderBy('seq').execute();
  expect(rows[0]).toMatchObject({
    at: new Date('2026-11-23T10:00:00.123Z'),
    receipt: 'PD-7K2M-4QXA',
    subject: { a: 'xy', b: '"\\\u2028\ufffd' },
  });
  expect(Math.abs(Date.now() - (rows[1]?.at.getTime() ?? 0))).toBeLessThan(60_000);
});

test('nothing to append leaves the head alone', async () => {
  await append(database.ledger, []);
  expect(await auditHead(database.ledger)).toEqual(genesis);
});

const tampering = {
  'the time, by a microsecond': 'alter column at type timestamptz',
  'the app': "app = 'teams'",
  'the tenant': "tenant_id = 'T2'",
  'the person': "user_id = 'U2'",
  'the action': "action = 'coupon.reclaim'",
  'a value': `subject = jsonb_set(subject, '{amount}', '"100.01"')`,
  'the type of a value': `subject = jsonb_set(subject, '{amount}', '100.00')`,
  'an added value': `subject = subject || '{"x": "y"}'`,
  'a subject that is a list': `subject = '[["amount", "100.00"], ["customer", "c1"]]'`,
  'the outcome': "outcome = 'refused'",
  'the request': "request_id = 'r2'",
  'a receipt': "receipt = 'PD-0000-0000'",
  'the letter case of the hash': 'hash = upper(hash)',
  'the link': 'prev = reverse(prev)',
} as const;

test.each(Object.entries(tampering))('a change is found: %s', async (_, change) => {
  const { ledger } = database;
  await append(ledger, [entry(), entry(), entry()]);
  await expect(
    ledger.transaction().execute(async (trx) => {
      if (change.startsWith('alter')) {
        await sql.raw(`alter table audit ${change}`).execute(trx);
        await sql`update audit set at = at + interval '1 microsecond' where seq = 2`.execute(trx);
      } else await sql.raw(`update audit set ${change} where seq = 2`).execute(trx);
      const report = await verifyChain(auditLinks(trx), { end: await auditHead(trx) });
      expect(report.faults).toContainEqual({ kind: 'changed', seq: 2 });
      throw new Error('looked at');
    }),
  ).rejects.toThrow('looked at');
});

test('rows from before the chain become its beginning', async () => {
  const { url, drop } = await emptyDatabase();
  const dialect = new PostgresDialect({ pool: openPool({ url, name: 'test', max: 2, log: quiet }) });
  const old = new Kysely<unknown>({ dialect });
  const ledger: Ledger = new Kysely<Database>({ dialect });
  try {
    await house.up(old);
    await sql`
      insert into audit (app, tenant_id, user_id, action, subject, outcome, at)
      select 'slack', 'T1', 'U1', 'bill', '{"cycle": "2026-10"}', 'done', now() + place * interval '1.0005 s'
      from generate_series(1, 12000) place`.execute(old);
    await sql`delete from audit where seq % 7 = 0`.execute(old);
    await old.transaction().execute((trx) => auditChain.up(trx));
    const rows = 12_000 - Math.floor(12_000 / 7);
    expect(await verify(ledger)).toMatchObject({ rows, last: { seq: rows }, faultCount: 0 });
    const times = await sql<{ sorted: boolean }>`
      select bool_and(at >= before) as sorted
      from (select at, lag(at, 1, at) over (order by seq) as before from audit) ordered`.execute(ledger);
    expect(times.rows).toEqual([{ sorted: true }]);
    await append(ledger, entry());
    expect(await verify(ledger)).toMatchObject({ rows: rows + 1, faultCount: 0 });
  } finally {
    await ledger.destroy();
    await drop();
  }
});
