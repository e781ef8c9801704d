import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { yuan } from '../../../test/support/bill-partner.ts';
import { cardOf, contextFor, runAs } from '../../../test/support/context.ts';
import {
  coupon,
  couponPartner,
  type CouponWorld,
  platformDown,
} from '../../../test/support/coupon-partner.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { expectGolden } from '../../../test/support/golden.ts';
import { somebody } from '../../../test/support/people.ts';
import { customer } from '../../../test/support/plain-partner.ts';
import type { Card } from '../../cards/card.ts';
import { cardText } from '../../cards/card-text.ts';
import type { Lang } from '../../kernel/texts/index.ts';
import { upsertCustomers } from '../../ledger/customers.ts';
import { couponList } from './list.ts';

const yunfan = 'a'.repeat(32);
const xinghe = 'b'.repeat(32);
const stranger = 'c'.repeat(32);

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  const entries = [customer(yunfan, 'yunfan', '云帆科技'), customer(xinghe, 'xinghe', '星河智联')];
  await upsertCustomers(database.ledger, entries, new Date('2026-11-23T01:00:00Z'));
});
afterAll(() => database.close());

const inDays = (days: number) => new Date(Date.parse('2026-11-23T10:00:00Z') + days * 86_400_000);

const world: CouponWorld = {
  coupons: [
    coupon('CP-USED', yunfan, '500', { state: 'used', balance: yuan('0') }),
    coupon('CP-LATER', xinghe, '1000'),
    coupon('CP-SOON', yunfan, '2000', { balance: yuan('1500.50'), expires: inDays(3) }),
    coupon('CP-FROZEN', yunfan, '300', { frozen: true, kind: 'cash-coupon', expires: inDays(40) }),
    coupon('CP-GONE', stranger, '800', { state: 'expired', expires: inDays(-2), balance: yuan('800') }),
  ],
};

interface Asked {
  readonly customer?: { readonly customerId: string; readonly name: string };
  readonly expiring?: number;
  readonly status?: string;
}
const run = (shown: CouponWorld, asked: Asked = {}, lang: Lang = 'en') => {
  const partner = couponPartner(shown);
  const context = contextFor(database.ledger, partner, { actor: somebody('rep', lang) });
  return runAs(couponList, context, { ...asked });
};
const show = async (shown: CouponWorld, asked: Asked = {}, lang: Lang = 'en') =>
  cardOf(await run(shown, asked, lang));
const idsIn = (card: Card) =>
  card.blocks.find((block) => block.kind === 'table')?.rows.map((row) => row[1]) ?? [];
const linesIn = (card: Card) =>
  card.blocks.flatMap((block) =>
    block.kind === 'actions'
      ? block.actions.flatMap(({ does }) => (does.type === 'command' ? does.line : []))
      : [],
  );

describe('coupon list', () => {
  it('shows the coupons of everybody by name, usable ones first, in both languages', () =>
    expectGolden('coupon-list', (lang) => show(world, {}, lang)));

  it('adds up the face values, and as usable what is neither frozen nor over', async () => {
    const text = cardText(await show(world));
    expect(text).toContain('Coupons: 5');
    expect(text).toContain('Face value in all: CNY 4,600.00');
    expect(text).toContain('Still usable: CNY 2,500.50');
  });

  it('puts usable ones first, the next to expire on top', async () => {
    expect(idsIn(await show(world))).toEqual(['CP-SOON', 'CP-FROZEN', 'CP-LATER', 'CP-USED', 'CP-GONE']);
  });

  it('of one customer, with the way back to all', async () => {
    const card = await show(world, { customer: { customerId: xinghe, name: '星河智联' } });
    expect(idsIn(card)).toEqual(['CP-LATER']);
    expect(card.title).toBe('Issued coupons: 星河智联');
    expect(linesIn(card)).toContain('coupon list');
  });

  it('of one customer offers to take a coupon back that is still good, to those who may ask', async () => {
    const asked = { customer: { customerId: yunfan, name: '云帆科技' } };
    const table = (card: Card) => card.blocks.find((block) => block.kind === 'table');
    const rep = table(await show(world, asked));
    const lines = rep?.rows.map((_, row) => rep.rowAction?.(row)?.does);
    expect(lines).toEqual([
      { type: 'form', line: 'coupon reclaim CP-SOON' },
      { type: 'form', line: 'coupon reclaim CP-FROZEN' },
      undefined,
    ]);
    const context = contextFor(database.ledger, couponPartner(world), { actor: somebody('approver') });
    const approver = table(cardOf(await runAs(couponList, context, asked)));
    expect(approver?.rowAction).toBeUndefined();
  });

  test.each([
    [3, ['CP-SOON']],
    [2, []],
    [40, ['CP-SOON', 'CP-FROZEN']],
  ])('expiring within %d days: only what is usable and ends by then', async (expiring, ids) => {
    expect(idsIn(await show(world, { expiring }))).toEqual(ids);
  });

  it('expiring within 7 days: the seventh day counts to its end in UTC+8', async () => {
    const ending = (id: string, at: string) => coupon(id, yunfan, '1', { expires: new Date(at) });
    const coupons = [ending('IN', '2026-11-30T15:59:59Z'), ending('OUT', '2026-11-30T16:00:00Z')];
    expect(idsIn(await show({ coupons }, { expiring: 7 }))).toEqual(['IN']);
  });

  test.each([
    ['used', ['CP-USED']],
    ['expired', ['CP-GONE']],
    ['reclaimed', []],
  ])('with the status %s', async (status, ids) => {
    expect(idsIn(await show(world, { status }))).toEqual(ids);
  });

  it('that is longer than a person waits for shows its head, adds nothing up and offers the file', async () => {
    const coupons = Array.from({ length: 2_001 }, (_, index) => coupon(`CP-${index}`, yunfan, '1'));
    const partner = couponPartner({ coupons });
    const card = cardOf(await runAs(couponList, contextFor(database.ledger, partner), {}));
    expect(partner.calls).toEqual(['issued 0']);
    expect(cardText(card)).toContain('the first 100 of about 2,001');
    expect(cardText(card)).not.toContain('Face value in all');
  });

  it('without any says so', async () => {
    const card = await show({}, { expiring: 7 });
    expect(card.summary).toBe('Coupons expiring within 7 days: all customers. There are none.');
  });

  it('passes a problem of the platform on', async () => {
    expect(await run({ fault: () => platformDown })).toMatchObject({ problem: { code: 'platformDown' } });
  });
});
