import type { Job, JobsOptions } from 'bullmq';
import type { Log } from '../kernel/log.ts';
import { type Engine, type EngineChoice, type JobQueue, openEngine } from './engine.ts';
import { type JobSpec, type QueueName, queues as queueNames } from './jobs.ts';

/** A job on its way from the outbox to its queue. */
export interface QueuedJob {
  readonly queue: string;
  readonly name: string;
  readonly jobId: string;
  readonly payload: object;
  readonly delayMs: number;
  readonly attempts?: number;
  /** Its id is free again as soon as it is done. */
  readonly forget?: boolean;
}

export interface OpenQueues {
  readonly engine: Engine;
  fullName(queue: QueueName): string;
  queue(name: QueueName): Promise<JobQueue>;
  /** Safe to repeat: a job whose id is known to the queue stays as it is. */
  readonly add: (jobs: readonly QueuedJob[]) => Promise<void>;
  close(): Promise<void>;
}

export interface OpenQueuesOptions {
  readonly engine: EngineChoice;
  readonly log: Log;
  /** Tells apart several bots on one Redis. */
  readonly prefix?: string;
  /** Attempts of each kind of work. Kinds this process does not know get three. */
  readonly specs: readonly Pick<JobSpec, 'name' | 'attempts'>[];
}

const day = 24 * 3_600;

/**
 * Finished jobs stay for a while because their ids keep a second relay of the same row from running them again; failed
 * ones stay until a person has long been told.
 */
const retention = {
  removeOnComplete: { age: day, count: 1_000 },
  removeOnFail: { age: 7 * day, count: 1_000 },
} satisfies JobsOptions;

export const jobOptions = (attempts: number): JobsOptions => ({
  ...retention,
  attempts,
  backoff: { type: 'patient' },
  stackTraceLimit: 3,
});

export async function openQueues({
  engine: choice,
  log,
  prefix = 'desk',
  specs,
}: OpenQueuesOptions): Promise<OpenQueues> {
  const engine = await openEngine(choice, log);
  const attempts = new Map(specs.map((spec) => [spec.name, spec.attempts]));
  const fullName = (queue: QueueName) => `${prefix}-${queue}`;
  const queue = (name: QueueName) => engine.queue(fullName(name));

  return {
    engine,
    fullName,
    queue,
    add: async (jobs) => {
      for (const name of queueNames) {
        const mine = jobs.filter((job) => job.queue === name);
        if (mine.length === 0) continue;
        await (await queue(name)).addBulk(
          mine.map((job) => ({
            name: job.name,
            data: job.payload,
            opts: {
              ...jobOptions(job.attempts ?? attempts.get(job.name) ?? 3),
              ...(job.forget ? { removeOnComplete: true } : {}),
              jobId: job.jobId,
              delay: job.delayMs,
            },
          })),
        );
      }
    },
    close: () => engine.close(),
  };
}

/** Whether BullMQ has given a job up; one that will be tried again has no end yet. */
export const isDead = (job: Job): boolean => job.finishedOn !== undefined;
