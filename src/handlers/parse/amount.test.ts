import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decimal } from '../../kernel/decimal.ts';
import { formatDecimal } from '../../kernel/format.ts';
import { looksLikeAmount, parseAmount } from './amount.ts';

const read = (text: string): string => {
  const amount = parseAmount(text);
  return amount.ok ? amount.value.toFixed() : amount.problem.code;
};

describe('an amount', () => {
  test.each([
    ['1000', '1000'],
    ['0.01', '0.01'],
    ['1000.5', '1000.5'],
    ['1,000.50', '1000.5'],
    ['1，000', '1000'],
    ['１０００．５０', '1000.5'],
    ['¥500', '500'],
    ['￥500', '500'],
    ['¥ 500', '500'],
    ['500元', '500'],
    ['500 元', '500'],
    ['RMB500', '500'],
    ['500 rmb', '500'],
    ['CNY 1,234,567.89', '1234567.89'],
    ['人民币500元', '500'],
    ['+500', '500'],
    ['0500', '500'],
    ['1.10', '1.1'],
    ['1.000', '1'],
  ])('%j is %s yuan', (typed, amount) => {
    expect(read(typed)).toBe(amount);
    expect(looksLikeAmount(typed)).toBe(true);
  });

  test.each([
    ['0', 'amountNotPositive'],
    ['0.00', 'amountNotPositive'],
    ['-5', 'amountNotPositive'],
    ['－5', 'amountNotPositive'],
    ['¥-5', 'amountNotPositive'],
    ['−5', 'amountNotPositive'],
    ['1.234', 'amountDecimals'],
    ['¥0.001', 'amountDecimals'],
  ])('%j is one, and refused as %s', (typed, code) => {
    expect(read(typed)).toBe(code);
    expect(looksLikeAmount(typed)).toBe(true);
  });

  test.each(['abc', '', '12a', '1,00', '1.2.3', '1e5', '$5', '5%', '500 usd', '13800138000', '１,0', 'NaN'])(
    '%j is none',
    (typed) => {
      expect(read(typed)).toBe('amountUnreadable');
      expect(looksLikeAmount(typed)).toBe(false);
    },
  );

  it('is read back exactly as it is shown', () => {
    const cents = fc.bigInt({ min: 1n, max: 99_999_999_999n });
    fc.assert(
      fc.property(
        cents,
        fc.constantFrom('', '¥', 'RMB '),
        fc.constantFrom('', '元'),
        (value, before, after) => {
          const amount = decimal(value).div(decimal('100'));
          expect(read(`${before}${formatDecimal(amount)}${after}`)).toBe(amount.toFixed());
        },
      ),
    );
  });

  it('that cannot be read is refused, and nothing breaks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const amount = parseAmount(text);
        if (amount.ok) expect(amount.value.gt('0')).toBe(true);
      }),
    );
  });
});
