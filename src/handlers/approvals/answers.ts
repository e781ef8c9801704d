import type { Approved } from '../../approvals/acts.ts';
import type { Case, Person } from '../../approvals/case.ts';
import type { Closed } from '../../approvals/machine/decide.ts';
import { namesOf } from '../../approvals/names.ts';
import { policyOver } from '../../approvals/rights-now.ts';
import { plain } from '../../cards/approvals/news.ts';
import type { Named } from '../../cards/approvals/view.ts';
import { stateWord } from '../../cards/approvals/words.ts';
import type { Card } from '../../cards/card.ts';
import { problemCard } from '../../cards/problem.ts';
import { said } from '../../cards/said.ts';
import type { TextKey, Translate } from '../../kernel/texts/index.ts';
import type { CommandContext } from '../command.ts';

/** What is said to whoever has pressed. */

export const sentence = (t: Translate, key: TextKey, params?: Parameters<Translate>[1]): Card =>
  plain(t(key, params));

export type NameOf = (person: Person) => Named;

/** How whoever presses knows the others of a case: they may use the other app. */
export async function namesFor({ approvals, ledger, actor }: CommandContext, before: Case): Promise<NameOf> {
  const kase = (await approvals.store.read(before.id)) ?? before;
  const people = kase.events.flatMap(({ by }) => by ?? []);
  const policy = await policyOver(approvals, kase);
  return (await namesOf(ledger, policy, [kase.requester, ...people]))(actor.app);
}

export function closedCard(t: Translate, { closed, by }: Closed, name: NameOf): Card {
  const state = stateWord(t, closed);
  return by
    ? plain(said(t, 'deciding.closedBy', { state, person: name(by) }))
    : sentence(t, 'deciding.closed', { state });
}

export function approvedCard(t: Translate, approved: Approved, name: NameOf): Card {
  switch (approved.kind) {
    case 'counted':
      return sentence(t, 'deciding.counted', progressOf(approved.kase));
    case 'running':
      return sentence(t, 'deciding.approvedNow', { receipt: approved.kase.receipt });
    case 'already':
      return sentence(t, 'deciding.alreadyApproved');
    case 'closed':
      return closedCard(t, approved, name);
    case 'impossible':
      return problemCard(approved.why, t, { tone: 'warning' });
  }
}

const progressOf = ({ approvals, needed }: Case) => ({
  given: approvals.length,
  needed: Math.max(needed, approvals.length),
});
