import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { virtualClock } from '../../test/support/clock.ts';
import { emptyDatabase, freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { quiet, recordingLog } from '../../test/support/log.ts';
import { freePort } from '../../test/support/redis-server.ts';
import { translator } from '../kernel/texts/index.ts';
import { openLedger } from './open.ts';
import { whenLedgerAnswers } from './unavailable.ts';

describe('opening', () => {
  test('processes that start together on an empty database all find every table', async () => {
    const { url, drop } = await emptyDatabase();
    const opened = await Promise.all(
      Array.from({ length: 4 }, () => openLedger({ url, log: quiet, connections: 2 })),
    );
    for (const one of opened) {
      if (!one.ok) throw new Error(one.problem.code);
      expect(await one.value.ledger.selectFrom('requests').selectAll().execute()).toEqual([]);
      await one.value.close();
    }
    await drop();
  });

  test('a PostgreSQL that is away is waited for, and then named without its password', async () => {
    const clock = virtualClock();
    const log = recordingLog();
    const url = `postgresql://desk:secret@127.0.0.1:${await freePort()}/desk`;
    const opening = openLedger({ url, log, clock, patienceMs: 20_000 });
    const state = { ended: false };
    void opening.finally(() => (state.ended = true));
    const from = clock.now().getTime();
    while (!state.ended) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await clock.advance(1_000);
    }
    const opened = await opening;
    expect(clock.now().getTime() - from).toBeGreaterThan(10_000);
    expect(opened).toMatchObject({ ok: false, problem: { code: 'databaseAway', retry: 'later' } });
    const sentence = opened.ok ? '' : translator('en')('problems.databaseAway', opened.problem.params);
    expect(sentence).toContain('127.0.0.1');
    expect(JSON.stringify(log.lines) + sentence).not.toContain('secret');
    expect(log.lines.length).toBeGreaterThan(3);
  });

  test('a wrong password is not waited for', async () => {
    const { url, drop } = await emptyDatabase();
    const wrong = new URL(url);
    wrong.password = 'wrong';
    const opened = await openLedger({ url: wrong.href, log: quiet });
    expect(opened).toMatchObject({ ok: false, problem: { code: 'databaseRefused', retry: 'no' } });
    await drop();
  });

  test('a database that does not exist is named', async () => {
    const { url, drop } = await emptyDatabase();
    await drop();
    const opened = await openLedger({ url, log: quiet });
    expect(opened.ok ? '' : opened.problem.params?.['reason']).toContain('does not exist');
  });
});

describe('losing the connection', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  const killOthers = sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;

  test('idle connections that are lost are replaced unnoticed', async () => {
    const { ledger } = database;
    await Promise.all(Array.from({ length: 5 }, () => sql`select pg_sleep(0.05)`.execute(ledger)));
    await killOthers.execute(ledger);
    for (let i = 0; i < 8; i += 1) {
      expect(await whenLedgerAnswers(() => sql`select 1`.execute(ledger))).toMatchObject({ ok: true });
    }
  });

  test('one lost between two statements of a transaction is a problem to tell, not the end of the process', async () => {
    const { ledger } = database;
    const lost = await whenLedgerAnswers(() =>
      ledger.transaction().execute(async (trx) => {
        await sql`select 1`.execute(trx);
        await killOthers.execute(ledger);
        await new Promise((resolve) => setTimeout(resolve, 50));
        await sql`select 1`.execute(trx);
      }),
    );
    expect(lost).toMatchObject({ ok: false, problem: { code: 'ledgerUnavailable', retry: 'later' } });
    expect(await whenLedgerAnswers(() => sql`select 1`.execute(ledger))).toMatchObject({ ok: true });
  });

  test('a statement that is our mistake is thrown, not told', async () => {
    await expect(whenLedgerAnswers(() => sql`select nonsense`.execute(database.ledger))).rejects.toThrow();
  });
});
