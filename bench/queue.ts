import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type EngineChoice, openEngine } from '../src/jobs/engine.ts';
import { jobHandler, jobSpec } from '../src/jobs/jobs.ts';
import { outboxJobs } from '../src/jobs/outbox.ts';
import { openQueues } from '../src/jobs/queues.ts';
import { startWorkerRole } from '../src/jobs/start.ts';
import { systemClock } from '../src/kernel/clock.ts';
import { startEmbedded } from '../src/ledger/embedded.ts';
import { type OpenLedger, openLedger } from '../src/ledger/open.ts';
import { quiet } from '../test/support/log.ts';
import { findRedisServer, startRedis } from '../test/support/redis-server.ts';

const perRun = Number(process.env['BENCH_JOBS'] ?? 1_000);
const pairs = Number(process.env['BENCH_PAIRS'] ?? 7);
const concurrency = 16;

/** One job there and back: resolves when its handler has run. */
type RoundTrip = () => Promise<void>;

/**
 * A job from being asked for to having run: bare BullMQ, our layer over it, and our layer with the outbox before it,
 * which is how work is really handed over. Target: our layer within 1.5 × of bare BullMQ on the same engine.
 */
export async function benchQueue(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-bench-'));
  const postgres = await startEmbedded({ dataDir: folder, log: quiet });
  if (!postgres.ok) throw new Error(postgres.problem.code);
  const ledger = await openLedger({ url: postgres.value.url, log: quiet });
  if (!ledger.ok) throw new Error(ledger.problem.code);
  const redis = findRedisServer() ? await startRedis(folder) : undefined;
  try {
    await compare({ kind: 'postgres', url: postgres.value.url }, ledger.value);
    if (redis) await compare({ kind: 'redis', url: redis.url }, ledger.value);
  } finally {
    await redis?.stop();
    await ledger.value.close();
    await postgres.value.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function compare(engine: EngineChoice, ledger: OpenLedger): Promise<void> {
  const bare = await bareLane(engine);
  const ours = await ourLanes(engine, ledger);
  const lanes = { bare: bare.roundTrip, layer: ours.layer, outbox: ours.outbox };
  const names = ['bare', 'layer', 'outbox'] as const;
  for (const name of names) await timed(lanes[name]);
  const rows: Record<(typeof names)[number], number>[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const row = { bare: 0, layer: 0, outbox: 0 };
    // Who goes first changes, so that a machine growing slower or faster favours nobody.
    for (const name of pair % 2 === 0 ? names : names.toReversed()) row[name] = await timed(lanes[name]);
    rows.push(row);
  }
  await bare.close();
  await ours.close();

  const line = (name: (typeof names)[number]) =>
    `${name} ${median(rows.map((row) => row[name])).toFixed(2)} ms`;
  console.log(`${engine.kind}: ${names.map(line).join('   ')} per job, ${concurrency} at a time`);
  const ratio = (name: 'layer' | 'outbox') => median(rows.map((row) => row[name] / row.bare)).toFixed(2);
  console.log(`queue round trip ratio on ${engine.kind}   ${ratio('layer')} (target ≤ 1.50)`);
  console.log(`  with the outbox before it   ${ratio('outbox')}`);
}

/** Milliseconds a job takes there and back while `concurrency` of them are on their way. */
async function timed(roundTrip: RoundTrip): Promise<number> {
  let left = perRun;
  const began = performance.now();
  const one = async () => {
    while (left > 0) {
      left -= 1;
      await roundTrip();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, one));
  return ((performance.now() - began) / perRun) * concurrency;
}

/** BullMQ as its manual shows it, with the settings that any real use needs. */
async function bareLane(choice: EngineChoice) {
  const engine = await openEngine(choice, quiet);
  const pending = waiting();
  const queue = await engine.queue('bench-bare');
  const worker = await engine.worker(
    'bench-bare',
    (job) => {
      pending.done(job.id ?? '');
      return Promise.resolve();
    },
    { concurrency },
  );
  void worker.run();
  const roundTrip: RoundTrip = async () => {
    const { id, arrived } = pending.next();
    await queue.addBulk([
      { name: 'ping', data: { id }, opts: { jobId: id, removeOnComplete: { count: 1_000 } } },
    ]);
    await arrived;
  };
  return {
    roundTrip,
    close: async () => {
      await worker.close();
      await engine.close();
    },
  };
}

const ping = jobSpec({
  name: 'ping',
  queue: 'interactive',
  payload: z.object({ id: z.string() }),
  attempts: 3,
});

async function ourLanes(engine: EngineChoice, ledger: OpenLedger) {
  const prefix = 'bench-ours';
  const pending = waiting();
  const handler = jobHandler({
    spec: ping,
    run: ({ payload }) => {
      pending.done(payload.id);
      return Promise.resolve();
    },
    onDead: () => Promise.resolve(),
  });
  const role = await startWorkerRole({
    engine,
    ledger,
    handlers: [handler],
    log: quiet,
    clock: systemClock,
    prefix,
  });
  if (!role.ok) throw new Error(role.problem.code);
  const queues = await openQueues({ engine, log: quiet, prefix, specs: [ping] });

  const layer: RoundTrip = async () => {
    const { id, arrived } = pending.next();
    await queues.add([{ queue: ping.queue, name: ping.name, jobId: id, payload: { id }, delayMs: 0 }]);
    await arrived;
  };
  const outbox: RoundTrip = async () => {
    const { id, arrived } = pending.next();
    await ledger.ledger.transaction().execute((trx) => outboxJobs.enqueue(trx, ping, { id }, { jobId: id }));
    await arrived;
  };
  return {
    layer,
    outbox,
    close: async () => {
      await role.value.stop(5_000);
      await queues.close();
    },
  };
}

/** Jobs on their way, each with the promise of its arrival. */
function waiting() {
  const open = new Map<string, () => void>();
  let count = 0;
  return {
    next: () => {
      count += 1;
      const id = `job-${process.pid}-${count}`;
      return { id, arrived: new Promise<void>((resolve) => open.set(id, resolve)) };
    },
    done: (id: string) => {
      open.get(id)?.();
      open.delete(id);
    },
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
