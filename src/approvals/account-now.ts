import type { AccountVerbs, CustomerBalance } from '../huawei/partner.ts';
import { type Decimal, sum } from '../kernel/decimal.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Balances } from './case.ts';

/** The partner's cash account and a customer's, read together. */
export interface AccountsNow {
  readonly own: Decimal;
  /** Of it, what may be given away. */
  readonly spendable: Decimal;
  /** Undefined: the platform does not tell it of this customer. */
  readonly customer: CustomerBalance | undefined;
}

export async function accountsNow(
  accounts: Pick<AccountVerbs, 'own' | 'ofCustomers'>,
  customerId: string,
): Promise<Result<AccountsNow>> {
  const [own, customers] = await Promise.all([accounts.own(), accounts.ofCustomers([customerId])]);
  if (!own.ok) return own;
  if (!customers.ok) return customers;
  const cash = own.value.value.accounts.filter(({ kind }) => kind === 'cash');
  return ok({
    own: sum(cash.map(({ amount }) => amount.amount)),
    spendable: own.value.value.spendable.amount,
    customer: customers.value.value.balances.find((balance) => balance.customerId === customerId),
  });
}

export const balancesOf = ({ own, customer }: AccountsNow): Balances | undefined =>
  customer && { own, customer: customer.available.amount };
