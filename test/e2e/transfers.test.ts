import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Message } from '../../sandbox/chat/state/world.ts';
import { type Desk, openDeskWorld } from './desk.ts';
import { ask, wordsOf } from './reading.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDeskWorld({ env: { MONEY_CALL_SECONDS: '2', MONEY_SETTLE_SECONDS: '4' } });
  await Promise.all([desk.start('web'), desk.start('worker')]);
});
afterAll(() => desk.close());

const cards = (channel: string): readonly Message[] =>
  desk.chat.messages(channel).filter(({ threadTs, kind }) => threadTs === undefined && kind === 'message');
const latest = (channel: string, card: Message): Message =>
  desk.chat.messages(channel).find(({ ts }) => ts === card.ts) ?? card;

const who = '深圳星河智联科技有限公司';

/** Lina asks, Wang approves; the card of the approvers, as soon as it stands there. */
async function approved(line: string): Promise<Message> {
  const { chat } = desk;
  const before = cards('#approvals').length;
  const preview = await ask(chat, 'lina', line);
  await chat.as('lina').click(preview, '提交审批');
  const card = await chat.waitFor(() => cards('#approvals')[before], 20_000);
  await chat.as('wang').click(card, '同意');
  return card;
}

const ended = (card: Message) =>
  desk.chat.waitFor(() => {
    const now = latest('#approvals', card);
    return wordsOf(now).includes('已全部完成') ? wordsOf(now) : undefined;
  }, 40_000);

const calls = (operation: string) => desk.platform.control.calls.report().operations[operation]?.calls ?? 0;

test('money is transferred once approved, and taken back; the cards tell what both accounts held', async () => {
  const transferred = await ended(await approved(`transfer ${who} 5,000.00 --reason 十二月预付款`));
  expect(transferred).toMatch(/拨款/);
  expect(transferred).toMatch(/T[0-9A-F]{20}/);
  expect(transferred).toMatch(/[\d,]+\.\d\d → [\d,]+\.\d\d/);
  expect(calls('UpdateCustomerAccountAmount')).toBe(1);

  const back = await ended(await approved(`回收 ${who} 5000 --reason 客户不再需要`));
  expect(back).toMatch(/回收/);
  expect(calls('ReclaimToPartnerAccount')).toBe(1);
}, 120_000);

test('a transfer whose answer was lost is found in the records and not sent again', async () => {
  const before = calls('UpdateCustomerAccountAmount');
  desk.platform.control.faults.add({
    operation: 'UpdateCustomerAccountAmount',
    kind: 'reset',
    effect: 'after',
    times: 1,
  });
  const card = await ended(await approved(`transfer ${who} 1234.56 --reason 追加预付款`));
  expect(card).toContain('已在平台记录中查到');
  expect(calls('UpdateCustomerAccountAmount')).toBe(before + 1);
}, 120_000);
