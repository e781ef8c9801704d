import { z } from 'zod';
import { type ApproversChannel, channelsIn, type Homes } from '../approvals/channels.ts';
import type { Channels } from '../approvals/policy/policy.ts';
import { type AuditHead, auditHeadCard } from '../cards/audit.ts';
import type { Messenger } from '../cards/messenger.ts';
import { dayOfInstant } from '../kernel/bill-cycle.ts';
import type { Problem } from '../kernel/problem.ts';
import { type Lang, translator } from '../kernel/texts/index.ts';
import { auditHead, headsPublishedOn, rememberPublishedHead } from '../ledger/audit-read.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type JobHandler, jobHandler, jobSpec } from './jobs.ts';
import { schedule, type Schedule } from './schedules.ts';

const publishAuditHead = jobSpec({
  name: 'publish-audit-head',
  queue: 'housekeeping',
  payload: z.object({}),
  attempts: 3,
});

/** Once a day; asked every hour, so that a day on which the bot was down for a while is not left out. */
export const publishAuditHeadSchedule: Schedule = schedule(
  'publish-audit-head',
  publishAuditHead,
  {},
  { everyMs: 60 * 60_000 },
);

export interface PublishAuditHeadParts {
  readonly ledger: Ledger;
  readonly messenger: Messenger;
  /** Those the policy names; nothing is published without one. */
  readonly channels: Channels | undefined;
  readonly homes: () => Homes;
  /** Of channels whose language nobody has said. */
  readonly lang: Lang;
}

/**
 * Posts the head of the audit chain where many people see it: whoever cuts the end off the chain cannot cut it out of
 * those channels. All are told the same one of a day. It is noted after it was posted: a crash in between posts a head
 * once more, which does no harm; none would.
 */
export const publishAuditHeadHandler = (parts: PublishAuditHeadParts): JobHandler =>
  jobHandler({
    spec: publishAuditHead,
    async run({ clock, log }) {
      const { ledger, channels, homes } = parts;
      if (!channels) return;
      const day = dayOfInstant(clock.now());
      const published = await headsPublishedOn(ledger, day);
      const { seq, hash } = published[0] ?? (await auditHead(ledger));
      if (seq === 0) return;
      const failures: Problem[] = [];
      for (const channel of channelsIn(channels, homes())) {
        const { app, channelId } = channel;
        if (published.some((one) => one.app === app && one.channelId === channelId)) continue;
        const posted = await post(parts, channel, { day, seq, hash });
        if (posted.ok) {
          await rememberPublishedHead(ledger, { day, seq, hash, app, channelId });
          log.info({ day, seq, app }, 'audit head published');
        } else failures.push(posted.problem);
      }
      const [first] = failures;
      if (first) throw new Error(first.code, { cause: first });
    },
    // The next hour tries again.
    onDead: () => Promise.resolve(),
  });

/** A channel has nobody to tell instead. */
const post = (
  { messenger, lang: usual }: PublishAuditHeadParts,
  { language: lang = usual, ...place }: ApproversChannel,
  head: AuditHead,
) =>
  messenger.post({ ...place, userId: place.channelId }, auditHeadCard(translator(lang), head), lang, {
    onlyThere: true,
  });
