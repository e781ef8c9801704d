import { type Decimal, sum } from './decimal.ts';

/** ISO 4217. The China site counts in CNY, the international and European sites in USD. Never converted. */
export type Currency = 'CNY' | 'USD' | (string & {});

export interface Money {
  readonly amount: Decimal;
  readonly currency: Currency;
}

export const money = (amount: Decimal, currency: Currency): Money => ({ amount, currency });

/** @throws {RangeError} when the currencies differ: amounts in two currencies have no sum. */
export function addMoney(currency: Currency, values: Iterable<Money>): Money {
  const amounts: Decimal[] = [];
  for (const value of values) {
    if (value.currency !== currency) throw new RangeError(`cannot add ${value.currency} to ${currency}`);
    amounts.push(value.amount);
  }
  return { amount: sum(amounts), currency };
}
