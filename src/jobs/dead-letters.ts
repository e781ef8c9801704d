import type { Job } from 'bullmq';
import { z } from 'zod';
import type { Log } from '../kernel/log.ts';
import { type JobHandler, jobHandler, jobSpec, type QueueName, queues as queueNames } from './jobs.ts';
import type { OpenQueues } from './queues.ts';

/**
 * A job that was given up. A job itself, so that a crash does not keep a person from hearing of it; tried for a week,
 * because what killed the job, PostgreSQL or Slack being away, may keep the person from hearing of it for as long.
 */
const deadLetter = jobSpec({
  name: 'dead-letter',
  queue: 'housekeeping',
  payload: z.object({
    queue: z.enum(queueNames),
    name: z.string(),
    jobId: z.string(),
    payload: z.unknown(),
    reason: z.string(),
  }),
  attempts: 10_000,
});

const lookBack = 500;

/** Safe to repeat: a job is buried once, and gone when its letter has been delivered. */
export async function bury(queues: OpenQueues, queue: QueueName, jobs: readonly Job[]): Promise<void> {
  await queues.add(
    jobs
      .filter((job) => job.name !== deadLetter.name)
      .map((job) => {
        const jobId = job.id ?? '';
        return {
          queue: deadLetter.queue,
          name: deadLetter.name,
          jobId: `dead-${queue}-${jobId.replaceAll(':', '_')}`,
          payload: { queue, name: job.name, jobId, payload: job.data as unknown, reason: job.failedReason },
          delayMs: 0,
          attempts: deadLetter.attempts,
          forget: true,
        };
      }),
  );
}

/** Buries what was given up by a worker that died before it could say so. */
export async function sweepFailed(queues: OpenQueues): Promise<void> {
  for (const name of queueNames) {
    const queue = await queues.queue(name);
    await bury(queues, name, await queue.getFailed(0, lookBack - 1));
  }
}

/**
 * Tells the handler of a dead job, which tells a person. Then the job goes, and its id is free: a request that is still
 * open, because nobody could be told, is given to a worker again by the sweep.
 */
export function deadLetters(handlers: readonly JobHandler[], queues: OpenQueues, log: Log): JobHandler {
  const known = new Map(handlers.map((handler) => [handler.spec.name, handler]));
  return jobHandler({
    spec: deadLetter,
    run: async ({ payload: letter }) => {
      const handler = known.get(letter.name);
      // Perhaps a newer worker knows it.
      if (!handler) throw new Error(`no handler for ${letter.name}`);
      const payload = handler.spec.payload.safeParse(letter.payload);
      if (payload.success) await handler.onDead(payload.data, new Error(letter.reason));
      else
        log.error({ job: letter.name, jobId: letter.jobId }, 'nobody can be told: the payload is unreadable');
      const queue = await queues.queue(letter.queue);
      await queue.remove(letter.jobId);
    },
    onDead: (letter, error) => {
      log.error(
        { job: letter.name, jobId: letter.jobId, error: String(error) },
        'nobody was told of a dead job',
      );
      return Promise.resolve();
    },
  });
}
