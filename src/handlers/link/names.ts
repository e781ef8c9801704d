import type { AccountView } from '../../cards/link.ts';
import type { Account } from '../../ledger/identities.ts';
import type { Db } from '../../ledger/ledger.ts';
import { findPerson } from '../../ledger/people.ts';

/** An account as its app calls it; by its id until the bot has met it. */
export async function viewOf(db: Db, { app, tenantId, userId }: Account): Promise<AccountView> {
  const person = await findPerson(db, app, tenantId, userId);
  return { app, name: person?.name || userId };
}

export const viewsOf = (db: Db, accounts: readonly Account[]): Promise<AccountView[]> =>
  Promise.all(accounts.map((account) => viewOf(db, account)));
