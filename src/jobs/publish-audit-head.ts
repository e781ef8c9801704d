import { z } from 'zod';
import { auditHeadCard } from '../cards/audit.ts';
import type { Conversation, Messenger } from '../cards/messenger.ts';
import { dayOfInstant } from '../kernel/bill-cycle.ts';
import { type Lang, translator } from '../kernel/texts/index.ts';
import { auditHead, headPublishedOn, rememberPublishedHead } from '../ledger/audit-read.ts';
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
  /** The channel the policy names; nothing is published without one. */
  readonly to: Conversation | undefined;
  readonly lang: Lang;
}

/**
 * Posts the head of the audit chain where many people see it: whoever cuts the end off the chain cannot cut it out of
 * that channel. It is noted after it was posted: a crash in between posts another head, which does no harm; none would.
 */
export const publishAuditHeadHandler = ({ ledger, messenger, to, lang }: PublishAuditHeadParts): JobHandler =>
  jobHandler({
    spec: publishAuditHead,
    async run({ clock, log }) {
      if (!to) return;
      const day = dayOfInstant(clock.now());
      const head = await auditHead(ledger);
      if (head.seq === 0 || (await headPublishedOn(ledger, day))) return;
      const posted = await messenger.post(to, auditHeadCard(translator(lang), { day, ...head }), lang);
      if (!posted.ok) throw new Error(posted.problem.code, { cause: posted.problem });
      await rememberPublishedHead(ledger, { day, ...head });
      log.info({ day, seq: head.seq }, 'audit head published');
    },
    // The next hour tries again.
    onDead: () => Promise.resolve(),
  });
