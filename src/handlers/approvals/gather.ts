import type { ApprovalRoom } from '../../approvals/acts.ts';
import type { Case, Person } from '../../approvals/case.ts';
import { isKnownTo } from '../../approvals/channels.ts';
import { caseOf } from '../../approvals/ledger-store.ts';
import { isSamePerson, type Who, withIdentities } from '../../approvals/policy/policy.ts';
import { actsFor, mayApprove } from '../../approvals/policy/rights.ts';
import { tierOf } from '../../approvals/tier-of.ts';
import { yuan } from '../../approvals/view.ts';
import type { ApprovalTab, CaseLine } from '../../cards/approvals/list.ts';
import { customersText } from '../../cards/approvals/subject.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import { customersById, nameOf } from '../../ledger/customers.ts';
import type { Db } from '../../ledger/ledger.ts';
import { listCases } from '../../ledger/money.ts';

export interface Gathered {
  readonly cases: readonly Case[];
  readonly incomplete: boolean;
}

const most = 50;

/**
 * The requests of a tab. What waits for somebody is found with the groups as they are remembered: a list gives no right, and
 * the app is asked again at the click.
 */
export async function gather(
  tab: ApprovalTab,
  { room, db, me }: { readonly room: ApprovalRoom; readonly db: Db; readonly me: Person & Who },
): Promise<Gathered> {
  if (tab === 'mine') {
    const of = await room.people.ownAccounts(me);
    const [open, ended] = await Promise.all([
      listCases(db, 'open', { limit: most, of }),
      listCases(db, 'ended', { limit: most, of }),
    ]);
    return { cases: [...open, ...ended].map(caseOf), incomplete: false };
  }
  const listed = await listCases(db, tab === 'waiting' ? 'open' : 'ended', { limit: 4 * most });
  const homes = room.homes();
  const here = listed.map(caseOf).filter((kase) => isKnownTo(me, kase, homes));
  if (tab === 'decided') return { cases: here.slice(0, most), incomplete: false };

  const now = room.clock.now();
  const identitiesAt = await room.people.identities();
  const policyFor = ({ askedAt }: Case) => withIdentities(room.policy, identitiesAt(askedAt));
  const lenders = actsFor(
    withIdentities(room.policy, identitiesAt(now)),
    await room.people.delegations(me),
    me.userId,
    now,
  );
  // Whose groups are not at hand is taken for somebody in none: such a request is missing here, and its card is not.
  const lent = lenders.map((userId): Who => ({ userId, groupIds: [], unreadableGroupIds: [] }));
  const rights = await Promise.all(
    here.map(async (kase) => {
      const tier = await tierOf(room, kase);
      if (!tier.ok) return 'no';
      return mayApprove(policyFor(kase), tier.value, { ...me, actsFor: lent }, kase.requester.userId).answer;
    }),
  );
  const isOpen = (kase: Case) =>
    kase.state === 'waiting'
      ? !kase.approvals.some(({ by }) => isSamePerson(policyFor(kase), by.userId, me.userId))
      : kase.intents.some((intent) => intent.state === 'held' || intent.state === 'stuck');
  return {
    cases: here.filter((kase, at) => rights[at] === 'yes' && isOpen(kase)).slice(0, most),
    incomplete: rights.includes('list-unreadable'),
  };
}

export async function linesOf(t: Translate, db: Db, cases: readonly Case[]): Promise<CaseLine[]> {
  const directory = await customersById(db, [...new Set(cases.flatMap(customersIn))]);
  return cases.map((kase) => ({
    id: kase.id,
    receipt: kase.receipt,
    action: kase.draft.action,
    state: kase.state,
    needed: kase.needed,
    given: kase.approvals.length,
    total: yuan(kase.total),
    askedAt: kase.askedAt,
    about: customersText(
      t,
      customersIn(kase).map((id) => {
        const entry = directory.get(id);
        return { id, name: entry ? nameOf(entry) : id, overlapping: [] };
      }),
    ),
  }));
}

function customersIn({ draft, intents }: Case): readonly string[] {
  if (draft.action === 'coupon.issue') return draft.customerIds;
  if ('customerId' in draft) return [draft.customerId];
  return intents[0] ? [intents[0].effect.customerId] : [draft.couponId];
}
