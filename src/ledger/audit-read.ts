import { type RawBuilder, sql } from 'kysely';
import type { AuditLink, ChainHead } from './audit-chain.ts';
import type { Db } from './ledger.ts';

interface RawRow {
  readonly seq: string;
  readonly at: string;
  readonly app: string;
  readonly tenant: string;
  readonly user: string;
  readonly action: string;
  readonly subject: string;
  readonly outcome: string;
  readonly requestId: string | null;
  readonly receipt: string | null;
  readonly prev: string;
  readonly hash: string;
}

// As texts: a value changed by a microsecond must differ, and nothing is spent on making dates of a million rows.
const columns = sql`
  seq, trim_scale(extract(epoch from at) * 1000)::text as at, app, tenant_id as tenant, user_id as "user", action,
  subject::text as subject, outcome, request_id as "requestId", receipt, prev, hash`;

const linkOf = (row: RawRow): AuditLink => ({
  ...row,
  seq: Number(row.seq),
  subject: JSON.parse(row.subject),
});

const select = async (db: Db, rest: RawBuilder<unknown>): Promise<AuditLink[]> =>
  (await sql<RawRow>`select ${columns} from audit ${rest}`.execute(db)).rows.map(linkOf);

const batchSize = 10_000;

/** The chain in order, a batch in memory at a time. Inside a transaction that sees one moment, or rows may be added meanwhile. */
export async function* auditLinks(
  db: Db,
  range: { readonly from?: number; readonly to?: number } = {},
): AsyncGenerator<readonly AuditLink[], void, undefined> {
  const to = range.to ?? Number.MAX_SAFE_INTEGER;
  let after = range.from === undefined ? Number.MIN_SAFE_INTEGER : range.from - 1;
  for (;;) {
    const batch = await select(
      db,
      sql`where seq > ${after} and seq <= ${to} order by seq limit ${batchSize}`,
    );
    const last = batch.at(-1);
    if (!last) return;
    yield batch;
    after = last.seq;
  }
}

export async function auditHead(db: Db): Promise<ChainHead> {
  const { seq, hash } = await db.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirstOrThrow();
  return { seq: Number(seq), hash };
}

export async function publishedHeads(db: Db): Promise<ChainHead[]> {
  const rows = await db.selectFrom('audit_heads_published').select(['seq', 'hash']).orderBy('day').execute();
  return rows.map(({ seq, hash }) => ({ seq: Number(seq), hash }));
}

/** Runs `work` over the ledger as it is at one moment, whatever is written meanwhile. */
export const atOneMoment = <T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> =>
  db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
