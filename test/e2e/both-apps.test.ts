import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/chat/state/world.ts';
import { wordsOf as cardWords } from '../../sandbox/teams/cards/card.ts';
import { isCard } from '../../sandbox/teams/cards/check.ts';
import type { Post } from '../../sandbox/teams/state/world.ts';
import { startTeams, type Teams } from '../../sandbox/teams/teams.ts';
import { type Desk, openDeskWorld } from './desk.ts';
import { ask, wordsOf } from './reading.ts';

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
  await teams.install('lina', 'wang', 'grace');
});

afterAll(async () => {
  await desk.close();
  await teams.stop();
});

const customer = '深圳星河智联科技有限公司';
const quota = (): string => {
  const [largest] = desk.platform.control.coupons
    .quotas()
    .filter(({ status }) => status === 0)
    .toSorted((a, b) => Number(b.balance) - Number(a.balance));
  return largest?.id ?? '';
};
const issued = () => desk.platform.control.coupons.issued();
const receiptOn = (words: string): string => /PD-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(words)?.[0] ?? '';

/** The card of a request in a Slack channel, as it stands there now. */
const inSlack = (channel: string, receipt: string): Message | undefined =>
  desk.chat
    .messages(channel)
    .find((one) => one.threadTs === undefined && one.kind === 'message' && wordsOf(one).includes(receipt));
const slackWords = (channel: string, receipt: string): string => {
  const card = inSlack(channel, receipt);
  return card ? wordsOf(card) : '';
};

const wordsOn = (post: Post): string =>
  post.attachments.map(({ content }) => (isCard(content) ? cardWords(content) : '')).join('\n');
const inTeams = (chat: string, receipt: string): Post | undefined =>
  teams.posts(chat).find((post) => post.author === 'bot' && wordsOn(post).includes(receipt));
const teamsWords = (chat: string, receipt: string): string => {
  const post = inTeams(chat, receipt);
  return post ? wordsOn(post) : '';
};

/** Both worlds tell of what happens in them; whichever is last makes it true. */
async function whenAll(...looks: readonly (() => boolean)[]): Promise<void> {
  const all = () => looks.every((look) => look());
  await Promise.any([desk.chat.waitFor(all, 20_000), teams.waitFor(all, 20_000)]);
}

/** When the newest decision on a request was written down. */
async function decidedAt(receipt: string): Promise<number> {
  const { body } = await desk.database.ledger
    .selectFrom('money_cases')
    .select('body')
    .where('receipt', '=', receipt)
    .executeTakeFirstOrThrow();
  const { events } = body as { events: readonly { kind: string; at: string }[] };
  const last = events.findLast(({ kind }) => kind === 'approved' || kind === 'refused');
  return new Date(last?.at ?? 0).getTime();
}

describe('one state, two apps', () => {
  test('asked in Slack, approved by one in Teams and one in Slack, issued once, and true everywhere', async () => {
    const before = issued().length;
    const line = `coupon issue ${customer} 2000 --quota ${quota()} --reason 双十一活动`;
    const preview = await ask(desk.chat, 'lina', line);
    await desk.chat.as('lina').click(preview, '提交审批');
    const own = await desk.chat.waitFor(
      () =>
        desk.chat
          .messages('#sales')
          .find((one) => one.threadTs === undefined && receiptOn(wordsOf(one)) !== ''),
      20_000,
    );
    const receipt = receiptOn(wordsOf(own));
    const seen = await teams.waitFor(() => inTeams('approvals', receipt), 20_000);
    await desk.chat.waitFor(() => inSlack('#approvals', receipt), 20_000);

    // All are sent how it stands, and each is shown what they may do.
    expect(teamsWords('approvals', receipt)).not.toContain('拒绝');
    expect(await teams.as('wang').reads(seen)).toContain('拒绝');
    expect(await teams.as('tom').reads(seen)).not.toContain('Refuse');
    await teams.as('wang').clicks(seen, '同意');
    const isCounted = (words: string) => words.includes('1 人已同意');
    await whenAll(
      () => isCounted(slackWords('#approvals', receipt)),
      () => isCounted(slackWords('#sales', receipt)),
      () => isCounted(teamsWords('approvals', receipt)),
    );
    expect(Date.now() - (await decidedAt(receipt))).toBeLessThan(2_000);
    expect(slackWords('#approvals', receipt)).toContain('王芳');
    expect(issued()).toHaveLength(before);

    const card = inSlack('#approvals', receipt);
    if (!card) throw new Error('the card is gone');
    await desk.chat.as('grace').click(card, '同意');
    const isDone = (words: string) => words.includes('已全部完成');
    await whenAll(
      () => isDone(slackWords('#approvals', receipt)),
      () => isDone(slackWords('#sales', receipt)),
      () => isDone(teamsWords('approvals', receipt)),
    );
    expect(issued().slice(before)).toMatchObject([{ faceValue: '2000.00' }]);
    expect(JSON.stringify(inTeams('approvals', receipt))).not.toContain('Action.');
    expect(JSON.stringify(inSlack('#approvals', receipt)?.blocks)).not.toContain('"button"');
  }, 120_000);

  test('asked in Teams, decided in Slack, and true everywhere', async () => {
    const before = issued().length;
    const told = new Set(teams.posts('@lina').map(({ id }) => id));
    await teams.as('lina').says(`coupon issue ${customer} 300 --quota ${quota()} --reason 老客户活动`);
    const preview = await teams.waitFor(
      () => teams.posts('@lina').find((post) => !told.has(post.id) && wordsOn(post).includes('提交审批')),
      20_000,
    );
    await teams.as('lina').clicks(preview, '提交审批');
    const card = await desk.chat.waitFor(
      () => desk.chat.messages('#approvals').find((one) => wordsOf(one).includes('老客户活动')),
      20_000,
    );
    const receipt = receiptOn(wordsOf(card));
    expect(wordsOf(card)).toContain('李娜');
    await teams.waitFor(() => inTeams('approvals', receipt), 20_000);
    // In a chat of one reader it is drawn for that reader.
    await teams.waitFor(() => teams.posts('@lina').some((post) => wordsOn(post).includes('撤回')), 20_000);
    await desk.chat.as('wang').click(card, '拒绝');
    const form = await desk.chat.waitFor(() => desk.chat.views('wang').at(-1), 20_000);
    await desk.chat.as('wang').submit(form, { 事由: '客户名称不对' });
    const linasCard = () => {
      const edited = teams.posts('@lina').find((post) => post.edited && wordsOn(post).includes(receipt));
      return edited ? wordsOn(edited) : '';
    };
    const isRefused = (words: string) => words.includes('客户名称不对');
    await whenAll(
      () => isRefused(slackWords('#approvals', receipt)),
      () => isRefused(teamsWords('approvals', receipt)),
      () => isRefused(linasCard()),
    );
    expect(Date.now() - (await decidedAt(receipt))).toBeLessThan(2_000);
    expect(linasCard()).toContain('王芳');
    expect(JSON.stringify(inTeams('approvals', receipt))).not.toContain('Action.');
    expect(issued()).toHaveLength(before);
  }, 90_000);

  test('a stop that was made in Teams is read in the channels of both', async () => {
    await teams.install('olga');
    await teams.as('olga').says('stop money wrong quota used');
    const isTold = (words: string) => words.includes('wrong quota used');
    await whenAll(
      () => desk.chat.messages('#approvals').some((one) => isTold(wordsOf(one))),
      () => teams.posts('approvals').some((post) => isTold(wordsOn(post))),
    );
    await teams.as('olga').says('resume money');
    await desk.chat.waitFor(
      () => desk.chat.messages('#approvals').some((one) => wordsOf(one).includes('resumed money')),
      20_000,
    );
  }, 60_000);
});
