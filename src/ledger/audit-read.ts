import { type RawBuilder, sql } from 'kysely';
import type { AuditLink, ChainHead } from './audit-chain.ts';
import type { Db } from './ledger.ts';

type Packed = readonly [
  seq: string,
  at: string,
  app: string,
  tenant: string,
  user: string,
  action: string,
  subject: string,
  outcome: string,
  requestId: string | null,
  receipt: string | null,
  prev: string,
  hash: string,
];

// One value holds all rows: read so, a row costs a third of what twelve columns do. Texts only, as PostgreSQL looks up the types of a
// mixed list anew for each row. The time with every digit: a value changed by a microsecond must differ.
const packed = sql`array[
  seq::text, trim_scale(extract(epoch from at) * 1000)::text, app, tenant_id, user_id, action, subject::text, outcome,
  request_id, receipt, prev, hash
]`;

function unpack([
  seq,
  at,
  app,
  tenant,
  user,
  action,
  subject,
  outcome,
  requestId,
  receipt,
  prev,
  hash,
]: Packed): AuditLink {
  const facts = { at, app, tenant, user, action, outcome, requestId, receipt };
  return { seq: Number(seq), subject: JSON.parse(subject), ...facts, prev, hash };
}

async function select(db: Db, rest: RawBuilder<unknown>): Promise<AuditLink[]> {
  const { rows } = await sql<{ links: readonly Packed[] }>`
    select coalesce(json_agg(link), '[]') as links from (select ${packed} as link from audit ${rest}) as part
  `.execute(db);
  return (rows[0]?.links ?? []).map(unpack);
}

const batchSize = 10_000;

/**
 * The chain in order; the next batch is on its way while one is looked at. Inside a transaction that sees one moment, or
 * rows may be added meanwhile.
 */
export async function* auditLinks(
  db: Db,
  range: { readonly from?: number; readonly to?: number } = {},
): AsyncGenerator<readonly AuditLink[], void, undefined> {
  const to = range.to ?? Number.MAX_SAFE_INTEGER;
  const after = (seq: number) =>
    select(db, sql`where seq > ${seq} and seq <= ${to} order by seq limit ${batchSize}`);
  let batch = await after(range.from === undefined ? Number.MIN_SAFE_INTEGER : range.from - 1);
  for (let last = batch.at(-1); last; last = batch.at(-1)) {
    const next = after(last.seq);
    // Whoever stops looking does not hear how the next one ended.
    next.catch(() => undefined);
    yield batch;
    batch = await next;
  }
}

export async function auditHead(db: Db): Promise<ChainHead> {
  const { seq, hash } = await db.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirstOrThrow();
  return { seq: Number(seq), hash };
}

export async function publishedHeads(db: Db): Promise<ChainHead[]> {
  const rows = await db
    .selectFrom('audit_heads_published')
    .select(['day', 'seq', 'hash'])
    .distinct()
    .orderBy('day')
    .execute();
  return rows.map(({ seq, hash }) => ({ seq: Number(seq), hash }));
}

/** A head, and where it was posted. */
export interface PublishedHead extends ChainHead {
  readonly day: string;
  readonly app: string;
  readonly channelId: string;
}

export async function headsPublishedOn(db: Db, day: string): Promise<readonly PublishedHead[]> {
  const rows = await db.selectFrom('audit_heads_published').selectAll().where('day', '=', day).execute();
  return rows.map(({ seq, channel_id: channelId, ...row }) => ({ ...row, seq: Number(seq), channelId }));
}

/** The first one of a day stays. */
export async function rememberPublishedHead(
  db: Db,
  { seq, channelId, ...head }: PublishedHead,
): Promise<void> {
  await db
    .insertInto('audit_heads_published')
    .values({ ...head, seq: String(seq), channel_id: channelId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Runs `work` over the ledger as it is at one moment, whatever is written meanwhile. */
export const atOneMoment = <T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> =>
  db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);

/** Rows somebody asks for. Public facts only, so that a page of them can be shown as it is. */
export type AuditFilter =
  | { readonly kind: 'receipt'; readonly receipt: string }
  | { readonly kind: 'customer'; readonly customerId: string }
  | { readonly kind: 'person'; readonly app: string; readonly tenantId: string; readonly userId: string }
  | { readonly kind: 'time'; readonly from: Date; readonly before: Date };

function condition(filter: AuditFilter): RawBuilder<unknown> {
  switch (filter.kind) {
    case 'receipt':
      return sql`receipt = ${filter.receipt}`;
    case 'customer':
      return sql`subject ? 'customer' and subject ->> 'customer' = ${filter.customerId}`;
    case 'person':
      return sql`app = ${filter.app} and tenant_id = ${filter.tenantId} and user_id = ${filter.userId}`;
    case 'time':
      return sql`at >= ${filter.from} and at < ${filter.before}`;
  }
}

export interface AuditSlice {
  readonly rows: readonly AuditLink[];
  readonly total: number;
}

/** A page of the rows asked for, newest first unless they tell one story, as those of a receipt do. */
export async function auditSlice(
  db: Db,
  filter: AuditFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<AuditSlice> {
  const where = condition(filter);
  const order = filter.kind === 'receipt' ? sql`asc` : sql`desc`;
  const counted = await sql<{ total: string }>`select count(*) as total from audit where ${where}`.execute(
    db,
  );
  const rows = await select(
    db,
    sql`where ${where} order by audit.seq ${order} limit ${page.limit} offset ${page.offset}`,
  );
  return { rows, total: Number(counted.rows[0]?.total ?? 0) };
}

/** The row before `seq` as a head to start from; undefined where the chain begins, or where it is gone. */
export async function headBefore(db: Db, seq: number): Promise<ChainHead | undefined> {
  const row = await db
    .selectFrom('audit')
    .select('hash')
    .where('seq', '=', String(seq - 1))
    .executeTakeFirst();
  return row && { seq: seq - 1, hash: row.hash };
}
