import { problem } from '../kernel/problem.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { ApprovalRoom } from './acts.ts';
import type { Case, Person } from './case.ts';
import { gist } from './machine/decide.ts';
import { unmoved } from './machine/step.ts';
import { type ApprovalPolicy, type Tier, withIdentities } from './policy/policy.ts';
import { actsFor, type Approver, type MayApprove, mayApprove } from './policy/rights.ts';
import { tierOf } from './tier-of.ts';

/** Who may decide a case, asked at this moment of the policy and of their chat app. */

/** Whether somebody may decide a case now, and in whose right. */
export async function rightOver(
  room: ApprovalRoom,
  kase: Case,
  tier: Tier,
  by: Person,
  act: string,
): Promise<Result<{ readonly approver: Deputy; readonly standsFor: Person | undefined }>> {
  const [policy, approver] = await Promise.all([policyOver(room, kase), approverOf(room, kase, by)]);
  const may = mayApprove(policy, tier, approver, kase.requester.userId);
  if (may.answer === 'yes') {
    const own = may.inRightOf.some(({ userId }) => userId === by.userId);
    const [lender] = own ? [] : may.inRightOf;
    return ok({ approver, standsFor: lender && approver.lenders.get(lender.userId) });
  }
  const codes = {
    no: 'mayNotApprove',
    'own-request': 'ownRequest',
    'list-unreadable': 'approversUnreadable',
  } as const;
  await room.store.change(kase.id, (fresh) =>
    unmoved(undefined, { by, action: act, outcome: may.answer, subject: gist(fresh) }),
  );
  return fail(problem(codes[may.answer]));
}

/** The policy, with those as one person who are one for this case. */
export async function policyOver({ people, policy }: ApprovalRoom, kase: Case): Promise<ApprovalPolicy> {
  const identitiesAt = await people.identities();
  return withIdentities(policy, identitiesAt(kase.askedAt));
}

/** Somebody who decides, and the accounts of those they act for by id. */
interface Deputy extends Approver {
  readonly lenders: ReadonlyMap<string, Person>;
}

/** A delegation is to a person: it holds for each of their accounts, with the rights of the account that gave it. */
export async function approverOf(room: ApprovalRoom, kase: Case, by: Person): Promise<Deputy> {
  const { people, clock } = room;
  const [who, policy, delegations] = await Promise.all([
    people.whoIs(by),
    policyOver(room, kase),
    people.delegations(by),
  ]);
  const standing = actsFor(policy, delegations, by.userId, clock.now());
  const lenders = new Map(
    delegations.flatMap(({ app, tenantId, fromId: userId }): [string, Person][] =>
      standing.includes(userId) ? [[userId, { app, tenantId, userId }]] : [],
    ),
  );
  const lent = await Promise.all([...lenders.values()].map((lender) => people.whoIs(lender)));
  return { ...who, actsFor: lent, lenders };
}

/** What somebody could do with a case at this moment; asking leaves no trace. */
export async function standingOf(room: ApprovalRoom, kase: Case, by: Person): Promise<MayApprove['answer']> {
  const tier = await openTierOf(room, kase);
  if (!tier.ok) return 'no';
  const [policy, approver] = await Promise.all([policyOver(room, kase), approverOf(room, kase, by)]);
  return mayApprove(policy, tier.value, approver, kase.requester.userId).answer;
}

/**
 * The right to refuse or settle, where the amounts of the case itself are what counts. A policy that was tightened since must not
 * leave a case that nobody can end: then it is for those of the highest tier.
 */
export async function rightOverOpen(
  room: ApprovalRoom,
  caseId: string,
  by: Person,
  act: string,
): Promise<Result<unknown>> {
  const kase = await room.store.read(caseId);
  if (!kase || kase.state === 'draft') return fail(problem('requestGone'));
  const tier = await openTierOf(room, kase);
  return tier.ok ? rightOver(room, kase, tier.value, by, act) : tier;
}

async function openTierOf(room: ApprovalRoom, kase: Case): Promise<Result<Tier>> {
  const own = await tierOf(room, kase);
  const highest = room.policy.actions.get(kase.draft.action)?.tiers.at(-1);
  return own.ok || !highest ? own : ok(highest);
}
