import type { Customer, TransferDirection } from '../../huawei/partner.ts';
import { type Decimal, decimalPlaces, zero } from '../../kernel/decimal.ts';
import { type Problem, problem } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type AccountsNow, accountsNow } from '../account-now.ts';
import type { MoveDraft } from '../case.ts';
import { customersOf } from '../plan-facts.ts';
import type { Plan, Reads } from '../plan.ts';

const directionOf = ({ action }: Pick<MoveDraft, 'action'>): TransferDirection =>
  action === 'account.transfer' ? 'to-customer' : 'from-customer';

/** Money to a customer's account, or back: both accounts as they are and as they would be. */
export async function planMove(partner: Reads, draft: MoveDraft, now: Date): Promise<Result<Plan>> {
  const { customerId, amount } = draft;
  const direction = directionOf(draft);
  const [customers, accounts] = await Promise.all([
    customersOf(partner, [customerId]),
    accountsNow(partner.accounts, customerId),
  ]);
  if (!customers.ok) return customers;
  if (!accounts.ok) return accounts;
  const customer = customers.value.get(customerId);
  const { spendable, customer: theirs } = accounts.value;
  const given = direction === 'to-customer' ? amount : zero.minus(amount);
  const short = shortOf(direction, amount, accounts.value);
  return ok({
    effects: [{ kind: direction === 'to-customer' ? 'transfer' : 'retrieve', customerId, amount }],
    total: amount,
    quota: undefined,
    leftAfter: undefined,
    coupon: undefined,
    accounts: {
      now: accounts.value,
      spendableAfter: spendable.minus(given),
      customerAfter: theirs?.available.amount.plus(given),
    },
    customers: [
      {
        customerId,
        customer,
        conflicts: customerConflicts(draft, customer, accounts.value),
        overlapping: [],
      },
    ],
    conflicts: [...amountConflicts(amount), ...(short ? [short] : [])],
    readAt: now,
  });
}

function customerConflicts(
  { customerId, action }: MoveDraft,
  customer: Customer | undefined,
  { customer: theirs }: AccountsNow,
): Problem[] {
  if (!customer) return [problem('transferCustomerUnknown', { customer: customerId })];
  const who = { customer: customer.company || customer.accountName || customerId };
  if (customer.association !== 'resale') return [problem('transferNotResale', who)];
  if (action === 'account.transfer' && customer.verified !== 'verified')
    return [problem('transferNotVerified', who)];
  // The platform leaves out, without a word, those whose account it does not keep for us.
  return theirs ? [] : [problem('transferNoAccount', who)];
}

function amountConflicts(amount: Decimal): Problem[] {
  if (!amount.gt(zero)) return [problem('amountNotPositive')];
  return decimalPlaces(amount) > 2 ? [problem('amountDecimals', { amount: amount.toFixed() })] : [];
}

/** The account it comes from does not hold as much. */
export function shortOf(
  direction: TransferDirection,
  amount: Decimal,
  { spendable, customer }: AccountsNow,
): Problem | undefined {
  if (direction === 'to-customer')
    return amount.gt(spendable)
      ? problem('spendableShort', { amount: amount.toFixed(2), spendable: spendable.toFixed(2) })
      : undefined;
  const available = customer?.available.amount;
  return available && amount.gt(available)
    ? problem('availableShort', { amount: amount.toFixed(2), available: available.toFixed(2) })
    : undefined;
}
