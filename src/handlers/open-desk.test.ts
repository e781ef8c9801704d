import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { virtualClock } from '../../test/support/clock.ts';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { somebody } from '../../test/support/people.ts';
import { operation } from '../../test/support/plain-partner.ts';
import { sampleBalance, sampleBill, sampleFind, sampleShow } from '../../test/support/sample-commands.ts';
import type { Action, Card } from '../cards/card.ts';
import type { Form, FormField } from '../cards/form.ts';
import { type Lang, langs } from '../kernel/texts/index.ts';
import { upsertCustomers } from '../ledger/customers.ts';
import { receiveRequests } from '../ledger/requests.ts';
import { api } from './api/command.ts';
import type { Desk, Reading } from './desk.ts';
import { openDesk } from './open-desk.ts';

const acme = 'a'.repeat(32);
const acmeTwo = 'b'.repeat(32);
const yun = 'c'.repeat(32);

let database: TestDatabase;
let desk: Desk;
const clock = virtualClock('2026-11-23T02:00:00Z');
const parts = {
  registry: { commands: [sampleBill, sampleBalance, sampleFind, sampleShow, api], actions: [] },
  policy: { admins: 'Wang Fang' },
  clock,
  operations: [
    operation('ListServiceTypes'),
    operation('ListPartnerBalances'),
    operation('CreatePartnerCoupons', { reads: false }),
  ],
};

beforeAll(async () => {
  database = await freshDatabase();
  const entry = (customerId: string, accountName: string, company: string) => ({
    customerId,
    accountName,
    company,
    label: '',
    association: 'resale',
    verified: 'verified',
  });
  const entries = [
    entry(acme, 'acme', 'Acme Cloud'),
    entry(acmeTwo, 'acme-two', 'Acme Data'),
    entry(yun, 'yunshang', '云上科技'),
  ];
  await upsertCustomers(database.ledger, entries, clock.now());
  desk = openDesk({ ...parts, site: 'cn', ledger: database.ledger });
});
afterAll(() => database.close());

const cardOf = (reading: Reading): Card => {
  if (reading.kind !== 'card') throw new Error(`a ${reading.kind}, not a card`);
  return reading.card;
};
const formIn = (reading: Reading): Form => {
  if (reading.kind !== 'form') throw new Error(`a ${reading.kind}, not a form`);
  return reading.form;
};
const field = (form: Form, name: string): FormField | undefined =>
  form.fields.find((one) => one.name === name);
const actionsOf = (card: Card): readonly Action[] =>
  card.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
const linesOf = (card: Card): string[] =>
  actionsOf(card).flatMap(({ does }) => (does.type === 'command' || does.type === 'form' ? [does.line] : []));

describe('a glance', () => {
  test.each([
    ['bill last', true],
    ['bill', true],
    ['账单上月', true],
    ['balance me', true],
    ['customer find acme', true],
    [`bill ${acme} 2026-10`, true],
    ['api ListServiceTypes', true],
    ['bill acme', false],
    ['bill 2026-13', false],
    ['bill --by', false],
    ['bill --colour red', false],
    ['customer find', false],
    ['help', false],
    ['', false],
    ['bil last', false],
  ])('at %j hands it to a worker: %s', (line, ready) => {
    expect(desk.glance(line)).toBe(ready);
  });

  it('is not remembered into the next month', () => {
    let now = new Date('2026-10-31T15:59:00Z');
    const turning = { ...parts.clock, now: () => now };
    const here = openDesk({ ...parts, clock: turning, site: 'cn', ledger: database.ledger });
    expect(here.glance('bill 2026-11')).toBe(false);
    now = new Date('2026-10-31T16:00:00Z');
    expect(here.glance('bill 2026-11')).toBe(true);
  });

  it('leaves a command of another site to be read', () => {
    const abroad = openDesk({ ...parts, site: 'intl', ledger: database.ledger });
    expect(abroad.glance('balance me')).toBe(false);
  });
});

describe('a line', () => {
  const rep = somebody('rep');

  it('that names one customer of the directory goes to a worker', async () => {
    expect(await desk.read('bill 云上科技 last', rep)).toEqual({ kind: 'work', line: 'bill 云上科技 last' });
    expect(await desk.read('bill acme', rep)).toEqual({ kind: 'work', line: 'bill acme' });
  });

  it('that names a customer nobody here knows goes to a worker, who asks the platform', async () => {
    expect((await desk.read('bill zzz', rep)).kind).toBe('work');
  });

  it('that may mean several customers opens a form to choose from, the rest filled in', async () => {
    const form = formIn(await desk.read('bill acm 上月 --csv', rep));
    expect(field(form, 'customer')).toMatchObject({
      type: 'choice',
      options: [{ value: acme }, { value: acmeTwo }],
      problem: 'Several customers match “acm”. Please choose one.',
    });
    expect(field(form, 'month')).toMatchObject({ value: '2026-10' });
    expect(field(form, 'csv')).toMatchObject({ value: true });
  });

  it('that may mean more customers than fit a list opens a form to type more of the name', async () => {
    const crowd = Array.from({ length: 21 }, (_, at) => ({
      customerId: `${at}`.padStart(32, '0'),
      accountName: `crowd-${at}`,
      company: '',
      label: '',
      association: 'resale',
      verified: '',
    }));
    await upsertCustomers(database.ledger, crowd, clock.now());
    const form = formIn(await desk.read('bill crowd', rep));
    expect(field(form, 'customer')).toMatchObject({
      type: 'lookup',
      problem: 'Several customers match “crowd”. Please choose one.',
    });
  });

  it('with a month that cannot be used opens a form that says why', async () => {
    const form = formIn(await desk.read('bill 2027-01 yunshang', rep));
    expect(field(form, 'month')?.problem).toContain('has not begun yet');
    expect(field(form, 'customer')).toMatchObject({ value: { value: 'yunshang' } });
  });

  it('that lacks what is needed opens a form', async () => {
    const form = formIn(await desk.read('customer find', somebody('rep', 'zh-CN')));
    expect(form.title).toBe('客户 查');
    expect(field(form, 'text')).toMatchObject({ required: true });
    expect(field(form, 'text')).not.toHaveProperty('problem');
  });

  it('with a slip is answered with the nearest commands as buttons, what followed kept', async () => {
    const reading = await desk.read('bil acme last', rep);
    expect(reading).toMatchObject({ kind: 'card', outcome: 'unknownCommand', about: 'unknown' });
    expect(linesOf(cardOf(reading))).toEqual(['bill acme last', 'help']);
  });

  it('with a slip in an option is answered with the corrected line', async () => {
    const reading = await desk.read('bill acme --bye service', rep);
    expect(linesOf(cardOf(reading))).toEqual(['bill acme --by service']);
  });

  it('with a noun alone shows what can be done with it', async () => {
    expect(linesOf(cardOf(await desk.read('customer', rep)))).toEqual(['customer find', 'customer show']);
    expect(linesOf(cardOf(await desk.read('customer acme', rep)))).toEqual([
      'customer find acme',
      'customer show acme',
    ]);
  });

  it('for another site is refused with a sentence', async () => {
    const abroad = openDesk({ ...parts, site: 'intl', ledger: database.ledger });
    expect(await abroad.read('balance', rep)).toMatchObject({ kind: 'card', outcome: 'notOnThisSite' });
  });
});

describe('rights', () => {
  it('a command one may not run is refused, and says who can change that', async () => {
    const reading = await desk.read('api ListServiceTypes', somebody('rep'));
    expect(reading).toMatchObject({ kind: 'card', outcome: 'notPermitted' });
    expect(cardOf(reading).summary).toBe(
      'Your role does not include “read from any API operation”. Wang Fang can change that in the policy file.',
    );
  });

  it('a form holds nothing one may not give, and a button that gives it opens none', async () => {
    const names = async (role: 'approver' | 'finance') => {
      const form = await desk.form('bill last', somebody(role));
      return 'fields' in form ? form.fields.map(({ name }) => name) : [];
    };
    expect(await names('finance')).toContain('xlsx');
    expect(await names('approver')).toEqual(['month', 'customer', 'by', 'csv']);
    const refused = await desk.form('bill last --xlsx', somebody('approver'));
    expect('fields' in refused ? '' : refused.summary).toContain('export bill details');
  });

  it('commands one may not run are not suggested after a slip', async () => {
    expect(linesOf(cardOf(await desk.read('apii', somebody('rep'))))).toEqual(['help']);
    expect(linesOf(cardOf(await desk.read('apii', somebody('admin'))))).toContain('api');
  });

  test.each(['', 'help', 'bill', 'bil', 'customer', 'balance acme', 'help api', '余额'])(
    'a stranger who types %j reads one kind sentence and nothing else',
    async (line) => {
      const reading = await desk.read(line, somebody(undefined));
      expect(reading).toMatchObject({ kind: 'card', outcome: 'unknownPerson' });
      expect(cardOf(reading).blocks).toHaveLength(1);
      expect(cardOf(reading).summary).toContain('Wang Fang');
    },
  );

  it('a stranger gets no form, no suggestion and no home page', async () => {
    const stranger = somebody(undefined);
    expect(await desk.form('bill', stranger)).toMatchObject({ blocks: [{ kind: 'notice' }] });
    expect(await desk.suggest('customer', 'acme', stranger)).toEqual([]);
    expect((await desk.submit('bill', { month: '2026-10' }, stranger)).ok).toBe(false);
    expect((await desk.home(stranger)).blocks).toHaveLength(1);
  });

  it('operations are suggested to those who may call them', async () => {
    expect(await desk.suggest('operation', 'list', somebody('rep'))).toEqual([]);
    const names = (await desk.suggest('operation', 'list', somebody('admin'))).map(({ value }) => value);
    expect(names).toEqual(['ListPartnerBalances', 'ListServiceTypes']);
  });
});

describe('help', () => {
  it('lists what one may run here and no more', async () => {
    const text = JSON.stringify(cardOf(await desk.read('help', somebody('rep'))));
    expect(text).toContain('/hw bill [');
    expect(text).not.toContain('/hw api');
    expect(JSON.stringify(cardOf(await desk.read('help', somebody('admin'))))).toContain('/hw api');
  });

  it('runs a command with a button, or opens its form when it needs something', async () => {
    const buttons = actionsOf(cardOf(await desk.read('help', somebody('rep')))).map(({ does }) => does);
    expect(buttons).toContainEqual({ type: 'command', line: 'bill' });
    expect(buttons).toContainEqual({ type: 'form', line: 'customer find' });
  });

  test.each([
    ['bill', ['bill']],
    ['账单', ['bill']],
    ['customer', ['customer find', 'customer show']],
    ['客户 详情', ['customer show']],
    ['partner api', ['api']],
    ['接口', ['api']],
  ])('on %j finds by name, alias or summary in either language', async (about, lines) => {
    const card = cardOf(await desk.read(`help ${about}`, somebody('admin')));
    expect(linesOf(card).filter((line) => !line.startsWith('help'))).toEqual(expect.arrayContaining(lines));
  });

  it('on nothing it knows offers the nearest word', async () => {
    const card = cardOf(await desk.read('help balanec', somebody('rep')));
    expect(linesOf(card)).toEqual(['help balance', 'help']);
  });

  test.each(langs)('and the menu are in the language of the reader (%s)', async (lang: Lang) => {
    const menu = cardOf(await desk.read('', somebody('admin', lang)));
    expect(menu.title).toBe(lang === 'en' ? 'Partner Desk' : '伙伴助手');
    expect(actionsOf(menu).map(({ label }) => label)).toContain(lang === 'en' ? 'bill' : '账单');
    const help = cardOf(await desk.read('help', somebody('admin', lang)));
    expect(/[\u4e00-\u9fff]/.test(help.title ?? '')).toBe(lang === 'zh-CN');
  });
});

describe('a form', () => {
  const rep = somebody('rep');

  it('opened on purpose complains about nothing that was not asked yet', async () => {
    const form = await desk.form('customer find', rep);
    expect('fields' in form && form.fields.every(({ problem }) => problem === undefined)).toBe(true);
  });

  it('offers the months the platform keeps, newest first', async () => {
    const form = await desk.form('bill', rep);
    const month = 'fields' in form ? field(form, 'month') : undefined;
    const options = month?.type === 'choice' ? month.options.map(({ value }) => value) : [];
    expect(options.at(0)).toBe('2026-11');
    expect(options.at(-1)).toBe('2025-05');
  });

  it('gives back the line a person would have typed', async () => {
    const values = { month: '2026-10', customer: acme, by: 'service', csv: 'true', xlsx: 'false' };
    expect(await desk.submit('bill', values, rep)).toEqual({
      ok: true,
      line: `bill 2026-10 ${acme} --by service --csv`,
    });
  });

  it('takes the same road as a typed line: full-width text is read', async () => {
    expect(await desk.submit('customer find', { text: '“ａｃｍｅ”　上海' }, rep)).toEqual({
      ok: true,
      line: 'customer find "\\"acme\\" 上海"',
    });
  });

  it('says at the field what is missing or wrong', async () => {
    expect(await desk.submit('customer find', {}, rep)).toEqual({
      ok: false,
      errors: { text: 'Please fill this in.' },
    });
    const wrong = await desk.submit('bill', { month: '2027-01', customer: 'acm' }, rep);
    expect(wrong.ok ? [] : Object.keys(wrong.errors)).toEqual(['month', 'customer']);
  });

  it('for a command that is gone says so', async () => {
    expect(await desk.submit('bil', { month: '2026-10' }, rep)).toMatchObject({ ok: false });
  });

  it('of any operation is filled in with what a button knows', async () => {
    const form = await desk.form('api ListServiceTypes limit=10 name=', somebody('admin'));
    const value = 'fields' in form ? field(form, 'parameters') : undefined;
    expect(value).toMatchObject({ type: 'text', multiline: true, value: 'limit=10\nname=' });
  });

  it('with lines of key=value becomes one line', async () => {
    const values = { operation: 'ListServiceTypes', parameters: 'limit=10\nname="a b"' };
    expect(await desk.submit('api', values, somebody('admin'))).toEqual({
      ok: true,
      line: 'api ListServiceTypes limit=10 name="a b"',
    });
    const wrong = await desk.submit('api', { operation: 'X', parameters: 'limit 10' }, somebody('admin'));
    expect(wrong.ok ? '' : wrong.errors['parameters']).toContain('key=value');
  });
});

describe('suggestions', () => {
  it('find customers by name, with the account name and id beside', async () => {
    const options = await desk.suggest('customer', '云上', somebody('rep'));
    expect(options).toEqual([{ value: yun, label: '云上科技', description: `yunshang · ${yun}` }]);
  });
});

describe('the home page', () => {
  it('shows my own latest requests with their state, and nobody else’s', async () => {
    const request = (id: string, userId: string, line: string) => ({
      id,
      dedupeKey: id,
      app: 'slack',
      tenantId: 'T1',
      userId,
      line,
      ready: true,
    });
    await receiveRequests(
      database.ledger,
      [
        request('r1', 'U0REP', 'bill last'),
        request('r2', 'U0OTHER', 'balance secret'),
        request('r3', 'U0REP', 'action:cancel'),
      ],
      { dispatch: { queue: 'interactive', name: 'run-command' } },
    );
    const text = JSON.stringify(await desk.home(somebody('rep')));
    expect(text).toContain('/hw bill last');
    expect(text).toContain('in the queue');
    expect(text).toContain('a button');
    expect(text).not.toContain('secret');
    await database.ledger.updateTable('requests').set({ outcome: 'form' }).where('id', '=', 'r1').execute();
    expect(JSON.stringify(await desk.home(somebody('rep')))).not.toContain('/hw bill last');
  });

  it('says what I may do, and who looks after the bot', async () => {
    const text = JSON.stringify(await desk.home(somebody('finance', 'zh-CN')));
    expect(text).toContain('导出账单明细');
    expect(text).toContain('Wang Fang');
    expect(text).not.toContain('任意接口');
  });
});
