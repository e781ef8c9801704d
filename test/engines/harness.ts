import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { z } from 'zod';
import type { EngineChoice } from '../../src/jobs/engine.ts';
import { type JobHandler, jobHandler, type JobRun, type JobSpec, jobSpec } from '../../src/jobs/jobs.ts';
import { outboxJobs } from '../../src/jobs/outbox.ts';
import type { Schedule } from '../../src/jobs/schedules.ts';
import { startWorkerRole, type WorkerRole } from '../../src/jobs/start.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import type { Log } from '../../src/kernel/log.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { type EngineKind, engines } from '../support/engines.ts';
import { quiet } from '../support/log.ts';
import { freshPrefix, redisUrl } from '../support/redis.ts';

export const note = jobSpec({
  name: 'note',
  queue: 'interactive',
  payload: z.object({ id: z.string() }),
  attempts: 3,
});
export type Note = z.output<typeof note.payload>;

export interface RoleOptions {
  readonly handlers?: readonly JobHandler[];
  readonly schedules?: readonly Schedule[];
  readonly log?: Log;
  readonly lockMs?: number;
}

export interface Harness {
  readonly kind: EngineKind;
  readonly database: TestDatabase;
  readonly ledger: Ledger;
  readonly engine: EngineChoice;
  readonly prefix: string;
  /** A worker role over this test's queues; stopped after the test unless the test did. */
  start(options?: RoleOptions): Promise<WorkerRole>;
  enqueue<P>(spec: JobSpec<P>, payload: P, jobId: string, delayMs?: number): Promise<void>;
  /** How many rows wait in the outbox. */
  waiting(): Promise<number>;
}

/** Runs a suite on PostgreSQL and on Redis, each file with a database and a prefix of its own. */
export function onBothEngines(suite: (harness: Harness) => void): void {
  describe.each(engines)('on $kind', ({ kind, runs }) => {
    describe.runIf(runs)('', () => {
      const started = new Set<WorkerRole>();
      let database: TestDatabase | undefined;
      let prefix = freshPrefix();
      const opened = (): TestDatabase => {
        if (!database) throw new Error('the database opens in beforeAll');
        return database;
      };

      beforeAll(async () => {
        database = await freshDatabase();
      });
      afterAll(() => database?.close());
      afterEach(async () => {
        await Promise.all([...started].map((role) => role.stop(1_000)));
        started.clear();
        await opened().ledger.deleteFrom('outbox').execute();
        prefix = freshPrefix();
      });

      suite({
        kind,
        get database() {
          return opened();
        },
        get ledger() {
          return opened().ledger;
        },
        get engine() {
          const redis = redisUrl();
          return kind === 'redis' && redis !== undefined
            ? { kind: 'redis' as const, url: redis }
            : { kind: 'postgres' as const, url: opened().url };
        },
        get prefix() {
          return prefix;
        },
        async start({ handlers = [], schedules = [], log = quiet, lockMs = 1_000 } = {}) {
          const role = await startWorkerRole({
            engine: this.engine,
            ledger: { ledger: this.ledger, url: opened().url, close: () => Promise.resolve() },
            handlers,
            schedules,
            log,
            clock: systemClock,
            prefix,
            lockMs,
          });
          if (!role.ok) throw new Error(role.problem.code, { cause: role.problem.cause });
          started.add(role.value);
          return role.value;
        },
        async enqueue(spec, payload, jobId, delayMs = 0) {
          await this.ledger
            .transaction()
            .execute((trx) => outboxJobs.enqueue(trx, spec, payload, { jobId, delayMs }));
        },
        async waiting() {
          return (await this.ledger.selectFrom('outbox').select('id').execute()).length;
        },
      });
    });
  });
}

/** A handler that remembers what it was given. */
export function noteTaker(
  run: (job: JobRun<Note>) => Promise<void> = () => Promise.resolve(),
  spec: JobSpec<Note> = note,
) {
  const runs: JobRun<Note>[] = [];
  const dead: { payload: Note; error: unknown }[] = [];
  const handler = jobHandler({
    spec,
    run: async (job) => {
      runs.push(job);
      await run(job);
    },
    onDead: (payload, error) => {
      dead.push({ payload, error });
      return Promise.resolve();
    },
  });
  return { handler, runs, dead, ids: () => runs.map(({ payload }) => payload.id) };
}
