import { type Selectable, sql, type Transaction } from 'kysely';
import type { BillCycle } from '../kernel/bill-cycle.ts';
import { appendAudit } from './audit.ts';
import type { Db, Ledger } from './ledger.ts';
import { endRequest } from './requests.ts';
import type { Database, ExportPosition, ExportState, ExportsTable } from './schema.ts';

export type ExportRow = Selectable<ExportsTable>;

/** States in which an export still has work before it. */
const active = ['queued', 'reading', 'writing', 'delivering'] as const satisfies readonly ExportState[];
export type ActiveState = (typeof active)[number];

export const isActive = (state: ExportState): state is ActiveState =>
  active.some((candidate) => candidate === state);

const exportStart: ExportPosition = { customer: 0, cursor: null, announced: 0, missed: 0 };

export interface ExportRequest {
  readonly id: string;
  readonly requestId: string;
  readonly app: 'slack' | 'teams';
  readonly tenantId: string;
  readonly channelId: string | undefined;
  readonly threadId: string | undefined;
  readonly userId: string;
  readonly lang: string;
  readonly cycle: BillCycle;
  readonly customerId: string | undefined;
  readonly format: 'csv' | 'xlsx';
}

/**
 * Takes an export on. The same person asking for the same file while it is being made gets the one under way, and so
 * does the same request when it is run again.
 */
export async function beginExport(
  trx: Transaction<Database>,
  asked: ExportRequest,
): Promise<{ readonly row: ExportRow; readonly begun: boolean }> {
  const begun = await trx
    .insertInto('exports')
    .values({
      id: asked.id,
      request_id: asked.requestId,
      app: asked.app,
      tenant_id: asked.tenantId,
      channel_id: asked.channelId ?? null,
      thread_id: asked.threadId ?? null,
      user_id: asked.userId,
      lang: asked.lang,
      cycle: asked.cycle,
      customer_id: asked.customerId ?? null,
      format: asked.format,
      state: 'queued',
      customer_ids: JSON.stringify(null),
      position: JSON.stringify(exportStart),
      lines: 0,
      payable: '0',
      message: JSON.stringify(null),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (begun) return { row: begun, begun: true };
  const row = await trx
    .selectFrom('exports')
    .selectAll()
    .where((where) => where.or([where('request_id', '=', asked.requestId), sameFile(asked)]))
    .orderBy(sql`request_id = ${asked.requestId}`, 'desc')
    .executeTakeFirstOrThrow();
  return { row, begun: false };
}

const sameFile = (asked: ExportRequest) => sql<boolean>`(
  app = ${asked.app} and tenant_id = ${asked.tenantId} and user_id = ${asked.userId}
  and cycle = ${asked.cycle} and coalesce(customer_id, '') = ${asked.customerId ?? ''}
  and format = ${asked.format} and state = any(${[...active]}::text[]))`;

export const exportById = (db: Db, id: string): Promise<ExportRow | undefined> =>
  db.selectFrom('exports').selectAll().where('id', '=', id).executeTakeFirst();

/** Exports that began before `before` and have work before them. */
export const activeSince = (db: Db, before: Date): Promise<ExportRow[]> =>
  db
    .selectFrom('exports')
    .selectAll()
    .where('state', 'in', active)
    .where('started_at', '<', before)
    .orderBy('started_at')
    .limit(200)
    .execute();

/** Changes what is given while the export is in one of `from`; false when it no longer is. */
async function change(
  db: Db,
  id: string,
  from: readonly ExportState[],
  set: Partial<{
    state: ExportState;
    customer_ids: string;
    message: string;
    file_id: string | null;
    expected: number;
    outcome: string | null;
    ended_at: Date | null;
  }>,
): Promise<boolean> {
  const result = await db
    .updateTable('exports')
    .set(set)
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export const beginReading = (db: Db, id: string, customerIds: readonly string[]): Promise<boolean> =>
  change(db, id, ['queued', 'reading', 'writing'], {
    state: 'reading',
    customer_ids: JSON.stringify(customerIds),
  });

export const beginWriting = (db: Db, id: string): Promise<boolean> =>
  change(db, id, ['reading'], { state: 'writing' });

export const rememberMessage = (
  db: Db,
  id: string,
  message: NonNullable<ExportRow['message']>,
): Promise<boolean> => change(db, id, active, { message: JSON.stringify(message) });

/** From here on the file counts as delivered as soon as it is shared; it cannot be cancelled any more. */
export const beginDelivery = (db: Db, id: string, fileId: string): Promise<boolean> =>
  change(db, id, ['writing'], { state: 'delivering', file_id: fileId });

export interface PageKept {
  readonly seq: number;
  readonly lines: number;
  readonly body: Buffer;
}

/** Where an export stands after a page. */
export interface Progress {
  readonly position: ExportPosition;
  readonly lines: number;
  readonly expected: number | undefined;
  readonly payable: string;
}

/**
 * Keeps a page together with the position after it, in one statement. False when the export was cancelled or another run
 * of the same job has gone further: then nothing is kept, and the caller stops.
 */
export async function keepPage(db: Db, id: string, page: PageKept, after: Progress): Promise<boolean> {
  const { rows } = await sql`
    with moved as (
      update exports
      set position = ${JSON.stringify(after.position)}, lines = ${after.lines},
        expected = ${after.expected ?? null}, payable = ${after.payable}
      where id = ${id} and state = 'reading' and lines = ${after.lines - page.lines}
      returning id
    )
    insert into export_pages (export_id, seq, lines, body)
    select id, ${page.seq}, ${page.lines}, ${page.body} from moved
    returning seq
  `.execute(db);
  return rows.length > 0;
}

/** The pages kept so far, in order, one in memory at a time. */
export async function* keptPages(db: Db, id: string): AsyncGenerator<PageKept, void, undefined> {
  for (let seq = 0; ; seq += 1) {
    const page = await db
      .selectFrom('export_pages')
      .select(['seq', 'lines', 'body'])
      .where('export_id', '=', id)
      .where('seq', '=', seq)
      .executeTakeFirst();
    if (!page) return;
    yield page;
  }
}

export type ExportEnd = 'done' | 'cancelled' | 'failed';

/**
 * Ends an export, with its request and its audit row, and drops its pages unless they are what a second try goes on
 * from. False when it had ended already.
 */
export async function endExport(
  ledger: Ledger,
  id: string,
  end: { readonly state: ExportEnd; readonly outcome?: string; readonly at: Date },
): Promise<boolean> {
  return ledger.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('exports')
      .set({ state: end.state, outcome: end.outcome ?? null, ended_at: end.at })
      .where('id', '=', id)
      .where('state', 'in', end.state === 'cancelled' ? cancellable : active)
      .returningAll()
      .executeTakeFirst();
    if (!row) return false;
    if (end.state !== 'failed') await trx.deleteFrom('export_pages').where('export_id', '=', id).execute();
    await endRequest(trx, row.request_id, {
      state: end.state === 'failed' ? 'failed' : 'done',
      at: end.at,
      ...(end.outcome === undefined ? {} : { outcome: end.outcome }),
    });
    await appendAudit(trx, {
      app: row.app,
      tenantId: row.tenant_id,
      userId: row.user_id,
      action: 'bill.export',
      subject: {
        export: row.id,
        cycle: row.cycle,
        format: row.format,
        lines: String(row.lines),
        payable: row.payable,
        ...(row.customer_id === null ? {} : { customer: row.customer_id }),
      },
      outcome: end.outcome ?? end.state,
      requestId: row.request_id,
      at: end.at,
    });
    return true;
  });
}

const cancellable = ['queued', 'reading', 'writing'] as const satisfies readonly ExportState[];

/** Takes a failed export up again, with the pages it has, for the request that asked for it. */
export async function reviveExport(
  trx: Transaction<Database>,
  row: ExportRow,
  requestId: string,
): Promise<boolean> {
  const result = await trx
    .updateTable('exports')
    .set({ state: 'queued', outcome: null, ended_at: null, file_id: null, request_id: requestId })
    .where('id', '=', row.id)
    .where('state', '=', 'failed')
    .where(sql<boolean>`not exists (
      select from exports other
      where other.app = exports.app and other.tenant_id = exports.tenant_id and other.user_id = exports.user_id
        and other.cycle = exports.cycle and other.customer_id is not distinct from exports.customer_id
        and other.format = exports.format and other.state = any(${[...active]}::text[]))`)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Drops the pages of exports that failed before `before`; a second try of those begins at the beginning. */
export async function sweepPages(ledger: Ledger, before: Date): Promise<number> {
  return ledger.transaction().execute(async (trx) => {
    const swept = await trx
      .updateTable('exports')
      .set({
        position: JSON.stringify(exportStart),
        customer_ids: JSON.stringify(null),
        lines: 0,
        expected: null,
        payable: '0',
      })
      .where('state', '=', 'failed')
      .where('ended_at', '<', before)
      .where('lines', '>', 0)
      .returning('id')
      .execute();
    const ids = swept.map(({ id }) => id);
    await trx.deleteFrom('export_pages').where('export_id', '=', sql<string>`any(${ids}::text[])`).execute();
    return ids.length;
  });
}
