import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Chat } from '../../sandbox/chat/chat.ts';
import type { Message } from '../../sandbox/chat/state/world.ts';
import { engines } from '../support/engines.ts';
import { type Bot, type Desk, openDeskWorld } from './desk.ts';
import { answersTo, ask, wordsOf } from './reading.ts';

/** The progress message of an export and what became of it. */
const exportMessages = (chat: Chat, channel: string): readonly Message[] =>
  chat.messages(channel).filter((message) => message.threadTs === undefined && message.kind === 'message');

const filesIn = (chat: Chat, message: Message) =>
  chat.files().filter((file) => file.shares.some((share) => share.threadTs === message.ts));

async function download(chat: Chat, fileId: string): Promise<string> {
  const file = await fetch(`${chat.url}/files/${fileId}`);
  expect(file.status).toBe(200);
  return file.text();
}

describe.each(engines)('a rep and the bill, queue on $kind', ({ kind, runs }) => {
  describe.runIf(runs)('', () => {
    let desk: Desk;
    let worker: Bot;
    beforeAll(async () => {
      desk = await openDeskWorld({
        engine: kind,
        env: { HUAWEI_PAGE_SIZES: 'ListSubCustomerBillDetail=20' },
      });
      [, worker] = await Promise.all([desk.start('web'), desk.start('worker')]);
    });
    afterAll(() => desk.close());

    test('asks for last month and gets the sums, with source, time and basis', async () => {
      const words = wordsOf(await ask(desk.chat, 'tom', 'bill'));
      expect(words).toMatch(/Bill \d{4}-\d{2}: all customers/);
      expect(words).toContain('ListSubcustomerMonthlyBills');
      expect(words).toContain('not a settlement document');
    });

    test('asks in Chinese, from a phone', async () => {
      expect(wordsOf(await ask(desk.chat, 'lina', '账单　上月 —by ｃustomer'))).toContain('不作为结算依据');
    });

    test('names a customer that could be two, chooses in the form, and gets that one', async () => {
      const { chat } = desk;
      await chat.as('tom').command('bill last 星河智联', { channel: '#sales' });
      const form = await chat.waitFor(() => chat.views('tom').at(-1));
      const answers = answersTo(chat, 'tom');
      const sent = await chat.as('tom').submit(form, { Customer: '深圳星河智联科技有限公司' });
      expect(sent.ok).toBe(true);
      expect(chat.views('tom')).toHaveLength(0);
      expect(wordsOf(await answers.next())).toContain('深圳星河智联科技有限公司');
    });

    test('gets every detail line as a file in the thread, once, and the message says how much', async () => {
      const { chat } = desk;
      await chat.as('tom').command('bill last huarui_mfg --csv', { channel: '#sales' });
      const [message] = await chat.waitFor(() => {
        const done = exportMessages(chat, '#sales').filter((one) => filesIn(chat, one).length > 0);
        return done.length > 0 && done;
      }, 30_000);
      if (!message) throw new Error('no message');
      const [file, ...more] = filesIn(chat, message);
      expect(more).toEqual([]);
      expect(file?.name).toMatch(/^bill-\d{4}-\d{2}-.*\.csv$/);
      const rows: string[][] = parse(await download(chat, file?.id ?? ''), { bom: true });
      // The biggest customer of the practice world has exactly as many lines as the world was told.
      expect(rows).toHaveLength(401);
      const latest = () =>
        wordsOf(exportMessages(chat, '#sales').find(({ ts }) => ts === message.ts) ?? message);
      await chat.waitFor(() => latest().includes('400'));
    });

    test('cancels an export, and no file comes', async () => {
      const { chat, platform } = desk;
      const slow = platform.control.faults.add({
        kind: 'slow',
        operation: 'ListSubCustomerBillDetail',
        ms: 400,
      });
      const before = exportMessages(chat, '#finance').length;
      await chat.as('chen').command('bill last --csv', { channel: '#finance' });
      const message = await chat.waitFor(() => exportMessages(chat, '#finance')[before], 20_000);
      await chat.as('chen').click(message, '取消');
      platform.control.faults.clear(slow.id);
      await chat.waitFor(
        () => /已取消/.test(wordsOf(exportMessages(chat, '#finance')[before] ?? message)),
        20_000,
      );
      expect(filesIn(chat, message)).toEqual([]);
    });

    test('gets the whole file once though the worker is killed in the middle', async () => {
      const { chat, platform } = desk;
      platform.control.faults.add({ kind: 'slow', operation: 'ListSubCustomerBillDetail', ms: 500 });
      const before = exportMessages(chat, '#finance').length;
      await chat.as('chen').command('bill last --csv', { channel: '#finance' });
      const message = await chat.waitFor(() => exportMessages(chat, '#finance')[before], 20_000);
      // Some pages are stored, more are to come.
      await vi.waitUntil(
        async () => {
          const row = await desk.database.ledger
            .selectFrom('exports')
            .select('lines')
            .where('state', '=', 'reading')
            .executeTakeFirst();
          return row !== undefined && row.lines > 0;
        },
        { timeout: 20_000, interval: 20 },
      );
      await worker.stop('SIGKILL');
      platform.control.faults.clear();
      worker = await desk.start('worker');
      const [file, ...more] = await chat.waitFor(() => {
        const files = filesIn(chat, message);
        return files.length > 0 && files;
      }, 90_000);
      expect(more).toEqual([]);
      const rows: string[][] = parse(await download(chat, file?.id ?? ''), { bom: true });
      const lines = rows.slice(1);
      expect(lines.length).toBeGreaterThan(400);
      // The last column is the platform's own id of the line.
      expect(new Set(lines.map((line) => line.at(-1))).size).toBe(lines.length);
      expect(exportMessages(chat, '#finance')).toHaveLength(before + 1);
    }, 120_000);
  });
});
