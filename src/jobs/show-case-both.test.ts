import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothApps, entraOf, teamsTenant } from '../../test/support/approval-room.ts';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { approver, finance, moneyHouse, type Said } from '../../test/support/money-house.ts';
import { approveCase, refuseCase } from '../approvals/acts.ts';
import { cardText } from '../cards/card-text.ts';
import { problem } from '../kernel/problem.ts';
import { savePerson } from '../ledger/people.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  const met = { app: 'teams', tenantId: teamsTenant, locale: 'zh-CN', timeZone: 'Asia/Shanghai' } as const;
  await savePerson(database.ledger, { ...met, userId: lead.userId, name: 'Lead Li' }, new Date());
});
afterAll(() => database.close());

const inTeams = (person: Parameters<typeof entraOf>[0]) =>
  ({ app: 'teams', tenantId: teamsTenant, userId: entraOf(person) }) as const;
const lead = inTeams('lead');
const teamsChannel = '19:approvals@thread.tacv2';

const textOf = ({ card }: Said) => cardText(card);
const buttonsOf = ({ card }: Said): readonly string[] =>
  card.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions.map(({ label }) => label) : []));

function house() {
  const made = moneyHouse(database.ledger, {}, bothApps());
  const only = (channel: string): Said => {
    const [card, ...more] = made.chat.cards(channel);
    expect(more).toEqual([]);
    if (!card) throw new Error(`no card in ${channel}`);
    return card;
  };
  return {
    ...made,
    show: (caseId: string) => made.run('show-case', { caseId }),
    inSlack: () => only('C0APPROVALS'),
    inTeams: () => only(teamsChannel),
    requester: () => only('C0SALES'),
  };
}

describe('a request with approvers in both apps', () => {
  it('stands in each of their channels once, in the language read there', async () => {
    const made = house();
    const { id } = await made.asked();
    await Promise.all([made.show(id), made.show(id), made.show(id)]);
    await made.show(id);
    expect(buttonsOf(made.inSlack())).toEqual(['Approve', 'Refuse', 'Details']);
    expect(buttonsOf(made.inTeams())).toEqual(['同意', '拒绝', '详情']);
    expect(textOf(made.requester())).not.toContain('cannot be reached');
  });

  it('stands there as well when it was asked in Teams', async () => {
    const made = house();
    const { id } = await made.asked('100', {}, { ...inTeams('rep'), channelId: '19:sales@thread.tacv2' });
    await made.show(id);
    expect(buttonsOf(made.inSlack())).toContain('Approve');
    expect(buttonsOf(made.inTeams())).toContain('同意');
    const [own] = made.chat.cards('19:sales@thread.tacv2');
    expect(own && buttonsOf(own)).toEqual(['Withdraw', 'Details']);
    // Whom the policy knows in both apps is called by what Slack calls them there.
    expect(JSON.stringify(made.inSlack().card)).toContain('{"person":"U0REP"}');
  });

  it('is true in all of them after a decision in either, and loses its buttons at the end', async () => {
    const made = house();
    const { id } = await made.asked('2000');
    await made.show(id);
    await made.approve(id, lead);
    await made.show(id);
    for (const card of [made.inSlack(), made.requester()]) expect(textOf(card)).toContain('1 of 2');
    expect(textOf(made.inTeams())).toContain('1 人已同意');
    expect(textOf(made.inSlack())).toContain('Lead Li');
    expect(textOf(made.inSlack())).not.toContain(lead.userId);
    expect(JSON.stringify(made.inTeams().card)).toContain(`{"person":"${lead.userId}"}`);
    await refuseCase(made.room, id, finance, 'wrong customer');
    await made.show(id);
    for (const card of [made.inSlack(), made.inTeams(), made.requester()]) {
      expect(buttonsOf(card)).toEqual([]);
      expect(textOf(card)).toContain('wrong customer');
      expect(card.card.own).toBeUndefined();
    }
  });

  it('is told in both of reminders and of others being told, after quiet hours', async () => {
    const made = house();
    // 21:30 there: reminders wait for the morning.
    await made.clock.advance(11.5 * 3_600_000);
    const { id } = await made.asked();
    await made.show(id);
    const after = async (hours: number) => {
      await made.clock.advance(hours * 3_600_000);
      await made.run('tend-money', {});
      await made.show(id);
    };
    await after(3);
    expect(made.chat.thread(made.inSlack())).toEqual([]);
    expect(made.chat.thread(made.inTeams())).toEqual([]);
    await after(8);
    expect(made.chat.thread(made.inSlack())).toEqual([expect.stringContaining('U0FINANCE Nobody has')]);
    expect(made.chat.thread(made.inTeams())).toEqual([
      expect.stringContaining(`${entraOf('finance')} 此申请尚无人审批`),
    ]);
    await after(4.5);
    expect(made.chat.thread(made.inSlack())[1]).toContain('U0APPROVER This request still waits');
    expect(made.chat.thread(made.inTeams())[1]).toContain(`${lead.userId} 此申请仍待审批`);
  });

  it('is shown in the one app while the other is away, and in the other as soon as it is back', async () => {
    const made = house();
    const { id } = await made.asked('2000');
    const away = problem('chatUnavailable', {}, { retry: 'later' });
    made.chat.fault = (_, at) => (at === teamsChannel ? away : undefined);
    await expect(made.show(id)).rejects.toThrow('chatUnavailable');
    expect(buttonsOf(made.inSlack())).toContain('Approve');
    expect(textOf(made.requester())).not.toContain('cannot be reached');
    await made.run('tend-money', {});
    expect((await made.work()).map(({ job_id: jobId }) => jobId).join()).toContain(`show-${id}-tend`);
    made.chat.fault = () => undefined;
    await made.show(id);
    expect(buttonsOf(made.inTeams())).toContain('同意');
    // An edit that one app does not take keeps nothing from the other.
    await made.approve(id, approver);
    const { id: stuck } = made.inTeams();
    made.chat.fault = (call, at) => (call === 'update' && at === stuck ? away : undefined);
    await expect(made.show(id)).rejects.toThrow('chatUnavailable');
    expect(textOf(made.inSlack())).toContain('1 of 2');
    expect(made.chat.thread(made.requester()).join()).toContain('1 of 2');
  });

  it('is in no channel of an app that is off', async () => {
    const made = moneyHouse(database.ledger, {}, { ...bothApps(), homes: () => ({ slack: 'T1' }) });
    const { id } = await made.asked();
    await made.run('show-case', { caseId: id });
    expect(made.chat.cards(teamsChannel)).toEqual([]);
    expect(made.chat.cards('C0APPROVALS')).toHaveLength(1);
  });

  it('is not decided by the requester’s other account, and one person with two accounts is one voice', async () => {
    const made = house();
    const { id } = await made.asked('2000');
    expect(await approveCase(made.room, id, inTeams('rep'))).toMatchObject({
      problem: { code: 'ownRequest' },
    });
    await made.approve(id, finance);
    await approveCase(made.room, id, inTeams('finance'));
    expect((await made.read(id)).state).toBe('waiting');
    await made.approve(id, lead);
    expect((await made.read(id)).state).toBe('running');
  });

  it('names for each app those who surely have something of their own to see', async () => {
    const made = house();
    const { id } = await made.asked('2000');
    await made.show(id);
    expect(made.inTeams().card.own).toMatchObject({
      token: id,
      readers: [entraOf('rep'), entraOf('finance'), entraOf('lead')],
    });
    expect(made.requester().card.own?.readers).toEqual(['U0REP']);
    const others = cardText({ summary: '', blocks: made.inTeams().card.own?.others ?? [] });
    expect(others).toContain('spring sale');
    // What an approver weighs is not sent to everybody.
    expect(textOf(made.inTeams())).toContain('50,000.00');
    expect(others).not.toContain('50,000.00');
  });
});
