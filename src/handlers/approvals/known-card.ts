import { approversChannels } from '../../approvals/channels.ts';
import { cardsOf, rememberCard } from '../../ledger/money-cards.ts';
import { showCaseJob } from '../../jobs/money-work.ts';
import type { CommandContext } from '../command.ts';

/** A card that was pressed and is not known, because it was posted right before a crash, is kept true from now on. */
export async function learnCard(context: CommandContext, caseId: string): Promise<void> {
  const { pressed, ledger, approvals, jobs } = context;
  if (!pressed) return;
  const cards = await cardsOf(ledger, caseId);
  const { app, tenantId, channelId, messageId } = pressed;
  if (cards.some(({ place }) => place.channelId === channelId && place.messageId === messageId)) return;
  const kase = await approvals.store.read(caseId);
  if (!kase || kase.state === 'draft') return;
  // Its buttons also stand on lists and on answers: those are elsewhere, or seen by one person only.
  const channel = approversChannels(approvals.policy, approvals.homes()).find(
    (one) => one.app === app && one.channelId === channelId,
  );
  const role = channel ? 'approvers' : cards.find(({ place }) => place.channelId === channelId)?.role;
  if (!role) return;
  const lang = channel?.language ?? kase.lang;
  await ledger.transaction().execute(async (trx) => {
    const place = { app, tenantId, channelId, messageId };
    const told = kase.events.length;
    await rememberCard(trx, { caseId, place, role, lang, shown: 0, told });
    await jobs.enqueue(trx, showCaseJob, { caseId }, { jobId: `show-${caseId}-learnt-${context.requestId}` });
  });
}
