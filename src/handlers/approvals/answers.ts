import type { Approved } from '../../approvals/acts.ts';
import type { Case } from '../../approvals/case.ts';
import type { Closed } from '../../approvals/machine/decide.ts';
import { plain } from '../../cards/approvals/news.ts';
import { stateWord } from '../../cards/approvals/words.ts';
import type { Card } from '../../cards/card.ts';
import { problemCard } from '../../cards/problem.ts';
import { said } from '../../cards/said.ts';
import type { TextKey, Translate } from '../../kernel/texts/index.ts';

/** What is said to whoever has pressed. */

export const sentence = (t: Translate, key: TextKey, params?: Parameters<Translate>[1]): Card =>
  plain(t(key, params));

export function closedCard(t: Translate, { closed, by }: Closed): Card {
  const state = stateWord(t, closed);
  return by
    ? plain(said(t, 'deciding.closedBy', { state, person: { person: by.userId } }))
    : sentence(t, 'deciding.closed', { state });
}

export function approvedCard(t: Translate, approved: Approved): Card {
  switch (approved.kind) {
    case 'counted':
      return sentence(t, 'deciding.counted', progressOf(approved.kase));
    case 'running':
      return sentence(t, 'deciding.approvedNow', { receipt: approved.kase.receipt });
    case 'already':
      return sentence(t, 'deciding.alreadyApproved');
    case 'closed':
      return closedCard(t, approved);
    case 'impossible':
      return problemCard(approved.why, t, { tone: 'warning' });
  }
}

const progressOf = ({ approvals, needed }: Case) => ({
  given: approvals.length,
  needed: Math.max(needed, approvals.length),
});
