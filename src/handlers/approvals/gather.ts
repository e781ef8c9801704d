import type { ApprovalRoom } from '../../approvals/acts.ts';
import type { Case, Person } from '../../approvals/case.ts';
import { isKnownTo } from '../../approvals/channels.ts';
import { caseOf } from '../../approvals/ledger-store.ts';
import {
  type ApprovalPolicy,
  isSamePerson,
  type Who,
  withIdentities,
} from '../../approvals/policy/policy.ts';
import { actsFor, type Approver, mayApprove } from '../../approvals/policy/rights.ts';
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
    const of = (await room.people.ownAccounts(me)).map(({ userId }) => userId);
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

  const identitiesAt = await room.people.identities();
  const policyFor = ({ askedAt }: Case) => withIdentities(room.policy, identitiesAt(askedAt));
  const voices = await voicesOf(room, me, withIdentities(room.policy, identitiesAt(room.clock.now())));
  const rights = await Promise.all(
    here.map(async (kase) => {
      const tier = await tierOf(room, kase);
      if (!tier.ok) return [];
      const policy = policyFor(kase);
      return voices.map((voice) => mayApprove(policy, tier.value, voice, kase.requester.userId).answer);
    }),
  );
  const isOpen = (kase: Case) =>
    kase.state === 'waiting'
      ? !kase.approvals.some(({ by }) => isSamePerson(policyFor(kase), by.userId, me.userId))
      : kase.intents.some((intent) => intent.state === 'held' || intent.state === 'stuck');
  return {
    cases: here.filter((kase, at) => rights[at]?.includes('yes') && isOpen(kase)).slice(0, most),
    incomplete: rights.flat().includes('list-unreadable'),
  };
}

/** Each account of somebody with those it acts for, as their apps are remembered to describe them. */
async function voicesOf(
  { people, clock }: ApprovalRoom,
  me: Person & Who,
  policy: ApprovalPolicy,
): Promise<readonly Approver[]> {
  const [[, ...others], delegations] = await Promise.all([people.ownAccounts(me), people.delegations(me)]);
  const standing = new Set(actsFor(policy, delegations, me.userId, clock.now()));
  const lenders = delegations.filter(({ fromId }) => standing.has(fromId));
  const [accounts, lent] = await Promise.all([
    Promise.all(others.map((account) => people.whoWas(account))),
    Promise.all(lenders.map(({ app, tenantId, fromId: userId }) => people.whoWas({ app, tenantId, userId }))),
  ]);
  return [me, ...accounts].map((who) => ({ ...who, actsFor: lent }));
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
