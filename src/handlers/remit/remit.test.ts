import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextFor, runAs } from '../../../test/support/context.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { somebody } from '../../../test/support/people.ts';
import { remitHouse } from '../../../test/support/remit-house.ts';
import { cardText } from '../../cards/card-text.ts';
import { decimal } from '../../kernel/decimal.ts';
import { newId } from '../../kernel/ids.ts';
import { remittanceByCode } from '../../ledger/remittances.ts';
import type { Actor, Command } from '../command.ts';
import { openDesk } from '../open-desk.ts';
import { registry } from '../registry.ts';
import { remitActions, remitCommands } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const rep = somebody('rep');
const finance = somebody('finance');
const approver = somebody('approver');
const elsewhere: Actor = { ...rep, app: 'teams', tenantId: 'elsewhere', userId: 'somebody-else' };

function desk() {
  const house = remitHouse(database.ledger);
  const { clock, partner, room } = house;
  const context = (actor: Actor, requestId = newId()) =>
    contextFor(database.ledger, partner, { actor, clock, approvals: room, requestId });
  const said = (result: Awaited<ReturnType<typeof runAs>>): string => {
    if (!result.ok) return result.problem.code;
    return result.value === 'handed-over' ? result.value : cardText(result.value);
  };
  const commandOf = (verb: string): Command => {
    const found = remitCommands.find(({ path }) => path[1] === verb);
    if (!found) throw new Error(`no command remit ${verb}`);
    return found;
  };
  const type = async (verb: string, actor: Actor, values: Readonly<Record<string, unknown>> = {}) =>
    said(await runAs(commandOf(verb), context(actor), values));
  return {
    ...house,
    context,
    type,
    commandOf,
    press: async (name: string, actor: Actor, token: string) => {
      const action = remitActions.find((one) => one.name === name);
      if (!action) throw new Error(`no action ${name}`);
      return said(await action.run(context(actor), token));
    },
  };
}

const sent = {
  amount: decimal('50000'),
  day: '2026-11-20',
  payer: 'Yunfan 6222020200112233445',
  route: 'general',
};
const codeIn = (text: string): string => /RM-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '';

describe('announcing', () => {
  it('the same request twice announces one remittance', async () => {
    const { commandOf, context } = desk();
    const requestId = newId();
    const texts: string[] = [];
    while (texts.length < 2) {
      const result = await runAs(commandOf('new'), context(rep, requestId), sent);
      texts.push(result.ok && result.value !== 'handed-over' ? codeIn(cardText(result.value)) : '');
    }
    expect(texts[0]).toMatch(/^RM-/);
    expect(texts[1]).toBe(texts[0]);
  });

  it('keeps no bank account, wherever somebody writes it', async () => {
    const { type } = desk();
    const text = await type('new', rep, sent);
    expect(text).toContain('Yunfan ••••3445');
    expect((await remittanceByCode(database.ledger, codeIn(text)))?.payer).toBe('Yunfan ••••3445');
  });
});

describe('a pasted text', () => {
  const opened = () => {
    const { clock } = desk();
    const policy = { admins: 'Wang Fang' };
    return openDesk({ registry, site: 'cn', policy, ledger: database.ledger, clock, operations: [] });
  };

  it('opens the form with what it says, and is never run as it stands', async () => {
    const line = 'remit new 付款人:云帆 付款账号:6222020200112233445 金额:50,000.00元 日期:2026-11-20';
    expect(opened().glance(line)).toBe(false);
    const reading = await opened().read(line, rep);
    if (reading.kind !== 'form') throw new Error(reading.kind);
    const shown = JSON.stringify(reading.form.fields);
    for (const value of ['"50000"', '"2026-11-20"', '"云帆"', '"general"']) expect(shown).toContain(value);
    expect(shown).not.toContain('6222020200112233445');
  });

  it('that names several amounts shows them at the field, to be corrected', async () => {
    const reading = await opened().read('remit new 转账 50,000.00 元 或 60,000.00 元 2026-11-20', rep);
    if (reading.kind !== 'form') throw new Error(reading.kind);
    const amount = reading.form.fields.find(({ name }) => name === 'amount');
    expect(amount).toMatchObject({ value: '50000 / 60000' });
    expect(amount?.problem).toContain('50000 / 60000');
  });

  it('from the form is a line again, without the account and with the name of the voucher', async () => {
    const values = {
      amount: '￥50,000.00',
      day: '昨天',
      payer: '云帆',
      route: 'general',
      account: 'cash',
      voucher: '回单 1.pdf',
      note: '账号 6222020200112233445',
    };
    const submitted = await opened().submit('remit new', values, rep);
    expect(submitted).toMatchObject({ ok: true });
    if (!submitted.ok) return;
    expect(submitted.line).toContain('--voucher "回单 1.pdf"');
    expect(submitted.line).toContain('••••3445');
    expect(opened().glance(submitted.line)).toBe(true);
  });

  it('with a day to come, or long gone, is corrected in the form', async () => {
    for (const day of ['2026-11-24', '2025-11-23']) {
      const values = { amount: '1', day, payer: '云帆', route: 'general' };
      const submitted = await opened().submit('remit new', values, rep);
      expect(submitted.ok ? '' : submitted.errors['day']).toContain(day);
    }
  });
});

describe('a remittance of somebody else', () => {
  it('does not exist for others, does for finance, and is moved by those concerned alone', async () => {
    const { type } = desk();
    const remittance = codeIn(await type('new', rep, sent));
    for (const verb of ['show', 'claimed', 'review', 'withdraw'])
      expect(await type(verb, approver, { remittance })).toBe('remittanceUnknown');
    expect(await type('rejected', elsewhere, { remittance, reason: 'why' })).toBe('remittanceUnknown');
    expect(await type('show', finance, { remittance: remittance.toLowerCase() })).toContain(remittance);
    expect(await type('claimed', finance, { remittance })).toContain('is claimed');
    expect(await type('list', approver)).not.toContain(remittance);
    expect(await type('list', rep)).toContain(remittance);
    expect(await type('list', finance)).toContain(remittance);
  });

  it('is touched by no button of a stranger, and no token that names nothing does anything', async () => {
    const { type, press, topUp, watch, one } = desk();
    const code = codeIn(await type('new', rep, { ...sent, amount: decimal('777') }));
    const id = (await remittanceByCode(database.ledger, code))?.id ?? '';
    topUp('t1', '777', '2026-11-23T01:00:00Z');
    await watch();
    const before = await one(id);
    for (const { name } of remitActions) {
      for (const token of ['', 'nonsense', "' or 1=1 --", '00000000-0000-0000-0000-000000000000'])
        expect(await press(name, finance, token)).toBe('actionGone');
      expect(await press(name, elsewhere, `${id}:t1`)).toMatch(/remittanceOfAnother|actionGone/);
      expect(await press(name, approver, name.startsWith('remit.c') ? id : `${id}:t1`)).toMatch(
        /remittanceOfAnother|actionGone/,
      );
    }
    expect(await one(id)).toEqual(before);
    expect(await press('remit.confirm', finance, `${id}:other`)).toContain('no longer stands for');
    expect(await press('remit.confirm', finance, `${id}:t1`)).toContain('credited on 2026-11-23');
    expect(await press('remit.confirm', finance, `${id}:t1`)).toContain('not possible now');
    expect(await one(id)).toMatchObject({ state: 'credited', creditedBy: 't1' });
  });
});

describe('the dedicated account', () => {
  it('needs no claim, and says so', async () => {
    const { type } = desk();
    const text = await type('new', rep, { ...sent, route: 'dedicated' });
    expect(text).toContain('nothing is to be claimed');
    expect(text).not.toContain('线下汇款认领');
    expect(await type('claimed', rep, { remittance: codeIn(text) })).toContain('needs no claim');
  });
});
