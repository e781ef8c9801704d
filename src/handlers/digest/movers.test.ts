import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decimal } from '../../kernel/decimal.ts';
import type { DailySpend, SpendResource } from '../../ledger/daily-spend.ts';
import { byCustomer, moversOf, reasonsOf, totalOf } from './movers.ts';

const resource = (id: string, amount: string, more: Partial<SpendResource> = {}): SpendResource => ({
  id,
  label: id,
  amount,
  usage: '10',
  order: false,
  ...more,
});
const spend = (service: string, resources: readonly SpendResource[], customerId = 'c1'): DailySpend => ({
  customerId,
  serviceCode: service,
  serviceName: service,
  amount: resources.reduce((total, { amount }) => total.plus(amount), decimal('0')).toFixed(),
  resources,
  resourceCount: resources.length,
});
const kinds = (now: readonly DailySpend[], before: readonly DailySpend[]) =>
  reasonsOf(now, before).map(({ kind, service }) => `${kind} ${service}`);

describe('the reason of a change', () => {
  test('is a new service, or one that is no longer used', () => {
    const ecs = spend('ECS', [resource('a', '100')]);
    expect(kinds([ecs, spend('OBS', [resource('o', '40')])], [ecs])).toEqual(['service-new OBS']);
    expect(kinds([ecs], [ecs, spend('CDN', [resource('o', '40')])])).toEqual(['service-gone CDN']);
  });

  test('is a new resource of a service when that is most of it', () => {
    const before = [spend('ECS', [resource('a', '100')])];
    const now = [spend('ECS', [resource('a', '110'), resource('gpu', '800')])];
    expect(reasonsOf(now, before)).toMatchObject([{ kind: 'resource-new', resource: 'gpu' }]);
    expect(reasonsOf(before, now)).toMatchObject([{ kind: 'resource-gone', resource: 'gpu' }]);
  });

  test('is the price when the same was used, and use otherwise', () => {
    const before = [spend('ECS', [resource('a', '100')])];
    expect(kinds([spend('ECS', [resource('a', '150')])], before)).toEqual(['price ECS']);
    expect(kinds([spend('ECS', [resource('a', '150', { usage: '15' })])], before)).toEqual(['usage ECS']);
  });

  test('is an order when somebody bought', () => {
    const before = [spend('ECS', [resource('a', '100')])];
    const now = [spend('ECS', [resource('a', '100'), resource('year', '9000', { order: true })])];
    expect(kinds(now, before)).toEqual(['order ECS']);
  });

  test('is not a resource that may only have been cut off the list', () => {
    const before = [{ ...spend('ECS', [resource('a', '100')]), resourceCount: 400 }];
    expect(kinds([spend('ECS', [resource('b', '900', { usage: '90' })])], before)).toEqual(['usage ECS']);
  });
});

const anyDay = fc.array(
  fc.record({
    customerId: fc.constantFrom('c1', 'c2', 'c3'),
    service: fc.constantFrom('ECS', 'OBS', 'CDN'),
    cents: fc.integer({ min: -5_000, max: 100_000 }),
  }),
  { maxLength: 8 },
);

it('the changes of all add up to the difference of the days, whatever the order of the rows', () => {
  fc.assert(
    fc.property(anyDay, anyDay, (now, before) => {
      const rows = (day: typeof now) =>
        day.map(({ customerId, service, cents }) =>
          spend(service, [resource('r', decimal(String(cents)).div('100').toFixed())], customerId),
        );
      const [a, b] = [rows(now), rows(before)];
      const movers = moversOf(byCustomer(a), byCustomer(b), decimal('0'), (id) => id);
      const sum = movers.reduce((total, { change }) => total.plus(change), decimal('0'));
      expect(sum.toFixed()).toBe(totalOf(a).minus(totalOf(b)).toFixed());
      const turned = moversOf(
        byCustomer(a.toReversed()),
        byCustomer(b.toReversed()),
        decimal('0'),
        (id) => id,
      );
      expect(turned.map(({ customerId }) => customerId)).toEqual(movers.map(({ customerId }) => customerId));
    }),
  );
});
