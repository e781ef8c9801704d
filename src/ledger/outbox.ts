import { sql, type Transaction } from 'kysely';
import type { Db } from './ledger.ts';
import type { Database } from './schema.ts';

/** Work on its way to the queue. */
export interface OutboxEntry {
  readonly queue: string;
  readonly name: string;
  readonly jobId: string;
  readonly payload: object;
  readonly delayMs: number;
}

export interface OutboxRow extends OutboxEntry {
  readonly createdAt: Date;
}

/** PostgreSQL tells listeners of this channel once the transaction that wrote the rows is committed. */
export const outboxChannel = 'outbox';

export async function putInOutbox(db: Db, entries: readonly OutboxEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    with incoming as (
      select * from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
        as entry (queue text, name text, "jobId" text, payload jsonb, "delayMs" integer)
    )
    insert into outbox (queue, name, job_id, payload, delay_ms)
    select queue, name, "jobId", payload, "delayMs" from incoming
    returning pg_notify(${outboxChannel}, '')
  `.execute(db);
}

/**
 * Takes the oldest rows out, passing over those another process is taking. They are gone once the transaction commits,
 * and back if it does not: put them on the queue inside it.
 */
export async function takeFromOutbox(
  trx: Transaction<Database>,
  limit: number,
): Promise<readonly OutboxRow[]> {
  const rows = await trx
    .with('taken', (db) =>
      db
        .deleteFrom('outbox')
        .where('id', 'in', (eb) =>
          eb.selectFrom('outbox').select('id').orderBy('id').limit(limit).forUpdate().skipLocked(),
        )
        .returningAll(),
    )
    .selectFrom('taken')
    .selectAll()
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    queue: row.queue,
    name: row.name,
    jobId: row.job_id,
    payload: row.payload,
    delayMs: row.delay_ms,
    createdAt: row.created_at,
  }));
}
