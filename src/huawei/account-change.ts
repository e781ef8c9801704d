import type { Decimal } from '../kernel/decimal.ts';
import type { AccountChange } from './partner.ts';

/** What a line changed: less than nothing for an expense, however the platform signs it. */
export const signedAmount = ({ amount, direction }: AccountChange): Decimal => {
  if (direction === 'expense') return amount.amount.abs().times('-1');
  return direction === 'income' ? amount.amount.abs() : amount.amount;
};
