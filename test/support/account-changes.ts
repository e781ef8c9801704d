import type { AccountChange } from '../../src/huawei/partner.ts';
import { decimal } from '../../src/kernel/decimal.ts';
import { yuan } from './bill-partner.ts';

/** A line of the account statement; an amount below zero is an expense. */
export function accountChange({
  amount,
  after,
  ...more
}: Partial<Omit<AccountChange, 'amount' | 'balanceAfter'>> & {
  readonly amount: string;
  readonly after: string | undefined;
}): AccountChange {
  const signed = decimal(amount);
  return {
    changeId: 'L1',
    account: 'cash',
    detail: 'SOURCE_OPERAIION_RECHARGE',
    at: new Date('2026-11-20T02:00:00Z'),
    tradeId: 'T1',
    amount: yuan(signed.abs().toFixed()),
    balanceAfter: after === undefined ? undefined : yuan(after),
    direction: signed.lt('0') ? 'expense' : 'income',
    customerId: undefined,
    customerAccount: undefined,
    ...more,
  };
}
