import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../support/engines.ts';
import { type Desk, openDeskWorld } from './desk.ts';
import { answersTo, ask, wordsOf } from './reading.ts';

describe.each(engines)('a rep looks at coupons, queue on $kind', ({ kind, runs }) => {
  describe.runIf(runs)('', () => {
    let desk: Desk;
    beforeAll(async () => {
      desk = await openDeskWorld({ engine: kind, env: { HUAWEI_PAGE_SIZES: 'ListIssuedPartnerCoupons=5' } });
      await desk.start();
    });
    afterAll(() => desk.close());

    test('and reads what can be issued from which quota, and which one ends', async () => {
      const words = wordsOf(await ask(desk.chat, 'tom', 'coupon quota'));
      expect(words).toContain('Can be issued now');
      // The practice world has one quota of each of these.
      expect(words).toContain('Ends within 7 days');
      expect(words).toContain('Ends within 30 days');
      expect(words).toContain('being adjusted');
      expect(words).toContain('cash coupon');
      expect(words).toContain('only these services: hws.service.type.ec2');
    });

    test('in Chinese, without spaces', async () => {
      expect(wordsOf(await ask(desk.chat, 'lina', '券额度'))).toContain('当前可发放');
    });

    test('and reads the issued ones of everybody, then of one customer', async () => {
      const all = wordsOf(await ask(desk.chat, 'tom', 'coupon list'));
      expect(all).toContain('Issued coupons: all customers');
      expect(all).toContain('ListIssuedPartnerCoupons');
      const one = wordsOf(await ask(desk.chat, 'tom', 'coupon list huarui_mfg --status usable'));
      expect(one).toMatch(/Issued coupons, usable: /);
    });

    test('and sees that nothing in the records was made by this bot', async () => {
      const words = wordsOf(await ask(desk.chat, 'tom', 'coupon history --from 2020-01-01'));
      expect(words).toContain('outside this bot');
      expect(words).not.toContain('this bot, receipt');
    });

    test('and is asked for a day that can be read, and gets the records since then', async () => {
      const { chat } = desk;
      await chat.as('tom').command('coupon history --from tomorrowish', { channel: '#sales' });
      const form = await chat.waitFor(() => chat.views('tom').at(-1));
      expect(JSON.stringify(form)).toContain('is not a day I can read');
      const answers = answersTo(chat, 'tom');
      const sent = await chat.as('tom').submit(form, { 'First day': 'yesterday' });
      expect(sent.ok).toBe(true);
      expect(wordsOf(await answers.next())).toContain('Coupon records');
    });

    test('and gets the whole list as a file in the thread, once', async () => {
      const { chat } = desk;
      await chat.as('tom').command('coupon list --csv', { channel: '#sales' });
      const file = await chat.waitFor(
        () => chat.files().find(({ name }) => name.startsWith('coupons-issued-')),
        20_000,
      );
      const answer = await fetch(`${chat.url}/files/${file.id}`);
      const rows: Record<string, string>[] = parse(await answer.text(), { bom: true, columns: true });
      const ids = rows.map((row) => row['Coupon ID']);
      expect(ids.length).toBeGreaterThan(5);
      expect(new Set(ids).size).toBe(ids.length);
      const said = () => chat.messages('#sales').map(wordsOf).join('\n');
      await chat.waitFor(() => said().includes('The file is ready:'));
      expect(chat.files().filter(({ name }) => name.startsWith('coupons-'))).toHaveLength(1);
    });
  });
});
