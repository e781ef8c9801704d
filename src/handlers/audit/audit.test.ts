import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cardOf, contextFor, runAs } from '../../../test/support/context.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { expectGolden } from '../../../test/support/golden.ts';
import { virtualClock } from '../../../test/support/clock.ts';
import { somebody } from '../../../test/support/people.ts';
import { plainPartner } from '../../../test/support/plain-partner.ts';
import type { Card } from '../../cards/card.ts';
import { actionText } from '../../cards/audit-words.ts';
import { cardText } from '../../cards/card-text.ts';
import { type Lang, translator } from '../../kernel/texts/index.ts';
import { appendAudit, type AuditEntry } from '../../ledger/audit.ts';
import { genesis } from '../../ledger/audit-chain.ts';
import { upsertCustomers } from '../../ledger/customers.ts';
import { savePerson } from '../../ledger/people.ts';
import { interpret } from '../interpret.ts';
import { catalogueOf } from '../parse/catalogue.ts';
import { registry } from '../registry.ts';
import { audit } from './audit.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const noon = new Date('2026-11-23T04:00:00Z');
const cloud = 'c'.repeat(32);
const receipt = 'PD-7K2M-4QXA';
const rep = 'U0REP1';
const boss = 'U0BOSS1';

const minutes = (count: number) => new Date(noon.getTime() + count * 60_000);

const story: readonly Partial<AuditEntry>[] = [
  { action: 'bill', subject: { cycle: '2026-10', customer: cloud }, at: minutes(-24 * 60) },
  { action: 'customer.find', outcome: 'customerNotFound' },
  {
    action: 'money.ask',
    receipt,
    subject: { action: 'coupon.issue', total: '100', quota: 'q1' },
    outcome: 'asked',
  },
  { action: 'money.approve', receipt, userId: rep, outcome: 'own-request' },
  { action: 'money.approve', receipt, userId: boss, outcome: 'approved', subject: { standsFor: 'U0CFO1' } },
  {
    action: 'money.issue',
    receipt,
    userId: 'partner-desk',
    outcome: 'done',
    subject: { intent: `${receipt}-1`, customer: cloud, amount: '100', attempt: '1' },
  },
  { action: 'money.approve', receipt, userId: boss, outcome: 'closed-done' },
  { action: 'something.new', userId: boss, outcome: 'new-end', subject: { newWord: '<!channel>' } },
];

beforeEach(async () => {
  const { ledger } = database;
  await ledger.deleteFrom('audit').execute();
  await ledger.updateTable('audit_head').set({ seq: '0', hash: genesis.hash }).execute();
  for (const [userId, name] of [
    [rep, 'Li Na'],
    [boss, '王芳'],
    ['U0CFO1', 'Chen Wei'],
  ] as const) {
    const person = { app: 'slack', tenantId: 'T1', userId, name, locale: 'en', timeZone: 'UTC' };
    await savePerson(ledger, person, noon);
  }
  const described = { label: '', association: 'resale', verified: 'verified' };
  await upsertCustomers(
    ledger,
    [
      { ...described, customerId: cloud, accountName: 'cloud-sail', company: '广州云帆科技有限公司' },
      { ...described, customerId: 'd'.repeat(32), accountName: 'cloud-peak', company: 'Cloud Peak Ltd' },
    ],
    noon,
  );
  await write(story);
});

const write = (entries: readonly Partial<AuditEntry>[]) =>
  database.ledger.transaction().execute((trx) =>
    appendAudit(
      trx,
      entries.map((entry, place) => ({
        app: 'slack',
        tenantId: 'T1',
        userId: rep,
        action: 'bill',
        subject: {},
        outcome: 'done',
        at: minutes(place),
        ...entry,
      })),
    ),
  );

const context = (lang: Lang = 'en') =>
  contextFor(database.ledger, plainPartner(), {
    actor: { ...somebody('finance', lang), userId: rep },
    clock: virtualClock(minutes(60)),
  });

const ask = async (about: string, more: { lang?: Lang; page?: string } = {}): Promise<Card> =>
  cardOf(await runAs(audit, context(more.lang), { about, page: more.page }));

const rowsOf = (card: Card): (readonly string[])[] =>
  card.blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));

describe('the audit', () => {
  test('of a receipt tells its story in order, in both languages', () =>
    expectGolden('audit-receipt', (lang) => ask(receipt, { lang })));

  test('of a day shows the newest first, with words for what has no name yet', () =>
    expectGolden('audit-day', (lang) => ask('today', { lang })));

  test('of something nobody did says so', () =>
    expectGolden('audit-none', (lang) => ask('PD-0000-0000', { lang })));

  test('of rows that were changed says not to rely on them', async () => {
    await sql`update audit set outcome = 'approved' where outcome = 'own-request'`.execute(database.ledger);
    await expectGolden('audit-broken', (lang) => ask(receipt, { lang }));
  });

  test.each([
    ['a receipt in small letters', 'pd-7k2m-4qxa', [3, 4, 5, 6, 7]],
    ['a step of a receipt', `${receipt}-1`, [3, 4, 5, 6, 7]],
    ['a person', `@${boss}`, [8, 7, 5]],
    ['oneself', 'me', [4, 3, 2, 1]],
    ['a customer by name', '云帆', [6, 1]],
    ['a customer by id', cloud, [6, 1]],
    ['a customer nobody knows any more', 'e'.repeat(32), []],
    ['a day', '2026-11-22', [1]],
    ['yesterday', '昨天', [1]],
    ['today', '今天', [8, 7, 6, 5, 4, 3, 2]],
  ])('is found by %s', async (_, about, rows) => {
    expect(rowsOf(await ask(about)).map(([row]) => Number(row))).toEqual(rows);
  });

  test('knows no rows of another workspace’s person of the same id', async () => {
    await write([{ tenantId: 'T2', userId: boss }]);
    expect(rowsOf(await ask(`@${boss}`))).toHaveLength(3);
  });

  test('asks which of several customers is meant', async () => {
    const card = await ask('cloud');
    expect(card.blocks.at(-1)).toMatchObject({
      actions: [
        { does: { line: `audit ${'d'.repeat(32)}` } },
        { does: { line: `audit ${cloud}` } },
        { does: { type: 'form', line: 'audit cloud' } },
      ],
    });
  });

  test.each([
    ['nonsense', { about: 'zzzzzz' }, 'auditAboutUnknown'],
    ['a name that Slack did not resolve', { about: '@li na' }, 'personUnreadable'],
    ['page zero', { about: receipt, page: '0' }, 'pageUnreadable'],
    ['a page in words', { about: receipt, page: 'two' }, 'pageUnreadable'],
  ])('answers %s with a sentence', async (_, values, code) => {
    expect(await runAs(audit, context(), values)).toMatchObject({ ok: false, problem: { code } });
  });

  test('comes in pages that lead to one another', async () => {
    await write(Array.from({ length: 60 }, () => ({ userId: 'U0MANY1' })));
    const first = await ask('@U0MANY1');
    expect(rowsOf(first)).toHaveLength(25);
    expect(cardText(first)).toContain('Rows 1 to 25 of 60.');
    expect(first.blocks).toContainEqual({
      kind: 'actions',
      actions: [{ label: 'Older', does: { type: 'command', line: 'audit @U0MANY1 --page 2' } }],
    });
    const last = await ask('@U0MANY1', { page: '3' });
    expect(rowsOf(last)).toHaveLength(10);
    expect(cardText(last)).toContain('Rows 51 to 60 of 60.');
  });

  test('sees a row that was taken out between those shown', async () => {
    await sql`delete from audit where seq = 6`.execute(database.ledger);
    expect(cardText(await ask(`@${boss}`))).toContain('Row 6 is missing.');
  });

  test('sees that the row before the first one shown is gone', async () => {
    await sql`delete from audit where seq = 2`.execute(database.ledger);
    expect(cardText(await ask(receipt))).toContain('Row 2 is missing.');
  });

  test('has words for every command', () => {
    const t = translator('zh-CN');
    const paths = registry.commands.map(({ path }) => path.join('.'));
    expect(paths.filter((path) => actionText(t, path) === path)).toEqual([]);
    expect(actionText(t, 'action.something')).toBe('点击按钮“something”');
  });

  test('is for finance and admins', async () => {
    const house = { catalogue: catalogueOf([audit], 'cn'), site: 'cn', admins: 'Wang Fang' } as const;
    const read = (role: 'rep' | 'approver' | 'finance' | 'admin') =>
      interpret('audit today', somebody(role), house, noon, () => Promise.reject(new Error('not asked')));
    for (const role of ['finance', 'admin'] as const)
      expect(await read(role)).toMatchObject({ ok: true, value: { kind: 'run' } });
    for (const role of ['rep', 'approver'] as const)
      expect(await read(role)).toMatchObject({ ok: true, value: { kind: 'card', outcome: 'notPermitted' } });
  });
});
