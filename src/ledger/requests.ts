import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Db } from './ledger.ts';
import { outboxChannel } from './outbox.ts';
import type { RequestState, RequestsTable } from './schema.ts';

export type RequestRow = Selectable<RequestsTable>;

export interface NewRequest {
  readonly id: string;
  readonly dedupeKey: string;
  readonly app: string;
  readonly tenantId: string;
  readonly channelId?: string | undefined;
  readonly threadId?: string | undefined;
  /** The message of ours whose button was pressed, when it stands there for all to see. */
  readonly messageId?: string | undefined;
  readonly userId: string;
  readonly line: string;
  readonly token?: string | undefined;
  readonly replyUrl?: string | undefined;
  /** A worker can take it as it stands; otherwise the door reads it first. */
  readonly ready: boolean;
}

/** The job a request becomes; named by `jobs/run-command.ts`. */
export interface Dispatch {
  readonly queue: string;
  readonly name: string;
}

/** States in which a request still waits for its end. */
const open: readonly RequestState[] = ['received', 'ready', 'running', 'handed-over'];

/**
 * Stores what came through a door, and the job of each that is ready, in one statement for any number of them. Answers
 * the ids that are new: of a delivery that came before, nothing is stored.
 */
export async function receiveRequests(
  db: Db,
  batch: readonly NewRequest[],
  { dispatch }: { readonly dispatch: Dispatch },
): Promise<ReadonlySet<string>> {
  if (batch.length === 0) return new Set();
  const { rows } = await receiving(batch, dispatch).execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** The statement of {@link receiveRequests}: its text is the same for every batch. */
export function receiving(batch: readonly NewRequest[], dispatch: Dispatch): RawBuilder<{ id: string }> {
  // Arrays and not JSON: half a surrogate pair in one line would refuse the whole statement as JSON.
  const column = (value: (request: NewRequest) => string | undefined) =>
    sql`${batch.map((request) => value(request)?.replaceAll('\0', '') ?? null)}::text[]`;
  return sql<{ id: string }>`
    with stored as (
      insert into requests (
        id, dedupe_key, app, tenant_id, channel_id, thread_id, message_id, user_id, line, token, reply_url, state
      )
      select * from unnest(
        ${column((request) => request.id)},
        ${column((request) => request.dedupeKey)},
        ${column((request) => request.app)},
        ${column((request) => request.tenantId)},
        ${column((request) => request.channelId)},
        ${column((request) => request.threadId)},
        ${column((request) => request.messageId)},
        ${column((request) => request.userId)},
        ${column((request) => request.line)},
        ${column((request) => request.token)},
        ${column((request) => request.replyUrl)},
        ${column((request) => (request.ready ? 'ready' : 'received'))}
      )
      on conflict (dedupe_key) do nothing
      returning id, state
    ),
    ${dispatchOf(dispatch)}
    select id from stored
  `;
}

/** A line the door has read goes to a worker after all. False when one has it already. */
export async function dispatchRequest(
  db: Db,
  id: string,
  { dispatch, line }: { readonly dispatch: Dispatch; readonly line?: string },
): Promise<boolean> {
  const { rows } = await sql`
    with stored as (
      update requests set state = 'ready', line = coalesce(${line ?? null}, line)
      where id = ${id} and state = 'received'
      returning id, state
    ),
    ${dispatchOf(dispatch)}
    select id from stored
  `.execute(db);
  return rows.length > 0;
}

/**
 * Gives requests to a worker that nobody works on any more: the door died before it had read them, or the queue lost
 * its memory. A request whose job is still there is not run twice, because the job keeps its id.
 */
export async function sweepRequests(
  db: Db,
  before: { readonly received: Date; readonly dispatched: Date },
  { dispatch, limit = 200 }: { readonly dispatch: Dispatch; readonly limit?: number },
): Promise<number> {
  const { rows } = await sql`
    with stored as (
      update requests set state = case when state = 'received' then 'ready' else state end
      where id in (
        select id from requests
        where (state = 'received' and received_at < ${before.received})
          or (state in ('ready', 'running') and received_at < ${before.dispatched})
        order by received_at limit ${limit} for update skip locked
      )
      returning id, 'ready' as state
    ),
    ${dispatchOf(dispatch)}
    select id from stored
  `.execute(db);
  return rows.length;
}

// An INSERT in a WITH is carried out whether or not it is read, and so is the NOTIFY in its RETURNING.
const dispatchOf = ({ queue, name }: Dispatch) => sql`
  dispatched as (
    insert into outbox (queue, name, job_id, payload)
    select ${queue}, ${name}, 'request-' || id, jsonb_build_object('requestId', id) from stored where state = 'ready'
    returning pg_notify(${outboxChannel}, '')
  )`;

export const findRequest = (db: Db, id: string): Promise<RequestRow | undefined> =>
  db.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirst();

/** Marks it as being run. Undefined when it has ended or been handed over; a run that was cut short gets it again. */
export const startRequest = (db: Db, id: string): Promise<RequestRow | undefined> =>
  db
    .updateTable('requests')
    .set({ state: 'running' })
    .where('id', '=', id)
    .where('state', 'in', ['received', 'ready', 'running'])
    .returningAll()
    .executeTakeFirst();

/** A job of its own goes on with it and will end it. False when it has ended before. */
export const handOverRequest = (db: Db, id: string): Promise<boolean> =>
  moveOn(db, id, { state: 'handed-over' });

/** Ends it, once: false when it had ended before. Its reply address stays, for the answer that follows. */
export const endRequest = (
  db: Db,
  id: string,
  end: { readonly state: 'done' | 'refused' | 'failed'; readonly outcome?: string; readonly at: Date },
): Promise<boolean> => moveOn(db, id, { state: end.state, outcome: end.outcome ?? null, ended_at: end.at });

async function moveOn(
  db: Db,
  id: string,
  change: { state: RequestState; outcome?: string | null; ended_at?: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('requests')
    .set(change)
    .where('id', '=', id)
    .where('state', 'in', open)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface ReplyLimits {
  /** How often the app lets an address be used. */
  readonly uses: number;
  /** Requests older than this have none any more. */
  readonly receivedAfter: Date;
}

/** Takes one use of a request's reply address; undefined when it has none, or none is left. */
export async function takeReplyAddress(db: Db, id: string, limits: ReplyLimits): Promise<string | undefined> {
  const row = await db
    .updateTable('requests')
    .set((eb) => ({ reply_uses: eb('reply_uses', '+', 1) }))
    .where('id', '=', id)
    .where('reply_url', 'is not', null)
    .where('reply_uses', '<', limits.uses)
    .where('received_at', '>', limits.receivedAfter)
    .returning('reply_url')
    .executeTakeFirst();
  return row?.reply_url ?? undefined;
}

/** The app said that the address is worth nothing any more. */
export async function dropReplyAddress(db: Db, id: string): Promise<void> {
  await db.updateTable('requests').set({ reply_url: null }).where('id', '=', id).execute();
}

/** Forgets addresses that have run out: who has one may write into the conversation. */
export async function forgetReplyAddresses(db: Db, receivedBefore: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('requests')
    .set({ reply_url: null })
    .where('reply_url', 'is not', null)
    .where('received_at', '<', receivedBefore)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** What a person asked for lately, newest first. */
export const recentRequests = (
  db: Db,
  person: { readonly app: string; readonly tenantId: string; readonly userId: string },
  limit: number,
): Promise<readonly RequestRow[]> =>
  db
    .selectFrom('requests')
    .selectAll()
    .where('app', '=', person.app)
    .where('tenant_id', '=', person.tenantId)
    .where('user_id', '=', person.userId)
    .orderBy('received_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
