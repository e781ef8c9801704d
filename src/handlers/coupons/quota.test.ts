import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { yuan } from '../../../test/support/bill-partner.ts';
import { cardOf, contextFor, runAs } from '../../../test/support/context.ts';
import {
  couponPartner,
  couponQuota as quota,
  type CouponWorld,
  platformDown,
} from '../../../test/support/coupon-partner.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { expectGolden } from '../../../test/support/golden.ts';
import { somebody } from '../../../test/support/people.ts';
import { cardText } from '../../cards/card-text.ts';
import type { Lang } from '../../kernel/texts/index.ts';
import { couponQuota } from './quota.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const run = (world: CouponWorld, lang: Lang = 'en') =>
  runAs(couponQuota, contextFor(database.ledger, couponPartner(world), { actor: somebody('rep', lang) }), {});
const textOf = async (world: CouponWorld) => cardText(cardOf(await run(world)));

/** The clock of a test stands at 2026-11-23 18:00 in UTC+8. */
const inDays = (days: number) => new Date(Date.parse('2026-11-23T10:00:00Z') + days * 86_400_000);

const world: CouponWorld = {
  quotas: [
    quota('CQ-MAIN', '290000', { value: yuan('500000') }),
    quota('CQ-SOON', '5600', { value: yuan('80000'), expires: inDays(6) }),
    quota('CQ-MONTH', '170000', {
      value: yuan('200000'),
      expires: inDays(28),
      limits: [
        {
          key: 'cloudServiceType',
          values: [
            { value1: 'hws.service.type.ec2', value2: '' },
            { value1: 'hws.service.type.rds', value2: '' },
          ],
        },
        { key: 'chargeScene', values: [{ value1: '5', value2: '' }] },
        { key: 'regionCode', values: [{ value1: 'cn-north-4', value2: '华北-北京四' }] },
        { key: 'newLimit', values: [{ value1: '1', value2: '9' }] },
      ],
    }),
    quota('CQ-ADJUST', '75000', { state: 'adjusting' }),
    quota('CQ-FROZEN', '48000', { state: 'frozen' }),
    quota('CQ-OLD', '23000', { state: 'invalid', expires: inDays(-55) }),
    quota('CQ-CASH', '35000', { kind: 'cash-coupon' }),
    quota('CQ-EMPTY', '0', { kind: 'cash-coupon' }),
  ],
};

describe('coupon quota', () => {
  it('shows quotas of both kinds, what can be issued, what ends and what is held up, in both languages', () =>
    expectGolden('coupon-quota', async (lang) => cardOf(await run(world, lang))));

  it('adds up only what can be issued now', async () => {
    const { summary } = cardOf(await run(world));
    expect(summary).toBe('CNY 500,600.00 can be issued now, from 4 quotas.');
  });

  test.each([
    ['begins tomorrow', { effective: inDays(1) }],
    ['has ended, though the platform still calls it normal', { expires: inDays(-1) }],
    ['is frozen', { state: 'frozen' }],
    ['is being adjusted', { state: 'adjusting' }],
    ['is in a state that is new to us', { state: '99' }],
  ])('counts nothing of a quota that %s', async (_why, more) => {
    const { summary } = cardOf(await run({ quotas: [quota('Q', '100', more)] }));
    expect(summary).toBe('CNY 0.00 can be issued now, from 0 quotas.');
  });

  test.each([
    [1, /within 7 days/, /within 30 days/],
    [7, /within 7 days/, /within 30 days/],
    [8, /within 30 days/, /within 7 days/],
    [30, /within 30 days/, /within 7 days/],
  ])('that ends in %d days is warned of once', async (days, said, unsaid) => {
    const text = await textOf({ quotas: [quota('Q', '100', { expires: inDays(days) })] });
    expect(text).toMatch(said);
    expect(text).not.toMatch(unsaid);
  });

  it('gives no warning of a quota that ends later or has nothing left', async () => {
    const quotas = [
      quota('Q1', '1', { expires: inDays(31) }),
      quota('Q2', '0', { expires: inDays(2) }),
      quota('Q3', '1', { expires: undefined }),
    ];
    const text = await textOf({ quotas });
    expect(text).not.toMatch(/Ends within/);
    expect(text).toContain('Used up: Q2.');
  });

  it('puts what can be issued from first, the next to end on top', async () => {
    const table = cardOf(await run(world)).blocks.find((block) => block.kind === 'table');
    expect(table?.rows.map(([id]) => id)).toEqual([
      'CQ-SOON',
      'CQ-MONTH',
      'CQ-MAIN',
      'CQ-CASH',
      'CQ-ADJUST',
      'CQ-FROZEN',
      'CQ-EMPTY',
      'CQ-OLD',
    ]);
  });

  it('says whom to ask when there is none', async () => {
    expect(await textOf({})).toContain('please ask your ecosystem manager');
  });

  it('passes a problem of the platform on', async () => {
    expect(await run({ fault: () => platformDown })).toMatchObject({
      ok: false,
      problem: { code: 'platformDown' },
    });
  });
});
