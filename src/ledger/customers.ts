import { sql } from 'kysely';
import type { Db } from './ledger.ts';

/** A customer as the directory knows it: names to find it by, nothing personal. */
export interface DirectoryEntry {
  readonly customerId: string;
  readonly accountName: string;
  readonly company: string;
  readonly label: string;
  readonly association: string;
  readonly verified: string;
  /** As far as the platform says it. */
  readonly associatedOn?: Date | undefined;
}

/** The association of a customer that a complete reading no longer held; kept so that its old bills still have a name. */
const ended = 'ended';

const directorySync = 'customers';

/** Text as it is compared: full-width letters are plain ones, case does not count, runs of white space are one space. */
export const fold = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

const searchText = (entry: DirectoryEntry): string =>
  [entry.accountName, entry.company, entry.label].map((name) => `\n${fold(name)}`).join('');

/** Writes what a page of the platform's list said. */
export async function upsertCustomers(
  db: Db,
  entries: readonly DirectoryEntry[],
  seenAt: Date,
): Promise<void> {
  if (entries.length === 0) return;
  // A list that moved may name a customer twice, and one statement may touch a row once only.
  const distinct = [...new Map(entries.map((entry) => [entry.customerId, entry])).values()];
  await db
    .insertInto('customers')
    .values(
      distinct.map((entry) => ({
        customer_id: entry.customerId,
        account_name: entry.accountName,
        company: entry.company,
        label: entry.label,
        association: entry.association,
        verified: entry.verified,
        search: searchText(entry),
        seen_at: seenAt,
        associated_on: entry.associatedOn ?? null,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('customer_id').doUpdateSet((set) => ({
        account_name: set.ref('excluded.account_name'),
        company: set.ref('excluded.company'),
        label: set.ref('excluded.label'),
        association: set.ref('excluded.association'),
        verified: set.ref('excluded.verified'),
        search: set.ref('excluded.search'),
        seen_at: sql<Date>`greatest(customers.seen_at, excluded.seen_at)`,
        associated_on: sql<Date>`coalesce(excluded.associated_on, customers.associated_on)`,
      })),
    )
    .execute();
}

/**
 * Ends a reading to the last page that began at `startedAt`. When it was whole, whoever it did not see is no longer a
 * customer.
 */
export async function finishDirectorySync(
  db: Db,
  sync: {
    readonly startedAt: Date;
    readonly finishedAt: Date;
    readonly rows: number;
    readonly whole: boolean;
  },
): Promise<void> {
  if (sync.whole) {
    await db
      .updateTable('customers')
      .set({ association: ended })
      .where('seen_at', '<', sync.startedAt)
      .execute();
  }
  const row = { finished_at: sync.finishedAt, rows: sync.rows };
  await db
    .insertInto('syncs')
    .values({ name: directorySync, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
}

/** When the directory was last read from end to end; undefined until it has been once. */
export async function directoryReadAt(db: Db): Promise<Date | undefined> {
  const row = await db
    .selectFrom('syncs')
    .select('finished_at')
    .where('name', '=', directorySync)
    .executeTakeFirst();
  return row?.finished_at;
}

export interface Found {
  readonly entries: readonly DirectoryEntry[];
  /** How many match in all. */
  readonly total: number;
}

/**
 * The customers that a person may mean by a text: the id itself, then names that begin with it, then names that contain
 * it. Former customers come last.
 */
export async function searchCustomers(db: Db, text: string, limit: number): Promise<Found> {
  const wanted = fold(text);
  if (wanted === '') return { entries: [], total: 0 };
  const literal = wanted.replace(/[\\%_]/g, '\\$&');
  const rank = sql<number>`case
    when customer_id = ${wanted} then 0
    when search || ${'\n'} like ${`%\n${literal}\n%`} then 1
    when search like ${`%\n${literal}%`} then 2
    else 3 end`;
  const rows = await db
    .selectFrom('customers')
    .select(entryColumns)
    .select(sql<string>`count(*) over ()`.as('total'))
    .where((where) => where.or([where('customer_id', '=', wanted), where('search', 'like', `%${literal}%`)]))
    .orderBy(sql`association = ${ended}`)
    .orderBy(rank)
    .orderBy('account_name')
    .orderBy('customer_id')
    .limit(limit)
    .execute();
  return { entries: rows.map(entry), total: Number(rows[0]?.total ?? 0) };
}

/** The entries of these ids, those the directory knows. */
export async function customersById(
  db: Db,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, DirectoryEntry>> {
  if (customerIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('customers')
    .select(entryColumns)
    // One array parameter: a partner may have more customers than a statement may have parameters.
    .where('customer_id', '=', sql<string>`any(${[...new Set(customerIds)]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.customer_id, entry(row)]));
}

export async function customersOfAssociation(db: Db, association: string): Promise<DirectoryEntry[]> {
  const rows = await db
    .selectFrom('customers')
    .select(entryColumns)
    .where('association', '=', association)
    .orderBy('customer_id')
    .execute();
  return rows.map(entry);
}

/** Those who became customers in a span of time, the newest first. */
export async function customersSince(
  db: Db,
  from: Date,
  to: Date,
): Promise<readonly (DirectoryEntry & { readonly associatedOn: Date })[]> {
  const rows = await db
    .selectFrom('customers')
    .select(entryColumns)
    .select('associated_on')
    .where('associated_on', '>=', from)
    .where('associated_on', '<', to)
    .where('association', '<>', ended)
    .orderBy('associated_on', 'desc')
    .orderBy('customer_id')
    .execute();
  return rows.flatMap((row) =>
    row.associated_on ? [{ ...entry(row), associatedOn: row.associated_on }] : [],
  );
}

/** What a person calls a customer: the verified name, else the account name, else the id. */
export const nameOf = (entry: Pick<DirectoryEntry, 'customerId' | 'accountName' | 'company'>): string =>
  entry.company || entry.accountName || entry.customerId;

/** What customers are called, by id; those whom the directory does not know are called by their id. */
export async function customerNames(
  db: Db,
  customerIds: readonly string[],
): Promise<(customerId: string) => string> {
  const entries = await customersById(db, customerIds);
  return (customerId) => {
    const entry = entries.get(customerId);
    return entry ? nameOf(entry) : customerId;
  };
}

const entryColumns = ['customer_id', 'account_name', 'company', 'label', 'association', 'verified'] as const;

type EntryRow = Readonly<Record<(typeof entryColumns)[number], string>>;

const entry = (row: EntryRow): DirectoryEntry => ({
  customerId: row.customer_id,
  accountName: row.account_name,
  company: row.company,
  label: row.label,
  association: row.association,
  verified: row.verified,
});
