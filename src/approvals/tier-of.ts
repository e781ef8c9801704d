import type { Result } from '../kernel/result.ts';
import type { ApprovalRoom } from './acts.ts';
import type { Case } from './case.ts';
import type { Tier } from './policy/policy.ts';
import { requireTier } from './policy/tiers.ts';

/** The tier a case falls into now, where its own amounts are what counts. */
export async function tierOf(
  { people, policy }: Pick<ApprovalRoom, 'people' | 'policy'>,
  { id, draft, requester, day, total }: Case,
): Promise<Result<Tier>> {
  const asked = await people.askedOnDay(requester, draft.action, day, id);
  return requireTier(policy, draft.action, { total, dayTotal: asked.plus(total) });
}
