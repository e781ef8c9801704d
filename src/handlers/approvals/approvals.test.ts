import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bothApps, entraOf, teamsTenant } from '../../../test/support/approval-room.ts';
import { contextFor, runAs } from '../../../test/support/context.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { moneyHouse, type MoneyHouse } from '../../../test/support/money-house.ts';
import { somebody } from '../../../test/support/people.ts';
import { cardText } from '../../cards/card-text.ts';
import type { Actor } from '../command.ts';
import { resume, stop } from '../money/stop.ts';
import { approvalActions } from './actions.ts';
import { refuse, withdraw } from './by-receipt.ts';
import { delegate } from './delegate.ts';
import { approvals } from './list.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterEach(async () => {
  await database.ledger.deleteFrom('money_stop').execute();
  await database.ledger.deleteFrom('money_delegations').execute();
});
afterAll(() => database.close());

function desk(house: MoneyHouse = moneyHouse(database.ledger)) {
  const { room, clock, partner } = house;
  const context = (actor: Actor, more = {}) =>
    contextFor(database.ledger, partner, { actor, clock, approvals: room, ...more });
  const said = (result: Awaited<ReturnType<typeof runAs>>): string => {
    if (!result.ok) return result.problem.code;
    return result.value === 'handed-over' ? result.value : cardText(result.value);
  };
  return {
    ...house,
    context,
    type: async (command: typeof approvals, actor: Actor, values: Readonly<Record<string, unknown>> = {}) =>
      said(await runAs(command, context(actor), values)),
    press: async (name: string, actor: Actor, token: string, more = {}) => {
      const action = approvalActions.find((one) => one.name === name);
      if (!action) throw new Error(`no action ${name}`);
      return said(await action.run(context(actor, more), token));
    },
  };
}

const rep = somebody('rep');
const approver = somebody('approver');
const finance = somebody('finance');
const auditOf = (receipt: string) =>
  database.ledger
    .selectFrom('audit')
    .select(['action', 'outcome', 'user_id'])
    .where('receipt', '=', receipt)
    .execute();

describe('a click', () => {
  it('on a token that names nothing finds nothing, whatever it does', async () => {
    const { press } = desk();
    for (const { name } of approvalActions) {
      for (const token of ['', 'nonsense', "' or 1=1 --", '00000000-0000-0000-0000-000000000000'])
        expect(await press(name, approver, token)).toBe('requestGone');
    }
  });

  it('from another workspace finds nothing', async () => {
    const { asked, press, read } = desk();
    const { id } = await asked();
    const foreign = { ...approver, tenantId: 'T9' };
    for (const { name } of approvalActions) expect(await press(name, foreign, id)).toBe('requestGone');
    expect(await read(id)).toMatchObject({ state: 'waiting', approvals: [] });
  });

  it('of the requester, of somebody without the right, or too late changes nothing and is written down', async () => {
    const { asked, press, read } = desk();
    const { id, receipt } = await asked();
    expect(await press('approval.approve', rep, id)).toBe('ownRequest');
    expect(await press('approval.approve', finance, id)).toBe('mayNotApprove');
    expect(await read(id)).toMatchObject({ state: 'waiting', approvals: [] });
    expect(await press('approval.withdraw', rep, id)).toContain('Withdrawn');
    expect(await press('approval.approve', approver, id)).toContain('decided already: withdrawn');
    expect((await auditOf(receipt)).map(({ outcome }) => outcome)).toEqual([
      'asked',
      'own-request',
      'no',
      'withdrawn',
      'closed-withdrawn',
    ]);
  });

  it('to decide a step that waits for nobody does nothing', async () => {
    const { asked, approve, press, read } = desk();
    const { id } = await asked();
    await approve(id);
    const before = await read(id);
    for (const choice of ['done', 'not-done', 'go-on', 'leave'])
      expect(await press(`approval.settle-${choice}`, approver, `${id}-1`)).toContain('nothing to decide');
    expect(await read(id)).toEqual(before);
  });

  it('on a card that nobody knows makes that card one to be kept true', async () => {
    const { asked, run, press, chat } = desk();
    const { id } = await asked('2000');
    await run('show-case', { caseId: id });
    const pressed = { app: 'slack', tenantId: 'T1', channelId: 'C0APPROVALS', messageId: 'lost' } as const;
    const updated: string[] = [];
    chat.fault = (call, at) => {
      if (call === 'update') updated.push(at);
      return undefined;
    };
    await press('approval.approve', finance, id, { pressed });
    await run('show-case', { caseId: id });
    expect(updated).toContain('lost');
  });
});

describe('a refusal', () => {
  it('is typed by receipt, and its reason is kept', async () => {
    const { asked, type, read } = desk();
    const { id, receipt } = await asked();
    expect(await type(refuse, approver, { receipt: receipt.toLowerCase(), reason: 'not now' })).toContain(
      'Refused',
    );
    expect((await read(id)).events.at(-1)).toMatchObject({ kind: 'refused', note: 'not now' });
    expect(await type(withdraw, rep, { receipt })).toContain('decided already: refused');
    expect(await type(refuse, approver, { receipt: 'PD-0000-0000', reason: 'no' })).toBe('requestGone');
  });
});

describe('the list', () => {
  it('shows each request to those who can decide it, to its requester, and at its end to all', async () => {
    const { asked, type, approve } = desk();
    const { id, receipt } = await asked('2000');
    expect(await type(approvals, approver)).toContain(receipt);
    expect(await type(approvals, finance)).toContain(receipt);
    expect(await type(approvals, rep)).not.toContain(receipt);
    expect(await type(approvals, rep, { tab: 'mine' })).toContain(receipt);
    await approve(id, { app: 'slack', tenantId: 'T1', userId: finance.userId });
    expect(await type(approvals, finance)).not.toContain(receipt);
    await type(withdraw, rep, { receipt });
    expect(await type(approvals, approver)).not.toContain(receipt);
    expect(await type(approvals, finance, { tab: 'decided' })).toContain(receipt);
  });
});

describe('a delegation', () => {
  it('lets somebody approve in another’s place until its day is over, and no longer', async () => {
    const { asked, type, press, read, clock } = desk();
    const admin = somebody('admin');
    const given = { person: `@${admin.userId} until`, until: '2026-11-24' };
    expect(await type(delegate, approver, given)).toContain(admin.userId);
    const first = await asked();
    expect(await press('approval.approve', admin, first.id)).toContain('being carried out');
    expect((await read(first.id)).approvals).toMatchObject([{ standsFor: { userId: approver.userId } }]);
    await clock.advance(48 * 3_600_000);
    const second = await asked();
    expect(await press('approval.approve', admin, second.id)).toBe('mayNotApprove');
  });

  it('is ended, refused to oneself and for days long gone or far ahead, and written down', async () => {
    const { type } = desk();
    expect(await type(delegate, approver, { person: `@${approver.userId}`, until: '2026-11-24' })).toBe(
      'delegationToSelf',
    );
    expect(await type(delegate, approver, { person: '@U0ADMIN', until: '2026-11-01' })).toBe('delegationDay');
    expect(await type(delegate, approver, { person: '@U0ADMIN', until: '2027-11-01' })).toBe('delegationDay');
    expect(await type(delegate, approver, { person: '@U0ADMIN' })).toBe('delegationNeedsDay');
    expect(await type(delegate, approver, { person: 'Wang', until: '2026-11-24' })).toBe('personUnreadable');
    await type(delegate, approver, { person: '@U0ADMIN', until: '2026-11-24' });
    expect(await type(delegate, approver)).toContain('U0ADMIN');
    expect(await type(delegate, approver, { person: 'stop' })).toContain('Nobody approves in your place');
    const rows = await database.ledger
      .selectFrom('audit')
      .select('outcome')
      .where('action', '=', 'money.delegate')
      .execute();
    expect(rows.map(({ outcome }) => outcome).slice(-2)).toEqual(['given', 'ended']);
  });
});

describe('a request of the other app', () => {
  const both = () => desk(moneyHouse(database.ledger, {}, bothApps()));
  const inTeams = (userId: string, more: Partial<Actor> = {}): Actor => ({
    ...approver,
    app: 'teams',
    tenantId: teamsTenant,
    userId,
    ...more,
  });
  const lead = inTeams(entraOf('lead'));

  it('is listed, shown, approved and refused where its approvers are', async () => {
    const { asked, type, press, read } = both();
    const { id, receipt } = await asked();
    expect(await type(approvals, lead)).toContain(receipt);
    expect(await press('approval.details', lead, id)).toContain('spring sale');
    expect(await press('approval.approve', lead, id)).toContain('being carried out');
    expect((await read(id)).approvals).toMatchObject([{ by: { app: 'teams', userId: lead.userId } }]);
    const second = await asked();
    expect(await type(refuse, lead, { receipt: second.receipt, reason: 'no budget' })).toContain('Refused');
  });

  it('is decided by the rights of whoever presses, in the app in which they press', async () => {
    const { asked, press, read } = both();
    const { id } = await asked();
    expect(await press('approval.approve', inTeams(entraOf('visitor')), id)).toBe('mayNotApprove');
    expect(await press('approval.approve', inTeams(entraOf('rep')), id)).toBe('ownRequest');
    expect(await press('approval.withdraw', lead, id)).toContain(`Only ${entraOf('rep')}`);
    expect((await read(id)).state).toBe('waiting');
  });

  it('does not exist for a tenant in which no approvers are', async () => {
    const { asked, type, press } = both();
    const { id, receipt } = await asked();
    const elsewhere = { ...lead, tenantId: '00000000-0000-4000-8000-000000000001' };
    expect(await type(approvals, elsewhere)).not.toContain(receipt);
    expect(await type(refuse, elsewhere, { receipt, reason: 'no budget' })).toBe('requestGone');
    for (const { name } of approvalActions) expect(await press(name, elsewhere, id)).toBe('requestGone');
  });
});

describe('the stop', () => {
  it('keeps everybody from asking and approving, wakes what waited when it is lifted, and is written down', async () => {
    const { asked, type, press, work, approve } = desk();
    const admin = somebody('admin');
    const { id } = await asked();
    const running = await asked();
    await approve(running.id);
    expect(await type(stop, admin, { reason: 'wrong quota' })).toContain('wrong quota');
    expect(await type(stop, admin, { reason: 'again' })).toContain('stopped already');
    expect(await press('approval.approve', approver, id)).toBe('moneyStopped');
    expect(await type(approvals, rep)).toContain('wrong quota');
    await work();
    expect(await type(resume, admin)).toContain('resumed');
    const names = (await work()).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['perform-lane', 'show-case', 'tell-stop']));
    expect(await type(resume, admin)).toContain('not stopped');
    const rows = await database.ledger
      .selectFrom('audit')
      .select(['action', 'outcome'])
      .where('action', 'in', ['money.stop', 'money.resume'])
      .orderBy('seq')
      .execute();
    expect(rows).toEqual([
      { action: 'money.stop', outcome: 'done' },
      { action: 'money.stop', outcome: 'already' },
      { action: 'money.resume', outcome: 'done' },
      { action: 'money.resume', outcome: 'already' },
    ]);
  });
});
