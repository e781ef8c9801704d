import { customersById, nameOf } from '../../ledger/customers.ts';
import type { Db } from '../../ledger/ledger.ts';

/** What customers are called; the id of those whom the directory does not know. */
export async function namesOf(
  db: Db,
  rows: readonly { readonly customerId: string }[],
): Promise<(customerId: string) => string> {
  const entries = await customersById(
    db,
    rows.map(({ customerId }) => customerId),
  );
  return (customerId) => {
    const entry = entries.get(customerId);
    return entry ? nameOf(entry) : customerId;
  };
}
