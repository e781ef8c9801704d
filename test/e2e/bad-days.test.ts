import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { FaultInput } from '../../sandbox/platform/faults.ts';
import { type Desk, openDeskWorld } from './desk.ts';
import { ask, wordsOf } from './reading.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDeskWorld();
  await desk.start();
});
afterAll(() => desk.close());
afterEach(() => {
  desk.platform.control.faults.clear();
  desk.chat.faults.clear();
});

/** What somebody typed, and what an English and a Chinese reader are told. */
const badInput: readonly (readonly [why: string, line: string, en: RegExp, zh: RegExp])[] = [
  ['a customer nobody knows', 'customer show zzz-nobody-zzz', /zzz-nobody-zzz/, /zzz-nobody-zzz/],
  ['a customer of somebody else', 'balance 00000000000000000000000000000000', /00000000/, /00000000/],
  ['a mistyped word', 'bil last', /bill/, /bill|账单/],
  ['an option nobody knows', 'bill last --bye service', /--by/, /--by/],
  ['a write by the back door', 'api CreatePartnerCoupons quota_id=1', /read|chang/i, /./],
];

describe.each(badInput)('%s', (_, line, en, zh) => {
  test('is answered with a sentence in English and in Chinese', async () => {
    const person = line.startsWith('api') ? 'olga' : 'tom';
    expect(wordsOf(await ask(desk.chat, person, line))).toMatch(en);
    if (person === 'tom') expect(wordsOf(await ask(desk.chat, 'lina', line))).toMatch(zh);
  });
});

/** What a form can put right opens one, with the reason at the field. */
const badMonths: readonly (readonly [why: string, line: string, en: RegExp, zh: RegExp])[] = [
  ['a wrong month', 'bill 2026-13', /2026-13/, /2026-13/],
  ['a month to come', 'bill 2031-01', /2031-01/, /2031-01/],
  ['a month too long ago', 'bill 2019-05', /18/, /18/],
];

describe.each(badMonths)('%s', (_, line, en, zh) => {
  test('opens the form with the reason in it, in English and in Chinese', async () => {
    for (const [person, sentence] of [
      ['tom', en],
      ['lina', zh],
    ] as const) {
      await desk.chat.as(person).command(line, { channel: '#sales' });
      const form = await desk.chat.waitFor(() => desk.chat.views(person).at(-1));
      expect(JSON.stringify(form.payload)).toMatch(sentence);
      await desk.chat.as(person).close(true);
    }
  });
});

const badAnswers: readonly (readonly [why: string, fault: FaultInput, en: RegExp])[] = [
  ['401', { kind: 'status', status: 401, code: 'CBC.0154' }, /key|credential|sign/i],
  ['403', { kind: 'status', status: 403, code: 'CBC.0151' }, /CBC\.0151/],
  ['403 of the other site', { kind: 'status', status: 403, code: 'CBC.0156' }, /site/i],
  ['404', { kind: 'status', status: 404, code: 'APIGW.0101' }, /ListPartnerBalances|address|API/],
  ['500', { kind: 'status', status: 500, code: 'CBC.0999' }, /try again|later/i],
  ['a broken connection', { kind: 'reset' }, /try again|later/i],
  ['cut off JSON', { kind: 'truncate' }, /read|understand|unreadable/i],
  ['a gateway page instead of JSON', { kind: 'html', status: 502 }, /try again|later/i],
];

describe('the partner platform answers with', () => {
  test.each(badAnswers)('%s: the person is told what it means, and nothing breaks', async (_, fault, en) => {
    desk.platform.control.faults.add({ ...fault, operation: 'ListPartnerBalances' });
    const words = wordsOf(await ask(desk.chat, 'tom', 'balance me'));
    expect(words).toMatch(en);
    expect(words).not.toMatch(/undefined|\[object|Error:/);
    desk.platform.control.faults.clear();
    expect(wordsOf(await ask(desk.chat, 'tom', 'balance me'))).toContain('CNY');
  });

  test('429 a few times: it is asked again and nobody notices', async () => {
    desk.platform.control.faults.add({
      kind: 'status',
      status: 429,
      code: 'APIGW.0308',
      times: 2,
      operation: 'ListPartnerBalances',
    });
    expect(wordsOf(await ask(desk.chat, 'tom', 'balance me'))).toContain('Spendable');
  });

  test('amounts as text and values nobody knows yet: the card is the same', async () => {
    const plain = wordsOf(await ask(desk.chat, 'tom', 'balance me')).replace(/<!date[^>]*>/g, '');
    desk.platform.control.faults.add({ kind: 'amountsAsStrings' });
    desk.platform.control.faults.add({ kind: 'unknownEnum', operation: 'ListSubCustomers' });
    expect(wordsOf(await ask(desk.chat, 'tom', 'balance me')).replace(/<!date[^>]*>/g, '')).toBe(plain);
    expect(wordsOf(await ask(desk.chat, 'tom', 'customer show huarui_mfg'))).toContain('huarui_mfg');
  });
});

describe('Slack', () => {
  test('forgets a reply address: the answer comes as a private message', async () => {
    desk.chat.faults.set({ kind: 'status', on: 'response_url', status: 404 });
    expect(wordsOf(await ask(desk.chat, 'tom', 'balance me'))).toContain('Spendable');
  });

  test('says 429: the answer comes when Slack allows it, once', async () => {
    const before = desk.chat.ephemerals('tom').length;
    desk.chat.faults.set({ kind: 'status', on: 'response_url', status: 404 });
    desk.chat.faults.set({ kind: 'ratelimited', on: 'chat.postEphemeral', retryAfter: 1, times: 1 });
    expect(wordsOf(await ask(desk.chat, 'tom', 'balance me'))).toContain('Spendable');
    const answers = desk.chat
      .ephemerals('tom')
      .slice(before)
      .filter((one) => wordsOf(one).includes('Spendable'));
    expect(answers).toHaveLength(1);
  });

  test('does not draw charts yet: the bill comes all the same', async () => {
    desk.chat.faults.set({ kind: 'no-block', on: 'response_url', block: 'data_visualization' });
    expect(wordsOf(await ask(desk.chat, 'tom', 'bill last'))).toContain('not a settlement document');
  });
});

test('somebody the policy does not know gets one sentence, whatever they type', async () => {
  const sentences = new Set<string>();
  for (const line of ['', 'help', 'bill', 'api ListPartnerBalances', 'nonsense']) {
    sentences.add(wordsOf(await ask(desk.chat, 'visitor', line)));
  }
  expect([...sentences]).toHaveLength(1);
  expect([...sentences][0]).toContain('Olga');
});

test('a rep who tries an admin’s command is told who can change that', async () => {
  const words = wordsOf(await ask(desk.chat, 'tom', 'api ListPartnerBalances'));
  expect(words).toContain('Olga');
  // The end is written down after the answer is out.
  await vi.waitFor(async () => {
    const rows = await desk.database.ledger
      .selectFrom('audit')
      .select(['action', 'outcome'])
      .where('outcome', '=', 'notPermitted')
      .execute();
    expect(rows).toContainEqual({ action: 'api', outcome: 'notPermitted' });
  });
});
