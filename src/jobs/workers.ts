import { setTimeout as delay } from 'node:timers/promises';
import { type Job, UnrecoverableError, WaitingError } from 'bullmq';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { jobSeconds } from '../kernel/metrics.ts';
import { bury, deadLetters, sweepFailed } from './dead-letters.ts';
import type { JobWorker } from './engine.ts';
import { errorLog } from './error-log.ts';
import { type JobHandler, type QueueName, queues as queueNames } from './jobs.ts';
import { isDead, type OpenQueues } from './queues.ts';

export interface WorkersOptions {
  readonly queues: OpenQueues;
  readonly handlers: readonly JobHandler[];
  readonly log: Log;
  readonly clock: Clock;
  /** How long a worker that died holds on to its jobs. */
  readonly lockMs?: number;
}

export interface Workers {
  /** Takes no more work, lets what runs save itself, and leaves after the deadline whatever still runs. */
  stop(deadlineMs: number): Promise<void>;
}

const concurrency: Readonly<Record<QueueName, number>> = {
  interactive: 16,
  money: 4,
  batch: 2,
  digests: 4,
  housekeeping: 2,
};

/** A deploy may kill the same long job a few times; a job that kills its worker must not do so for ever. */
const maxStalledCount = 5;

export async function startWorkers(options: WorkersOptions): Promise<Workers> {
  const { queues, log, clock, lockMs = 20_000 } = options;
  const all = [...options.handlers, deadLetters(options.handlers, queues, log)];
  const handlers = new Map(all.map((handler) => [handler.spec.name, handler]));
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const workers: JobWorker[] = [];
  for (const queue of queueNames) {
    const worker = await queues.engine.worker(
      queues.fullName(queue),
      // BullMQ gives its signal only to functions that name it.
      (job, token, lockLost) => {
        const handler = handlers.get(job.name);
        const run = runJob({ job, token, lockLost, stopping: stopping.signal, handler, clock, log });
        const settled = run.catch(() => undefined).finally(() => running.delete(settled));
        running.add(settled);
        return run;
      },
      {
        concurrency: concurrency[queue],
        maxStalledCount,
        lockDuration: lockMs,
        stalledInterval: lockMs / 2,
        // After losing the engine it looks for it this often.
        runRetryDelay: 1_000,
        settings: { backoffStrategy: (attemptsMade) => backoffMs(attemptsMade) },
      },
    );
    watch(worker, queue, queues, log);
    worker.run().catch(errorLog(log, `worker ${queue}`));
    workers.push(worker);
  }
  const swept = keepSweeping(queues, clock, log, stopping.signal);

  return {
    stop: async (deadlineMs) => {
      const deadline = after(deadlineMs);
      stopping.abort(new Error('the worker stops'));
      await Promise.all(workers.map((worker) => worker.pause(true)));
      await Promise.race([Promise.all([swept, ...running]), deadline]);
      if (running.size > 0)
        log.warn({ jobs: running.size }, 'jobs that do not stop are left to another worker');
      const force = running.size > 0;
      await Promise.race([Promise.all(workers.map((worker) => worker.close(force))), deadline]);
    },
  };
}

const after = (ms: number): Promise<void> => delay(ms, undefined, { ref: false });

function watch(worker: JobWorker, queue: QueueName, queues: OpenQueues, log: Log): void {
  const complain = errorLog(log, `worker ${queue}`);
  worker.on('error', complain);
  worker.on('lockRenewalFailed', (jobIds) => {
    for (const id of jobIds) worker.cancelJob(id, 'the lock was lost');
  });
  worker.on('stalled', (jobId) => log.warn({ queue, jobId }, 'job of a worker that died is taken up again'));
  worker.on('failed', (job, error) => {
    if (!job || !isDead(job)) return;
    jobSeconds.observe({ job: job.name, end: 'dead' }, secondsOf(job));
    log.error({ ...fieldsOf(job), queue, error: error.message }, 'job is given up');
    // When this is lost, the sweep does it.
    bury(queues, queue, [job]).catch(complain);
  });
}

interface Run {
  readonly job: Job;
  readonly token: string | undefined;
  readonly lockLost: AbortSignal | undefined;
  readonly stopping: AbortSignal;
  readonly handler: JobHandler | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

async function runJob(run: Run): Promise<void> {
  const { job, handler } = run;
  const stopping = () => run.stopping.aborted;
  // A worker that pauses still gets the job it was waiting for.
  if (stopping()) return handBack(run);
  // Perhaps a newer worker knows it: it may be tried again.
  if (!handler) throw new Error(`no handler for ${job.name}`);
  const payload = handler.spec.payload.safeParse(job.data);
  if (!payload.success) throw new UnrecoverableError(`unreadable payload: ${payload.error.message}`);

  const log = run.log.child(fieldsOf(job));
  const attempt = job.attemptsMade + 1;
  const lastAttempt = attempt >= (job.opts.attempts ?? 1);
  try {
    await handler.run({
      payload: payload.data,
      jobId: job.id ?? '',
      attempt,
      lastAttempt,
      signal: run.lockLost ? AbortSignal.any([run.stopping, run.lockLost]) : run.stopping,
      clock: run.clock,
      log,
    });
    jobSeconds.observe({ job: job.name, end: 'done' }, secondsOf(job));
    // What comes round every few seconds would drown the rest.
    log[handler.spec.queue === 'housekeeping' ? 'debug' : 'info']({ attempt }, 'job done');
  } catch (error) {
    if (stopping() || !lastAttempt) {
      jobSeconds.observe({ job: job.name, end: 'again' }, secondsOf(job));
      const reason = error instanceof Error ? error.message : String(error);
      log.warn({ attempt, error: reason }, stopping() ? 'job interrupted' : 'job failed, to be tried again');
    }
    if (stopping()) return handBack(run);
    throw error;
  }
}

/** Not a failed attempt: the next worker goes on where this one stopped. */
async function handBack({ job, token }: Run): Promise<never> {
  await job.moveToWait(token);
  throw new WaitingError();
}

const secondsOf = (job: Job): number => (Date.now() - (job.processedOn ?? Date.now())) / 1_000;

function fieldsOf(job: Job): Record<string, unknown> {
  const data: unknown = job.data;
  const requestId =
    typeof data === 'object' && data !== null && 'requestId' in data ? { requestId: data.requestId } : {};
  return { job: job.name, jobId: job.id, ...requestId };
}

/** One second, doubled each time up to a minute, spread by a quarter so that failures of one cause do not come back as one. */
export const backoffMs = (attemptsMade: number, random = Math.random): number =>
  Math.round(Math.min(1_000 * 2 ** (attemptsMade - 1), 60_000) * (0.75 + random() / 4));

async function keepSweeping(queues: OpenQueues, clock: Clock, log: Log, signal: AbortSignal): Promise<void> {
  const complain = errorLog(log, 'dead letters');
  while (!signal.aborted) {
    const swept = await sweepFailed(queues).then(() => true, complain);
    await clock.sleep(swept ? 60_000 : 1_000, signal).catch(() => undefined);
  }
}
