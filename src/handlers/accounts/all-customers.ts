import type { NamedBalance } from '../../cards/accounts.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { customersOfAssociation, directoryReadAt, nameOf } from '../../ledger/customers.ts';
import type { CommandContext } from '../command.ts';

export interface AllBalances {
  readonly balances: readonly NamedBalance[];
  /** Those the directory takes for resale customers and the platform said nothing about. */
  readonly missing: readonly string[];
  readonly directoryComplete: boolean;
  /** None while there was nobody to ask for. */
  readonly source: string | undefined;
  readonly asOf: Date;
}

/** The balances of all resale customers, by the names the directory has for them. */
export async function balancesOfAll({
  partner,
  ledger,
  clock,
}: CommandContext): Promise<Result<AllBalances>> {
  const [entries, readAt] = await Promise.all([
    customersOfAssociation(ledger, 'resale'),
    directoryReadAt(ledger),
  ]);
  const directoryComplete = readAt !== undefined;
  if (entries.length === 0) {
    const none = { balances: [], missing: [], directoryComplete, source: undefined, asOf: clock.now() };
    return ok(none);
  }
  const answer = await partner.accounts.ofCustomers(entries.map(({ customerId }) => customerId));
  if (!answer.ok) return answer;
  const { value, source, asOf } = answer.value;
  const names = new Map(entries.map((entry) => [entry.customerId, nameOf(entry)]));
  const balances = value.balances.map((one) => ({
    ...one,
    name: names.get(one.customerId) ?? one.customerId,
  }));
  return ok({ balances, missing: value.missing, directoryComplete, source, asOf });
}

/** Largest debt, then lowest balance. */
export const mostUrgentFirst = (a: NamedBalance, b: NamedBalance): number =>
  b.debt.amount.cmp(a.debt.amount) ||
  a.available.amount.cmp(b.available.amount) ||
  a.name.localeCompare(b.name);
