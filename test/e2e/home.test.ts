import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDeskWorld } from './desk.ts';
import { ask, wordsOf } from './reading.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDeskWorld();
  await desk.start();
});
afterAll(() => desk.close());

const home = (person: string) => {
  const view = desk.chat.home(person);
  return view ? wordsOf({ text: '', blocks: view.payload.blocks }) : '';
};

test('the home page shows what I may do, and a request as soon as it has ended', async () => {
  const { chat } = desk;
  await chat.as('tom').openHome();
  await chat.waitFor(() => home('tom') !== '');
  expect(home('tom')).not.toContain('balance me');
  await ask(chat, 'tom', 'balance me');
  await chat.waitFor(() => /balance me.*done/is.test(home('tom')));
});

test('a quick action on the home page answers in the direct conversation', async () => {
  const { chat } = desk;
  await chat.as('lina').openHome();
  const view = await chat.waitFor(() => chat.home('lina'));
  const before = chat.messages('@lina').length;
  await chat.as('lina').click(view, '账单');
  await chat.waitFor(() =>
    chat
      .messages('@lina')
      .slice(before)
      .some((one) => wordsOf(one).includes('不作为结算依据')),
  );
});

test('the visitor’s home page says one sentence', async () => {
  const { chat } = desk;
  await chat.as('visitor').openHome();
  await chat.waitFor(() => home('visitor').includes('Olga'));
  expect(home('visitor')).not.toMatch(/bill|balance/i);
});
