import type { Selectable, Transaction } from 'kysely';
import { appendAudit } from './audit.ts';
import type { Db, Ledger } from './ledger.ts';
import { endRequest } from './requests.ts';
import type { Database, ListFilesTable, ListFileState } from './schema.ts';

export type ListFileRow = Selectable<ListFilesTable>;

const active = ['open', 'delivering'] as const satisfies readonly ListFileState[];

export const isUnderWay = ({ state }: ListFileRow): boolean =>
  active.some((candidate) => candidate === state);

export interface ListFileRequest {
  readonly id: string;
  readonly requestId: string;
  readonly app: 'slack' | 'teams';
  readonly tenantId: string;
  readonly channelId: string | undefined;
  readonly threadId: string | undefined;
  readonly userId: string;
  readonly lang: string;
  readonly query: object;
  readonly format: 'csv' | 'xlsx';
}

/** Takes a file on. A request that is run again finds that it has been: then this is false. */
export async function beginListFile(trx: Transaction<Database>, asked: ListFileRequest): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('list_files')
    .values({
      id: asked.id,
      request_id: asked.requestId,
      app: asked.app,
      tenant_id: asked.tenantId,
      channel_id: asked.channelId ?? null,
      thread_id: asked.threadId ?? null,
      user_id: asked.userId,
      lang: asked.lang,
      query: JSON.stringify(asked.query),
      format: asked.format,
      state: 'open',
      message: JSON.stringify(null),
    })
    .onConflict((conflict) => conflict.column('request_id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export const listFileById = (db: Db, id: string): Promise<ListFileRow | undefined> =>
  db.selectFrom('list_files').selectAll().where('id', '=', id).executeTakeFirst();

/** Files that were asked for before `before` and are not made yet. */
export const openListFiles = (db: Db, before: Date): Promise<ListFileRow[]> =>
  db
    .selectFrom('list_files')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('started_at', '<', before)
    .orderBy('started_at')
    .limit(200)
    .execute();

export async function rememberFileMessage(
  db: Db,
  id: string,
  message: NonNullable<ListFileRow['message']>,
): Promise<void> {
  await db
    .updateTable('list_files')
    .set({ message: JSON.stringify(message) })
    .where('id', '=', id)
    .execute();
}

/** The file is with the chat app. False when another run of the same job was there first: then it shares that one. */
export async function beginFileDelivery(
  db: Db,
  id: string,
  made: { readonly fileId: string; readonly rows: number; readonly total: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('list_files')
    .set({ state: 'delivering', file_id: made.fileId, rows: made.rows, total: made.total })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Ends it, with its request and its audit row. False when it had ended already. */
export const endListFile = (
  ledger: Ledger,
  id: string,
  end: {
    readonly state: 'done' | 'failed';
    readonly outcome?: string;
    /** What the audit calls it. */
    readonly action: string;
    readonly at: Date;
  },
): Promise<boolean> =>
  ledger.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('list_files')
      .set({ state: end.state, outcome: end.outcome ?? null, ended_at: end.at })
      .where('id', '=', id)
      .where('state', 'in', active)
      .returningAll()
      .executeTakeFirst();
    if (!row) return false;
    await endRequest(trx, row.request_id, {
      state: end.state,
      at: end.at,
      ...(end.outcome === undefined ? {} : { outcome: end.outcome }),
    });
    await appendAudit(trx, {
      app: row.app,
      tenantId: row.tenant_id,
      userId: row.user_id,
      action: end.action,
      subject: { ...publicQuery(row.query), format: row.format, file: row.id, rows: String(row.rows) },
      outcome: end.outcome ?? end.state,
      requestId: row.request_id,
    });
    return true;
  });

/** A query holds ids, moments and codes only. */
const publicQuery = (query: object): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)]));
