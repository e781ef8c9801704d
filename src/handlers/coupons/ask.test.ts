import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { roomFor } from '../../../test/support/approval-room.ts';
import { yuan } from '../../../test/support/bill-partner.ts';
import { virtualClock } from '../../../test/support/clock.ts';
import {
  coupon,
  couponPartner,
  couponQuota,
  type CouponPartner,
  type CouponWorld,
} from '../../../test/support/coupon-partner.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { expectGolden } from '../../../test/support/golden.ts';
import { quiet } from '../../../test/support/log.ts';
import { somebody } from '../../../test/support/people.ts';
import { customer } from '../../../test/support/plain-partner.ts';
import type { Action, Card } from '../../cards/card.ts';
import { cardText } from '../../cards/card-text.ts';
import { outboxJobs } from '../../jobs/outbox.ts';
import { runCommand } from '../../jobs/run-command.ts';
import { type Lang, langs } from '../../kernel/texts/index.ts';
import { upsertCustomers } from '../../ledger/customers.ts';
import { findRequest, receiveRequests } from '../../ledger/requests.ts';
import type { Actor } from '../command.ts';
import { openDesk } from '../open-desk.ts';
import { catalogueOf } from '../parse/catalogue.ts';
import { carryOut, type Ending } from '../run/carry-out.ts';
import { couponCommands } from './index.ts';

const yunfan = 'a'.repeat(32);
const xinghe = 'b'.repeat(32);
const referral = 'c'.repeat(32);
const unverified = 'd'.repeat(32);
const stranger = 'e'.repeat(32);
const many = Array.from({ length: 101 }, (_, at) => at.toString(16).padStart(32, 'f'));

const customers = [
  customer(yunfan, 'yunfan', '云帆科技'),
  customer(xinghe, 'xinghe', '星河智联'),
  { ...customer(referral, 'referral', 'Referral Ltd'), association: 'referral' },
  { ...customer(unverified, 'newcomer', 'Newcomer Ltd'), verified: 'not-verified' },
  customer('1'.repeat(32), 'twin-1', 'Twin'),
  customer('2'.repeat(32), 'twin-2', 'Twin'),
];
const at = (text: string) => new Date(text);

const world: CouponWorld = {
  customers,
  quotas: [
    couponQuota('CQ1', '10000', {
      limits: [{ key: 'faceValue', values: [{ value1: '10', value2: '5000' }] }],
    }),
    couponQuota('CQ-FROZEN', '10000', { state: 'frozen' }),
    couponQuota('CQ-ADJUSTING', '10000', { state: 'adjusting' }),
    couponQuota('CQ-INVALID', '10000', { state: 'invalid' }),
    couponQuota('CQ-EMPTY', '0'),
    couponQuota('CQ-ECS', '10000', {
      limits: [
        {
          key: 'cloudServiceType',
          values: [
            { value1: 'hws.service.type.ec2', value2: '' },
            { value1: 'hws.service.type.rds', value2: '' },
          ],
        },
      ],
    }),
    couponQuota('CQ-LATER', '10000', { effective: at('2027-01-01T00:00:00Z') }),
    couponQuota('CQ-OVER', '10000', { expires: at('2026-11-01T00:00:00Z') }),
  ],
  coupons: [
    coupon('CP1', yunfan, '800', { balance: yuan('650.50'), quotaId: 'CQ1' }),
    coupon('CP2', yunfan, '100', { expires: at('2026-11-30T15:59:59Z') }),
    coupon('CP-USED', yunfan, '800', { state: 'used' }),
    coupon('CP-OVER', yunfan, '800', { state: 'expired' }),
    coupon('CP-GONE', yunfan, '800', { state: 'reclaimed' }),
  ],
};

let database: TestDatabase;
let partner: CouponPartner;
const clock = virtualClock('2026-11-23T02:00:00Z');
beforeAll(async () => {
  database = await freshDatabase();
  await upsertCustomers(database.ledger, customers, clock.now());
});
afterAll(() => database.close());
beforeEach(() => {
  partner = couponPartner(world);
});

const house = { catalogue: catalogueOf(couponCommands, 'cn'), site: 'cn', admins: 'Wang Fang' } as const;
let requests = 0;

/** Types a line, as a worker carries it out. */
async function say(line: string, lang: Lang = 'en', actor: Actor = somebody('rep', lang)): Promise<Ending> {
  const { ledger } = database;
  requests += 1;
  const id = `request-${requests}`;
  const { app, tenantId, userId } = actor;
  const row = { id, dedupeKey: id, app, tenantId, channelId: 'C1', userId, line, ready: false };
  await receiveRequests(ledger, [row], { dispatch: runCommand });
  const request = await findRequest(ledger, id);
  if (!request) throw new Error('no request');
  return carryOut({
    registry: { commands: couponCommands, actions: [] },
    house,
    ledger,
    partner,
    jobs: outboxJobs,
    approvals: roomFor({ ledger, partner, clock }),
    clock,
    log: quiet,
    request,
    actor,
    signal: new AbortController().signal,
  });
}

const cardIn = ({ card }: Ending): Card => {
  if (!card) throw new Error('no card');
  return card;
};
const actionsIn = (card: Card): readonly Action[] =>
  card.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
const sentTo = (card: Card): string | undefined =>
  actionsIn(card)
    .map(({ does }) => does)
    .find((does) => does.type === 'action' && does.name === 'approval.send')?.type;

describe('a preview', () => {
  const line = `coupon issue yunfan,星河智联 ¥500 --quota CQ1 --reason 双十一 <!channel> *活动*`;

  it('shows the exact effect, and offers to ask, to change and to drop it', async () => {
    const card = cardIn(await say(line));
    const text = cardText(card);
    expect(text).toContain('Coupons of CNY 500.00 for 2 customers, CNY 1,000.00 in all.');
    expect(text).toContain('Left on the quota after it: CNY 9,000.00');
    expect(text).toContain('1 approval from approver');
    expect(text).toContain(`云帆科技\t500.00\t2 · 750.50\t${yunfan}`);
    expect(text).toContain(`星河智联\t500.00\t–\t${xinghe}`);
    expect(actionsIn(card).map(({ label }) => label)).toEqual(['Ask for approval', 'Change', 'Discard']);
  });

  it('finds nothing against services that the quota covers, and all of them when none is named', async () => {
    for (const services of ['', '--services hws.service.type.rds,hws.service.type.ec2']) {
      const card = cardIn(await say(`coupon issue yunfan 500 --quota CQ-ECS ${services} --reason covered`));
      expect(sentTo(card)).toBe('action');
    }
  });

  it('asks for more approvals as the amount grows', async () => {
    expect(cardText(cardIn(await say('coupon issue yunfan 1000.01 --quota CQ1 --reason big')))).toContain(
      '2 approvals from approver, finance',
    );
  });

  it('of one customer looks like this', async () => {
    const cards = new Map<Lang, Card>();
    for (const lang of langs) {
      const ending = await say('coupon issue yunfan 500 --quota CQ1 --to 2027-02-28 --reason 双十一', lang);
      cards.set(lang, withoutIds(cardIn(ending)));
    }
    await expectGolden('coupon-issue', (lang) => cards.get(lang) ?? { summary: '', blocks: [] });
  });

  it.each([
    ['coupon-issue-conflicts', `coupon issue yunfan,referral,newcomer 6000 --quota CQ1 --reason 双十一`],
    ['coupon-reclaim', 'coupon reclaim CP1 --reason 发错客户'],
    ['coupon-replace', 'coupon replace CP1 300 --reason 面值有误'],
  ])('%s looks as agreed', async (name, typed) => {
    const cards = new Map<Lang, Card>();
    for (const lang of langs) cards.set(lang, withoutIds(cardIn(await say(typed, lang))));
    await expectGolden(name, (lang) => cards.get(lang) ?? { summary: '', blocks: [] });
  });

  it('counts days in UTC+8 and whole: the first second to the last', async () => {
    await say('coupon issue yunfan 500 --quota CQ1 --from 2026-12-01 --to 2026-12-31 --reason dates');
    const rows = await database.ledger.selectFrom('money_cases').select('body').execute();
    const body = rows.map((row) => JSON.stringify(row.body)).find((text) => text.includes('"dates"'));
    expect(body).toContain('"effective":"2026-11-30T16:00:00.000Z"');
    expect(body).toContain('"expires":"2026-12-31T15:59:59.000Z"');
  });

  it('opens its form again with the same, however many customers it names', async () => {
    const desk = openDesk({
      registry: { commands: couponCommands, actions: [] },
      site: 'cn',
      policy: { admins: 'Wang Fang' },
      ledger: database.ledger,
      clock,
      operations: [],
    });
    const rep = somebody('rep');
    const lots = many.slice(0, 100);
    await upsertCustomers(
      database.ledger,
      lots.map((id, index) => customer(id, `lot-${index}`, `Lot ${index}`)),
      clock.now(),
    );
    const card = cardIn(await say(`coupon issue ${lots.join(',')} 500 --quota CQ1 --reason many`));
    const change = actionsIn(card).find(({ label }) => label === 'Change')?.does;
    const line = change?.type === 'form' ? change.line : '';
    expect(line.length).toBeLessThan(100);
    const form = await desk.form(line, rep);
    expect('fields' in form && form.fields.find(({ name }) => name === 'customers')).toMatchObject({
      values: expect.arrayContaining([{ value: lots[99], label: 'Lot 99' }]) as unknown,
    });
    const foreign = await desk.form(line, { ...rep, userId: 'U0OTHER' });
    expect('fields' in foreign).toBe(false);
  });
});

/** Ids are different each time. */
const withoutIds = (card: Card): Card =>
  // A card is plain data, but for its dates.
  ({
    ...card,
    blocks: card.blocks.map((block) =>
      block.kind === 'actions'
        ? {
            ...block,
            actions: block.actions.map((action) =>
              action.does.type === 'action' ? { ...action, does: { ...action.does, token: 'case' } } : action,
            ),
          }
        : block,
    ),
  });

describe('the quota', () => {
  const one = (quotas: CouponWorld['quotas']) =>
    (partner = couponPartner({ ...world, quotas: quotas ?? [] }));

  it('need not be named while there is only one to issue from', async () => {
    one([couponQuota('CQ1', '10000'), couponQuota('CQ2', '10000', { state: 'frozen' })]);
    expect(cardText(cardIn(await say('coupon issue yunfan 500 --reason only one')))).toContain('CQ1');
  });

  it('is asked for when there are several, each one press away', async () => {
    one([couponQuota('CQ1', '10000'), couponQuota('CQ2', '300')]);
    const lines = actionsIn(cardIn(await say('coupon issue yunfan 500 --reason which one')));
    expect(lines.map(({ does }) => does)).toMatchObject([
      { type: 'command', line: `coupon issue ${yunfan} 500 --quota CQ1 --reason "which one"` },
      { type: 'command', line: `coupon issue ${yunfan} 500 --quota CQ2 --reason "which one"` },
      { type: 'form', line: `coupon issue ${yunfan} 500 --reason "which one"` },
    ]);
  });

  it('that is not there at all is said', async () => {
    one([couponQuota('CQ2', '10000', { state: 'frozen' })]);
    expect(await say('coupon issue yunfan 500 --reason none')).toMatchObject({
      problem: { code: 'quotaNoneUsable' },
    });
  });
});

describe('bad input', () => {
  const issue = (rest: string) => `coupon issue ${rest}`;
  const reason = '--reason 双十一';
  const quota = '--quota CQ1';
  test.each([
    [issue(`yunfan 1.234 ${quota} ${reason}`), 'at most two decimals', '最多两位小数'],
    [issue(`yunfan 0 ${quota} ${reason}`), 'must be more than zero', '必须大于 0'],
    [issue(`yunfan -5 ${quota} ${reason}`), 'must be more than zero', '必须大于 0'],
    [issue(`yunfan --amount 12abc ${quota} ${reason}`), 'not an amount', '无法识别金额'],
    [issue(`yunfan ５００１ ${quota} ${reason}`), 'from ¥10.00 to ¥5000.00', '¥10.00 至 ¥5000.00'],
    [issue(`yunfan ¥9.99 ${quota} ${reason}`), 'from ¥10.00 to ¥5000.00', '¥10.00 至 ¥5000.00'],
    [issue(`${many.join(',')} 500 ${quota} ${reason}`), '101 customers', '共 101 个客户'],
    [issue(`yunfan,yunfan 500 ${quota} ${reason}`), 'stands in the list twice', '出现了两次'],
    [issue(`yunfan,云帆科技 500 ${quota} ${reason}`), '云帆科技 stands in the list twice', '出现了两次'],
    [issue(`nobody 500 ${quota} ${reason}`), 'no customer “nobody”', '没有找到“nobody”'],
    [issue(`nobody,nowhere 500 ${quota} ${reason}`), 'nobody, nowhere', 'nobody, nowhere'],
    [issue(`Twin 500 ${quota} ${reason}`), 'Several customers match “Twin”', '有多个客户与“Twin”匹配'],
    [issue(`${stranger} 500 ${quota} ${reason}`), 'no customer', '没有找到'],
    [issue(`referral 500 ${quota} ${reason}`), 'not a resale customer', '不是代售类客户'],
    [issue(`newcomer 500 ${quota} ${reason}`), 'real-name verification', '实名认证'],
    [issue(`yunfan 500 --quota CQ-FROZEN ${reason}`), 'is frozen', '已冻结'],
    [issue(`yunfan 500 --quota CQ-ADJUSTING ${reason}`), 'being adjusted', '正在调整'],
    [issue(`yunfan 500 --quota CQ-INVALID ${reason}`), 'no longer valid', '已失效'],
    [issue(`yunfan 500 --quota CQ-EMPTY ${reason}`), 'only ¥0.00 left', '余额仅 ¥0.00'],
    [
      issue(`yunfan 500 --quota CQ-ECS --services hws.service.type.ec2,hws.service.type.obs ${reason}`),
      'does not cover hws.service.type.obs.',
      '该额度不适用于 hws.service.type.obs。',
    ],
    [issue(`yunfan 500 --quota CQ-LATER ${reason}`), 'not valid yet', '尚未生效'],
    [issue(`yunfan 500 --quota CQ-OVER ${reason}`), 'has expired', '已过期'],
    [issue(`yunfan 500 --quota CQ-NONE ${reason}`), 'no quota CQ-NONE', '没有额度 CQ-NONE'],
    [issue(`yunfan 500 --quota "CQ 1; drop" ${reason}`), 'no quota CQ 1; drop', '没有额度 CQ 1; drop'],
    [issue(`yunfan 500 ${quota} --to 2027-07-01 ${reason}`), 'within the quota’s own', '额度有效期之内'],
    [issue(`yunfan 500 ${quota} --from 2025-12-31 ${reason}`), 'within the quota’s own', '额度有效期之内'],
    [issue(`yunfan 500 ${quota} --to 2026-11-22 ${reason}`), 'ends in the past', '结束时间已过'],
    [
      issue(`yunfan 500 ${quota} --from 2027-01-02 --to 2027-01-01 ${reason}`),
      'ends before it begins',
      '早于开始时间',
    ],
    [issue(`yunfan 500 ${quota} --to someday ${reason}`), 'not a day I can read', '无法识别日期'],
    [
      issue(`yunfan 500 ${quota} --services ec2;2x ${reason}`),
      'not the code of a cloud service',
      '不是云服务',
    ],
    [
      issue(`yunfan 500 ${quota} --services a1,a2,a3,a4,a5,a6,a7,a8,a9,aa,ab ${reason}`),
      'These are 11 services',
      '共选择 11 个',
    ],
    [issue(`yunfan 500 ${quota} --reason ok`), 'at least 3 characters', '至少输入 3 个'],
    [issue(`yunfan 500 ${quota} --reason ${'长'.repeat(201)}`), '201 characters', '已输入 201 个'],
    [issue(`yunfan 500 ${quota}`), 'Please fill this in', '请填写此项'],
    [issue(`500 ${quota} ${reason}`), 'Please fill this in', '请填写此项'],
    [issue(`yunfan ${quota} ${reason}`), 'Please fill this in', '请填写此项'],
    [`coupon reclaim CP-NONE ${reason}`, 'no coupon CP-NONE', '没有 CP-NONE'],
    [`coupon reclaim CP-USED ${reason}`, 'has been used', '已使用'],
    [`coupon reclaim CP-OVER ${reason}`, 'has expired', '已过期'],
    [`coupon reclaim CP-GONE ${reason}`, 'reclaimed already', '已被回收'],
    [`coupon reclaim "CP 1" ${reason}`, 'no coupon CP 1', '没有 CP 1'],
    [`coupon replace CP1 300 --customer xinghe ${reason}`, 'belongs to another customer', '不属于所填的客户'],
    [`coupon replace CP-NONE 300 ${reason}`, 'no coupon CP-NONE', '没有 CP-NONE'],
    [`coupon replace CP1 0 ${reason}`, 'must be more than zero', '必须大于 0'],
  ])('%s is answered with one clear sentence', async (line, english, chinese) => {
    for (const [lang, sentence] of [
      ['en', english],
      ['zh-CN', chinese],
    ] as const) {
      const card = cardIn(await say(line, lang));
      expect(cardText(card)).toContain(sentence);
      expect(sentTo(card)).toBeUndefined();
    }
    expect(partner.calls.filter((call) => /^(issue|reclaim) /.test(call))).toEqual([]);
  });

  it('of somebody who may not ask is refused before anything is looked up', async () => {
    const ending = await say('coupon issue yunfan 500 --reason mine', 'en', somebody('approver'));
    expect(ending).toMatchObject({ state: 'refused', problem: { code: 'notPermitted' } });
    expect(partner.calls).toEqual([]);
  });

  it('leaves no reason in the audit, but who is to get how much', async () => {
    const ending = await say('coupon issue yunfan,xinghe 1,000.50 --quota CQ1 --reason 机密活动');
    expect(ending.subject).toEqual({ customers: `${yunfan},${xinghe}`, amount: '1000.5', quota: 'CQ1' });
  });
});
