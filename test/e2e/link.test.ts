import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Message } from '../../sandbox/chat/state/world.ts';
import { wordsOf as cardWords } from '../../sandbox/teams/cards/card.ts';
import { isCard } from '../../sandbox/teams/cards/check.ts';
import type { Post } from '../../sandbox/teams/state/world.ts';
import { startTeams, type Teams } from '../../sandbox/teams/teams.ts';
import { type Desk, openDeskWorld } from './desk.ts';
import { answersTo, ask, wordsOf } from './reading.ts';

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

const wordsOn = (post: Post): string =>
  post.attachments.map(({ content }) => (isCard(content) ? cardWords(content) : '')).join('\n');

/** The next thing the bot says to somebody in their own chat in Teams that holds these words. */
async function nextInTeams(person: string, words: string, act: () => Promise<unknown>): Promise<Post> {
  const before = new Set(teams.posts(`@${person}`).map(({ id }) => id));
  await act();
  return teams.waitFor(
    () => teams.posts(`@${person}`).find((post) => !before.has(post.id) && wordsOn(post).includes(words)),
    20_000,
  );
}

async function pressInSlack(person: string, card: Message, button: string): Promise<string> {
  const answers = answersTo(desk.chat, person);
  await desk.chat.as(person).click(card, button);
  return wordsOf(await answers.next());
}

const codeOn = (words: string): string => /[2-9A-Z]{4}(?:-[2-9A-Z]{4}){2}/.exec(words)?.[0] ?? '';
const asked = (person: string): Message | undefined =>
  desk.chat.messages(`@${person}`).find((one) => wordsOf(one).includes('都是本人'));

const quota = (): string =>
  desk.platform.control.coupons
    .quotas()
    .filter(({ status }) => status === 0)
    .toSorted((a, b) => Number(b.balance) - Number(a.balance))[0]?.id ?? '';

test('an approver links two accounts by hand, and is one voice from then on', async () => {
  const code = codeOn(wordsOf(await ask(desk.chat, 'wang', 'link')));
  expect(desk.chat.messages('#sales').map(wordsOf).join()).not.toContain(code);
  const question = await nextInTeams('wang', '都是本人', () => teams.as('wang').says(`link ${code}`));
  expect(wordsOn(question)).toContain('王芳');
  await nextInTeams('wang', '已确认', () => teams.as('wang').clicks(question, '都是本人'));
  const card = await desk.chat.waitFor(() => asked('wang'), 20_000);
  await nextInTeams('wang', '视为同一人', () => pressInSlack('wang', card, '都是本人'));

  const line = `coupon issue 深圳星河智联科技有限公司 2000 --quota ${quota()} --reason 双十一活动`;
  const preview = await ask(desk.chat, 'lina', line);
  await desk.chat.as('lina').click(preview, '提交审批');
  const inSlack = () => desk.chat.messages('#approvals').find((one) => wordsOf(one).includes('双十一活动'));
  const inTeams = () => teams.posts('approvals').find((post) => wordsOn(post).includes('双十一活动'));
  const [slackCard, teamsCard] = await Promise.all([
    desk.chat.waitFor(inSlack, 20_000),
    teams.waitFor(inTeams, 20_000),
  ]);
  expect(await teams.as('wang').reads(teamsCard)).toContain('同意');
  // Both accounts press at the same moment.
  await Promise.all([
    desk.chat.as('wang').click(slackCard, '同意'),
    teams.as('wang').clicks(teamsCard, '同意'),
  ]);
  await desk.chat.waitFor(() => wordsOf(inSlack() ?? slackCard).includes('1 人已同意'), 20_000);
  const { body } = await desk.database.ledger
    .selectFrom('money_cases')
    .select('body')
    .executeTakeFirstOrThrow();
  expect(body).toMatchObject({ state: 'waiting', approvals: [{}] });
  const issued = desk.platform.control.coupons.issued().length;
  await teams.as('grace').reads(inTeams() ?? teamsCard);
  await teams.as('grace').clicks(inTeams() ?? teamsCard, 'Approve');
  await desk.chat.waitFor(() => wordsOf(inSlack() ?? slackCard).includes('已全部完成'), 30_000);
  expect(desk.platform.control.coupons.issued()).toHaveLength(issued + 1);
}, 120_000);

test('somebody else’s code, confirmed by a stranger, is ended by whoever was shown it', async () => {
  const code = codeOn(wordsOf(await ask(desk.chat, 'lina', 'link')));
  const question = await nextInTeams('grace', 'Both are me', () => teams.as('grace').says(`link ${code}`));
  await nextInTeams('grace', 'Confirmed on this side', () =>
    teams.as('grace').clicks(question, 'Both are me'),
  );
  const card = await desk.chat.waitFor(() => asked('lina'), 20_000);
  expect(wordsOf(card)).toContain('Grace Liu');
  await nextInTeams('grace', 'it was not them', () => pressInSlack('lina', card, '不是本人操作'));
  expect(await desk.database.ledger.selectFrom('identity_links').select('slack_user').execute()).toEqual([
    { slack_user: 'U0WANG0003' },
  ]);
}, 60_000);
