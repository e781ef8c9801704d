import { type Kysely, sql } from 'kysely';
import { genesis, hashLink } from '../audit-chain.ts';

const before = [
  `alter table audit
    alter column seq drop identity,
    alter column at type timestamptz(3),
    alter column at drop default,
    add column receipt text,
    add column prev text,
    add column hash text`,
  `create table audit_head (
    one boolean primary key default true check (one),
    seq bigint not null,
    hash text not null
  )`,
  `create table audit_heads_published (
    day text primary key,
    seq bigint not null,
    hash text not null
  )`,
  // Numbers that rolled back transactions took are gone; the chain has no gap. Below zero nothing stands in the way.
  `update audit set seq = -place
    from (select seq as old, row_number() over (order by seq) as place from audit) counted
    where audit.seq = counted.old`,
];

const after = [
  'alter table audit alter column prev set not null, alter column hash set not null',
  'create index audit_of_receipt on audit (receipt) where receipt is not null',
  `create index audit_of_customer on audit ((subject ->> 'customer')) where subject ? 'customer'`,
  'create index audit_by_time on audit (at)',
];

/** The rows become a chain: the trace of what was done before is from now on as hard to change as what follows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of before) await sql.raw(statement).execute(db);
  const head = await chainRows(db);
  await sql`insert into audit_head (seq, hash) values (${head.seq}, ${head.hash})`.execute(db);
  for (const statement of after) await sql.raw(statement).execute(db);
}

interface OldRow {
  readonly seq: string;
  readonly at: string;
  readonly app: string;
  readonly tenant_id: string;
  readonly user_id: string;
  readonly action: string;
  readonly subject: Readonly<Record<string, unknown>>;
  readonly outcome: string;
  readonly request_id: string | null;
}

const batchSize = 5_000;

async function chainRows(db: Kysely<unknown>) {
  let last = genesis;
  for (;;) {
    const { rows } = await sql<OldRow>`
      select -seq as seq, trim_scale(extract(epoch from at) * 1000)::text as at,
        app, tenant_id, user_id, action, subject, outcome, request_id
      from audit where seq < 0 order by audit.seq desc limit ${batchSize}
    `.execute(db);
    if (rows.length === 0) return last;
    const links = rows.map((row) => {
      const {
        at,
        app,
        tenant_id: tenant,
        user_id: user,
        action,
        subject,
        outcome,
        request_id: requestId,
      } = row;
      const seq = Number(row.seq);
      const facts = { seq, at, app, tenant, user, action, subject, outcome, requestId, receipt: null };
      const prev = last.hash;
      last = { seq, hash: hashLink(facts, prev) };
      return { ...last, prev };
    });
    await sql`
      update audit set seq = link.seq, prev = link.prev, hash = link.hash
      from unnest(
        ${links.map(({ seq }) => seq)}::bigint[],
        ${links.map(({ prev }) => prev)}::text[],
        ${links.map(({ hash }) => hash)}::text[]
      ) as link (seq, prev, hash)
      where audit.seq = -link.seq
    `.execute(db);
  }
}
