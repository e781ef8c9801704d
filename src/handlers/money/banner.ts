import type { ApprovalRoom } from '../../approvals/acts.ts';
import { namesOf } from '../../approvals/names.ts';
import { stopNotice } from '../../cards/approvals/subject.ts';
import type { StopView } from '../../cards/approvals/view.ts';
import type { Card } from '../../cards/card.ts';
import type { ChatApp } from '../../cards/messenger.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import type { Db } from '../../ledger/ledger.ts';

export interface Reading {
  readonly room: Pick<ApprovalRoom, 'store' | 'policy'> | undefined;
  readonly db: Db;
  /** Of whoever reads: who turned the switch may use the other one. */
  readonly app: ChatApp;
}

/** Whether money is stopped, as cards say it. */
export async function stopOf({ room, db, app }: Reading): Promise<StopView | undefined> {
  const stop = await room?.store.stopped();
  if (!room || !stop) return undefined;
  const nameIn = await namesOf(db, room.policy, [stop.by]);
  return { reason: stop.reason, by: nameIn(app)(stop.by), at: stop.at };
}

/** The card with the news above everything else. */
export const withStop = async (card: Card, t: Translate, reading: Reading): Promise<Card> => ({
  ...card,
  blocks: [...stopNotice(t, await stopOf(reading)), ...card.blocks],
});
