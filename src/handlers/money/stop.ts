import { plain } from '../../cards/approvals/news.ts';
import type { Card } from '../../cards/card.ts';
import { said } from '../../cards/said.ts';
import { ok } from '../../kernel/result.ts';
import type { TextKey } from '../../kernel/texts/index.ts';
import { appendAudit } from '../../ledger/audit.ts';
import type { Trx } from '../../ledger/ledger.ts';
import { openLanes } from '../../ledger/money.ts';
import { openCases } from '../../ledger/money-cards.ts';
import { resumeMoney, stopMoney } from '../../ledger/money-stop.ts';
import { jobPart, performLaneJob, showCaseJob, tellStopJob } from '../../jobs/money-work.ts';
import { command, type CommandContext } from '../command.ts';
import { sentence } from '../approvals/answers.ts';

/** The kill switch. It holds before the next call to the platform: every one looks at it under its lock. */
export const stop = command({
  path: ['stop', 'money'],
  aliases: [['暂停', '资金']],
  summary: 'deciding.stopSummary',
  permission: 'money.stop',
  effect: 'money',
  sites: ['cn'],
  args: {
    reason: {
      type: 'text',
      label: 'deciding.stopReason',
      hint: 'deciding.stopReasonHint',
      required: true,
      positional: true,
      rest: true,
      least: 2,
      most: 300,
    },
  },
  examples: ['stop money wrong quota used'],
  async run(context, { reason }) {
    const { ledger, actor, clock, t } = context;
    const { app, tenantId, userId } = actor;
    const stopped = await ledger.transaction().execute(async (trx) => {
      const is = await stopMoney(trx, { reason, app, tenantId, userId, at: clock.now() });
      await note(context, trx, 'money.stop', is);
      if (is) await spread(context, trx);
      return is;
    });
    if (!stopped) return ok(sentence(t, 'deciding.stopAlready'));
    return ok(news(context, 'deciding.stopTitle', 'deciding.stopText', reason));
  },
});

export const resume = command({
  path: ['resume', 'money'],
  aliases: [['恢复', '资金']],
  summary: 'deciding.resumeSummary',
  permission: 'money.stop',
  effect: 'money',
  sites: ['cn'],
  args: {},
  examples: ['resume money'],
  async run(context) {
    const { ledger, t } = context;
    const resumed = await ledger.transaction().execute(async (trx) => {
      const is = await resumeMoney(trx);
      await note(context, trx, 'money.resume', is);
      if (is) await spread(context, trx);
      return is;
    });
    if (!resumed) return ok(sentence(t, 'deciding.resumeAlready'));
    return ok(news(context, 'deciding.resumeTitle', 'deciding.resumeText', ''));
  },
});

const news = ({ t, actor }: CommandContext, title: TextKey, text: TextKey, reason: string): Card =>
  plain(said(t, text, { person: { person: actor.userId }, reason }), { title: t(title) });

/** The same transaction as the switch itself: nobody turns it unseen. */
const note = (
  { actor, clock, requestId }: CommandContext,
  trx: Trx,
  action: string,
  changed: boolean,
): Promise<void> =>
  appendAudit(trx, {
    app: actor.app,
    tenantId: actor.tenantId,
    userId: actor.userId,
    action,
    subject: {},
    outcome: changed ? 'done' : 'already',
    requestId,
    at: clock.now(),
  });

/** Every open card shows it, the approvers’ channels hear of it, and what was approved goes on when it may. */
async function spread({ jobs, requestId }: CommandContext, trx: Trx): Promise<void> {
  for (const caseId of await openCases(trx))
    await jobs.enqueue(
      trx,
      showCaseJob,
      { caseId, again: true },
      { jobId: `show-${caseId}-stop-${requestId}` },
    );
  for (const lane of await openLanes(trx))
    await jobs.enqueue(trx, performLaneJob, { lane }, { jobId: `lane-${jobPart(lane)}-stop-${requestId}` });
  await jobs.enqueue(trx, tellStopJob, { requestId }, { jobId: `tell-stop-${requestId}` });
}
