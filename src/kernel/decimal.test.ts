import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, parseDecimal, sum, zero } from './decimal.ts';

describe('decimals', () => {
  it('keep every digit of the text', () => {
    expect(parseDecimal('0.1')?.plus(decimal('0.2')).toFixed()).toBe('0.3');
    expect(parseDecimal('12345678901234567890.00000001')?.toFixed()).toBe('12345678901234567890.00000001');
    expect(parseDecimal('1.5E-7')?.toFixed()).toBe('0.00000015');
  });

  it('refuse what is not a number, and JavaScript numbers altogether', () => {
    for (const text of ['', ' ', '1,000', '１２', 'NaN', '1.', '.5', '0x10', '1e99999'])
      expect(parseDecimal(text)).toBeUndefined();
    // @ts-expect-error a float has already lost what it lost
    expect(() => decimal(0.1)).toThrow();
  });

  it('add up the same in any order', () => {
    const cents = fc.array(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), { maxLength: 50 });
    fc.assert(
      fc.property(cents, (values) => {
        const amounts = values.map((cent) => decimal(cent).times(decimal('0.01')));
        const exact = decimal(values.reduce((a, b) => a + b, 0n)).times(decimal('0.01'));
        expect(sum(amounts).eq(exact)).toBe(true);
        expect(sum([...amounts].reverse()).eq(exact)).toBe(true);
      }),
    );
    expect(sum([])).toEqual(zero);
  });
});
