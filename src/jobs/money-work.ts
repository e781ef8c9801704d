import { z } from 'zod';
import type { Case } from '../approvals/case.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Trx } from '../ledger/ledger.ts';
import { type Jobs, jobSpec } from './jobs.ts';

/** Carries out what is approved in a lane. */
export const performLaneJob = jobSpec({
  name: 'perform-lane',
  queue: 'money',
  payload: z.object({ lane: z.string() }),
  attempts: 5,
});

/** Brings every card of a case up to date and tells the requester what happened. */
export const showCaseJob = jobSpec({
  name: 'show-case',
  queue: 'interactive',
  /** `again`: also cards that show this version already, because something besides the case has changed. */
  payload: z.object({ caseId: z.string(), again: z.boolean().optional() }),
  attempts: 8,
});

/** How often cards follow while coupons are issued one after the other: chat apps take few changes, and decisions come first. */
const progressMs = 5_000;
/** By then the transaction that asked for it has ended. */
const graceMs = 500;

/** Lanes are named by the platform's ids; a job's id takes only some characters. */
export const jobPart = (text: string): string => text.replaceAll(/[^\w.-]/g, '_').slice(0, 80);

export interface CaseChange {
  readonly before: Case;
  readonly kase: Case;
  readonly lanes: readonly string[];
}

/**
 * Puts the work that follows from a change into the outbox. What people decided or wait for is shown at once; mere progress
 * every few seconds, by an id that is the same for all changes of such a span.
 */
export const followCase =
  (jobs: Jobs, clock: Clock) =>
  async (trx: Trx, { before, kase, lanes }: CaseChange): Promise<void> => {
    const { id, version, events } = kase;
    for (const lane of lanes) {
      const jobId = `lane-${jobPart(lane)}-${id}-${version}`;
      await jobs.enqueue(trx, performLaneJob, { lane }, { jobId });
    }
    if (events.length > before.events.length) {
      await jobs.enqueue(trx, showCaseJob, { caseId: id }, { jobId: `show-${id}-${version}` });
      return;
    }
    if (kase.state !== 'running') return;
    const now = clock.now().getTime();
    const span = Math.floor(now / progressMs);
    const delayMs = (span + 1) * progressMs - now + graceMs;
    await jobs.enqueue(trx, showCaseJob, { caseId: id }, { jobId: `show-${id}-at-${span}`, delayMs });
  };

/** Tells the approvers' channels that money was stopped, or goes on. */
export const tellStopJob = jobSpec({
  name: 'tell-stop',
  queue: 'interactive',
  payload: z.object({ requestId: z.string() }),
  attempts: 8,
});
