import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimal } from '../kernel/decimal.ts';
import { isRecord, parseJson, parseValues, scalarText } from './json.ts';

const valueOf = (json: unknown): string | undefined => {
  const parsed = parseValues(`{"list":[1,{"amount": ${String(json)} }]}`);
  const list = isRecord(parsed) && Array.isArray(parsed['list']) ? parsed['list'] : [];
  const entry: unknown = list[1];
  return isRecord(entry) ? scalarText(entry['amount']) : undefined;
};

describe('numbers of an answer', () => {
  test('keep their value, however many digits they have', () => {
    const digits = fc.string({ unit: fc.constantFrom('0', '1', '5', '9'), minLength: 1, maxLength: 25 });
    const number = fc
      .tuple(fc.constantFrom('', '-'), fc.bigInt({ min: 0n, max: 10n ** 22n }), fc.option(digits))
      .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === null ? '' : `.${fraction}`}`);
    fc.assert(
      fc.property(number, (text) => {
        expect(decimal(valueOf(text) ?? '').eq(decimal(text))).toBe(true);
      }),
    );
  });

  test('with an exponent keep it', () => {
    for (const text of ['1.5e-8', '123456789012345678E2', '-7E+3']) {
      expect(decimal(valueOf(text) ?? '').eq(decimal(text))).toBe(true);
    }
  });

  test('inside a text are left alone', () => {
    const text =
      '{"a":"order: 12345678901234567890, 1e5","b":["x,12345678901234567"],"c":12345678901234567890}';
    expect(parseValues(text)).toEqual(parseJson(text));
  });

  test('in half an answer are no answer', () => {
    expect(() => parseValues('{"amount":12345678901234567')).toThrow(SyntaxError);
  });
});
