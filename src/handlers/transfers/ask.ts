import { preview } from '../../approvals/acts.ts';
import type { MoveDraft } from '../../approvals/case.ts';
import { obstaclesTo } from '../../approvals/plan.ts';
import { accountsOf } from '../../approvals/view.ts';
import { transferPreviewCard } from '../../cards/transfers/preview.ts';
import type { Decimal } from '../../kernel/decimal.ts';
import { money } from '../../kernel/money.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Command, CommandContext, CustomerRef, Reply } from '../command.ts';
import { lineFor, whoText } from '../coupons/ask.ts';
import { lineForButton } from '../long-line.ts';

interface Asked {
  readonly customer: CustomerRef;
  readonly amount: Decimal;
  readonly reason: string;
}

/** Shows what moving money would do; from there its asker sends it to the approvers, changes it or drops it. */
export async function showMove(
  context: CommandContext,
  command: Pick<Command, 'path' | 'args'>,
  action: MoveDraft['action'],
  asked: Asked,
): Promise<Result<Reply>> {
  const { actor, approvals, clock, conversation: place, partner, t, requestId } = context;
  const { app, tenantId, userId, lang, timeZone } = actor;
  const { customer, amount, reason } = asked;
  const draft: MoveDraft = { action, customerId: customer.customerId, amount, reason };
  const seen = await preview(approvals, { draft, requester: { app, tenantId, userId }, place, lang });
  if (!seen.ok) return seen;
  const { plan, tier, kase } = seen.value;
  return ok(
    transferPreviewCard(t, {
      action,
      customer: { id: customer.customerId, name: customer.name },
      amount: money(amount, partner.currency),
      accounts: plan.accounts && accountsOf(plan.accounts),
      conflicts: obstaclesTo(plan),
      reason,
      needed: { count: tier.needed, who: whoText(tier.approve.names, t) },
      caseId: kase?.id,
      line: lineForButton(lineFor(command, { ...asked }, clock.now()), requestId),
      from: {
        sources: ['ListPartnerBalances', 'ListCustomersBalancesDetail', 'ListSubCustomers'],
        asOf: plan.readAt,
        timeZone,
      },
    }),
  );
}
