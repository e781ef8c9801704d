import { z } from 'zod';
import { dropDraftsBefore } from '../ledger/drafts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { dropLinkRequestsBefore } from '../ledger/link-requests.ts';
import { forgetReplyAddresses, sweepRequests } from '../ledger/requests.ts';
import { dropTeamsFilesBefore } from '../ledger/teams-files.ts';
import { type JobHandler, jobHandler, jobSpec } from './jobs.ts';
import { runCommand } from './run-command.ts';
import { schedule, type Schedule } from './schedules.ts';

const sweep = jobSpec({ name: 'sweep', queue: 'housekeeping', payload: z.object({}), attempts: 1 });

const secondMs = 1_000;
const minuteMs = 60 * secondMs;

/** How long each thing may lie before it is swept up. */
const patience = {
  /** A door reads a line within the three seconds Slack gives it; later the door is gone. */
  receivedMs: 15 * secondMs,
  /** Longer than any command may run, retries included. */
  dispatchedMs: 10 * minuteMs,
  /** Slack's own limit on a reply address. */
  replyAddressMs: 30 * minuteMs,
  draftMs: 24 * 60 * minuteMs,
  linkRequestMs: 24 * 60 * minuteMs,
  /** A file that nobody fetched; it can be made again. */
  teamsFileMs: 7 * 24 * 60 * minuteMs,
} as const;

export const sweepSchedule: Schedule = schedule('sweep', sweep, {}, { everyMs: 15 * secondMs });

/** What nobody works on any more is given to a worker; what has run out is forgotten. */
export const sweepHandler = (ledger: Ledger): JobHandler =>
  jobHandler({
    spec: sweep,
    run: async ({ clock, log }) => {
      const before = (ageMs: number) => new Date(clock.now().getTime() - ageMs);
      const found = await sweepRequests(
        ledger,
        { received: before(patience.receivedMs), dispatched: before(patience.dispatchedMs) },
        { dispatch: runCommand },
      );
      if (found > 0) log.warn({ requests: found }, 'requests that lay about were given to a worker');
      await forgetReplyAddresses(ledger, before(patience.replyAddressMs));
      await dropDraftsBefore(ledger, before(patience.draftMs));
      await dropLinkRequestsBefore(ledger, before(patience.linkRequestMs));
      await dropTeamsFilesBefore(ledger, before(patience.teamsFileMs));
    },
    // The next one does what this one did not.
    onDead: () => Promise.resolve(),
  });
