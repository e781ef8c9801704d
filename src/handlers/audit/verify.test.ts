import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok } from '../../kernel/result.ts';
import { appendAudit } from '../../ledger/audit.ts';
import { genesis } from '../../ledger/audit-chain.ts';
import { auditHead } from '../../ledger/audit-read.ts';
import { verifyAudit, type VerifyParts } from './verify.ts';

let database: TestDatabase;
let folder: string;
let dump: string;
beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'desk-audit-'));
  dump = join(folder, 'dump.ndjson');
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const receipt = 'PD-7K2M-4QXA';

beforeEach(async () => {
  const { ledger } = database;
  await ledger.deleteFrom('audit').execute();
  await ledger.deleteFrom('audit_heads_published').execute();
  await ledger.updateTable('audit_head').set({ seq: '0', hash: genesis.hash }).execute();
  const entry = {
    app: 'slack',
    tenantId: 'T1',
    userId: 'U1',
    subject: {},
    at: new Date('2026-11-23T10:00:00Z'),
  };
  await ledger.transaction().execute((trx) =>
    appendAudit(trx, [
      { ...entry, action: 'bill', outcome: 'done', subject: { cycle: '2026-10' } },
      { ...entry, action: 'money.ask', outcome: 'asked', receipt },
      { ...entry, action: 'bill', outcome: 'done' },
      {
        ...entry,
        action: 'money.approve',
        userId: 'U2',
        outcome: 'approved',
        receipt,
        subject: { quota: 'q1' },
      },
      { ...entry, action: 'bill', outcome: 'done' },
    ]),
  );
});

const openLedger: VerifyParts['open'] = () =>
  Promise.resolve(ok({ ledger: database.ledger, close: () => Promise.resolve() }));

async function run(args: readonly string[], open = openLedger) {
  const lines: string[] = [];
  const code = await verifyAudit(args, { print: (line) => lines.push(line), open });
  return { code, text: lines.join('\n') };
}

const change = (statement: string) => sql.raw(statement).execute(database.ledger);
const publish = async (seq: number) =>
  sql`insert into audit_heads_published select ${`2026-11-2${seq}`}, seq, hash from audit where seq = ${seq}`.execute(
    database.ledger,
  );

describe('audit:verify', () => {
  test('says that a chain nobody touched is whole, and names its head', async () => {
    const head = await auditHead(database.ledger);
    await publish(3);
    const { code, text } = await run(['--head', `5:${head.hash}`]);
    expect(text).toBe(`The chain is whole: 5 rows. Its head is 5:${head.hash}\n2 published heads are in it.`);
    expect(code).toBe(0);
  });

  test('tells the rows of a receipt, in either language', async () => {
    const english = await run(['--receipt', receipt.toLowerCase()]);
    expect(english.text.split('\n').slice(0, 3)).toEqual([
      `Receipt ${receipt}, 2 rows:`,
      '  Row 2, 2026-11-23 10:00: U1 asks for approval – waiting for approval.',
      '  Row 4, 2026-11-23 10:00: U2 approves – approved, being carried out (quota q1).',
    ]);
    expect(english.code).toBe(0);
    const chinese = await run(['--receipt', receipt, '--lang', 'zh']);
    expect(chinese.text).toContain('第 4 行，2026-11-23 10:00：U2 同意申请，审批通过，开始执行（额度 q1）。');
    expect(chinese.text).toContain('记录链完整，共 5 行。');
  });

  test.each([
    ['a changed row', `update audit set outcome = 'x' where seq = 2`, 'Row 2 was changed.'],
    ['a removed row', 'delete from audit where seq = 3', 'Row 3 is missing.'],
    ['removed rows', 'delete from audit where seq in (2, 3)', 'Rows 2 to 3 are missing.'],
    ['the first row removed', 'delete from audit where seq = 1', 'Row 1 is missing.'],
    ['the end cut off', 'delete from audit where seq = 5', 'The chain ends at row 4, but it had 5 rows'],
    ['everything gone', 'delete from audit', 'The chain ends at row 0, but it had 5 rows'],
    [
      'a row added',
      `insert into audit select 6, at, app, tenant_id, user_id, action, subject, outcome, request_id, receipt, prev, hash from audit where seq = 5`,
      'Row 6 stands after the last one the bot wrote (5).',
    ],
  ])('finds %s', async (_, statement, sentence) => {
    await change(statement);
    const { code, text } = await run([]);
    expect(text).toContain(sentence);
    expect(code).toBe(1);
  });

  test('finds an end that was cut off together with the head, by what was published', async () => {
    await publish(5);
    await change('delete from audit where seq = 5');
    await change('update audit_head set (seq, hash) = (select seq, hash from audit where seq = 4)');
    const { code, text } = await run([]);
    expect(text).toContain('the end was cut off');
    expect(code).toBe(1);
  });

  test('finds that a head somebody kept is not in the chain', async () => {
    const { code, text } = await run(['--head', `3:${'a'.repeat(64)}`]);
    expect(text).toContain('Row 3 is not the one whose hash was noted or published.');
    expect(code).toBe(1);
  });

  test('of a receipt that no row carries is not well', async () => {
    const { code, text } = await run(['--receipt', 'PD-0000-0000']);
    expect(text).toContain('No row carries the receipt PD-0000-0000.');
    expect(code).toBe(1);
  });

  test('works on a dump without any database, and finds what was done to it', async () => {
    await publish(2);
    expect((await run(['--dump', dump])).text).toContain(`5 rows were written to ${dump}.`);
    const noDatabase: VerifyParts['open'] = () => Promise.reject(new Error('opened'));
    const file = (content: string) =>
      writeFile(dump, content).then(() => run(['--file', dump, '--receipt', receipt], noDatabase));
    const written = await readFile(dump, 'utf8');
    const lines = written.trimEnd().split('\n');

    const whole = await file(written);
    expect(whole.text).toContain('Row 2, 2026-11-23 10:00');
    expect(whole.text).toContain('The chain is whole: 5 rows.');
    expect(whole.text).toContain('1 published head is in it.');
    expect(whole.code).toBe(0);
    for (const [content, sentence] of [
      [written.replace('approved', 'refused'), 'Row 4 was changed.'],
      [lines.slice(0, -1).join('\n'), 'the end was cut off'],
      [lines.toSpliced(2, 1).join('\n'), 'Row 2 is missing.'],
      [lines.toSpliced(2, 2, lines[3] ?? '', lines[2] ?? '').join('\n'), 'Row 2 stands in a wrong place'],
      [`${written}{}`, `Line 7 of ${dump} is not a line of an audit dump.`],
      [written.replace('"app"', '"APP"'), `Line 2 of ${dump} is not a line of an audit dump.`],
      ['', `Line 1 of ${dump} is not a line of an audit dump.`],
    ] as const) {
      const { code, text } = await file(content);
      expect(text).toContain(sentence);
      expect(code).toBe(1);
    }
  });

  test.each([
    ['an option that is none', ['--everything'], 'Usage:'],
    ['a head that is none', ['--head', '5'], '用法：'],
    ['a file to read and one to write', ['--file', 'a', '--dump', 'b'], 'Usage:'],
    ['a file that is not there', ['--file', '/nowhere/dump'], 'cannot be opened (ENOENT)'],
    ['a file that cannot be written', ['--dump', '/nowhere/dump'], 'cannot be opened (ENOENT)'],
  ])('that could not look because of %s ends with 2', async (_, args, sentence) => {
    const { code, text } = await run(args);
    expect(text).toContain(sentence);
    expect(code).toBe(2);
  });

  test('says why the ledger cannot be opened', async () => {
    const away = await run([], () =>
      Promise.resolve(fail(problem('databaseAway', { server: 'db.example' }))),
    );
    expect(away.text).toContain('db.example');
    expect(away.code).toBe(2);
    expect(await run([], () => Promise.resolve('no data'))).toEqual({ code: 2, text: 'no data' });
  });
});
