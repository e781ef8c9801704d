import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestOf, placeholder } from '../../../scripts/generate/teams-manifest.ts';
import { coupon, couponPartner, platformDown } from '../../../test/support/coupon-partner.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { ann, bob, cai, openTestTeams, type TestTeams } from '../../../test/support/teams-door.ts';
import { upsertCustomers } from '../../ledger/customers.ts';

const acme = 'a'.repeat(32);
const yun = 'c'.repeat(32);
const coupons = [
  coupon('CP-2027', acme, '500'),
  coupon('CP-2026', acme, '200', { expires: new Date('2026-12-31T15:59:59Z') }),
  coupon('CP-USED', acme, '100', { state: 'used' }),
  coupon('CP-YUN', yun, '900'),
];

let isDown = false;
const partner = couponPartner({ coupons, fault: () => (isDown ? platformDown : undefined) });
let database: TestDatabase;
let door: TestTeams;

beforeAll(async () => {
  database = await freshDatabase();
  const entry = (customerId: string, accountName: string, company: string) => ({
    customerId,
    accountName,
    company,
    label: '',
    association: 'resale',
    verified: 'verified',
  });
  await upsertCustomers(
    database.ledger,
    [entry(acme, 'acme', 'Acme Cloud'), entry(yun, 'yunshang', '云上科技')],
    new Date(),
  );
  door = await openTestTeams({ database, partner });
});

afterAll(async () => {
  await door.close();
  await database.close();
});

const by = (aadObjectId: string) => ({ from: { id: `29:${aadObjectId}`, aadObjectId, name: 'X' } });
const inChinese = { locale: 'zh-CN' };

const search = async (command: string | undefined, typed: string, more: object = {}) => {
  const parameters = [typed === '' ? { name: 'initialRun', value: 'true' } : { name: 'text', value: typed }];
  const response = await door.post({
    type: 'invoke',
    name: 'composeExtension/query',
    value: { commandId: command, parameters },
    ...more,
  });
  expect(response.status).toBe(200);
  return (await response.json()) as {
    readonly composeExtension: {
      readonly type: string;
      readonly text?: string;
      readonly attachments?: readonly {
        readonly content: object;
        readonly preview: { readonly content: { readonly title: string; readonly text: string } };
      }[];
    };
  };
};

const titles = async (...asked: Parameters<typeof search>) =>
  (await search(...asked)).composeExtension.attachments?.map(({ preview }) => preview.content.title);
const sentence = async (...asked: Parameters<typeof search>) =>
  (await search(...asked)).composeExtension.text;

describe('the search for customers in the compose box', () => {
  it('finds them and brings a card for the message', async () => {
    expect(await search('customer', 'acm')).toMatchObject({
      composeExtension: {
        type: 'result',
        attachments: [
          {
            content: { version: '1.5' },
            preview: { content: { title: 'Acme Cloud', text: `acme · ${acme}` } },
          },
        ],
      },
    });
  });

  it('may come without naming its command', async () => {
    expect(await titles(undefined, '云上')).toEqual(['云上科技']);
  });

  it('says in both languages what to type when it opens, and that nothing was found', async () => {
    expect(await sentence('customer', '')).toBe('Type a part of the name, or an ID.');
    expect(await sentence('customer', 'nobody')).toBe('Nothing found.');
    expect(await sentence('customer', '', inChinese)).toBe('请输入名称的一部分，或完整ID。');
  });
});

describe('the search for coupons in the compose box', () => {
  it('finds those of a customer, the one to be used next first', async () => {
    expect(await titles('coupon', 'acme')).toEqual([
      'CNY 200.00 · Acme Cloud',
      'CNY 500.00 · Acme Cloud',
      'CNY 100.00 · Acme Cloud',
    ]);
  });

  it('finds one by its id, and its card names no more than the coupon list does', async () => {
    const { composeExtension } = await search('coupon', 'CP-YUN');
    expect(composeExtension.attachments).toHaveLength(1);
    const card = JSON.stringify(composeExtension.attachments?.[0]?.content);
    for (const shown of ['Coupon of CNY 900.00 for 云上科技', 'CP-YUN', 'usable', `coupon list ${yun}`])
      expect(card).toContain(shown);
    // How customers name their account is theirs: others read the message.
    expect(card).not.toContain('yunshang');
  });

  it('is in Chinese for who reads Chinese', async () => {
    const [first] = (await search('coupon', 'CP-YUN', inChinese)).composeExtension.attachments ?? [];
    expect(first?.preview.content.text).toBe('待使用 · CP-YUN');
    expect(JSON.stringify(first?.content)).toContain('云上科技 的 CNY 900.00 代金券');
  });

  it('asks nothing of the platform before something is typed', async () => {
    partner.calls.length = 0;
    await search('coupon', '');
    await search('coupon', '  ');
    expect(partner.calls).toEqual([]);
  });

  it('tells why when the platform does not answer', async () => {
    isDown = true;
    expect(await sentence('coupon', 'acme')).toContain('ListQuotaCoupons');
    isDown = false;
  });
});

describe('who searches there', () => {
  it('sees what they may see at that moment, and is told what they may not', async () => {
    partner.calls.length = 0;
    expect(await titles('customer', 'acme', by(cai))).toEqual(['Acme Cloud']);
    expect(await sentence('coupon', 'acme', by(cai))).toContain('Ms Li');
    expect(await sentence('coupon', 'acme', by(bob))).toContain('Ms Li');
    expect(await sentence('customer', 'acme', by(bob))).toContain('Ms Li');
    expect(partner.calls).toEqual([]);
  });

  it('gets a sentence for a search that nobody knows', async () => {
    expect(await sentence('secrets', 'acme', by(ann))).toContain('secrets');
  });
});

describe('a ticket from a message', () => {
  it.each(['composeExtension/fetchTask', 'composeExtension/submitAction'])(
    'is not there yet, and %s is told so in both languages',
    async (name) => {
      const invoke = { type: 'invoke', name, value: { commandId: 'ticket', commandContext: 'message' } };
      expect(await (await door.post(invoke)).json()).toMatchObject({
        task: { type: 'message', value: expect.stringContaining('cannot open tickets') as string },
      });
      expect(await (await door.post({ ...invoke, ...inChinese })).json()).toMatchObject({
        task: { type: 'message', value: expect.stringContaining('暂不支持') as string },
      });
      expect(await door.requests()).toEqual([]);
    },
  );

  it('is not offered in the app, while both searches are', () => {
    const [{ commands } = { commands: [] }] = manifestOf({ ...placeholder, slash: false }).composeExtensions;
    expect(commands.map(({ id }) => id)).toEqual(['customer', 'coupon']);
  });
});
