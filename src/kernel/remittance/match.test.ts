import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Day, shiftDay } from '../day.ts';
import { decimal } from '../decimal.ts';
import { type Awaited, isCertain, match, type Movement } from './match.ts';

const awaited = (id: string, amount: string, more: Partial<Awaited> = {}): Awaited => ({
  id,
  account: 'cash',
  amount: decimal(amount),
  from: '2026-11-20',
  to: '2026-12-10',
  declined: [],
  ...more,
});

const topUp = (changeId: string, amount: string, more: Partial<Movement> = {}): Movement => ({
  changeId,
  account: 'cash',
  amount: decimal(amount),
  detail: 'SOURCE_OPERAIION_RECHARGE',
  direction: 'income',
  day: '2026-11-24',
  ...more,
});

const standing = (id: string, ...given: Parameters<typeof match>) => match(...given).get(id);

describe('a remittance is matched', () => {
  it('by the very amount, however it is written', () => {
    const of = (amount: string) => standing('r', [awaited('r', '50000.50')], [topUp('c', amount)]);
    expect(of('50000.5')).toEqual({ candidates: ['c'], rivals: [] });
    expect(of('50000.49')?.candidates).toEqual([]);
  });

  it('from its first to its last day, both included', () => {
    const on = (day: Day) =>
      standing('r', [awaited('r', '100')], [topUp('c', '100', { day })])?.candidates.length;
    expect(['2026-11-19', '2026-11-20', '2026-12-10', '2026-12-11'].map((day) => on(day as Day))).toEqual([
      0, 1, 1, 0,
    ]);
  });

  it('on its own account only', () => {
    const credit = [topUp('c', '100', { account: 'credit' })];
    expect(standing('r', [awaited('r', '100')], credit)?.candidates).toEqual([]);
    expect(standing('r', [awaited('r', '100', { account: 'credit' })], credit)?.candidates).toEqual(['c']);
  });

  it('with top-ups in any of the platform’s spellings, and with nothing else', () => {
    const of = (detail: string, direction = 'income') =>
      standing('r', [awaited('r', '100')], [topUp('c', '100', { detail, direction })])?.candidates.length;
    expect(of('SOURCE_OPERAIION_RECHARGE')).toBe(1);
    expect(of('SOURCE_OPERATION_RECHARGE')).toBe(1);
    expect(of('SOURCE_OPERATIION_RECHARGE')).toBe(1);
    expect(of('SOURCE_OPERAIION_RECHARGE_REBATE')).toBe(0);
    expect(of('SOURCE_OPERATION_BERETRIEVE')).toBe(0);
    expect(of('SOURCE_OPERAIION_RECHARGE', 'expense')).toBe(0);
  });

  it('with none that finance has declined', () => {
    const given = awaited('r', '100', { declined: ['c'] });
    expect(standing('r', [given], [topUp('c', '100'), topUp('d', '100')])?.candidates).toEqual(['d']);
  });
});

describe('a match is certain', () => {
  const two = [topUp('c', '100'), topUp('d', '100', { day: '2026-11-25' })];

  it('only for one top-up and one remittance', () => {
    const alone = standing('r', [awaited('r', '100')], [topUp('c', '100')]);
    const severalTopUps = standing('r', [awaited('r', '100')], two);
    const severalRemittances = standing('r', [awaited('r', '100'), awaited('s', '100')], [topUp('c', '100')]);
    expect(alone && isCertain(alone)).toBe(true);
    expect(severalTopUps).toEqual({ candidates: ['c', 'd'], rivals: [] });
    expect(severalRemittances).toEqual({ candidates: ['c'], rivals: ['s'] });
    expect([severalTopUps, severalRemittances].some((one) => one && isCertain(one))).toBe(false);
  });

  it('also between two of one amount whose days do not meet', () => {
    const early = awaited('r', '100', { to: '2026-11-24' });
    const late = awaited('s', '100', { from: '2026-11-25' });
    const found = match([early, late], two);
    expect([...found.values()].every(isCertain)).toBe(true);
  });

  it('once finance has declined the other', () => {
    const found = match(
      [awaited('r', '100', { declined: ['d'] }), awaited('s', '100', { declined: ['c'] })],
      two,
    );
    expect([...found.values()].every(isCertain)).toBe(true);
  });
});

describe('whatever is given', () => {
  const day = fc.integer({ min: 0, max: 12 }).map((days) => shiftDay('2026-11-20', days));
  const account = fc.constantFrom('cash', 'credit' as const);
  const amount = fc.constantFrom('100', '100.00', '250.5').map((text) => decimal(text));
  const changeId = fc.integer({ min: 0, max: 12 }).map((id) => `c${id}`);
  const movements = fc.uniqueArray(
    fc.record({
      changeId,
      account,
      amount,
      day,
      detail: fc.constantFrom('SOURCE_OPERAIION_RECHARGE', 'SOURCE_OPERAIION_RECHARGE_REBATE'),
      direction: fc.constantFrom('income', 'expense'),
    }),
    { selector: ({ changeId: id }) => id, maxLength: 12 },
  );
  const remittances = fc.uniqueArray(
    fc
      .record({
        id: fc.integer({ min: 0, max: 12 }).map((id) => `r${id}`),
        account,
        amount,
        from: day,
        length: fc.integer({ min: 0, max: 8 }),
        declined: fc.array(changeId, { maxLength: 2 }),
      })
      .map(({ length, ...one }): Awaited => ({ ...one, to: shiftDay(one.from, length) })),
    { selector: ({ id }) => id, maxLength: 12 },
  );

  it('no top-up is certain for two remittances', () => {
    fc.assert(
      fc.property(remittances, movements, (all, records) => {
        const used = [...match(all, records).values()].filter(isCertain).flatMap((one) => one.candidates);
        expect(new Set(used).size).toBe(used.length);
      }),
    );
  });

  it('the order makes no difference, nor does a record that was read twice', () => {
    fc.assert(
      fc.property(remittances, movements, fc.array(fc.nat(), { minLength: 24 }), (all, records, dice) => {
        const shuffled = <T>(list: readonly T[]) =>
          list
            .map((one, index) => ({ one, at: dice[index] ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ one }) => one);
        const sorted = (found: ReturnType<typeof match>) => [...found].sort(([a], [b]) => (a < b ? -1 : 1));
        const before = sorted(match(all, records));
        expect(sorted(match(shuffled(all), shuffled([...records, ...records])))).toEqual(before);
      }),
    );
  });

  it('what fits nothing changes nothing', () => {
    const unrelated = fc.array(
      fc.record({
        changeId: fc.uuid(),
        account,
        amount: fc.constantFrom(decimal('99.99'), decimal('100.01')),
        day,
        detail: fc.constant('SOURCE_OPERAIION_RECHARGE'),
        direction: fc.constant('income'),
      }),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(remittances, movements, unrelated, (all, records, more) => {
        expect([...match(all, [...more, ...records])]).toEqual([...match(all, records)]);
      }),
    );
  });

  it('every pair is one that fits, and every one that fits is there', () => {
    fc.assert(
      fc.property(remittances, movements, (all, records) => {
        const found = match(all, records);
        for (const one of all) {
          const fits = records.filter(
            (record) =>
              record.detail === 'SOURCE_OPERAIION_RECHARGE' &&
              record.direction === 'income' &&
              record.account === one.account &&
              record.amount.eq(one.amount) &&
              one.from <= record.day &&
              record.day <= one.to &&
              !one.declined.includes(record.changeId),
          );
          const { candidates = [], rivals = [] } = found.get(one.id) ?? {};
          expect(new Set(candidates)).toEqual(new Set(fits.map((record) => record.changeId)));
          const shared = all.filter(
            (other) => other !== one && found.get(other.id)?.candidates.some((id) => candidates.includes(id)),
          );
          expect(new Set(rivals)).toEqual(new Set(shared.map(({ id }) => id)));
        }
      }),
    );
  });
});
