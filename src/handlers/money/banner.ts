import type { ApprovalRoom } from '../../approvals/acts.ts';
import { stopNotice } from '../../cards/approvals/subject.ts';
import type { StopView } from '../../cards/approvals/view.ts';
import type { Card } from '../../cards/card.ts';
import type { Translate } from '../../kernel/texts/index.ts';

/** Whether money is stopped, as cards say it. */
export async function stopOf(room: Pick<ApprovalRoom, 'store'> | undefined): Promise<StopView | undefined> {
  const stop = await room?.store.stopped();
  return stop && { reason: stop.reason, by: stop.by.userId, at: stop.at };
}

/** The card with the news above everything else. */
export const withStop = async (
  card: Card,
  t: Translate,
  room: Pick<ApprovalRoom, 'store'> | undefined,
): Promise<Card> => ({ ...card, blocks: [...stopNotice(t, await stopOf(room)), ...card.blocks] });
