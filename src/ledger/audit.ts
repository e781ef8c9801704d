import { sql, type Transaction } from 'kysely';
import { type AuditLink, type ChainHead, hashLink } from './audit-chain.ts';
import type { Database } from './schema.ts';

export interface AuditEntry {
  readonly app: string;
  readonly tenantId: string;
  readonly userId: string;
  /** `bill`, `customer.find`, `action.export.cancel` … */
  readonly action: string;
  /** Public values only (cycle, customer id): no personal data, no secrets, no free text. */
  readonly subject: Readonly<Record<string, string>>;
  /** `done`, `handed-over` or a problem code. */
  readonly outcome: string;
  readonly requestId?: string | undefined;
  /** The receipt code of a money request. */
  readonly receipt?: string | undefined;
  /** The moment of the act; the database's now unless given. */
  readonly at?: Date | undefined;
}

/**
 * Appends to the chain, in the transaction of the change it describes. The head is locked until that transaction ends,
 * so appends take turns: make it the last statement. No lock is taken after the head's, hence no deadlock through it.
 */
export async function appendAudit(
  trx: Transaction<Database>,
  entries: AuditEntry | readonly AuditEntry[],
): Promise<void> {
  const list = 'action' in entries ? [entries] : entries;
  if (list.length === 0) return;
  const { head, now } = await lockHead(trx);
  let last = head;
  const links = list.map((entry) => {
    const link = linkOf(entry, last, now);
    last = link;
    return link;
  });
  await insertLinks(trx, links, last);
}

async function lockHead(trx: Transaction<Database>): Promise<{ head: ChainHead; now: number }> {
  const { seq, hash, now } = await trx
    .selectFrom('audit_head')
    .select(['seq', 'hash', sql<string>`(extract(epoch from clock_timestamp()) * 1000)::bigint`.as('now')])
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { head: { seq: Number(seq), hash }, now: Number(now) };
}

function linkOf(entry: AuditEntry, { seq, hash: prev }: ChainHead, now: number): AuditLink {
  const facts = {
    seq: seq + 1,
    at: String(entry.at?.getTime() ?? now),
    app: storable(entry.app),
    tenant: storable(entry.tenantId),
    user: storable(entry.userId),
    action: storable(entry.action),
    subject: Object.fromEntries(
      Object.entries(entry.subject).map(([key, value]) => [storable(key), storable(value)]),
    ),
    outcome: storable(entry.outcome),
    requestId: entry.requestId === undefined ? null : storable(entry.requestId),
    receipt: entry.receipt === undefined ? null : storable(entry.receipt),
  };
  return { ...facts, prev, hash: hashLink(facts, prev) };
}

/** PostgreSQL holds no NUL and no half of a surrogate pair; what is hashed must be what is stored. */
const storable = (text: string): string => Buffer.from(text.replaceAll('\0', '')).toString();

/** One statement: rows and head move together. */
async function insertLinks(
  trx: Transaction<Database>,
  links: readonly AuditLink[],
  head: ChainHead,
): Promise<void> {
  const column = (value: (link: AuditLink) => string | number | null) => sql`${links.map(value)}::text[]`;
  await sql`
    with appended as (
      insert into audit (
        seq, at, app, tenant_id, user_id, action, subject, outcome, request_id, receipt, prev, hash
      )
      select seq::bigint, at::timestamptz, app, tenant, person, action, subject::jsonb, outcome, request, receipt, prev, hash
      from unnest(
        ${column(({ seq }) => seq)},
        ${column(({ at }) => new Date(Number(at)).toISOString())},
        ${column(({ app }) => app)},
        ${column(({ tenant }) => tenant)},
        ${column(({ user }) => user)},
        ${column(({ action }) => action)},
        ${column(({ subject }) => JSON.stringify(subject))},
        ${column(({ outcome }) => outcome)},
        ${column(({ requestId }) => requestId)},
        ${column(({ receipt }) => receipt)},
        ${column(({ prev }) => prev)},
        ${column(({ hash }) => hash)}
      ) as entry (seq, at, app, tenant, person, action, subject, outcome, request, receipt, prev, hash)
    )
    update audit_head set seq = ${head.seq}, hash = ${head.hash}
  `.execute(trx);
}
