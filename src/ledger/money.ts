import { type Selectable, sql, type Transaction } from 'kysely';
import type { Db } from './ledger.ts';
import type { Database, MoneyStopTable } from './schema.ts';

/** Rows of the money machine. What they mean stands in `approvals/`; here they are locked, read and written. */

export interface CaseRow {
  readonly id: string;
  readonly receipt: string;
  readonly version: number;
  readonly action: string;
  readonly state: string;
  readonly app: string;
  readonly tenantId: string;
  readonly userId: string;
  readonly total: string;
  readonly day: string;
  readonly askedAt: Date;
  readonly dueAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly body: object;
}

export interface IntentRow {
  readonly id: string;
  readonly caseId: string;
  readonly place: number;
  readonly code: string;
  readonly kind: string;
  readonly customerId: string;
  readonly lane: string;
  readonly state: string;
  readonly amount: string;
  readonly day: string;
  readonly couponId: string | undefined;
  readonly transId: string | undefined;
  readonly lookAt: Date | undefined;
  readonly body: object;
}

/** A case as it is stored: its body, and the bodies of its intents in their order. */
export interface StoredCase {
  readonly body: object;
  readonly intents: readonly object[];
}

const caseColumns = (row: CaseRow) => ({
  version: row.version,
  state: row.state,
  total: row.total,
  day: row.day,
  asked_at: row.askedAt,
  due_at: row.dueAt ?? null,
  ended_at: row.endedAt ?? null,
  body: JSON.stringify(row.body),
});

export async function insertCase(trx: Transaction<Database>, row: CaseRow): Promise<void> {
  await trx
    .insertInto('money_cases')
    .values({
      id: row.id,
      receipt: row.receipt,
      action: row.action,
      app: row.app,
      tenant_id: row.tenantId,
      user_id: row.userId,
      ...caseColumns(row),
    })
    .execute();
}

export async function updateCase(trx: Transaction<Database>, row: CaseRow): Promise<void> {
  await trx.updateTable('money_cases').set(caseColumns(row)).where('id', '=', row.id).execute();
}

/** Reads a case; inside `lock` nobody else changes it until the transaction ends. */
export async function storedCase(
  db: Db,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<StoredCase | undefined> {
  const query = db.selectFrom('money_cases').select('body').where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) return undefined;
  const intents = await db
    .selectFrom('money_intents')
    .select('body')
    .where('case_id', '=', id)
    .orderBy('place')
    .execute();
  return { body: row.body, intents: intents.map(({ body }) => body) };
}

/** Writes what changed of the intents of one case. */
export async function saveIntents(
  trx: Transaction<Database>,
  changed: readonly IntentRow[],
  removed: readonly string[],
): Promise<void> {
  if (removed.length > 0) await trx.deleteFrom('money_intents').where('id', 'in', removed).execute();
  if (changed.length === 0) return;
  await sql`
    insert into money_intents (
      id, case_id, place, code, kind, customer_id, lane, state, amount, day, coupon_id, trans_id, look_at,
      body
    )
    select
      id, "caseId", place, code, kind, "customerId", lane, state, amount, day, "couponId", "transId", "lookAt",
      body
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as row (
      id text, "caseId" text, place integer, code text, kind text, "customerId" text, lane text, state text,
      amount numeric, day text, "couponId" text, "transId" text, "lookAt" timestamptz, body jsonb
    )
    on conflict (id) do update set
      state = excluded.state, coupon_id = excluded.coupon_id, trans_id = excluded.trans_id,
      look_at = excluded.look_at, body = excluded.body
  `.execute(trx);
}

export interface LaneRow {
  readonly lane: string;
  readonly turn: number;
  readonly inDoubt: boolean;
  /** By day, exact text: what is spent or may have been. */
  readonly committed: Readonly<Record<string, string>>;
}

/** Locks lanes, in the order given, and tells how they stand. Sums reach back to `sinceDay`. */
export async function lockLanes(
  trx: Transaction<Database>,
  lanes: readonly string[],
  sinceDay: string,
): Promise<readonly LaneRow[]> {
  if (lanes.length === 0) return [];
  await sql`
    insert into money_lanes (lane) select unnest(${[...lanes]}::text[]) on conflict do nothing
  `.execute(trx);
  // The lock first: what is summed must be what is there once it is held.
  await sql`
    select from money_lanes where lane = any(${[...lanes]}::text[]) order by lane for update
  `.execute(trx);
  const { rows } = await sql<LaneRow>`
    select
      lanes.lane,
      turn::integer as turn,
      exists (
        select from money_intents i where i.lane = lanes.lane and state in ('sending', 'unknown')
      ) as "inDoubt",
      coalesce((
        select jsonb_object_agg(day, total) from (
          select day, sum(amount)::text as total from money_intents i
          where i.lane = lanes.lane and day >= ${sinceDay} and state not in ('failed', 'skipped')
          group by day
        ) as days
      ), '{}') as committed
    from money_lanes lanes where lane = any(${[...lanes]}::text[])
  `.execute(trx);
  return rows;
}

export async function turnLanes(trx: Transaction<Database>, lanes: readonly string[]): Promise<void> {
  if (lanes.length === 0) return;
  await trx
    .updateTable('money_lanes')
    .set((eb) => ({ turn: eb('turn', '+', '1') }))
    .where('lane', 'in', lanes)
    .execute();
}

/** The bodies of the intents that are open in a lane, oldest approval first, and the turn as it was before they were read. */
export async function openInLane(
  db: Db,
  lane: string,
): Promise<{ turn: number; intents: { caseId: string; body: object }[] }> {
  const turn = await db.selectFrom('money_lanes').select('turn').where('lane', '=', lane).executeTakeFirst();
  const intents = await db
    .selectFrom('money_intents')
    .innerJoin('money_cases', 'money_cases.id', 'money_intents.case_id')
    .select(['money_intents.case_id as caseId', 'money_intents.body'])
    .where('lane', '=', lane)
    .where('money_intents.state', 'in', ['ready', 'sending', 'unknown'])
    .orderBy(sql`money_intents.state = 'ready'`)
    .orderBy('money_cases.asked_at')
    .orderBy('money_cases.id')
    .orderBy('place')
    .limit(1)
    .execute();
  return { turn: Number(turn?.turn ?? 0), intents };
}

/** Lanes with something left to do whose time has come. */
export async function restlessLanes(db: Db, now: Date, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('money_intents')
    .select('lane')
    .distinct()
    .where('state', 'in', ['ready', 'sending', 'unknown'])
    .where((where) => where.or([where('look_at', 'is', null), where('look_at', '<=', now)]))
    .limit(limit)
    .execute();
  return rows.map(({ lane }) => lane);
}

/** Cases whose time has come: a reminder, an escalation, an expiry. */
export async function dueCases(db: Db, now: Date, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('money_cases')
    .select('id')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Of these coupons and movements between accounts, those that are some intent's. */
export async function claimedIds(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('money_intents')
    .select(['coupon_id', 'trans_id'])
    .where((where) => where.or([where('coupon_id', 'in', ids), where('trans_id', 'in', ids)]))
    .execute();
  return new Set(rows.flatMap(({ coupon_id, trans_id }) => coupon_id ?? trans_id ?? []));
}

/** The receipts of the intents with these codes, by code. */
export async function receiptsOfCodes(
  db: Db,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await db
    .selectFrom('money_intents')
    .innerJoin('money_cases', 'money_cases.id', 'money_intents.case_id')
    .select(['code', 'receipt'])
    .where('code', 'in', codes)
    .execute();
  return new Map(rows.map(({ code, receipt }) => [code, receipt]));
}

/** What somebody has asked for on a day by any of their accounts and was not refused, in yuan. */
export async function askedOnDay(
  db: Db,
  userIds: readonly string[],
  action: string,
  day: string,
  exceptCase: string,
): Promise<string> {
  const { total } = await db
    .selectFrom('money_cases')
    .select(sql<string>`coalesce(sum(total), 0)::text`.as('total'))
    .where('user_id', 'in', userIds)
    .where('action', '=', action)
    .where('day', '=', day)
    .where('id', '<>', exceptCase)
    .where('state', 'in', ['waiting', 'running', 'done', 'partly'])
    .executeTakeFirstOrThrow();
  return total;
}

export type CaseFilter = 'open' | 'ended';

/** The bodies of cases, newest first; of these accounts when given. */
export async function listCases(
  db: Db,
  which: CaseFilter,
  { limit, of }: { readonly limit: number; readonly of?: readonly string[] },
): Promise<readonly StoredCase[]> {
  let query = db
    .selectFrom('money_cases')
    .select('id')
    .where('state', '<>', 'draft')
    .where('ended_at', which === 'open' ? 'is' : 'is not', null)
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .limit(limit);
  if (of) query = query.where('user_id', 'in', of);
  const ids = await query.execute();
  const found = await Promise.all(ids.map(({ id }) => storedCase(db, id)));
  return found.filter((stored) => stored !== undefined);
}

export const caseIdOfReceipt = async (db: Db, receipt: string): Promise<string | undefined> =>
  (await db.selectFrom('money_cases').select('id').where('receipt', '=', receipt).executeTakeFirst())?.id;

export const currentStop = (db: Db): Promise<Selectable<MoneyStopTable> | undefined> =>
  db.selectFrom('money_stop').selectAll().executeTakeFirst();

/** Drafts nobody sent. */
export async function dropCaseDrafts(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('money_cases').where('state', '=', 'draft').where('asked_at', '<', before).execute();
}

export const caseOfIntent = async (db: Db, intentId: string): Promise<string | undefined> =>
  (await db.selectFrom('money_intents').select('case_id').where('id', '=', intentId).executeTakeFirst())
    ?.case_id;

/** Every lane with something left to do. */
export async function openLanes(db: Db): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('money_intents')
    .select('lane')
    .distinct()
    .where('state', 'in', ['ready', 'sending', 'unknown'])
    .execute();
  return rows.map(({ lane }) => lane);
}

/** The intents with these codes. */
export async function intentsByCode(
  db: Db,
  codes: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly caseId: string; readonly state: string }>> {
  if (codes.length === 0) return new Map();
  const rows = await db
    .selectFrom('money_intents')
    .select(['id', 'code', 'case_id', 'state'])
    .where('code', 'in', codes)
    .execute();
  return new Map(rows.map(({ id, code, case_id: caseId, state }) => [code, { id, caseId, state }]));
}

export interface MoveWithoutRecord {
  readonly kind: string;
  readonly customerId: string;
  readonly amount: string;
}

/** Movements between accounts that are done or in question without a record of the platform to their name. */
export async function movesWithoutRecord(db: Db, since: Date): Promise<readonly MoveWithoutRecord[]> {
  return db
    .selectFrom('money_intents')
    .select(['kind', 'customer_id as customerId'])
    .select(sql<string>`body -> 'effect' ->> 'amount'`.as('amount'))
    .where('kind', 'in', ['transfer', 'retrieve'])
    .where('trans_id', 'is', null)
    .where('state', 'in', ['sending', 'unknown', 'stuck', 'done'])
    .where(sql<boolean>`(body ->> 'attemptedAt')::timestamptz >= ${since}`)
    .execute();
}
