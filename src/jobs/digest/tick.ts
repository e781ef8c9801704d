import { type Clock } from '../../kernel/clock.ts';
import { type Day, dayMs } from '../../kernel/day.ts';
import { duesBetween } from '../../kernel/due.ts';
import {
  activeDigests,
  claimedSince,
  claimIssues,
  type Digest,
  dropDigestsPast,
  type IssueClaim,
  keptDigestFacts,
  openIssues,
  restlessMoments,
} from '../../ledger/digests.ts';
import type { Ledger, Trx } from '../../ledger/ledger.ts';
import { type JobHandler, type Jobs, jobHandler } from '../jobs.ts';
import { gatherDigestFacts, momentOf, sendDigest, tickDigests } from './work.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export const digestPatience = {
  /** Later than this a digest says that it is late, */
  lateMs: 5 * minuteMs,
  /** and later than this nobody wants it any more: the next one says that it was left out. */
  tooLateMs: 6 * hourMs,
  /** How far back the tick looks for what was missed. */
  lookBackMs: 3 * dayMs,
  /** Digests that have not got on for so long lost their job. */
  restlessMs: 10 * minuteMs,
} as const;

/**
 * What is due of one digest and claimed by nobody. Nothing is remembered between two looks but the claims themselves: so it
 * does not matter how often anybody looks, nor where a clock jumps to.
 */
export function duesOf(digest: Digest, claimed: ReadonlySet<string>, now: Date): IssueClaim[] {
  const back = now.getTime() - digestPatience.lookBackMs;
  const after = new Date(Math.max(digest.since.getTime(), back));
  if (after >= now) return [];
  const open = duesBetween(digest, after, now).filter(({ day }) => !claimed.has(`${digest.id} ${day}`));
  return open.map(({ at, day }, place): IssueClaim => {
    const isLast = place === open.length - 1;
    const state = isLast && now.getTime() - at.getTime() <= digestPatience.tooLateMs ? 'due' : 'skipped';
    return { digestId: digest.id, day, dueAt: at, moment: momentOf(now), state };
  });
}

export interface TickParts {
  readonly ledger: Ledger;
  readonly jobs: Jobs;
  /** The calendar that people live by. */
  readonly calendar: Clock;
}

/** Claims what is due and has its facts read: claim and job stand or fall together. */
export async function tick({ ledger, jobs, calendar }: TickParts): Promise<number> {
  const now = calendar.now();
  const digests = await activeDigests(ledger);
  const claimed = await claimedSince(ledger, earliest(now));
  const wanted = digests.flatMap((digest) => duesOf(digest, claimed, now));
  const restless = await restlessMoments(ledger, new Date(now.getTime() - digestPatience.restlessMs));
  await ledger.transaction().execute(async (trx) => {
    const mine = await claimIssues(trx, wanted, now);
    const fresh = mine.filter(({ state }) => state === 'due');
    await getOn(jobs, trx, fresh, { moment: momentOf(now), again: '' });
    const span = Math.floor(now.getTime() / digestPatience.restlessMs);
    for (const moment of restless)
      await getOn(jobs, trx, await openIssues(trx, moment), { moment, again: `-again-${span}` });
  });
  await dropDigestsPast(ledger, {
    facts: new Date(now.getTime() - 2 * dayMs),
    issues: dayText(now.getTime() - 90 * dayMs),
  });
  return wanted.length;
}

/** Puts digests on their way, at once when the facts of their hour are there, else behind the reading of them. */
async function getOn(
  jobs: Jobs,
  trx: Trx,
  issues: readonly Pick<IssueClaim, 'digestId' | 'day'>[],
  { moment, again }: { readonly moment: string; readonly again: string },
): Promise<void> {
  if (issues.length === 0) return;
  if (await keptDigestFacts(trx, moment)) await sendAll(jobs, trx, issues, again);
  else await jobs.enqueue(trx, gatherDigestFacts, { moment }, { jobId: `facts-${moment}${again}` });
}

/**
 * A chat app takes some hundreds of messages a minute: a thousand digests at nine leave one after the other, four a second.
 */
const everyMs = 250;

export async function sendAll(
  jobs: Jobs,
  trx: Trx,
  issues: readonly Pick<IssueClaim, 'digestId' | 'day'>[],
  again = '',
): Promise<void> {
  for (const [place, { digestId, day }] of issues.entries())
    await jobs.enqueue(
      trx,
      sendDigest,
      { digestId, day },
      { jobId: `digest-${digestId}-${day}${again}`, delayMs: place * everyMs },
    );
}

/** A day that is over everywhere. */
const earliest = (now: Date): Day => dayText(now.getTime() - digestPatience.lookBackMs - 2 * dayMs);

// An ISO text begins with its day.
const dayText = (ms: number): Day => new Date(ms).toISOString().slice(0, 10) as Day;

export const tickDigestsHandler = (parts: TickParts): JobHandler =>
  jobHandler({
    spec: tickDigests,
    run: async ({ log }) => {
      const due = await tick(parts);
      if (due > 0) log.info({ digests: due }, 'digests are due');
    },
    // The next one does what this one did not.
    onDead: () => Promise.resolve(),
  });
