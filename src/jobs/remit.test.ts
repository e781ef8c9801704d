import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import type { Wall } from '../../test/support/money-house.ts';
import { remitHouse } from '../../test/support/remit-house.ts';
import { problem } from '../kernel/problem.ts';
import { openLedger } from '../ledger/open.ts';
import { remittanceById, remittanceEvents } from '../ledger/remittances.ts';
import { quiet } from '../../test/support/log.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterEach(async () => {
  for (const table of ['remittances', 'account_changes', 'account_readings', 'outbox'] as const)
    await database.ledger.deleteFrom(table).execute();
});
afterAll(() => database.close());

const house = () => remitHouse(database.ledger);
const kinds = async (id: string) => (await remittanceEvents(database.ledger, id)).map(({ kind }) => kind);
const stateOf = async (id: string) => (await remittanceById(database.ledger, id))?.state;

/** The first call of a kind waits in the chat app until it is released. */
function held(chat: Wall, kind: 'post' | 'update') {
  let begin = (): void => undefined;
  let release = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const released = new Promise<undefined>((resolve) => (release = () => resolve(undefined)));
  let isFirst = true;
  chat.fault = (call) => {
    if (call !== kind || !isFirst) return undefined;
    isFirst = false;
    begin();
    return released;
  };
  return { begun, release: () => release() };
}

describe('a top-up', () => {
  it('of the announced amount is told once, to the requester and in the room of finance', async () => {
    const { announce, topUp, watch, work, chat } = house();
    const { id, code } = await announce('50000', '2026-11-20');
    await work();
    expect(chat.cards('C0FINANCE')).toHaveLength(1);
    topUp('c1', '50000.00', '2026-11-23T01:00:00Z');
    await watch();
    await watch();
    await work();
    await watch();
    await work();
    expect(await kinds(id)).toEqual(['announced', 'found']);
    const told = chat.messages.filter(({ channel }) => channel === 'direct');
    expect(told).toHaveLength(1);
    expect(chat.textOf(told[0])).toContain('A top-up of this amount was credited on 2026-11-23');
    expect(chat.textOf(told[0])).not.toContain('accepted');
    const [card] = chat.cards('C0FINANCE');
    expect(chat.textOf(card)).toContain('evidence and no proof');
    expect(card && chat.thread(card)).toEqual([expect.stringContaining(`it may be ${code}`)]);
    expect(await stateOf(id)).toBe('arrived');
  });

  it('is announced once by two rounds on two connections at the same time', async () => {
    const other = await openLedger({ url: database.url, log: quiet });
    if (!other.ok) throw new Error(other.problem.code);
    const here = house();
    const { id } = await here.announce('50000', '2026-11-20');
    here.topUp('c1', '50000', '2026-11-23T01:00:00Z');
    const there = remitHouse(other.value.ledger, here);
    await Promise.all([here.watch(), there.watch(), here.watch(), there.watch()]);
    await Promise.all([here.work(), there.work()]);
    expect(await kinds(id)).toEqual(['announced', 'found']);
    expect(here.chat.messages.filter(({ channel }) => channel === 'direct')).toHaveLength(1);
    await other.value.close();
  });

  it('is told after a crash between the match and the telling, and by two tellers once', async () => {
    const { announce, topUp, watch, jobs, run, chat } = house();
    const { id } = await announce('50000', '2026-11-20');
    topUp('c1', '50000', '2026-11-23T01:00:00Z');
    await watch();
    // The process dies here. What was promised in the transaction is still there.
    const promised = (await jobs()).filter(({ name }) => name === 'tell-remittance');
    expect(promised.length).toBeGreaterThan(0);
    // Who finds that somebody else posts comes again, as the queue has it.
    await Promise.allSettled([1, 2, 3].map(() => run('tell-remittance', { remittanceId: id })));
    await run('tell-remittance', { remittanceId: id });
    expect(chat.messages.filter(({ channel }) => channel === 'direct')).toHaveLength(1);
    expect(chat.cards('C0FINANCE')).toHaveLength(1);
    expect(chat.messages.filter(({ thread }) => thread !== undefined)).toHaveLength(1);
  });

  it('is told later when the chat app is away, and by the next round when the job was lost', async () => {
    const { announce, topUp, watch, run, chat, clock, jobs, work } = house();
    const { id } = await announce('50000', '2026-11-20');
    await work();
    topUp('c1', '50000', '2026-11-23T01:00:00Z');
    await watch();
    await jobs();
    chat.fault = () => problem('chatUnavailable', {}, { retry: 'later' });
    await expect(run('tell-remittance', { remittanceId: id })).rejects.toThrow('chatUnavailable');
    chat.fault = () => undefined;
    await clock.advance(40 * 60_000);
    await watch();
    await work();
    expect(chat.messages.filter(({ channel }) => channel === 'direct')).toHaveLength(1);
  });

  it('that comes while the card is being posted is told, and stands on the card', async () => {
    const { announce, topUp, watch, run, chat, jobs } = house();
    const { id } = await announce('50000', '2026-11-20');
    const posting = held(chat, 'post');
    const first = run('tell-remittance', { remittanceId: id });
    await posting.begun;
    topUp('c1', '50000', '2026-11-23T01:00:00Z');
    await watch();
    await jobs();
    await expect(run('tell-remittance', { remittanceId: id })).rejects.toThrow('somebody else');
    posting.release();
    await first;
    const [card] = chat.cards('C0FINANCE');
    expect(chat.textOf(card)).toContain('evidence and no proof');
    expect(card && chat.thread(card)).toHaveLength(1);
    expect(chat.messages.filter(({ channel }) => channel === 'direct')).toHaveLength(1);
  });

  it('is confirmed on the card for good, though older news reaches the chat app last', async () => {
    const { announce, topUp, watch, work, run, confirm, chat, jobs } = house();
    const { id } = await announce('50000', '2026-11-20');
    await work();
    topUp('c1', '50000', '2026-11-23T01:00:00Z');
    await watch();
    await jobs();
    const updating = held(chat, 'update');
    const older = run('tell-remittance', { remittanceId: id });
    await updating.begun;
    await confirm(id, 'c1');
    await jobs();
    await run('tell-remittance', { remittanceId: id });
    const [card] = chat.cards('C0FINANCE');
    const truth = chat.textOf(card);
    expect(truth).not.toContain('evidence and no proof');
    updating.release();
    await older;
    expect(chat.textOf(card)).toBe(truth);
  });

  it('that is an incentive, or of another account or amount, is none', async () => {
    const { announce, topUp, watch } = house();
    const { id } = await announce('50000', '2026-11-20');
    topUp('c1', '50000', '2026-11-23T01:00:00Z', { detail: 'SOURCE_OPERAIION_RECHARGE_REBATE' });
    topUp('c2', '50000', '2026-11-23T01:00:00Z', { account: 'credit' });
    topUp('c3', '50000.01', '2026-11-23T01:00:00Z');
    topUp('c4', '50000', '2026-11-19T15:59:59Z');
    await watch();
    expect(await kinds(id)).toEqual(['announced']);
  });

  it('late on the day before in UTC belongs to the bank day in China', async () => {
    const { announce, topUp, watch } = house();
    const { id } = await announce('50000', '2026-11-20');
    topUp('c1', '50000', '2026-11-19T16:00:00Z');
    await watch();
    expect(await kinds(id)).toContain('found');
  });
});

describe('two of one amount', () => {
  it('are put before finance with the reasons, and each top-up pays for one', async () => {
    const { announce, topUp, watch, work, chat, confirm, other } = house();
    const first = await announce('50000', '2026-11-20');
    const second = await announce('50000', '2026-11-20', { by: other });
    topUp('c1', '50000', '2026-11-23T01:00:00Z');
    await watch();
    await work();
    const cards = chat.cards('C0FINANCE');
    expect(cards).toHaveLength(2);
    for (const card of cards) {
      expect(chat.textOf(card)).toContain('Other remittances of the same amount wait for it too');
      expect(chat.thread(card).join()).toContain('2 remittances of this amount');
    }
    const both = await Promise.all([confirm(first.id, 'c1'), confirm(second.id, 'c1')]);
    expect(both.filter((done) => done?.done)).toHaveLength(1);
    const states = [await stateOf(first.id), await stateOf(second.id)].sort();
    expect(states).toEqual(['arrived', 'credited']);
    await watch();
    topUp('c2', '50000', '2026-11-23T01:30:00Z');
    await watch();
    const waiting = [first, second];
    for (const { id } of waiting) await confirm(id, 'c2');
    expect(await Promise.all(waiting.map(({ id }) => stateOf(id)))).toEqual(['credited', 'credited']);
  });

  it('are told apart by finance: what is declined for one stays for the other', async () => {
    const { announce, topUp, watch, decline, one } = house();
    const first = await announce('50000', '2026-11-20');
    const second = await announce('50000', '2026-11-20');
    topUp('c1', '50000', '2026-11-23T01:00:00Z');
    await watch();
    await decline(first.id, 'c1');
    await watch();
    expect((await one(first.id)).candidates).toEqual([]);
    expect(await one(second.id)).toMatchObject({ candidates: ['c1'], rivals: [] });
  });

  it('on the statement leave one remittance open until finance says which', async () => {
    const { announce, topUp, watch, one } = house();
    const { id } = await announce('50000', '2026-11-20');
    topUp('c2', '50000', '2026-11-23T01:30:00Z');
    topUp('c1', '50000', '2026-11-23T01:00:00Z');
    await watch();
    expect((await one(id)).candidates).toEqual(['c1', 'c2']);
  });
});

describe('the calendar', () => {
  it('asks for the claim, reminds, and calls overdue, each told once and passing over the weekend', async () => {
    const { announce, watch, work, chat, clock } = house();
    const { id } = await announce('50000', '2026-11-23');
    await work();
    const days: string[] = [];
    for (let hour = 0; hour < 24 * 9; hour += 6) {
      await clock.advance(6 * 3_600_000);
      const before = (await kinds(id)).length;
      await watch();
      await work();
      for (const kind of (await kinds(id)).slice(before))
        days.push(`${clock.now().toISOString().slice(0, 10)} ${kind}`);
    }
    expect(days).toEqual([
      '2026-11-24 arrived',
      '2026-11-26 reminded',
      '2026-11-30 overdue',
      '2026-12-02 reminded',
    ]);
    const told = chat.messages.filter(({ channel }) => channel === 'direct').map((one) => chat.textOf(one));
    expect(told).toHaveLength(4);
    expect(told[0]).toContain('should have arrived by now');
    expect(told[2]).toContain('is overdue');
    const [card] = chat.cards('C0FINANCE');
    expect(card && chat.thread(card).join('\n')).toContain('U0ADMIN');
  });

  it('calls nothing overdue while the statement cannot be read, and says why in the room', async () => {
    const { announce, watch, work, chat, clock, world } = house();
    const { id } = await announce('50000', '2026-11-23');
    world.broken = problem('platformForbidden', {
      operation: 'ListPartnerAccountChangeRecords',
      code: 'CBC.0151',
    });
    for (let day = 0; day < 10; day += 1) {
      await clock.advance(24 * 3_600_000);
      await watch();
      await work();
    }
    expect(await kinds(id)).not.toContain('overdue');
    const complaints = chat.cards('C0FINANCE').filter((card) => chat.textOf(card).includes('cannot read'));
    expect(complaints).toHaveLength(2);
    world.broken = undefined;
    await watch();
    expect(await stateOf(id)).toBe('overdue');
  });
});

describe('the reading', () => {
  it('asks for twelve months first, then for the last days and what waits, and never leaves a gap', async () => {
    const { announce, watch, clock, world } = house();
    await watch();
    await clock.advance(24 * 3_600_000);
    await watch();
    await announce('50000', '2026-11-01');
    await watch();
    await clock.advance(10 * 24 * 3_600_000);
    await watch();
    const cash = world.asked
      .filter(({ account }) => account === 'cash')
      .map(({ from, to }) => `${from} ${to}`);
    expect(cash).toEqual([
      '2025-11-24 2026-11-23',
      '2026-11-20 2026-11-24',
      '2026-11-01 2026-11-24',
      '2026-11-01 2026-12-04',
    ]);
    expect(world.asked.filter(({ account }) => account === 'credit')).toHaveLength(4);
    expect(new Set(world.asked.map(({ trade }) => trade))).toEqual(new Set(['RECHARGE']));
  });

  it('of one account goes on when the other cannot be read', async () => {
    const { announce, topUp, watch, world } = house();
    const { id } = await announce('50000', '2026-11-20');
    topUp('c1', '50000', '2026-11-23T01:00:00Z');
    world.brokenFor = 'credit';
    await watch();
    expect(await kinds(id)).toContain('found');
  });
});

describe('every change', () => {
  it('stands in the audit under the code of the remittance, with nothing personal', async () => {
    const { announce, topUp, watch, confirm } = house();
    const { id, code } = await announce('50000', '2026-11-20', { payer: 'Yunfan', note: '••••3445' });
    topUp('c1', '50000', '2026-11-23T01:00:00Z');
    await watch();
    await confirm(id, 'c1');
    const rows = await database.ledger
      .selectFrom('audit')
      .select(['action', 'user_id', 'subject'])
      .where('receipt', '=', code)
      .orderBy('seq')
      .execute();
    expect(rows).toEqual([
      { action: 'remittance.announced', user_id: 'U0REP', subject: { amount: '50000' } },
      { action: 'remittance.found', user_id: 'partner-desk', subject: { amount: '50000', change: 'c1' } },
      { action: 'remittance.credited', user_id: 'U0FINANCE', subject: { amount: '50000', change: 'c1' } },
    ]);
  });
});
