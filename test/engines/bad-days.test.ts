import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openQueues, type QueuedJob } from '../../src/jobs/queues.ts';
import { relayBatch } from '../../src/jobs/relay.ts';
import { startWorkerRole, type WorkerRole } from '../../src/jobs/start.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { startEmbedded } from '../../src/ledger/embedded.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { quiet } from '../support/log.ts';
import { findRedisServer, type RedisServer, startRedis } from '../support/redis-server.ts';
import { note, noteTaker, onBothEngines } from './harness.ts';
import { outboxJobs } from '../../src/jobs/outbox.ts';
import { longJob, type WorkerProcessOptions } from './worker-process.ts';

const soon = { timeout: 15_000, interval: 20 };

onBothEngines((harness) => {
  const children = new Set<ChildProcess>();
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    children.clear();
  });

  const steps = 30;
  const startProcess = (): ChildProcess => {
    const options: WorkerProcessOptions = {
      engine: harness.engine,
      databaseUrl: harness.database.url,
      prefix: harness.prefix,
      steps,
    };
    const child = spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        fileURLToPath(new URL('worker-process.ts', import.meta.url)),
        JSON.stringify(options),
      ],
      { stdio: 'inherit' },
    );
    children.add(child);
    return child;
  };
  const step = async (id: string) =>
    (await harness.ledger.selectFrom('syncs').select('rows').where('name', '=', id).executeTakeFirst())
      ?.rows ?? 0;
  const outcomes = async (action: string) =>
    (
      await harness.ledger
        .selectFrom('audit')
        .select('outcome')
        .where('tenant_id', '=', harness.prefix)
        .where('action', '=', action)
        .orderBy('seq')
        .execute()
    ).map(({ outcome }) => outcome);

  test.each(['SIGKILL', 'SIGTERM'] as const)(
    'a long job whose worker gets %s goes on where it stopped, in another worker, and ends once',
    async (signal) => {
      const id = `long-${harness.prefix}-${signal}`;
      const first = startProcess();
      await harness.enqueue(longJob, { id }, id);
      await vi.waitFor(async () => expect(await step(id)).toBeGreaterThan(5), soon);
      first.kill(signal);
      await once(first, 'exit');
      const reached = await step(id);
      expect(reached).toBeLessThan(steps);

      startProcess();
      await vi.waitFor(async () => expect(await outcomes('finished')).toHaveLength(1), soon);
      const [from, again] = await outcomes('started');
      expect(from).toBe('0');
      expect(Number(again)).toBeGreaterThanOrEqual(reached);
      expect(await outcomes('dead')).toEqual([]);
    },
    40_000,
  );

  test('a relay that dies after the queue has the job and before its row is deleted does not double it', async () => {
    const taker = noteTaker();
    const queues = await openQueues({
      engine: harness.engine,
      log: quiet,
      prefix: harness.prefix,
      specs: [note],
    });
    await harness.enqueue(note, { id: 'a' }, 'note-a');
    const dying = async (jobs: readonly QueuedJob[]) => {
      await queues.add(jobs);
      throw new Error('killed');
    };
    await expect(relayBatch(harness.ledger, dying, systemClock)).rejects.toThrow('killed');
    expect(await harness.waiting()).toBe(1);

    await harness.start({ handlers: [taker.handler] });
    await vi.waitFor(() => expect(taker.runs).toHaveLength(1), soon);
    await vi.waitFor(async () => expect(await harness.waiting()).toBe(0), soon);
    await pause(200);
    expect(taker.ids()).toEqual(['a']);
    await queues.close();
  });

  test('two relays at once put every job on the queue, and each once', async () => {
    const taker = noteTaker();
    await harness.start({ handlers: [taker.handler] });
    await harness.start({ handlers: [taker.handler] });
    const ids = Array.from({ length: 250 }, (_, index) => `n${index}`);
    await Promise.all(ids.map((id) => harness.enqueue(note, { id }, `note-${id}`)));
    await vi.waitFor(() => expect(taker.runs.length).toBeGreaterThanOrEqual(250), soon);
    await pause(200);
    expect(taker.ids().sort()).toEqual([...ids].sort());
  });

  test('work goes on after every connection to PostgreSQL is cut', async () => {
    const taker = noteTaker();
    await harness.start({ handlers: [taker.handler] });
    await harness.enqueue(note, { id: 'before' }, 'note-before');
    await vi.waitFor(() => expect(taker.ids()).toEqual(['before']), soon);
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(harness.ledger);
    await vi.waitFor(() => harness.enqueue(note, { id: 'after' }, 'note-after'), soon);
    await vi.waitFor(() => expect(taker.ids()).toContain('after'), soon);
    // Cut before its end was noted, the first one may have come twice; nothing is lost or given up.
    expect(new Set(taker.ids())).toEqual(new Set(['before', 'after']));
    expect(taker.dead).toEqual([]);
  });
});

describe.runIf(findRedisServer())('a Redis of its own', () => {
  let database: TestDatabase;
  let folder: string;
  let redis: RedisServer;
  let role: WorkerRole | undefined;
  beforeAll(async () => {
    database = await freshDatabase();
    folder = await mkdtemp(join(tmpdir(), 'partner-desk-redis-'));
    redis = await startRedis(folder);
  });
  afterEach(() => role?.stop(500));
  afterAll(async () => {
    await redis.stop();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const start = async (handlers: Parameters<typeof startWorkerRole>[0]['handlers']) => {
    const started = await startWorkerRole({
      engine: { kind: 'redis', url: redis.url },
      ledger: { ledger: database.ledger, url: database.url, close: () => Promise.resolve() },
      handlers,
      log: quiet,
      clock: systemClock,
      lockMs: 1_000,
    });
    if (!started.ok) throw new Error(started.problem.code);
    role = started.value;
    return role;
  };
  const enqueue = (id: string) =>
    database.ledger
      .transaction()
      .execute((trx) => outboxJobs.enqueue(trx, note, { id }, { jobId: `note-${id}` }));

  test('killed while jobs wait and run: rows wait in the outbox, and everything is done once it is back', async () => {
    const taker = noteTaker(() => pause(50));
    const running = await start([taker.handler]);
    await Promise.all(['a', 'b', 'c'].map(enqueue));
    await vi.waitFor(() => expect(taker.runs.length).toBeGreaterThan(0), soon);
    await redis.kill();
    expect(await running.ready()).toBe(false);
    await Promise.all(['d', 'e'].map(enqueue));
    await pause(500);
    const waiting = await database.ledger.selectFrom('outbox').select('job_id').execute();
    expect(waiting.map((row) => row.job_id)).toEqual(expect.arrayContaining(['note-d', 'note-e']));

    await redis.start();
    await vi.waitFor(() => expect(new Set(taker.ids())).toEqual(new Set(['a', 'b', 'c', 'd', 'e'])), soon);
    expect(await running.ready()).toBe(true);
    expect(taker.dead).toEqual([]);
  }, 40_000);

  test('away when the worker starts: it starts all the same and works once Redis is there', async () => {
    await redis.kill();
    const taker = noteTaker();
    await start([taker.handler]);
    await enqueue('early');
    await redis.start();
    await vi.waitFor(() => expect(taker.ids()).toContain('early'), soon);
  }, 40_000);

  test('away when the worker stops: it stops within its deadline', async () => {
    const running = await start([noteTaker().handler]);
    await redis.kill();
    const asked = performance.now();
    await running.stop(1_000);
    expect(performance.now() - asked).toBeLessThan(3_000);
    await redis.start();
  }, 40_000);
});

test('a PostgreSQL of its own, killed while jobs wait and run: it comes back, and everything is done', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'partner-desk-killed-'));
  const postgres = await startEmbedded({ dataDir: folder, log: quiet });
  if (!postgres.ok) throw new Error(postgres.problem.code);
  const opened = await openLedger({ url: postgres.value.url, log: quiet });
  if (!opened.ok) throw new Error(opened.problem.code);
  const taker = noteTaker(() => pause(100));
  const role = await startWorkerRole({
    engine: { kind: 'postgres', url: postgres.value.url },
    ledger: opened.value,
    handlers: [taker.handler],
    log: quiet,
    clock: systemClock,
    lockMs: 1_000,
  });
  if (!role.ok) throw new Error(role.problem.code);
  const enqueue = (id: string) =>
    opened.value.ledger
      .transaction()
      .execute((trx) => outboxJobs.enqueue(trx, note, { id }, { jobId: `note-${id}` }));

  await Promise.all(['a', 'b', 'c'].map(enqueue));
  await vi.waitFor(() => expect(taker.runs.length).toBeGreaterThan(0), soon);
  const pidFile = join(folder, 'postgres', 'cluster', 'postmaster.pid');
  process.kill(Number((await readFile(pidFile, 'utf8')).split('\n')[0]), 'SIGKILL');
  await vi.waitFor(() => enqueue('d'), soon);
  await vi.waitFor(() => expect(new Set(taker.ids())).toEqual(new Set(['a', 'b', 'c', 'd'])), soon);
  expect(taker.dead).toEqual([]);

  await role.value.stop(1_000);
  await opened.value.close();
  await postgres.value.close();
  await rm(folder, { recursive: true, force: true });
}, 60_000);
