import { type MoneyRoom, performLane } from '../approvals/perform.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type JobHandler, type Jobs, jobHandler } from './jobs.ts';
import { jobPart, performLaneJob } from './money-work.ts';

export interface PerformLaneParts extends Omit<MoneyRoom, 'log' | 'clock'> {
  readonly ledger: Ledger;
  readonly jobs: Jobs;
}

/** Carries out what is approved in a lane, and comes back when the lane wants to be looked at again. */
export const performLaneHandler = ({ ledger, jobs, ...room }: PerformLaneParts): JobHandler =>
  jobHandler({
    spec: performLaneJob,
    run: async ({ payload: { lane }, signal, clock, log }) => {
      const again = await performLane({ ...room, clock, log }, lane, signal);
      signal.throwIfAborted();
      if (!again) return;
      const delayMs = Math.max(0, again.getTime() - clock.now().getTime());
      const jobId = `lane-${jobPart(lane)}-at-${again.getTime()}`;
      await ledger
        .transaction()
        .execute((trx) => jobs.enqueue(trx, performLaneJob, { lane }, { jobId, delayMs }));
    },
    // `tend-money` starts the lane again.
    onDead: () => Promise.resolve(),
  });
