import { problem } from '../kernel/problem.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { ApprovalRoom } from './acts.ts';
import type { Case, Person } from './case.ts';
import { gist } from './machine/decide.ts';
import { unmoved } from './machine/step.ts';
import type { Tier } from './policy/policy.ts';
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
): Promise<Result<{ readonly approver: Approver; readonly standsFor: Person | undefined }>> {
  const { policy } = room;
  const approver = await approverOf(room, by);
  const may = mayApprove(policy, tier, approver, kase.requester.userId);
  if (may.answer === 'yes') {
    const own = may.inRightOf.some(({ userId }) => userId === by.userId);
    const [lender] = own ? [] : may.inRightOf;
    return ok({ approver, standsFor: lender && { ...by, userId: lender.userId } });
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

export async function approverOf({ people, policy, clock }: ApprovalRoom, by: Person): Promise<Approver> {
  const who = await people.whoIs(by);
  const lenders = actsFor(policy, await people.delegations(by), by.userId, clock.now());
  const lent = await Promise.all(lenders.map((userId) => people.whoIs({ ...by, userId })));
  return { ...who, actsFor: lent };
}

/** What somebody could do with a case at this moment; asking leaves no trace. */
export async function standingOf(room: ApprovalRoom, kase: Case, by: Person): Promise<MayApprove['answer']> {
  const tier = await openTierOf(room, kase);
  if (!tier.ok) return 'no';
  return mayApprove(room.policy, tier.value, await approverOf(room, by), kase.requester.userId).answer;
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
