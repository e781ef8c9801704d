import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type BackendFactory,
  createPostgresBackend,
  type Job,
  type PostgresConnectionOptions,
  type Processor,
  Queue,
  type QueueOptions,
  runMigrations,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import type pg from 'pg';
import type { Log } from '../kernel/log.ts';
import { openPool } from '../ledger/pool.ts';
import { errorLog } from './error-log.ts';
import { queues as queueNames } from './jobs.ts';

/** Redis for production with several machines, or the ledger's own PostgreSQL and one store fewer. */
export type EngineChoice =
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** What BullMQ runs on. Names of queues are full names, prefix included. */
export interface Engine {
  readonly kind: EngineChoice['kind'];
  /** For putting work on a queue. Fails at once when the engine is away: whoever asks can come again. */
  queue(name: string): Promise<JobQueue>;
  /** Patient: it waits for the engine as long as it takes. Starts with `run()`. */
  worker(name: string, processor: Processor, options: WorkerBehaviour): Promise<JobWorker>;
  answers(): Promise<boolean>;
  /** Close the workers first. */
  close(): Promise<void>;
}

// What is used of BullMQ's classes, whose types differ by engine.
export type JobQueue = Pick<
  Queue,
  'addBulk' | 'getFailed' | 'remove' | 'upsertJobScheduler' | 'getJobSchedulers' | 'removeJobScheduler'
>;
export interface JobWorker extends Pick<Worker, 'run' | 'pause' | 'close' | 'cancelJob'> {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
  on(event: 'stalled', listener: (jobId: string) => void): unknown;
  on(event: 'lockRenewalFailed', listener: (jobIds: string[]) => void): unknown;
}

export type WorkerBehaviour = Omit<WorkerOptions, 'connection' | 'autorun'>;

/** The engine does not answer; nothing was put on a queue. */
class EngineAway extends Error {}

export const openEngine = (choice: EngineChoice, log: Log): Promise<Engine> =>
  choice.kind === 'redis' ? openRedis(choice.url, log) : openPostgres(choice.url, log);

const queueBehaviour: Omit<QueueOptions, 'connection'> = { streams: { events: { maxLen: 1_000 } } };

async function openRedis(url: string, log: Log): Promise<Engine> {
  const eager = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: 5_000 });
  // A worker's commands wait until Redis is back.
  const patient = new Redis(url, { maxRetriesPerRequest: null });
  for (const redis of [eager, patient]) redis.on('error', errorLog(log, 'connection to Redis'));
  // Usually it is there, and nothing need be tried twice; when it is not, the bot starts without it.
  await Promise.race([once(eager, 'ready').catch(() => undefined), delay(2_000, undefined, { ref: false })]);
  const queues = queueBook((name) => new Queue(name, { ...queueBehaviour, connection: eager }), log);

  return {
    kind: 'redis',
    queue: async (name) => {
      if (eager.status !== 'ready') throw new EngineAway('Redis does not answer');
      return await queues.find(name);
    },
    worker: (name, processor, options) =>
      Promise.resolve(new Worker(name, processor, { ...options, connection: patient, autorun: false })),
    answers: async () => eager.status === 'ready' && (await eager.ping().then(isPong, () => false)),
    close: async () => {
      await queues.close();
      eager.disconnect();
      patient.disconnect();
    },
  };
}

type OneQueue = JobQueue & Pick<Queue, 'close' | 'waitUntilReady'> & { on: JobWorker['on'] };

/** Each queue once. One that could not get ready would stay so for ever: the next caller makes a new one. */
function queueBook(make: (name: string) => OneQueue, log: Log) {
  const queues = new Map<string, OneQueue>();
  return {
    find: async (name: string): Promise<JobQueue> => {
      let queue = queues.get(name);
      if (!queue) {
        queue = make(name);
        queue.on('error', errorLog(log, `queue ${name}`));
        queues.set(name, queue);
      }
      try {
        await queue.waitUntilReady();
        return queue;
      } catch (error) {
        queues.delete(name);
        throw new EngineAway('the queue does not answer', { cause: error });
      }
    },
    close: async (): Promise<void> => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

const isPong = (answer: string): boolean => answer === 'PONG';

/** BullMQ's own schema inside the ledger's database. */
const schema = 'bullmq';

async function openPostgres(url: string, log: Log): Promise<Engine> {
  // One pool for all: on their own, each queue and each worker would hold one. Every worker keeps a connection to listen on.
  const pool = openPool({ url, name: 'queue', max: 20, log, statementMs: 30_000, searchPath: schema });
  // Every queue and every worker listens on it for its errors.
  pool.setMaxListeners(4 * queueNames.length);
  await migrated(pool);
  const overPool: BackendFactory = (name, options, more) =>
    createPostgresBackend(name, { ...options, connection: asConnection(pool) }, more);
  const queues = queueBook((name) => new Queue(name, { ...queueBehaviour, connection: {} }, overPool), log);

  return {
    kind: 'postgres',
    queue: queues.find,
    worker: async (name, processor, options) => {
      const worker = new Worker(name, processor, { ...options, connection: {}, autorun: false }, overPool);
      await worker.waitUntilReady();
      return worker;
    },
    answers: () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    close: async () => {
      await queues.close();
      await pool.end();
    },
  };
}

/** Takes a lock: processes that start together do it once. */
async function migrated(pool: pg.Pool): Promise<void> {
  try {
    const client = await pool.connect();
    try {
      await runMigrations(client, schema);
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw error;
  }
}

// BullMQ describes the part of a pool it uses in types of its own, which those of `pg` miss by their overloads.
const asConnection = (pool: pg.Pool) => pool as unknown as PostgresConnectionOptions;
