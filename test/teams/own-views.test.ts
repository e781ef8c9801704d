import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { groups } from '../../sandbox/people.ts';
import type { Activity } from '../../sandbox/teams/out/deliver.ts';
import type { Post } from '../../sandbox/teams/state/world.ts';
import { approveCase, withdrawCase } from '../../src/approvals/acts.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { type MoneyTeams, openMoneyTeams } from './money-teams.ts';

let database: TestDatabase;
let house: MoneyTeams;
beforeAll(async () => {
  database = await freshDatabase();
  house = await openMoneyTeams(database);
});
afterAll(async () => {
  await house.close();
  await database.close();
});
const approvers = groups.find(({ handle }) => handle === 'approvers');
afterEach(() => house.teams.changeGroup(approvers?.entra ?? '', approvers?.members ?? []));

const { as, reads } = {
  as: (person: string) => house.teams.as(person),
  reads: (person: string, post: Post) => house.teams.as(person).reads(post),
};
const view = (token: string) => ({ action: { type: 'Action.Execute', verb: 'view', data: data(token) } });
const data = (token: string) => ({ kind: 'view', token });

/** What the bot answered to one person, in the order in which they asked. */
const answersTo = (person: string): readonly string[] =>
  house.teams
    .sent()
    .filter(({ activity }) => (activity['from'] as { id?: string }).id === as(person).mri)
    .map(({ delivery }) => JSON.stringify(delivery.body ?? ''));

/** What the bot wrote to the connector: nothing of that is for one person alone. */
const written = (): number =>
  house.teams.traffic().filter(({ name }) => ['send', 'update', 'reply'].includes(name)).length;

const approve = 'approval.approve';
const withdraw = 'approval.withdraw';

describe('a request in a channel of Teams', () => {
  it('shows approvers their buttons, who asked “withdraw”, and others how it stands', async () => {
    const { receipt } = await house.asked();
    const post = house.cardIn('Approvals', receipt);
    const wang = await reads('wang', post);
    expect(wang).toContain('同意');
    expect(wang).toContain('拒绝');
    expect(wang).not.toContain('撤回');
    expect(wang).toContain('49,900.00');
    const lina = await reads('lina', post);
    expect(lina).toContain('撤回');
    expect(lina).not.toContain('拒绝');
    const tom = await reads('tom', post);
    expect(tom).toContain(receipt);
    expect(tom).toContain('This is for others to decide');
    for (const button of ['Approve', 'Refuse', 'Withdraw', 'Details']) expect(tom).not.toContain(button);
    const own = house.cardIn('Sales', receipt);
    expect(await reads('lina', own)).toContain('撤回');
    expect(await reads('tom', own)).not.toContain('Withdraw');
  });

  it('is sent to all without anything that only some may see or do', async () => {
    const { id, receipt } = await house.asked();
    for (const chat of ['Approvals', 'Sales']) {
      const sent = JSON.stringify(house.cardIn(chat, receipt));
      expect(sent).toContain('spring sale');
      expect(sent).toContain(`{"kind":"view","token":"${id}"}`);
      for (const secret of [approve, withdraw, 'approvals refuse', 'approval.details', '49,900.00'])
        expect(sent).not.toContain(secret);
    }
  });

  it('never shows one person what another is shown, in whatever order they look', async () => {
    const { receipt } = await house.asked();
    const post = house.cardIn('Approvals', receipt);
    const before = written();
    // None, with a refresh, without one: after such a row the library's own route writes to everybody.
    for (const person of ['tom', 'wang', 'tom', 'lina', 'wang', 'lina', 'tom', 'grace'])
      await as(person).refreshes(post);
    expect(written()).toBe(before);
    expect(house.cardIn('Approvals', receipt)).toEqual(post);
    expect(answersTo('wang').at(-1)).toContain(approve);
    for (const answer of answersTo('lina')) expect(answer).not.toContain(approve);
    for (const answer of answersTo('tom')) {
      expect(answer).not.toContain(approve);
      expect(answer).not.toContain(withdraw);
    }
    expect(await reads('lina', post)).toContain('撤回');
    expect(await reads('tom', post)).toContain('others to decide');
    // What Teams is to ask for again is that one person's.
    expect(answersTo('wang').at(-1)).toContain(`"userIds":["${as('wang').mri}"]`);
  });

  it('is drawn anew for each when it has changed, and alike for all at the end', async () => {
    const { id, receipt } = await house.asked('2000');
    const post = () => house.cardIn('Approvals', receipt);
    await reads('wang', post());
    await approveCase(house.room, id, house.person('wang'));
    await house.show(id);
    const wang = await reads('wang', post());
    expect(wang).toContain('收回我的同意');
    expect(wang).not.toContain('确认同意');
    expect(await reads('grace', post())).toContain('Approve');
    await withdrawCase(house.room, id, house.person('lina'));
    await house.show(id);
    const end = JSON.stringify(post());
    expect(end).not.toContain('Action.');
    expect(end).not.toContain('refresh');
    for (const person of ['wang', 'lina', 'tom']) expect(await reads(person, post())).toContain('已撤回');
  });

  it('is there for those whom Teams did not ask about: the button asks as the person who presses it', async () => {
    const { receipt } = await house.asked();
    const post = house.cardIn('Approvals', receipt);
    await as('wang').clicks(post, '查看我可执行的操作');
    expect(answersTo('wang').at(-1)).toContain(approve);
    await as('tom').clicks(post, '查看我可执行的操作');
    expect(answersTo('tom').at(-1)).not.toContain(approve);
  });

  it('comes in their own chat to a client that knows no such cards', async () => {
    const { id, receipt } = await house.asked();
    const { chat } = house.cardIn('Approvals', receipt);
    const activity: Activity = { ...as('wang').writes('', { in: chat }), value: data(id) };
    await house.teams.deliver(activity);
    const told = await house.teams.waitFor(() =>
      house.teams.posts('@wang').find((post) => JSON.stringify(post).includes(receipt)),
    );
    expect(JSON.stringify(told)).toContain(approve);
  });

  it('follows rights as they are when somebody looks', async () => {
    const { receipt } = await house.asked();
    const post = house.cardIn('Approvals', receipt);
    expect(await reads('grace', post)).toContain('Approve');
    house.teams.changeGroup(approvers?.entra ?? '', ['wang']);
    await as('grace').refreshes(post);
    expect(answersTo('grace').at(-1)).not.toContain(approve);
    expect(await reads('wang', post)).toContain('同意');
  });
});

describe('a forged refresh', () => {
  const secrets = (receipt: string) => [receipt, 'spring sale', 'Acme Cloud', '100.00', 'AdaptiveCard'];
  const saysNothing = (body: unknown, receipt: string) => {
    expect(body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.activity.message' });
    for (const secret of secrets(receipt)) expect(JSON.stringify(body)).not.toContain(secret);
  };

  it('by somebody of another tenant is refused', async () => {
    const { id, receipt } = await house.asked();
    await as('wang').invokes('adaptiveCard/action', view(id), { in: 'Approvals' });
    const { activity } = house.teams.sent().at(-1) ?? {};
    if (!activity) throw new Error('nothing was sent');
    const elsewhere = '00000000-0000-4000-8000-000000000001';
    for (const forged of [
      { channelData: { tenant: { id: elsewhere } } },
      { channelData: {}, conversation: { ...(activity['conversation'] as object), tenantId: elsewhere } },
      { from: { ...(activity['from'] as object), aadObjectId: undefined } },
    ]) {
      const { body } = await house.teams.deliver({ ...activity, ...forged, id: `f:${Math.random()}` });
      saysNothing(body, receipt);
    }
  });

  it('by somebody who is not in the conversation is refused', async () => {
    const { id, receipt } = await house.asked();
    const { body } = await as('grace').invokes('adaptiveCard/action', view(id), { in: 'Quarter end' });
    saysNothing(body, receipt);
    expect(JSON.stringify(body)).toContain('not in the conversation');
  });

  it('by somebody whom the policy does not know is refused, and they go on seeing what all see', async () => {
    const { receipt } = await house.asked();
    const post = house.cardIn('Approvals', receipt);
    await as('visitor').refreshes(post);
    saysNothing(JSON.parse(answersTo('visitor').at(-1) ?? ''), receipt);
    expect(await reads('visitor', post)).toContain('查看我可执行的操作');
  });

  it('of what is not there, or not asked yet, finds nothing', async () => {
    const { id, receipt } = await house.drafted();
    for (const token of [id, '', 'nonsense', '00000000000000000000000000000000']) {
      const { body } = await as('wang').invokes('adaptiveCard/action', view(token), { in: 'Approvals' });
      saysNothing(body, receipt);
    }
  });
});
