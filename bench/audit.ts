import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { verifyAudit } from '../src/handlers/audit/verify.ts';
import { appendAudit, type AuditEntry } from '../src/ledger/audit.ts';
import { startEmbedded } from '../src/ledger/embedded.ts';
import type { Ledger } from '../src/ledger/ledger.ts';
import { openLedger } from '../src/ledger/open.ts';
import { ok } from '../src/kernel/result.ts';
import { quiet } from '../test/support/log.ts';

const rows = Number(process.env['BENCH_AUDIT_ROWS'] ?? 1_000_000);
const perAppend = 2_000;
const appends = 400;
const concurrency = 16;

/**
 * The audit chain: how long a million rows take to verify (target 10 s), from the ledger and from a dump, and what a
 * transaction costs that appends to the chain compared with one that inserts a bare row.
 */
export async function benchAudit(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-bench-'));
  const postgres = await startEmbedded({ dataDir: folder, log: quiet });
  if (!postgres.ok) throw new Error(postgres.problem.code);
  const opened = await openLedger({ url: postgres.value.url, log: quiet });
  if (!opened.ok) throw new Error(opened.problem.code);
  const { ledger } = opened.value;
  try {
    await compareAppends(ledger);
    await fill(ledger);
    const dump = join(folder, 'dump.ndjson');
    await timed('from the ledger (target ≤ 10 s)', ledger, []);
    await timed('one receipt, with the whole chain', ledger, ['--receipt', 'PD-0000-0001']);
    await timed('into a dump, and from it', ledger, ['--dump', dump]);
    await timed('from a dump', ledger, ['--file', dump]);
  } finally {
    await opened.value.close();
    await postgres.value.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const entry = (place: number): AuditEntry => ({
  app: 'slack',
  tenantId: 'T0BENCH01',
  userId: `U0BENCH${place % 50}`,
  action: 'money.issue',
  subject: {
    customer: String(place % 1_000).padStart(32, '0'),
    quota: 'quota-0001',
    amount: '100.00',
    intent: `PD-0000-${String(place % 10_000).padStart(4, '0')}-1`,
  },
  outcome: 'done',
  requestId: `request-${place}`,
  receipt: `PD-0000-${String(place % 10_000).padStart(4, '0')}`,
});

async function fill(ledger: Ledger): Promise<void> {
  const began = performance.now();
  for (let from = 0; from < rows; from += perAppend) {
    const entries = Array.from({ length: Math.min(perAppend, rows - from) }, (_, at) => entry(from + at));
    await ledger.transaction().execute((trx) => appendAudit(trx, entries));
  }
  await sql`vacuum analyze audit`.execute(ledger);
  console.log(`${rows.toLocaleString('en')} rows appended in ${seconds(began)}, ${perAppend} at a time`);
}

async function timed(name: string, ledger: Ledger, args: readonly string[]): Promise<void> {
  const began = performance.now();
  const before = process.cpuUsage();
  const lines: string[] = [];
  const code = await verifyAudit(args, {
    print: (line) => lines.push(line),
    open: () => Promise.resolve(ok({ ledger, close: () => Promise.resolve() })),
  });
  if (code !== 0) throw new Error(lines.join('\n'));
  const { user, system } = process.cpuUsage(before);
  const cpu = ((user + system) / 1e6).toFixed(1);
  const megabytes = Math.round(process.memoryUsage().rss / 1e6);
  console.log(`verified ${name}   ${seconds(began)} (${cpu} s of processor)   ${megabytes} MB`);
}

const seconds = (began: number): string => `${((performance.now() - began) / 1_000).toFixed(1)} s`;

async function compareAppends(ledger: Ledger): Promise<void> {
  await sql`create table bench_bare (at timestamptz default now(), action text, subject jsonb)`.execute(
    ledger,
  );
  const chained = () => ledger.transaction().execute((trx) => appendAudit(trx, entry(1)));
  const bare = () =>
    ledger
      .transaction()
      .execute((trx) =>
        sql`insert into bench_bare (action, subject) values ('money.issue', '{"customer": "c1"}')`.execute(
          trx,
        ),
      );
  const ratios: number[] = [];
  for (let pair = 0; pair < 5; pair += 1) {
    const lanes = pair % 2 === 0 ? [chained, bare] : [bare, chained];
    const times = new Map<unknown, number>();
    for (const lane of lanes) times.set(lane, await many(lane));
    ratios.push((times.get(chained) ?? 0) / (times.get(bare) ?? 1));
    if (pair === 4) {
      const each = (lane: unknown) => `${((times.get(lane) ?? 0) / appends).toFixed(2)} ms`;
      console.log(`a transaction, ${concurrency} at a time: chained ${each(chained)}, bare ${each(bare)}`);
    }
  }
  const [median = Number.NaN] = ratios.sort((a, b) => a - b).slice(2, 3);
  console.log(`chained against bare   ${median.toFixed(1)} ×`);
}

/** Milliseconds for all of them. */
async function many(one: () => Promise<unknown>): Promise<number> {
  let left = appends;
  const began = performance.now();
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      await one();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return performance.now() - began;
}
