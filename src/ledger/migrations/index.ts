import { type Migration, Migrator } from 'kysely';
import type { Ledger } from '../ledger.ts';
import * as house from './0001-house.ts';
import * as apiWindows from './0002-api-windows.ts';
import * as auditChain from './0003-audit-chain.ts';
import * as money from './0004-money.ts';
import * as couponFiles from './0005-coupon-files.ts';
import * as caseCards from './0006-case-cards.ts';
import * as teams from './0007-teams.ts';
import * as remittances from './0008-remittances.ts';
import * as cardsByApp from './0009-cards-by-app.ts';
import * as listsAndUse from './0010-lists-and-use.ts';
import * as digests from './0011-digests.ts';
import * as identities from './0012-identities.ts';
import * as transfers from './0013-transfers.ts';
import * as auditHeadPlaces from './0014-audit-head-places.ts';

/** In order of name. A list the compiler sees, not a folder that is searched. */
const migrations: Record<string, Migration> = {
  '0001-house': house,
  '0002-api-windows': apiWindows,
  '0003-audit-chain': auditChain,
  '0004-money': money,
  '0005-coupon-files': couponFiles,
  '0006-case-cards': caseCards,
  '0007-teams': teams,
  '0008-remittances': remittances,
  '0009-cards-by-app': cardsByApp,
  '0010-lists-and-use': listsAndUse,
  '0011-digests': digests,
  '0012-identities': identities,
  '0013-transfers': transfers,
  '0014-audit-head-places': auditHeadPlaces,
};

/** Brings the tables up to date. Kysely takes a lock, so processes that start together do it once. */
export async function migrate(ledger: Ledger): Promise<void> {
  const migrator = new Migrator({
    db: ledger,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined)
    throw error instanceof Error ? error : new Error('migration failed', { cause: error });
}
