import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { cardOf, contextFor, runAs } from '../../../test/support/context.ts';
import {
  couponPartner,
  couponRecord as record,
  type CouponWorld,
} from '../../../test/support/coupon-partner.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { expectGolden } from '../../../test/support/golden.ts';
import { somebody } from '../../../test/support/people.ts';
import { customer } from '../../../test/support/plain-partner.ts';
import type { Card } from '../../cards/card.ts';
import { cardText } from '../../cards/card-text.ts';
import type { Lang } from '../../kernel/texts/index.ts';
import { upsertCustomers } from '../../ledger/customers.ts';
import { insertCase, saveIntents } from '../../ledger/money.ts';
import { couponHistory } from './history.ts';

const yunfan = 'a'.repeat(32);
const receipt = 'PD-7K2M';
const asked = new Date('2026-11-20T03:00:00Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  const { ledger } = database;
  await upsertCustomers(ledger, [customer(yunfan, 'yunfan', '云帆科技')], asked);
  await ledger.transaction().execute(async (trx) => {
    await insertCase(trx, {
      id: 'case-1',
      receipt,
      version: 1,
      action: 'coupon.issue',
      state: 'done',
      app: 'slack',
      tenantId: 'T1',
      userId: 'U1',
      total: '1000',
      day: '2026-11-20',
      askedAt: asked,
      dueAt: undefined,
      endedAt: asked,
      body: {},
    });
    const intent = {
      caseId: 'case-1',
      customerId: yunfan,
      amount: '1000',
      day: '2026-11-20',
      state: 'done',
      lookAt: undefined,
    };
    await saveIntents(
      trx,
      [
        {
          ...intent,
          id: 'i1',
          place: 0,
          code: `${receipt}-1`,
          kind: 'issue',
          lane: 'CQ1',
          couponId: 'CP-OURS',
          transId: undefined,
          body: { effect: { kind: 'issue', customerId: yunfan } },
        },
        {
          ...intent,
          id: 'i2',
          place: 1,
          code: `${receipt}-2`,
          kind: 'reclaim',
          lane: 'coupon-CP-BACK',
          couponId: undefined,
          transId: undefined,
          body: { effect: { kind: 'reclaim', customerId: yunfan, couponId: 'CP-BACK' } },
        },
      ],
      [],
    );
  });
});
afterAll(() => database.close());

const world: CouponWorld = {
  records: [
    record('1', yunfan, '1000', { couponId: 'CP-OURS', remark: `${receipt}-1`, at: asked }),
    record('2', yunfan, '300', { remark: '双十一活动 Q4', at: new Date('2026-11-21T01:00:00Z') }),
    record('3', 'c'.repeat(32), '200', { remark: '', at: new Date('2026-11-10T01:00:00Z') }),
    record('4', yunfan, '50', {
      operation: 'reclaim',
      couponId: 'CP-BACK',
      at: new Date('2026-11-22T01:00:00Z'),
    }),
    record('5', yunfan, '60', { operation: 'reclaim', at: new Date('2026-11-19T01:00:00Z') }),
    record('6', yunfan, '70', { operation: 'expiry', at: new Date('2026-11-18T01:00:00Z') }),
    record('7', yunfan, '900', { succeeded: false, at: new Date('2026-11-17T01:00:00Z') }),
    record('8', yunfan, '5', { operation: '42', at: new Date('2026-11-16T01:00:00Z') }),
    record('9', yunfan, '4000', { remark: 'older', at: new Date('2026-09-01T01:00:00Z') }),
  ],
};

const show = async (shown: CouponWorld, given: Readonly<Record<string, unknown>> = {}, lang: Lang = 'en') => {
  const partner = couponPartner(shown);
  const context = contextFor(database.ledger, partner, { actor: somebody('finance', lang) });
  return cardOf(await runAs(couponHistory, context, given));
};
const tableIn = (card: Card) => card.blocks.find((block) => block.kind === 'table')?.rows ?? [];
const couponsIn = (card: Card) => tableIn(card).map((row) => row[5]);

describe('coupon history', () => {
  it('shows the records of the last 30 days and who made them, in both languages', () =>
    expectGolden('coupon-history', (lang) => show(world, {}, lang)));

  it('gives the receipt of what was made here, and marks what was issued outside', async () => {
    const origins = new Map(tableIn(await show(world)).map((row) => [row[5], row[4]]));
    expect(origins.get('CP-OURS')).toBe(`this bot, receipt ${receipt}`);
    expect(origins.get('CP-BACK')).toBe(`this bot, receipt ${receipt}`);
    expect(origins.get('CP-2')).toBe('outside this bot');
    expect(origins.get('CP-5')).toBe('outside this bot');
    expect(origins.get('CP-6')).toBe('the platform itself');
    expect(origins.get('CP-8')).toBe('not told by the platform');
  });

  it('counts the coupons issued outside and their value; a failed attempt is none', async () => {
    expect(cardText(await show(world))).toContain(
      '2 coupons here were issued outside this bot, CNY 500.00 in all',
    );
    expect(cardText(await show(world))).toContain('issued (failed)');
  });

  it('is not fooled by a remark that only looks like a code', async () => {
    const records = [`${receipt}-9`, `x ${receipt}-1`, `${receipt}-10`].map((remark, index) =>
      record(`f${index}`, yunfan, '1', { remark }),
    );
    const card = await show({ records });
    expect(tableIn(card).map((row) => row[4])).toEqual(Array(3).fill('outside this bot'));
  });

  it('knows its own code with words behind it', async () => {
    const card = await show({ records: [record('1', yunfan, '1', { remark: `${receipt}-1 winter sale` })] });
    expect(tableIn(card)[0]?.[4]).toContain(receipt);
  });

  it('adds up what was issued and what came back', async () => {
    const text = cardText(await show(world));
    expect(text).toContain('Issued: CNY 1,500.00');
    expect(text).toContain('Came back: CNY 185.00');
  });

  test.each([
    [{ from: '2026-11-20' }, ['CP-BACK', 'CP-2', 'CP-OURS']],
    [{ from: '2026-11-20', to: '2026-11-20' }, ['CP-OURS']],
    [{ to: '2026-09-05' }, ['CP-9']],
    [{ operation: 'expiry' }, ['CP-6']],
    [{ customer: { customerId: 'c'.repeat(32), name: 'c' } }, ['CP-3']],
  ])('asked for %j: newest first', async (given, ids) => {
    expect(couponsIn(await show(world, given))).toEqual(ids);
  });

  it('counts days in UTC+8, both included', async () => {
    const at = (text: string) => new Date(text);
    const records = [
      record('before', yunfan, '1', { at: at('2026-11-19T15:59:59Z') }),
      record('first', yunfan, '1', { at: at('2026-11-19T16:00:00Z') }),
      record('last', yunfan, '1', { at: at('2026-11-20T15:59:59Z') }),
      record('after', yunfan, '1', { at: at('2026-11-20T16:00:00Z') }),
    ];
    const card = await show({ records }, { from: '2026-11-20', to: '2026-11-20' });
    expect(couponsIn(card)).toEqual(['CP-last', 'CP-first']);
  });

  it('refuses days in the wrong order', async () => {
    const context = contextFor(database.ledger, couponPartner(world));
    const result = await runAs(couponHistory, context, { from: '2026-11-20', to: '2026-11-19' });
    expect(result).toMatchObject({ ok: false, problem: { code: 'daysReversed' } });
  });

  it('without any says so, and offers to look further back', async () => {
    const card = await show({});
    expect(card.summary).toContain('There are no records.');
    expect(cardText(card)).toContain('2026-10-25 to 2026-11-23');
    const actions = card.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
    expect(actions.map(({ does }) => does)).toContainEqual({
      type: 'command',
      line: 'coupon history --from 2026-08-26 --to 2026-11-23',
    });
  });
});
