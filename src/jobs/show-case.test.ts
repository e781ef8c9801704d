import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { approver, finance, moneyHouse, rep, type Said } from '../../test/support/money-house.ts';
import { platformDown } from '../../test/support/coupon-partner.ts';
import { refuseCase, takeBackApproval, withdrawCase } from '../approvals/acts.ts';
import { moved } from '../approvals/machine/step.ts';
import type { Action } from '../cards/card.ts';
import { cardText } from '../cards/card-text.ts';
import { problem } from '../kernel/problem.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterEach(() => database.ledger.deleteFrom('money_stop').execute());
afterAll(() => database.close());

const textOf = ({ card }: Said) => cardText(card);
const actionsOf = ({ card }: Said): readonly Action[] =>
  card.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
const only = (cards: readonly Said[]): Said => {
  expect(cards).toHaveLength(1);
  const [card] = cards;
  if (!card) throw new Error('no card');
  return card;
};

const house = () => {
  const made = moneyHouse(database.ledger);
  const show = (caseId: string, again = false) => made.run('show-case', { caseId, again });
  return {
    ...made,
    show,
    approvers: () => only(made.chat.cards('C0APPROVALS')),
    requester: () => only(made.chat.cards('C0SALES')),
  };
};

describe('the cards of a request', () => {
  it('stand with the approvers and where it was asked, one each however often they are shown', async () => {
    const { asked, show, approvers, requester } = house();
    const { id, receipt } = await asked();
    await Promise.all([show(id), show(id), show(id)]);
    await show(id);
    expect(textOf(approvers())).toContain(receipt);
    expect(textOf(approvers())).toContain('49,900.00');
    expect(actionsOf(approvers()).map(({ label }) => label)).toEqual(['Approve', 'Refuse', 'Details']);
    expect(actionsOf(requester()).map(({ label }) => label)).toEqual(['Withdraw', 'Details']);
  });

  it('say who has approved and what is still needed', async () => {
    const { asked, approve, show, approvers } = house();
    const { id } = await asked('2000');
    await approve(id, finance);
    await show(id);
    expect(textOf(approvers())).toContain('1 of 2');
    expect(textOf(approvers())).toContain(finance.userId);
  });

  it('lose their buttons at the end and say how it ended', async () => {
    const { asked, show, room, approvers, requester } = house();
    const { id } = await asked();
    await show(id);
    await refuseCase(room, id, approver, 'not this customer');
    await show(id);
    for (const card of [approvers(), requester()]) {
      expect(actionsOf(card)).toEqual([]);
      expect(textOf(card)).toContain('not this customer');
    }
  });

  it('end with the newest state though an older one was slow to be shown', async () => {
    const { asked, show, room, chat, approvers, approve } = house();
    const { id } = await asked('2000');
    await show(id);
    await approve(id, finance);
    let held: (() => void) | undefined;
    const gate = new Promise<void>((open) => (held = open));
    let slow = true;
    chat.fault = async (call) => {
      if (call !== 'update' || !slow) return undefined;
      slow = false;
      await gate;
      return undefined;
    };
    const late = show(id);
    await new Promise((turn) => setImmediate(turn));
    await withdrawCase(room, id, rep);
    await show(id);
    held?.();
    await late;
    expect(textOf(approvers())).toContain('Withdrawn');
    expect(actionsOf(approvers())).toEqual([]);
  });

  it('do not chase mere progress, which has jobs of its own', async () => {
    const { asked, approve, show, room, chat } = house();
    const { id } = await asked();
    await show(id);
    await approve(id);
    let updates = 0;
    chat.fault = async (call) => {
      if (call !== 'update') return undefined;
      updates += 1;
      await room.store.change(id, (kase) => moved(kase, undefined));
      return undefined;
    };
    await show(id);
    expect(updates).toBe(2);
  });

  it('are shown again when the chat app was away', async () => {
    const { asked, show, chat, approvers } = house();
    const { id } = await asked();
    chat.fault = () => problem('chatUnavailable', {}, { retry: 'later' });
    await expect(show(id)).rejects.toThrow('chatUnavailable');
    chat.fault = () => undefined;
    await show(id);
    expect(textOf(approvers())).toContain('spring sale');
  });

  it('say so to the requester while the approvers’ channel cannot be reached', async () => {
    const { asked, show, chat, clock, requester, approvers } = house();
    const { id } = await asked();
    chat.fault = (call, at) =>
      call === 'post' && at === 'C0APPROVALS'
        ? problem('chatRefused', { reason: 'not_in_channel' }, { wireCode: 'not_in_channel' })
        : undefined;
    await show(id);
    expect(textOf(requester())).toContain('cannot be reached');
    chat.fault = () => undefined;
    await show(id);
    expect(chat.cards('C0APPROVALS')).toEqual([]);
    await clock.advance(3 * 60_000);
    await show(id, true);
    expect(textOf(approvers())).toContain('spring sale');
    await show(id, true);
    expect(textOf(requester())).not.toContain('cannot be reached');
  });

  it('are shown with what is stored while the platform is away, and say so', async () => {
    let away = false;
    const made = moneyHouse(database.ledger, { fault: () => (away ? platformDown : undefined) });
    const { id } = await made.asked();
    away = true;
    await made.run('show-case', { caseId: id });
    const card = only(made.chat.cards('C0APPROVALS'));
    expect(textOf(card)).toContain('The platform did not answer');
    expect(textOf(card)).toContain('CNY 100.00');
  });

  it('that were deleted are posted anew while the request waits', async () => {
    const { asked, show, chat, clock, approve } = house();
    const { id } = await asked('2000');
    await show(id);
    await approve(id, finance);
    chat.fault = (call) =>
      call === 'update'
        ? problem('chatRefused', { reason: 'message_not_found' }, { wireCode: 'message_not_found' })
        : undefined;
    await show(id);
    chat.fault = () => undefined;
    await clock.advance(3 * 60_000);
    await show(id);
    expect(chat.cards('C0APPROVALS')).toHaveLength(2);
  });
});

describe('the requester', () => {
  it('is told of each step in the thread, once, whoever else tells', async () => {
    const { asked, approve, show, room, chat, requester } = house();
    const { id } = await asked('2000');
    await show(id);
    await approve(id, finance);
    await Promise.all([show(id), show(id), show(id, true)]);
    await takeBackApproval(room, id, finance);
    await show(id);
    await approve(id, finance);
    await approve(id, approver);
    await show(id);
    const told = chat.thread(requester());
    expect(told).toHaveLength(4);
    expect(told[0]).toContain('1 of 2');
    expect(told[1]).toContain('taken the approval back');
    expect(told[3]).toMatch(/2 of 2.*being carried out/);
  });

  it('hears later what could not be said at once', async () => {
    const { asked, approve, show, chat, requester } = house();
    const { id } = await asked('2000');
    await show(id);
    await approve(id, finance);
    chat.fault = (call) => (call === 'post' ? problem('chatUnavailable', {}, { retry: 'later' }) : undefined);
    await expect(show(id)).rejects.toThrow('chatUnavailable');
    chat.fault = () => undefined;
    await show(id);
    expect(chat.thread(requester())).toHaveLength(1);
  });
});

describe('time', () => {
  it('brings a reminder, others, and the end, each told to the right people', async () => {
    const { asked, run, show, clock, chat, approvers, requester, read } = house();
    const { id } = await asked();
    await show(id);
    const after = async (hours: number) => {
      await clock.advance(hours * 3_600_000);
      await run('tend-money', {});
      await show(id);
    };
    await after(2.1);
    expect(chat.thread(approvers()).at(-1)).toContain('U0APPROVER This request still waits');
    await after(6);
    expect(chat.thread(approvers()).at(-1)).toContain('U0FINANCE Nobody has decided');
    await after(40);
    expect(await read(id)).toMatchObject({ state: 'expired' });
    expect(textOf(requester())).toContain('Expired');
    expect(chat.thread(requester()).at(-1)).toContain('expired');
  });
});

describe('what lost its job', () => {
  it('is found: cards that are behind and lanes with work', async () => {
    const { asked, approve, work, run } = house();
    const { id } = await asked();
    await approve(id);
    await work();
    await run('tend-money', {});
    const found = (await work()).map(({ name, job_id: jobId }) => `${name} ${jobId}`);
    expect(found).toContainEqual(expect.stringMatching(/^perform-lane lane-CQ1-tend-/));
    expect(found).toContainEqual(expect.stringContaining(`show-case show-${id}-tend-`));
  });
});
