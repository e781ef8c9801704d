import type { Insertable, Selectable } from 'kysely';
import type { Day } from '../kernel/day.ts';
import { decimal } from '../kernel/decimal.ts';
import type { Person, Remittance } from '../kernel/remittance/remittance.ts';
import type { Db, Trx } from './ledger.ts';
import type { RemittanceEventKind, RemittanceEventsTable, RemittancesTable } from './remittances-schema.ts';

/** Announced remittances and what happened to them. */

const appOf = (app: string | null): Person['app'] => (app === 'teams' ? 'teams' : 'slack');

const remittanceOf = (row: Selectable<RemittancesTable>): Remittance => ({
  id: row.id,
  code: row.code,
  version: row.version,
  state: row.state,
  account: row.account,
  route: row.route,
  amount: decimal(row.amount),
  bankDay: row.bank_day,
  payer: row.payer,
  voucher: row.voucher ?? undefined,
  note: row.note ?? undefined,
  announcedBy: { app: appOf(row.app), tenantId: row.tenant_id, userId: row.user_id },
  lang: row.lang,
  announcedAt: row.announced_at,
  movedOn: row.moved_on,
  nudgedOn: row.nudged_on,
  candidates: row.candidates,
  rivals: row.rivals,
  declined: row.declined,
  creditedBy: row.credited_by ?? undefined,
  endedAt: row.ended_at ?? undefined,
});

/** What may change of one, as its row has it. */
const changing = (one: Remittance) =>
  ({
    version: one.version,
    state: one.state,
    moved_on: one.movedOn,
    nudged_on: one.nudgedOn,
    candidates: JSON.stringify(one.candidates),
    rivals: JSON.stringify(one.rivals),
    declined: JSON.stringify(one.declined),
    credited_by: one.creditedBy ?? null,
    ended_at: one.endedAt ?? null,
  }) satisfies Partial<Insertable<RemittancesTable>>;

/** False when the same request has announced it before. */
export async function insertRemittance(trx: Trx, one: Remittance, requestId: string): Promise<boolean> {
  const { announcedBy: by } = one;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('remittances')
    .values({
      ...changing(one),
      id: one.id,
      code: one.code,
      request_id: requestId,
      account: one.account,
      route: one.route,
      amount: one.amount.toFixed(),
      bank_day: one.bankDay,
      payer: one.payer,
      voucher: one.voucher ?? null,
      note: one.note ?? null,
      app: by.app,
      tenant_id: by.tenantId,
      user_id: by.userId,
      lang: one.lang,
      announced_at: one.announcedAt,
    })
    .onConflict((conflict) => conflict.column('request_id').doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function saveRemittance(trx: Trx, one: Remittance): Promise<void> {
  await trx.updateTable('remittances').set(changing(one)).where('id', '=', one.id).execute();
}

const firstOf = (rows: readonly Selectable<RemittancesTable>[]): Remittance | undefined =>
  rows.map(remittanceOf)[0];

export const remittanceById = async (db: Db, id: string): Promise<Remittance | undefined> =>
  firstOf(await db.selectFrom('remittances').selectAll().where('id', '=', id).execute());

/** Whoever holds it decides alone until their transaction ends. */
export const lockRemittance = async (trx: Trx, id: string): Promise<Remittance | undefined> =>
  firstOf(await trx.selectFrom('remittances').selectAll().where('id', '=', id).forUpdate().execute());

export const remittanceByCode = async (db: Db, code: string): Promise<Remittance | undefined> =>
  firstOf(await db.selectFrom('remittances').selectAll().where('code', '=', code).execute());

export const remittanceOfRequest = async (db: Db, requestId: string): Promise<Remittance | undefined> =>
  firstOf(await db.selectFrom('remittances').selectAll().where('request_id', '=', requestId).execute());

/** All that still wait, locked in one order so that two of these take turns and never block each other for good. */
export async function lockOpenRemittances(trx: Trx): Promise<readonly Remittance[]> {
  const rows = await trx
    .selectFrom('remittances')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(remittanceOf);
}

/** How far back the statement of an account matters for those that wait. */
export async function oldestBankDay(db: Db, account: 'cash' | 'credit'): Promise<Day | undefined> {
  const { oldest } = await db
    .selectFrom('remittances')
    .select(({ fn }) => fn.min<Day | null>('bank_day').as('oldest'))
    .where('account', '=', account)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  return oldest ?? undefined;
}

export interface RemittanceFilter {
  /** Only theirs; everybody's when absent. */
  readonly announcedBy?: readonly Person[];
  readonly open: boolean;
}

/** The oldest bank day first while they wait, the latest end first afterwards. */
export async function listRemittances(
  db: Db,
  { announcedBy, open }: RemittanceFilter,
  limit: number,
): Promise<{ readonly rows: readonly Remittance[]; readonly total: number }> {
  let found = db.selectFrom('remittances').where('ended_at', open ? 'is' : 'is not', null);
  if (announcedBy) {
    found = found.where((where) =>
      where.or(
        announcedBy.map(({ app, tenantId, userId }) =>
          where.and([
            where('app', '=', app),
            where('tenant_id', '=', tenantId),
            where('user_id', '=', userId),
          ]),
        ),
      ),
    );
  }
  const { total } = await found
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await found
    .selectAll()
    .orderBy(open ? 'bank_day' : 'ended_at', open ? 'asc' : 'desc')
    .orderBy('announced_at')
    .limit(limit)
    .execute();
  return { rows: rows.map(remittanceOf), total: Number(total) };
}

export async function remittancesByIds(db: Db, ids: readonly string[]): Promise<readonly Remittance[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('remittances')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('code')
    .execute();
  return rows.map(remittanceOf);
}

export interface RemittanceEvent {
  readonly seq: number;
  readonly kind: RemittanceEventKind;
  readonly by: Person | undefined;
  readonly note: string | undefined;
  /** The top-ups concerned. */
  readonly changes: readonly string[];
  readonly at: Date;
  /** Everybody concerned has heard of it. */
  readonly told: boolean;
}

export type NewRemittanceEvent = Pick<RemittanceEvent, 'kind' | 'by' | 'note' | 'changes' | 'at'>;

/** The remittance's row is locked or new, so nobody else takes the same number. */
export async function addRemittanceEvent(
  trx: Trx,
  remittanceId: string,
  { kind, by, note, changes, at }: NewRemittanceEvent,
): Promise<void> {
  const { last } = await trx
    .selectFrom('remittance_events')
    .select(({ fn }) => fn.max<number | null>('seq').as('last'))
    .where('remittance_id', '=', remittanceId)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('remittance_events')
    .values({
      remittance_id: remittanceId,
      seq: (last ?? 0) + 1,
      kind,
      app: by?.app ?? null,
      tenant_id: by?.tenantId ?? null,
      user_id: by?.userId ?? null,
      note: note ?? null,
      changes: JSON.stringify(changes),
      at,
    })
    .execute();
}

export async function remittanceEvents(db: Db, remittanceId: string): Promise<readonly RemittanceEvent[]> {
  const rows = await db
    .selectFrom('remittance_events')
    .selectAll()
    .where('remittance_id', '=', remittanceId)
    .orderBy('seq')
    .execute();
  return rows.map(eventOf);
}

const eventOf = (row: Selectable<RemittanceEventsTable>): RemittanceEvent => ({
  seq: row.seq,
  kind: row.kind,
  by:
    row.tenant_id === null || row.user_id === null
      ? undefined
      : { app: appOf(row.app), tenantId: row.tenant_id, userId: row.user_id },
  note: row.note ?? undefined,
  changes: row.changes,
  at: row.at,
  told: row.told,
});
