import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consentType } from '../../sandbox/teams/api/messages.ts';
import { wordsOf } from '../../sandbox/teams/cards/card.ts';
import { isCard } from '../../sandbox/teams/cards/check.ts';
import type { Post } from '../../sandbox/teams/state/world.ts';
import { startTeams, type Teams } from '../../sandbox/teams/teams.ts';
import { type Desk, openDeskWorld } from './desk.ts';

let desk: Desk;
let teams: Teams;

beforeAll(async () => {
  teams = await startTeams();
  desk = await openDeskWorld({
    env: { ...teams.settings, MONEY_CALL_SECONDS: '2', MONEY_SETTLE_SECONDS: '4' },
  });
  const web = await desk.start('web');
  await desk.start('worker');
  teams.connect(web.url);
  await teams.install('lina', 'tom', 'wang', 'grace');
});

afterAll(async () => {
  await desk.close();
  await teams.stop();
});

const cardOf = (post: Post | undefined) =>
  post?.attachments.map(({ content }) => content).find((content) => isCard(content));
const words = (post: Post | undefined): string => {
  const card = cardOf(post);
  return isCard(card) ? wordsOf(card) : '';
};
const latest = (chat: string, { id }: Post): Post | undefined =>
  teams.posts(chat).find((post) => post.id === id);

/** Says something to the bot and waits for the card of theirs that holds these words. */
async function ask(person: string, line: string, answer: string): Promise<Post> {
  const before = new Set(teams.posts(`@${person}`).map(({ id }) => id));
  await teams.as(person).says(line);
  return teams.waitFor(
    () => teams.posts(`@${person}`).find((post) => !before.has(post.id) && words(post).includes(answer)),
    20_000,
  );
}

const quota = (): string => {
  const [largest] = desk.platform.control.coupons
    .quotas()
    .filter(({ status }) => status === 0)
    .toSorted((a, b) => Number(b.balance) - Number(a.balance));
  return largest?.id ?? '';
};

const issued = () => desk.platform.control.coupons.issued();

describe('in Teams', () => {
  test('a rep asks for a bill and reads it, with a table and a chart', async () => {
    const bill = await ask('tom', 'bill last', 'By customer');
    expect(JSON.stringify(cardOf(bill))).toContain('"type":"Table"');
    expect(JSON.stringify(cardOf(bill))).toContain('"type":"Chart.');
  }, 60_000);

  test('a file is in the OneDrive of whoever takes it, and the question is gone once it is answered', async () => {
    const question = async () => {
      const before = new Set(consents().map(({ id }) => id));
      await teams.as('tom').says('bill last huarui_mfg --csv');
      return teams.waitFor(() => consents().find(({ id }) => !before.has(id)), 30_000);
    };
    const consents = () =>
      teams
        .posts('@tom')
        .filter(({ attachments }) => attachments.some(({ contentType }) => contentType === consentType));
    await teams.as('tom').declines(await question());
    await teams.waitFor(() => consents().length === 0, 10_000);
    expect(teams.files()).toEqual([]);
    await teams.as('tom').accepts(await question());
    await teams.waitFor(() => consents().length === 0, 10_000);
    const [file, ...more] = teams.files();
    expect([file?.owner, more]).toEqual(['tom', []]);
    expect(file?.name).toMatch(/^bill-.*\.csv$/);
    expect(file?.content?.length).toBeGreaterThan(1_000);
  }, 90_000);

  test('a coupon is asked for, approved and issued, and both cards tell the truth', async () => {
    const before = issued().length;
    const cards = teams.posts('approvals').length;
    const preview = await ask(
      'lina',
      `coupon issue 深圳星河智联科技有限公司 500 --quota ${quota()} --reason 双十一活动`,
      '提交审批',
    );
    await teams.as('lina').clicks(preview, '提交审批');
    const approvers = await teams.waitFor(() => teams.posts('approvals')[cards], 20_000);
    expect(words(approvers)).toContain('双十一活动');
    expect(await teams.as('wang').reads(approvers)).toContain('同意');
    await teams.as('wang').clicks(approvers, '同意');
    await teams.waitFor(() => words(latest('approvals', approvers)).includes('已全部完成'), 30_000);
    await teams.waitFor(
      () => teams.posts('@lina').some((post) => post.edited && words(post).includes('已全部完成')),
      20_000,
    );
    expect(JSON.stringify(cardOf(latest('approvals', approvers)))).not.toContain('Action.Execute');
    expect(issued().slice(before)).toMatchObject([{ faceValue: '500.00' }]);
  }, 90_000);

  test('who asked cannot approve', async () => {
    const cards = teams.posts('approvals').length;
    const before = issued().length;
    const preview = await ask(
      'lina',
      `coupon issue 深圳星河智联科技有限公司 100 --quota ${quota()} --reason 老客户活动`,
      '提交审批',
    );
    await teams.as('lina').clicks(preview, '提交审批');
    const approvers = await teams.waitFor(
      () =>
        teams
          .posts('approvals')
          .slice(cards)
          .find((post) => words(post).includes('PD-')),
      20_000,
    );
    const told = new Set(teams.posts('@lina').map(({ id }) => id));
    const shown = await teams.as('lina').reads(approvers);
    expect(shown).toContain('撤回');
    expect(shown).not.toContain('同意\n');
    // No button offers it to her, and a client can send anything.
    const [, token] = /"kind":"view","token":"(\w+)"/.exec(JSON.stringify(approvers)) ?? [];
    const data = { kind: 'action', name: 'approval.approve', token };
    await teams
      .as('lina')
      .invokes(
        'adaptiveCard/action',
        { action: { type: 'Action.Execute', verb: 'action', data } },
        { post: approvers },
      );
    await teams.waitFor(
      () => teams.posts('@lina').find((post) => !told.has(post.id) && words(post).includes('本人')),
      20_000,
    );
    expect(issued()).toHaveLength(before);
  }, 60_000);
});
