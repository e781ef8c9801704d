import type { ApprovalRoom } from '../approvals/acts.ts';
import type { Case } from '../approvals/case.ts';
import type { Tier } from '../approvals/policy/policy.ts';
import { newsForApprovers, newsForRequester } from '../cards/approvals/news.ts';
import type { CaseView } from '../cards/approvals/view.ts';
import type { ChatApp, Messenger } from '../cards/messenger.ts';
import { langOf, translator } from '../kernel/texts/index.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type CardRow, claimTold } from '../ledger/money-cards.ts';
import { callees } from './case-people.ts';
import { ShowInterrupted } from './show-interrupted.ts';

export interface NewsParts {
  readonly ledger: Ledger;
  readonly room: ApprovalRoom;
  readonly messenger: Messenger;
}

export interface NewsScene {
  readonly kase: Case;
  readonly viewIn: (app: ChatApp) => CaseView;
  readonly tier: Tier | undefined;
}

/** Says in the thread of a card what was not heard there yet, each thing once: whoever moves the count says it. */
export async function tellNews(
  { ledger, messenger, room: { policy } }: NewsParts,
  { kase, viewIn, tier }: NewsScene,
  card: CardRow,
): Promise<void> {
  const lang = langOf(card.lang);
  const t = translator(lang);
  const { messageId, ...place } = card.place;
  const view = viewIn(place.app);
  const { requester } = kase;
  const escalate = policy.actions.get(kase.draft.action)?.escalate;
  const called = {
    approvers: tier ? callees(policy, tier.approve, place.app, requester) : [],
    escalation: escalate ? callees(policy, escalate.to, place.app, requester) : [],
  };
  for (let told = card.told; told < kase.events.length; told += 1) {
    const news =
      card.role === 'requester' ? newsForRequester(t, view, told) : newsForApprovers(t, view, told, called);
    if (!(await claimTold(ledger, card, told, told + 1))) return;
    if (!news) continue;
    const to = { ...place, threadId: messageId, userId: requester.userId };
    const sent = await messenger.post(to, news, lang, { onlyThere: true });
    if (sent.ok || sent.problem.retry === 'no') continue;
    await claimTold(ledger, card, told + 1, told);
    throw new ShowInterrupted(sent.problem);
  }
}
