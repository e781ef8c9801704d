import type { Person } from '../approvals/case.ts';
import { type ApprovalPolicy, isSamePerson, type Parties, type Tier } from '../approvals/policy/policy.ts';
import type { CaseView } from '../cards/approvals/view.ts';
import type { Span } from '../cards/card.ts';
import type { ChatApp } from '../cards/messenger.ts';
import type { CardRole } from '../ledger/money-cards.ts';

const keys = { slack: 'slack', teams: 'entra' } as const satisfies Record<ChatApp, string>;

/** Those of a list as an app calls them, but for the one who asked. */
export function callees(
  policy: ApprovalPolicy,
  { people, groups }: Parties,
  app: ChatApp,
  { userId }: Person,
): readonly Span[] {
  const key = keys[app];
  const spans: Span[] = [
    ...people.flatMap((one) => {
      const id = one[key];
      return id === undefined || isSamePerson(policy, id, userId) ? [] : [{ person: id }];
    }),
    ...groups.flatMap((one) => {
      const id = one[key];
      return id === undefined ? [] : [{ group: id, name: one.name }];
    }),
  ];
  return spans.flatMap((span, at) => (at === 0 ? [span] : [' ', span]));
}

/** Those the policy names who have more to see on a card than everybody: who asked, and among approvers who decides. */
export function readersOf(
  { requester }: Pick<CaseView, 'requester'>,
  { tier, role, app }: { readonly tier: Tier | undefined; readonly role: CardRole; readonly app: ChatApp },
): readonly string[] {
  const deciders = role === 'approvers' ? (tier?.approve.people ?? []) : [];
  const asker = typeof requester === 'string' ? [] : [requester.person];
  return [...new Set([...asker, ...deciders.flatMap((one) => one[keys[app]] ?? [])])];
}
