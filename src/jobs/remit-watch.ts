import { channelsIn } from '../approvals/channels.ts';
import type { ApprovalRoom } from '../approvals/acts.ts';
import type { RemittanceRules } from '../approvals/policy/remittances.ts';
import type { Messenger } from '../cards/messenger.ts';
import { problemText } from '../cards/problem.ts';
import { troubleCard } from '../cards/remit/news.ts';
import type { PartnerPlatform } from '../huawei/partner.ts';
import type { Log } from '../kernel/log.ts';
import { langOf, translator } from '../kernel/texts/index.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { untoldRemittances } from '../ledger/remittance-cards.ts';
import { type JobHandler, type Jobs, jobHandler } from './jobs.ts';
import { tellRemittanceJob, watchRemittancesJob } from './remit-acts.ts';
import { matchRemittances } from './remit-match.ts';
import { readStatement, type StatementRead } from './remit-read.ts';
import { schedule, type Schedule } from './schedules.ts';

export const watchRemittancesSchedule: Schedule = schedule(
  'watch-remittances',
  watchRemittancesJob,
  {},
  { everyMs: 10 * 60_000 },
);

export interface WatchRemittancesParts {
  readonly ledger: Ledger;
  readonly partner: PartnerPlatform;
  readonly jobs: Jobs;
  readonly room: ApprovalRoom;
  readonly messenger: Messenger;
  readonly rules: RemittanceRules;
}

/** A tell job has many tries; what was not told by then lost its job. */
const lostMs = 30 * 60_000;
const atOnce = 100;

/**
 * Reads what was credited, holds it against what is announced, and does what the calendar brings. Run again, or twice at once,
 * it finds what it has done and does nothing.
 */
export const watchRemittancesHandler = (parts: WatchRemittancesParts): JobHandler =>
  jobHandler({
    spec: watchRemittancesJob,
    run: async ({ clock, log, signal }) => {
      const { ledger, jobs, rules } = parts;
      const partner = parts.partner.inBackground(signal);
      const reads = await readStatement({ ledger, partner, clock });
      signal.throwIfAborted();
      for (const read of reads) await complain(parts, read, log);
      const round = await matchRemittances({
        ledger,
        jobs,
        clock,
        partner: partner.account,
        times: rules.times,
      });
      if (round.found + round.ticks > 0) log.info({ ...round }, 'remittances looked at');
      await tellAgain(parts, new Date(clock.now().getTime() - lostMs));
    },
    // The next round does what this one did not.
    onDead: () => Promise.resolve(),
  });

/** What only an admin can change is said once in the room of finance; what passes by itself is only logged. */
async function complain(
  { room, messenger, rules }: WatchRemittancesParts,
  { account, problem, isNews }: StatementRead,
  log: Log,
): Promise<void> {
  if (!problem) return;
  const { code, wireCode, requestId: platformRequestId } = problem;
  log.warn({ account, code, wireCode, platformRequestId }, 'a statement could not be read');
  if (!isNews || problem.retry !== 'no') return;
  for (const { app, tenantId, channelId, language } of channelsIn(rules.channel, room.homes())) {
    const lang = language ?? langOf(undefined);
    const t = translator(lang);
    const card = troubleCard(t, account, problemText(problem, t));
    await messenger.post({ app, tenantId, channelId, userId: channelId }, card, lang, { onlyThere: true });
  }
}

async function tellAgain({ ledger, jobs }: WatchRemittancesParts, before: Date): Promise<void> {
  const untold = await untoldRemittances(ledger, before, atOnce);
  if (untold.length === 0) return;
  const span = Math.floor(before.getTime() / lostMs);
  await ledger.transaction().execute(async (trx) => {
    for (const remittanceId of untold)
      await jobs.enqueue(
        trx,
        tellRemittanceJob,
        { remittanceId },
        { jobId: `remit-tell-${remittanceId}-at-${span}` },
      );
  });
}
