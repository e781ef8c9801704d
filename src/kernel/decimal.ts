import Big from 'big.js';

/** An exact decimal. Made from text only: a binary float has already lost what it lost. */
export type Decimal = Big;

// Big refuses JavaScript numbers in strict mode, so a float cannot slip in.
const Exact = Big();
Exact.strict = true;

export const zero: Decimal = new Exact('0');

/** @throws {Error} when the text is not a decimal; use {@link parseDecimal} for text from outside. */
export const decimal = (text: string | bigint): Decimal => new Exact(text);

export const isDecimal = (value: unknown): value is Decimal => value instanceof Big;

/** Digits with an optional sign, fraction and exponent, as JSON writes numbers; undefined for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  return /^-?\d+(\.\d+)?([eE][+-]?\d{1,3})?$/.test(text) ? new Exact(text) : undefined;
}

export const sum = (values: Iterable<Decimal>): Decimal => {
  let total = zero;
  for (const value of values) total = total.plus(value);
  return total;
};

/** Digits after the point that it takes to write the value in full. */
export const decimalPlaces = (value: Decimal): number => Math.max(0, value.c.length - 1 - value.e);
