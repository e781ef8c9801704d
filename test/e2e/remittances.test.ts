import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Chat } from '../../sandbox/chat/chat.ts';
import type { Message, OpenView } from '../../sandbox/chat/state/world.ts';
import { wordsOf as teamsWords } from '../../sandbox/teams/cards/card.ts';
import { isCard } from '../../sandbox/teams/cards/check.ts';
import type { Post } from '../../sandbox/teams/state/world.ts';
import { startTeams, type Teams } from '../../sandbox/teams/teams.ts';
import { type Bot, type Desk, openDeskWorld } from './desk.ts';
import { answersTo, ask, wordsOf } from './reading.ts';

const yesterday = new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
const code = (text: string): string => /RM-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '';

describe('a remittance', () => {
  let desk: Desk;
  let chat: Chat;
  let teams: Teams;
  let bots: readonly Bot[] = [];
  beforeAll(async () => {
    teams = await startTeams();
    desk = await openDeskWorld({ env: teams.settings });
    ({ chat } = desk);
    const web = await desk.start('web');
    // Two of them, so that everything that is told once is told once by two.
    bots = [web, await desk.start('worker'), await desk.start('worker')];
    teams.connect(web.url);
    await teams.install('lina', 'tom', 'chen');
  });
  afterAll(async () => {
    await desk.close();
    await teams.stop();
  });

  const room = (): readonly Message[] =>
    chat.messages('#finance').filter((one) => one.threadTs === undefined);
  const threadOf = (card: Message) => chat.messages('#finance').filter((one) => one.threadTs === card.ts);
  const cardOf = (named: string): Promise<Message> =>
    chat.waitFor(() => room().find((one) => wordsOf(one).includes(named)), 20_000);
  const direct = (person: string) => chat.messages(`@${person}`);
  const teamsText = (post: Post): string =>
    post.attachments.map(({ content }) => (isCard(content) ? teamsWords(content) : '')).join('\n');

  async function formOf(person: string, line: string): Promise<OpenView> {
    const before = new Set(chat.views(person).map(({ id }) => id));
    await chat.as(person).command(line, { channel: '#sales' });
    return chat.waitFor(() => chat.views(person).find(({ id }) => !before.has(id)));
  }

  test('is announced from what the bank wrote, found on the statement, told once and confirmed', async () => {
    const pasted = `付款人:深圳云帆科技有限公司 付款账号:6222020200112233445 金额:人民币50,000.00元 日期:${yesterday}`;
    const form = await formOf('lina', `汇款登记 ${pasted}`);
    const filled = JSON.stringify(form.payload);
    for (const value of ['50000', yesterday, '深圳云帆科技有限公司', '••••3445'])
      expect(filled).toContain(value);
    expect(filled).not.toContain('6222020200112233445');

    const answers = answersTo(chat, 'lina');
    const sent = await chat.as('lina').submit(form, { 'field.voucher': Buffer.from('a scan') });
    expect(sent).toMatchObject({ ok: true });
    const answer = wordsOf(await answers.next());
    const named = code(answer);
    expect(answer).toContain('CNY 50,000.00');
    expect(answer).toContain('汇款认领 &gt; 线下汇款认领');
    expect(answer).toContain('list.csv');
    const card = await cardOf(named);
    expect(wordsOf(card)).toContain('深圳云帆科技有限公司');
    await teams.waitFor(() => teams.posts('Finance').find((post) => teamsText(post).includes(named)), 20_000);

    // What was typed, shown and written down holds the account nowhere in full.
    const lines = await desk.database.ledger.selectFrom('requests').select('line').execute();
    expect(JSON.stringify(lines)).not.toContain('6222020200112233445');

    desk.platform.control.accounts.topUp({ amount: '50000.00', rebate: true });
    desk.platform.control.accounts.topUp({ amount: '50000.00' });
    const said = await ask(chat, 'chen', 'remit check', '#finance');
    expect(wordsOf(said)).toContain(named);
    const again = await ask(chat, 'chen', '核对汇款', '#finance');
    expect(wordsOf(again)).toContain('唯一匹配');

    const told = await chat.waitFor(
      () => direct('lina').find((one) => wordsOf(one).includes('有该金额的充值入账')),
      20_000,
    );
    expect(wordsOf(told)).toContain(named);
    await chat.waitFor(() => threadOf(card).length > 0, 20_000);
    const found = await chat.waitFor(() => room().find((one) => wordsOf(one).includes('需财务确认')), 20_000);
    expect(found.ts).toBe(card.ts);

    // Not for the rep; finance confirms, and all cards and the rep hear of it.
    const refused = answersTo(chat, 'lina');
    await chat.as('lina').click(found, '确认匹配');
    expect(wordsOf(await refused.next())).not.toContain('已确认');
    const confirmed = answersTo(chat, 'chen');
    await chat.as('chen').click(found, '确认匹配');
    expect(wordsOf(await confirmed.next())).toContain('已确认');
    await chat.waitFor(() => direct('lina').find((one) => wordsOf(one).includes('已确认')), 20_000);
    const over = await chat.waitFor(
      () => room().find((one) => one.ts === card.ts && wordsOf(one).includes('已入账')),
      20_000,
    );
    expect(JSON.stringify(over.blocks)).not.toContain('remit.confirm');
    await teams.waitFor(
      () => teams.posts('Finance').some((post) => teamsText(post).includes('已入账')),
      20_000,
    );

    expect(direct('lina').filter((one) => wordsOf(one).includes('有该金额的充值入账'))).toHaveLength(1);
    expect(direct('lina').filter((one) => wordsOf(one).includes('已确认'))).toHaveLength(1);
    expect(threadOf(card)).toHaveLength(1);
    const audit = await desk.database.ledger
      .selectFrom('audit')
      .select(['action', 'user_id'])
      .where('receipt', '=', named)
      .where('action', 'like', 'remittance.%')
      .orderBy('seq')
      .execute();
    expect(audit.map(({ action }) => action)).toEqual([
      'remittance.announced',
      'remittance.found',
      'remittance.credited',
    ]);
    for (const bot of bots) expect(bot.log()).not.toContain('6222020200112233445');
  }, 120_000);

  test('is claimed, rejected with a reason, claimed again and withdrawn by the one who announced it', async () => {
    const answer = await ask(
      chat,
      'tom',
      `remit new 1234.56 ${yesterday} --payer Yunfan --route general --note spring sale`,
    );
    const named = code(wordsOf(answer));
    const press = async (label: string) => {
      const answers = answersTo(chat, 'tom');
      await chat.as('tom').click(answer, label);
      return wordsOf(await answers.next());
    };
    expect(await press('I have claimed it')).toContain(`${named} is claimed`);
    expect(await press('I have claimed it')).toContain('not possible now');
    const shown = wordsOf(await ask(chat, 'tom', `remit show ${named}`));
    expect(shown).toContain('The review usually takes one working day');
    const rejected = await ask(chat, 'tom', `remit rejected ${named} voucher not readable`);
    expect(wordsOf(rejected)).toContain('was rejected');
    await chat.waitFor(() => room().find((one) => wordsOf(one).includes('voucher not readable')), 20_000);
    expect(wordsOf(await ask(chat, 'lina', `remit show ${named}`))).toContain('未找到');
    expect(wordsOf(await ask(chat, 'tom', `remit claimed ${named}`))).toContain('is claimed');
    expect(wordsOf(await ask(chat, 'tom', `remit withdraw ${named}`))).toContain('is withdrawn');
    expect(wordsOf(await ask(chat, 'tom', 'remit list closed'))).toContain(named);
    expect(wordsOf(await ask(chat, 'tom', 'remit'))).not.toContain(named);
    expect(direct('tom').filter((one) => wordsOf(one).includes(named))).toEqual([]);
  }, 90_000);

  test('is announced in Teams, and the platform’s refusal is explained', async () => {
    const before = new Set(teams.posts('@tom').map(({ id }) => id));
    await teams.as('tom').says(`remit new 777.70 ${yesterday} --payer Yunfan --route dedicated`);
    const post = await teams.waitFor(
      () =>
        teams
          .posts('@tom')
          .find(({ id, ...one }) => !before.has(id) && teamsText({ id, ...one }).includes('RM-')),
      20_000,
    );
    expect(teamsText(post)).toContain('matched and credited by itself');

    desk.platform.control.faults.add({
      operation: 'ListPartnerAccountChangeRecords',
      kind: 'status',
      status: 403,
      code: 'CBC.0151',
    });
    const said = wordsOf(await ask(chat, 'chen', 'remit check', '#finance'));
    expect(said).toContain('未能读取');
    expect(said).toContain('BPC_ITEM_FINANCE_030100');
  }, 90_000);
});
