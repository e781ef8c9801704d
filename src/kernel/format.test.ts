import { describe, expect, it } from 'vitest';
import { decimal } from './decimal.ts';
import { formatDecimal, formatInstant, formatMoney } from './format.ts';
import { addMoney, money } from './money.ts';

describe('amounts for the eye', () => {
  it('are grouped and have two places', () => {
    expect(formatDecimal(decimal('1234567.5'))).toBe('1,234,567.50');
    expect(formatDecimal(decimal('-999.999'))).toBe('-1,000.00');
    expect(formatDecimal(decimal('12'), 0)).toBe('12');
    expect(formatMoney(money(decimal('-20'), 'CNY'))).toBe('CNY -20.00');
  });

  it('never show a negative nothing', () => {
    expect(formatDecimal(decimal('-0.001'))).toBe('0.00');
  });

  it('of two currencies have no sum', () => {
    expect(() => addMoney('CNY', [money(decimal('1'), 'USD')])).toThrow(RangeError);
    expect(
      addMoney('CNY', [money(decimal('0.1'), 'CNY'), money(decimal('0.2'), 'CNY')]).amount.toFixed(),
    ).toBe('0.3');
  });
});

describe('moments', () => {
  it('are written in the reader’s zone', () => {
    const at = new Date('2026-03-31T20:05:00Z');
    expect(formatInstant(at, 'Asia/Shanghai')).toBe('2026-04-01 04:05');
    expect(formatInstant(at, 'America/New_York')).toBe('2026-03-31 16:05');
  });
});
