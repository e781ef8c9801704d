import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { errorLog } from './error-log.ts';
import { type JobSpec, queues as queueNames } from './jobs.ts';
import { jobOptions, type OpenQueues } from './queues.ts';

/** Work that comes round. Any number of processes may declare it: it runs once each time. */
export interface Schedule {
  readonly id: string;
  readonly spec: Pick<JobSpec, 'name' | 'queue' | 'attempts'>;
  readonly payload: object;
  /** Milliseconds, beginning now; or a cron pattern in a time zone. */
  readonly when: { readonly everyMs: number } | { readonly pattern: string; readonly timeZone: string };
}

export const schedule = <P extends object>(
  id: string,
  spec: JobSpec<P>,
  payload: P,
  when: Schedule['when'],
): Schedule => ({ id, spec, payload, when });

/** Makes the queue follow the list; a schedule that is no longer in it ends. */
async function applySchedules(queues: OpenQueues, schedules: readonly Schedule[]): Promise<void> {
  for (const name of queueNames) {
    const queue = await queues.queue(name);
    const mine = schedules.filter(({ spec }) => spec.queue === name);
    for (const { id, spec, payload, when } of mine) {
      await queue.upsertJobScheduler(
        id,
        'everyMs' in when ? { every: when.everyMs } : { pattern: when.pattern, tz: when.timeZone },
        { name: spec.name, data: payload, opts: jobOptions(spec.attempts) },
      );
    }
    for (const { key } of await queue.getJobSchedulers()) {
      if (!mine.some(({ id }) => id === key)) await queue.removeJobScheduler(key);
    }
  }
}

/** Applies them as soon as the queue answers. */
export async function keepApplying(
  queues: OpenQueues,
  schedules: readonly Schedule[],
  clock: Clock,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const complain = errorLog(log, 'schedules');
  while (!signal.aborted) {
    try {
      await applySchedules(queues, schedules);
      return;
    } catch (error) {
      complain(error instanceof Error ? error : new Error(String(error)));
      await clock.sleep(1_000, signal).catch(() => undefined);
    }
  }
}
