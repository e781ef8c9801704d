import type { Decimal } from '../../kernel/decimal.ts';
import { formatDecimal } from '../../kernel/format.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { type ApprovalPolicy, type MoneyAction, phraseOf, type Tier } from './policy.ts';

export interface Amounts {
  /** Yuan of the request. */
  readonly total: Decimal;
  /** Yuan of all that the requester asked for on this day, the request included. */
  readonly dayTotal: Decimal;
}

/** The lowest tier both amounts fit in; undefined when the file has none for them. */
export const tierFor = (policy: ApprovalPolicy, action: MoneyAction, amounts: Amounts): Tier | undefined =>
  policy.actions.get(action)?.tiers.find((tier) => fits(tier, amounts));

const fits = ({ upTo, upToPerDay }: Tier, { total, dayTotal }: Amounts): boolean =>
  total.lte(upTo) && (upToPerDay === undefined || dayTotal.lte(upToPerDay));

/** The same, with the sentence for whoever asks for what may not be made. */
export function requireTier(policy: ApprovalPolicy, action: MoneyAction, amounts: Amounts): Result<Tier> {
  const tier = tierFor(policy, action, amounts);
  if (tier) return ok(tier);
  const highest = policy.actions.get(action)?.tiers.at(-1);
  if (!highest) return fail(problem('actionNotInPolicy', { what: phraseOf[action] }));
  if (amounts.total.gt(highest.upTo)) {
    return fail(
      problem('aboveHighestTier', { total: formatDecimal(amounts.total), most: formatDecimal(highest.upTo) }),
    );
  }
  const most = formatDecimal(highest.upToPerDay ?? highest.upTo);
  return fail(problem('aboveDayLimit', { dayTotal: formatDecimal(amounts.dayTotal), most }));
}
