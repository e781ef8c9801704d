import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { virtualClock } from '../../../test/support/clock.ts';
import { couponPartner, couponQuota } from '../../../test/support/coupon-partner.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { quiet } from '../../../test/support/log.ts';
import { somebody } from '../../../test/support/people.ts';
import { customer } from '../../../test/support/plain-partner.ts';
import type { Form, FormField } from '../../cards/form.ts';
import { upsertCustomers } from '../../ledger/customers.ts';
import { openQuotaShelf } from '../args/quota-shelf.ts';
import type { Desk } from '../desk.ts';
import { openDesk } from '../open-desk.ts';
import { couponCommands } from './index.ts';

const yunfan = 'a'.repeat(32);
const xinghe = 'b'.repeat(32);
const twins = ['c', 'd'].map((letter) => letter.repeat(32));
const unknownId = 'e'.repeat(32);
const clock = virtualClock('2026-11-23T02:00:00Z');
const rep = somebody('rep');
const csv = (text: string) => ({ 'customers.file': new TextEncoder().encode(text) });

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  const entries = [
    customer(yunfan, 'yunfan', '云帆科技'),
    customer(xinghe, 'xinghe', '星河智联'),
    ...twins.map((id, at) => customer(id, `twin-${at}`, 'Twin')),
    customer('f'.repeat(32), 'inc', 'Acme, Inc.'),
  ];
  await upsertCustomers(database.ledger, entries, clock.now());
});
afterAll(() => database.close());

function deskWith(quotas = [couponQuota('CQ1', '5000')]): Desk {
  return openDesk({
    registry: { commands: couponCommands, actions: [] },
    site: 'cn',
    policy: { admins: 'Wang Fang' },
    ledger: database.ledger,
    clock,
    operations: [],
    quotas: openQuotaShelf(couponPartner({ quotas }), clock, quiet),
  });
}

async function formFor(line: string, desk = deskWith()): Promise<Form> {
  const form = await desk.form(line, rep);
  if (!('fields' in form)) throw new Error(form.summary);
  return form;
}
const field = (form: Form, name: string): FormField | undefined =>
  form.fields.find((one) => one.name === name);

describe('the form that asks for coupons', () => {
  it('takes customers one by one, as a list or as a file', async () => {
    const form = await formFor('coupon issue');
    expect(form.submit).toBe('Preview');
    expect(form.fields.map(({ name, type }) => `${name}: ${type}`)).toEqual([
      'customers: lookups',
      'customers.list: text',
      'customers.file: file',
      'amount: text',
      'quota: lookup',
      'from: text',
      'to: text',
      'services: text',
      'reason: text',
    ]);
  });

  it('holds those who were found by name, and leaves the others in the list', async () => {
    const form = await formFor(`coupon issue yunfan,${xinghe},nobody 500`);
    expect(field(form, 'customers')).toMatchObject({
      values: [
        { value: yunfan, label: '云帆科技' },
        { value: xinghe, label: '星河智联' },
      ],
    });
    expect(field(form, 'customers.list')).toMatchObject({ value: 'nobody' });
    expect(field(form, 'amount')).toMatchObject({ value: '500' });
  });

  it('asks which of several is meant, by a choice for each name', async () => {
    const reading = await deskWith().read('coupon issue yunfan,Twin 500 --reason spring sale', rep);
    const form = reading.kind === 'form' ? reading.form : undefined;
    const pick = form && field(form, 'customers.pick1');
    expect(pick).toMatchObject({
      type: 'choice',
      label: 'Which “Twin”?',
      required: true,
      options: twins.map((value) => ({ value })),
    });
    expect(form && field(form, 'customers.list')).not.toHaveProperty('value');
  });

  it('knows the quota when there is only one', async () => {
    const desk = deskWith();
    await desk.suggest('quota', '', rep);
    expect(field(await formFor('coupon issue', desk), 'quota')).toMatchObject({ value: { value: 'CQ1' } });
    const several = deskWith([couponQuota('CQ1', '5000'), couponQuota('CQ2', '1')]);
    await several.suggest('quota', '', rep);
    expect(field(await formFor('coupon issue', several), 'quota')).not.toHaveProperty('value');
  });

  it('suggests quotas by id and kind, to those who may ask', async () => {
    const desk = deskWith([couponQuota('CQ1', '5000'), couponQuota('CQ2', '1', { kind: 'cash-coupon' })]);
    const ids = async (typed: string, who = rep) =>
      (await desk.suggest('quota', typed, who)).map(({ value }) => value);
    expect(await ids('')).toEqual(['CQ1', 'CQ2']);
    expect(await ids('cq2')).toEqual(['CQ2']);
    expect(await ids('CASH')).toEqual(['CQ2']);
    expect(await ids('', somebody('approver'))).toEqual([]);
  });
});

describe('what the form says', () => {
  const rest = { amount: '￥５００', reason: '双十一' };
  const submit = (values: Record<string, string>, files = {}) =>
    deskWith().submit('coupon issue', { ...rest, ...values }, rep, files);
  const end = '¥500 --reason 双十一';

  test.each([
    ['chosen ones', { customers: `${yunfan},${xinghe}` }, {}, [yunfan, xinghe]],
    ['a pasted list', { 'customers.list': 'yunfan\n星河智联\n' }, {}, [yunfan, xinghe]],
    ['a file', {}, csv('note,客户\nx,yunfan\ny,星河智联\n'), [yunfan, xinghe]],
    [
      'all three',
      { customers: yunfan, 'customers.list': 'xinghe' },
      csv('twin-0\n'),
      [yunfan, xinghe, twins[0]],
    ],
    ['a choice', { 'customers.pick1': twins[1] ?? '', 'customers.list': 'yunfan' }, {}, [twins[1], yunfan]],
    ['ids with spaces between', { 'customers.list': `${yunfan} ${xinghe}` }, {}, [yunfan, xinghe]],
    ['a name with a comma', {}, csv('customer\n"Acme, Inc."\n'), ['f'.repeat(32)]],
  ])('with %s becomes a line of ids', async (_what, values, files, ids) => {
    expect(await submit(values, files)).toEqual({ ok: true, line: `coupon issue ${ids.join(',')} ${end}` });
  });

  it('leaves to a worker whom the directory does not know: the platform may', async () => {
    expect(await submit({ 'customers.list': `yunfan\n${unknownId}\nnew one` })).toEqual({
      ok: true,
      line: `coupon issue "${yunfan},${unknownId},new one" ${end}`,
    });
  });

  test.each<[string, Record<string, string>, object, string, string]>([
    ['nobody', {}, {}, 'customers', 'Please fill this in.'],
    [
      'one twice',
      { customers: yunfan, 'customers.list': 'yunfan' },
      {},
      'customers.list',
      'stands in the list twice',
    ],
    ['an unclear name', { 'customers.list': 'Twin' }, {}, 'customers.list', 'Several customers match “Twin”'],
    ['several unclear names', { 'customers.list': 'Twin\ntwi' }, {}, 'customers.list', 'Twin, twi'],
    ['an unclear name in a file', {}, csv('Twin\n'), 'customers.file', 'Several customers match'],
    ['an empty file', { customers: yunfan }, csv('customer\n'), 'customers.file', 'names no customer'],
    [
      'too many',
      { 'customers.list': Array.from({ length: 101 }, (_, at) => `c${at}`).join('\n') },
      {},
      'customers.list',
      'These are 101 customers',
    ],
  ])('with %s is corrected where it stands', async (_what, values, files, at, sentence) => {
    const sent = await submit(values, files);
    expect(sent.ok ? {} : sent.errors).toEqual({ [at]: expect.stringContaining(sentence) as unknown });
  });
});
