import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billLine, billSum } from '../../../test/support/bill-partner.ts';
import { decimal, sum } from '../../kernel/decimal.ts';
import { byCustomer, byDay, byPayment, byService, type Group, tally } from './tally.ts';

const amount = fc
  .tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.integer({ min: 0, max: 8 }))
  .map(([digits, places]) => `${digits}e-${places}`);

const row = fc
  .tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('ECS', 'OBS', 'CDN'), amount)
  .map(([customer, service, text]) => billSum(customer, service, decimal(text).toFixed()));

const shown = (groups: readonly Group[]) =>
  groups.map(({ key, charged, refunds, total }) => [key, charged, refunds, total].map(String));

describe('sums', () => {
  it('add up to the last digit: the parts to the total, and every breakdown to the same', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const whole = tally(rows.map(({ amount: { amount: value } }) => value));
        expect(whole.charged.plus(whole.refunds).eq(whole.total)).toBe(true);
        for (const groups of [byService(rows), byCustomer(rows), byPayment(rows)]) {
          expect(sum(groups.map(({ total }) => total)).eq(whole.total)).toBe(true);
        }
      }),
    );
  });

  it('do not depend on the order in which the platform gives them', () => {
    fc.assert(
      fc.property(
        fc
          .array(row)
          .chain((rows) =>
            fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
          ),
        ([rows, shuffled]) => {
          expect(shown(byService(shuffled))).toEqual(shown(byService(rows)));
          expect(shown(byCustomer(shuffled))).toEqual(shown(byCustomer(rows)));
        },
      ),
    );
  });

  it('show refunds negative and apart', () => {
    const { charged, refunds, total } = tally(['100.10', '-20.05', '-0.05'].map(decimal));
    expect([charged, refunds, total].map(String)).toEqual(['100.1', '-20.1', '80']);
  });

  it('are sorted by what is left after refunds', () => {
    const rows = [billSum('a', 'ECS', '10'), billSum('b', 'ECS', '90'), billSum('b', 'ECS', '-85')];
    expect(byCustomer(rows).map(({ key }) => key)).toEqual(['a', 'b']);
  });
});

describe('days', () => {
  it('come in their order, lines without a day last', () => {
    const days = byDay([
      billLine('a', '1', '1', { consumeDay: '2026-10-09' }),
      billLine('a', '2', '2', { consumeDay: '', tradeTime: '' }),
      billLine('a', '3', '4', { consumeDay: '2026-10-02' }),
      billLine('a', '4', '8', { consumeDay: '2026-10-09' }),
    ]);
    expect(days.map(({ key, total }) => [key, String(total)])).toEqual([
      ['2026-10-02', '4'],
      ['2026-10-09', '9'],
      ['', '2'],
    ]);
  });

  it('are days in UTC+8: an order of the evening before belongs to the next day', () => {
    const [day] = byDay([billLine('a', '1', '1', { consumeDay: '', tradeTime: '2026-03-31T20:00:00Z' })]);
    expect(day?.key).toBe('2026-04-01');
  });
});
