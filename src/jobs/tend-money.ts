import { z } from 'zod';
import { type ApprovalRoom, tendCase } from '../approvals/acts.ts';
import { dayMs } from '../kernel/day.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { dropCaseDrafts, dueCases, restlessLanes } from '../ledger/money.ts';
import { untrueCases } from '../ledger/money-cards.ts';
import { type JobHandler, type Jobs, jobHandler, jobSpec } from './jobs.ts';
import { jobPart, performLaneJob, showCaseJob } from './money-work.ts';
import { schedule, type Schedule } from './schedules.ts';

const tendMoney = jobSpec({ name: 'tend-money', queue: 'housekeeping', payload: z.object({}), attempts: 1 });

export const tendMoneySchedule: Schedule = schedule('tend-money', tendMoney, {}, { everyMs: 5_000 });

/** Many more than a round should meet; what is left comes in the next one. */
const atOnce = 200;
/** What lost its job is started again once in such a span: more often, helpers would stand in each other's way. */
const spanMs = 60_000;
const draftMs = dayMs;

/** What time brings to cases that wait, and a second chance for work and cards whose job was lost. */
export const tendMoneyHandler = (parts: {
  readonly ledger: Ledger;
  readonly room: ApprovalRoom;
  readonly jobs: Jobs;
}): JobHandler =>
  jobHandler({
    spec: tendMoney,
    run: async ({ clock, signal }) => {
      const { ledger, room, jobs } = parts;
      const now = clock.now();
      for (const caseId of await dueCases(ledger, now, atOnce)) {
        if (signal.aborted) return;
        await tendCase(room, caseId);
      }
      const span = Math.floor(now.getTime() / spanMs);
      const lanes = await restlessLanes(ledger, now, atOnce);
      const cases = await untrueCases(ledger, atOnce);
      await ledger.transaction().execute(async (trx) => {
        for (const lane of lanes)
          await jobs.enqueue(trx, performLaneJob, { lane }, { jobId: `lane-${jobPart(lane)}-tend-${span}` });
        for (const caseId of cases)
          await jobs.enqueue(trx, showCaseJob, { caseId }, { jobId: `show-${caseId}-tend-${span}` });
      });
      await dropCaseDrafts(ledger, new Date(now.getTime() - draftMs));
    },
    // The next one does what this one did not.
    onDead: () => Promise.resolve(),
  });
