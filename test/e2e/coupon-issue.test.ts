import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Chat } from '../../sandbox/chat/chat.ts';
import type { Message, OpenView } from '../../sandbox/chat/state/world.ts';
import { customersOfAssociation, type DirectoryEntry } from '../../src/ledger/customers.ts';
import { type Bot, type Desk, openDeskWorld } from './desk.ts';
import { answersTo, wordsOf } from './reading.ts';

/** What stands on buttons, and the fields of forms, for 李娜. */
const field = {
  customers: 'field.customers',
  list: 'field.customers.list',
  file: 'field.customers.file',
  amount: 'field.amount',
  quota: 'field.quota',
  to: 'field.to',
  reason: 'field.reason',
} as const;

describe('a rep asks for coupons', () => {
  let desk: Desk;
  let bot: Bot;
  let chat: Chat;
  let resale: readonly DirectoryEntry[];
  let referral: DirectoryEntry | undefined;
  let quotaId: string;
  beforeAll(async () => {
    desk = await openDeskWorld();
    ({ chat } = desk);
    bot = await desk.start();
    // The worker reads the directory as it starts.
    const directory = (association: string) => customersOfAssociation(desk.database.ledger, association);
    await vi.waitUntil(async () => (await directory('resale')).length > 0, { timeout: 20_000, interval: 50 });
    resale = (await directory('resale')).filter(({ verified }) => verified === 'verified');
    [referral] = await directory('referral');
    quotaId =
      desk.platform.control.coupons
        .quotas()
        .find(({ status, type, limits }) => status === 0 && type === 0 && limits.length === 0)?.id ?? '';
  });
  afterAll(() => desk.close());

  /** Types the bare command and waits for its form. */
  async function openForm(line = 'coupon issue'): Promise<OpenView> {
    const before = new Set(chat.views('lina').map(({ id }) => id));
    await chat.as('lina').command(line, { channel: '#sales' });
    return chat.waitFor(() => chat.views('lina').find(({ id }) => !before.has(id)));
  }

  async function previewOf(values: Parameters<ReturnType<Chat['as']>['submit']>[1]): Promise<Message> {
    const answers = answersTo(chat, 'lina');
    const sent = await chat.as('lina').submit(await openForm(), values);
    expect(sent).toMatchObject({ ok: true });
    return answers.next();
  }

  const issued = () => desk.platform.control.coupons.issued();

  test('with a form, a pasted list of three and a quota by type-ahead; then asks for approval', async () => {
    const list = resale.slice(0, 3).map(({ accountName }) => accountName);
    const preview = await previewOf({
      [field.list]: list.join('\n'),
      [field.amount]: '￥２００',
      [field.quota]: quotaId,
      [field.reason]: '双十一 <!channel> 活动',
    });
    const words = wordsOf(preview);
    expect(words).toContain('将向 3 个客户各发放面值 CNY 200.00 的优惠券，合计 CNY 600.00');
    for (const { customerId } of resale.slice(0, 3)) expect(words).toContain(customerId);
    expect(words).not.toContain('<!channel>');
    expect(preview.onlyFor).toBe('U0LINA0001');

    const answers = answersTo(chat, 'lina');
    await chat.as('lina').click(preview, '提交审批');
    expect(wordsOf(await answers.next())).toMatch(/PD-[0-9A-Z]{4}-[0-9A-Z]{4}/);
    const asked = await desk.database.ledger
      .selectFrom('money_cases')
      .select(['state', 'user_id', 'total'])
      .where('state', '=', 'waiting')
      .execute();
    expect(asked).toMatchObject([{ user_id: 'U0LINA0001' }]);
    expect(issued()).toEqual([]);
  });

  test('with a CSV file in the encoding of a Chinese Excel', async () => {
    const csv = Buffer.concat([
      Buffer.from([0xbf, 0xcd, 0xbb, 0xa7, 0x2c]),
      Buffer.from(`note\n${resale[0]?.customerId ?? ''},a\n${resale[1]?.accountName ?? ''},b\n`),
    ]);
    const preview = await previewOf({
      [field.file]: csv,
      [field.amount]: '100',
      [field.quota]: quotaId,
      [field.reason]: '新客户',
    });
    expect(wordsOf(preview)).toContain('将向 2 个客户');
  });

  test('and changes the preview: the form opens with all of it', async () => {
    const answers = answersTo(chat, 'lina');
    const { accountName = '', customerId = '' } = resale[0] ?? {};
    await chat
      .as('lina')
      .command(`发券 ${accountName} 300 --quota ${quotaId} --reason 新客户 试用`, { channel: '#sales' });
    const preview = await answers.next();
    await chat.as('lina').click(preview, '修改');
    const form = await chat.waitFor(() => chat.views('lina').at(-1));
    const text = JSON.stringify(form.payload);
    expect(text).toContain(customerId);
    for (const value of ['300', quotaId, '新客户 试用']) expect(text).toContain(value);
    await chat.as('lina').close(true);
  });

  test.each([
    ['an amount with three decimals', { [field.amount]: '1.234' }, 'field.amount', '最多两位小数'],
    ['a customer twice', { [field.list]: 'twice\ntwice' }, field.list, '出现了两次'],
    ['a file that is none', { [field.file]: Buffer.from([0x50, 0x4b, 3, 4, 0]) }, field.file, '无法读取'],
    ['a file that is too big', { [field.file]: Buffer.alloc(200_001, 'x\n') }, field.file, '文件过大'],
    ['a reason too short', { [field.reason]: 'ok' }, field.reason, '至少输入 3 个字符'],
    ['no day', { [field.to]: 'someday' }, field.to, '无法识别日期'],
  ])('%s is corrected in the form', async (_what, wrong, at, sentence) => {
    const good = { [field.list]: 'anybody', [field.amount]: '100', [field.reason]: '新客户' };
    const sent = await chat.as('lina').submit(await openForm(), { ...good, ...wrong });
    expect(sent.errors?.[at]).toContain(sentence);
    await chat.as('lina').close(true);
  });

  test('for a referral customer, and sees why not, without a button to ask', async () => {
    const preview = await previewOf({
      [field.list]: referral?.accountName ?? '',
      [field.amount]: '100',
      [field.quota]: quotaId,
      [field.reason]: '新客户',
    });
    expect(wordsOf(preview)).toContain('不是代售类客户');
    expect(wordsOf(preview)).not.toContain('提交审批');
    expect(wordsOf(preview)).toContain('修改');
  });

  test('and the reason is in no log and no audit row', async () => {
    const audit = await desk.database.ledger.selectFrom('audit').selectAll().execute();
    expect(JSON.stringify(audit)).not.toContain('双十一');
    expect(bot.log()).toContain('request ended');
    expect(bot.log()).not.toContain('双十一');
    expect(JSON.stringify(audit)).toContain('coupon.issue');
  });
});
