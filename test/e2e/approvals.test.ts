import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/chat/state/world.ts';
import { type Desk, openDeskWorld } from './desk.ts';
import { ask, wordsOf } from './reading.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDeskWorld({ env: { MONEY_CALL_SECONDS: '2', MONEY_SETTLE_SECONDS: '4' } });
  await Promise.all([desk.start('web'), desk.start('worker')]);
});
afterAll(() => desk.close());

/** The newest card in a channel that is no answer in a thread. */
const cards = (channel: string): readonly Message[] =>
  desk.chat.messages(channel).filter(({ threadTs, kind }) => threadTs === undefined && kind === 'message');

const buttonsOf = (message: Message): string[] =>
  message.blocks.flatMap((block) =>
    'elements' in block && Array.isArray(block.elements)
      ? block.elements.flatMap((element: { type: string; text?: { text?: string } }) =>
          element.type === 'button' ? (element.text?.text ?? '') : [],
        )
      : [],
  );

const latest = (channel: string, { ts }: Message): Message => {
  const found = desk.chat.messages(channel).find((one) => one.ts === ts);
  if (!found) throw new Error('the card is gone');
  return found;
};

const quota = (): string => {
  const [largest] = desk.platform.control.coupons
    .quotas()
    .filter(({ status }) => status === 0)
    .toSorted((a, b) => Number(b.balance) - Number(a.balance));
  return largest?.id ?? '';
};

/** Lina asks in #sales; answers the cards of both sides. */
async function asked(amount: string, customer = '深圳星河智联科技有限公司') {
  const { chat } = desk;
  const before = cards('#approvals').length;
  const mine = cards('#sales').length;
  const line = `coupon issue ${customer} ${amount} --quota ${quota()} --reason 双十一活动`;
  const preview = await ask(chat, 'lina', line);
  await chat.as('lina').click(preview, '提交审批');
  const approvers = await chat.waitFor(() => cards('#approvals')[before], 20_000);
  const requester = await chat.waitFor(() => cards('#sales')[mine], 20_000);
  return { approvers, requester };
}

const threadOf = (channel: string, { ts }: Message): string =>
  desk.chat
    .messages(channel)
    .filter(({ threadTs, ts: own }) => threadTs === ts && own !== ts)
    .map(wordsOf)
    .join('\n');

/** Presses and waits for what this person alone is told. */
async function press(person: string, card: Message, button: string): Promise<string> {
  const { chat } = desk;
  const before = chat.ephemerals(person).length;
  const pressed = await chat.as(person).click(card, button);
  expect(pressed.ok).toBe(true);
  const answer = await chat.waitFor(
    () =>
      chat
        .ephemerals(person)
        .slice(before)
        .find(({ kind }) => kind === 'message'),
    20_000,
  );
  return wordsOf(answer);
}

const issued = () => desk.platform.control.coupons.issued();

describe('a coupon', () => {
  test('is asked for, approved by two, issued once, and every card tells the truth', async () => {
    const before = issued().length;
    const { approvers, requester } = await asked('2000');
    expect(wordsOf(approvers)).toContain('双十一活动');
    expect(wordsOf(approvers)).toMatch(/PD-[2-9A-Z]{4}-[2-9A-Z]{4}/);
    expect(buttonsOf(approvers)).toEqual(['同意', '拒绝', '详情']);
    expect(buttonsOf(requester)).toEqual(['撤回', '详情']);

    expect(await press('wang', approvers, '同意')).toContain('1 / 2');
    await desk.chat.waitFor(() => wordsOf(latest('#approvals', approvers)).includes('1 人已同意'));
    expect(issued()).toHaveLength(before);
    expect(await press('wang', latest('#approvals', approvers), '同意')).toContain('您已同意过');

    expect(await press('grace', latest('#approvals', approvers), '同意')).toMatch(/being carried out/);
    await desk.chat.waitFor(() => wordsOf(latest('#approvals', approvers)).includes('已全部完成'), 20_000);
    await desk.chat.waitFor(() => wordsOf(latest('#sales', requester)).includes('已全部完成'), 20_000);
    expect(buttonsOf(latest('#approvals', approvers))).toEqual([]);
    expect(buttonsOf(latest('#sales', requester))).toEqual([]);
    const made = issued().slice(before);
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({ faceValue: '2000.00' });
    expect(wordsOf(latest('#sales', requester))).toContain(made[0]?.id);
    await desk.chat.waitFor(() => threadOf('#sales', requester).includes('已完成'));
    expect(threadOf('#sales', requester).match(/已同意/g)).toHaveLength(2);
  }, 60_000);

  test('is refused with a reason, which the requester reads', async () => {
    const { chat } = desk;
    const before = issued().length;
    const { approvers, requester } = await asked('100');
    await chat.as('wang').click(approvers, '拒绝');
    const form = await chat.waitFor(() => chat.views('wang').at(-1));
    const sent = await chat.as('wang').submit(form, { 事由: '客户名称不对' });
    expect(sent.ok).toBe(true);
    await chat.waitFor(() => wordsOf(latest('#sales', requester)).includes('客户名称不对'), 20_000);
    await chat.waitFor(() => threadOf('#sales', requester).includes('客户名称不对'));
    expect(buttonsOf(latest('#approvals', approvers))).toEqual([]);
    // The card as it was when it could still be pressed.
    expect(await press('grace', approvers, '同意')).toContain('decided already');
    expect(issued()).toHaveLength(before);
  }, 60_000);

  test('is not approved by whoever asked, nor by anybody who may not', async () => {
    const before = issued().length;
    const { approvers } = await asked('100');
    expect(await press('lina', approvers, '同意')).toContain('本人');
    expect(await press('tom', approvers, '同意')).toContain('others to decide');
    expect(await press('chen', approvers, '同意')).toContain('由其他人审批');
    expect(issued()).toHaveLength(before);
    expect(buttonsOf(latest('#approvals', approvers))).toContain('同意');
  }, 60_000);

  test('comes once of fifty clicks at once', async () => {
    const { chat } = desk;
    const before = issued().length;
    const { approvers } = await asked('100');
    const people = ['wang', 'grace'];
    await Promise.all(
      Array.from({ length: 50 }, (_, at) => chat.as(people[at % 2] ?? 'wang').click(approvers, '同意')),
    );
    await chat.waitFor(() => wordsOf(latest('#approvals', approvers)).includes('已全部完成'), 40_000);
    expect(issued()).toHaveLength(before + 1);
    expect(buttonsOf(latest('#approvals', approvers))).toEqual([]);
  }, 90_000);

  test('is followed to its end though the platform’s answer was lost', async () => {
    const before = issued().length;
    const { approvers } = await asked('100');
    const fault = desk.platform.control.faults.add({
      kind: 'reset',
      operation: 'CreatePartnerCoupons',
      effect: 'after',
      times: 1,
    });
    await press('grace', approvers, '同意');
    await desk.chat.waitFor(() => wordsOf(latest('#approvals', approvers)).includes('已全部完成'), 40_000);
    desk.platform.control.faults.clear(fault.id);
    expect(issued()).toHaveLength(before + 1);
  }, 90_000);
});

test('a stop is seen on every card, keeps money from moving, and is lifted again', async () => {
  const { chat } = desk;
  const before = issued().length;
  const { approvers, requester } = await asked('100');
  await ask(chat, 'olga', 'stop money wrong quota used');
  await chat.waitFor(() => wordsOf(latest('#approvals', approvers)).includes('wrong quota used'), 20_000);
  await chat.waitFor(() => wordsOf(latest('#sales', requester)).includes('wrong quota used'), 20_000);
  expect(await press('grace', approvers, '同意')).toContain('Money is stopped');
  await ask(chat, 'olga', 'resume money');
  await chat.waitFor(() => !wordsOf(latest('#approvals', approvers)).includes('wrong quota used'), 20_000);
  await press('grace', approvers, '同意');
  await chat.waitFor(() => issued().length === before + 1, 20_000);
}, 90_000);

test('what waits for me is listed, and my own can be withdrawn', async () => {
  const { chat } = desk;
  const { requester } = await asked('100');
  const [receipt = ''] = /PD-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(wordsOf(requester)) ?? [];
  expect(wordsOf(await ask(chat, 'grace', 'approvals', '#finance'))).toContain(receipt);
  expect(wordsOf(await ask(chat, 'lina', 'approvals'))).not.toContain(receipt);
  expect(wordsOf(await ask(chat, 'lina', 'approvals mine'))).toContain(receipt);
  expect(wordsOf(await ask(chat, 'tom', `approvals withdraw ${receipt}`))).toContain('Only');
  expect(wordsOf(await ask(chat, 'lina', `approvals withdraw ${receipt}`))).toContain('已撤回');
  await chat.waitFor(() => wordsOf(latest('#sales', requester)).includes('已撤回'), 20_000);
  expect(buttonsOf(latest('#sales', requester))).toEqual([]);
}, 60_000);
