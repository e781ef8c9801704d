import { sql } from 'kysely';
import type { Day } from '../kernel/day.ts';
import { decimal } from '../kernel/decimal.ts';
import type { Movement } from '../kernel/remittance/match.ts';
import type { Db, Trx } from './ledger.ts';

/** Top-ups read from the partner's statement, and how far it was read. */

export interface SeenChange extends Movement {
  readonly at: Date;
}

/** Records that are known stay as they are. */
export async function saveAccountChanges(
  db: Db,
  partner: string,
  changes: readonly SeenChange[],
  seenAt: Date,
): Promise<void> {
  if (changes.length === 0) return;
  await db
    .insertInto('account_changes')
    .values(
      changes.map((change) => ({
        partner,
        account: change.account,
        change_id: change.changeId,
        detail: change.detail,
        direction: change.direction,
        amount: change.amount.toFixed(),
        at: change.at,
        day: change.day,
        seen_at: seenAt,
      })),
    )
    .onConflict((conflict) => conflict.columns(['partner', 'account', 'change_id']).doNothing())
    .execute();
}

/** Those since a day that pay for no remittance yet. */
export async function unspentChanges(db: Db, partner: string, since: Day): Promise<readonly SeenChange[]> {
  const rows = await db
    .selectFrom('account_changes')
    .selectAll()
    .where('partner', '=', partner)
    .where('day', '>=', since)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('remittances')
            .select('id')
            .whereRef('remittances.account', '=', 'account_changes.account')
            .whereRef('remittances.credited_by', '=', 'account_changes.change_id'),
        ),
      ),
    )
    .execute();
  return rows.map(changeOf);
}

/** Movements of one account of a partner. */
export interface ChangesOf {
  readonly partner: string;
  readonly account: 'cash' | 'credit';
  readonly ids: readonly string[];
}

export async function accountChangesByIds(
  db: Db,
  { partner, account, ids }: ChangesOf,
): Promise<readonly SeenChange[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('account_changes')
    .selectAll()
    .where('partner', '=', partner)
    .where('account', '=', account)
    .where('change_id', 'in', ids)
    .orderBy('at')
    .orderBy('change_id')
    .execute();
  return rows.map(changeOf);
}

/**
 * Whether a top-up pays for no remittance yet. Whoever asks holds it until their transaction ends, so that of two who confirm it
 * at once one finds it spent.
 */
export async function holdUnspentChange(
  trx: Trx,
  { partner, account, changeId }: { partner: string; account: 'cash' | 'credit'; changeId: string },
): Promise<boolean> {
  const row = await trx
    .selectFrom('account_changes')
    .select('change_id')
    .where('partner', '=', partner)
    .where('account', '=', account)
    .where('change_id', '=', changeId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return false;
  const spent = await trx
    .selectFrom('remittances')
    .select('id')
    .where('account', '=', account)
    .where('credited_by', '=', changeId)
    .executeTakeFirst();
  return spent === undefined;
}

const changeOf = (row: {
  account: 'cash' | 'credit';
  change_id: string;
  detail: string;
  direction: string;
  amount: string;
  at: Date;
  day: Day;
}): SeenChange => ({
  changeId: row.change_id,
  account: row.account,
  detail: row.detail,
  direction: row.direction,
  amount: decimal(row.amount),
  at: row.at,
  day: row.day,
});

export interface AccountReading {
  readonly account: 'cash' | 'credit';
  /** The moment up to which the statement was read to its end. */
  readonly readTo: Date | undefined;
  /** The code of the problem that kept the last reading from its end. */
  readonly trouble: string | undefined;
}

export async function accountReadings(db: Db, partner: string): Promise<readonly AccountReading[]> {
  const rows = await db
    .selectFrom('account_readings')
    .selectAll()
    .where('partner', '=', partner)
    .orderBy('account')
    .execute();
  return rows.map((row) => ({
    account: row.account,
    readTo: row.read_to ?? undefined,
    trouble: row.trouble ?? undefined,
  }));
}

/** The mark only ever rises, whichever of two readings ends last. */
export async function markRead(db: Db, partner: string, account: string, readTo: Date): Promise<void> {
  await sql`
    insert into account_readings as reading (partner, account, read_to, trouble)
    values (${partner}, ${account}, ${readTo}, null)
    on conflict (partner, account) do update
    set read_to = greatest(reading.read_to, excluded.read_to), trouble = null
  `.execute(db);
}

/** True when this kind of trouble is new. */
export async function markTrouble(
  db: Db,
  partner: string,
  account: string,
  trouble: string,
): Promise<boolean> {
  const { rows } = await sql`
    insert into account_readings as reading (partner, account, trouble)
    values (${partner}, ${account}, ${trouble})
    on conflict (partner, account) do update set trouble = excluded.trouble
    where reading.trouble is distinct from excluded.trouble
    returning account
  `.execute(db);
  return rows.length > 0;
}
