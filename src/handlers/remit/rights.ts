import type { RemittanceRights } from '../../cards/remit/view.ts';
import { isAnnouncedBy, remittanceViews, selvesOf } from '../../jobs/remit-view.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import type { Person, Remittance } from '../../kernel/remittance/remittance.ts';
import type { RemittanceView } from '../../cards/remit/view.ts';
import { remittanceByCode, remittanceById } from '../../ledger/remittances.ts';
import type { CommandContext } from '../command.ts';

export const personOf = ({ app, tenantId, userId }: CommandContext['actor']): Person => ({
  app,
  tenantId,
  userId,
});

/** Finance sees and moves everybody's; others see their own, in whatever app they announced it. */
export function rightsOver({ actor, approvals }: CommandContext, one: Remittance): RemittanceRights {
  const mayConfirm = actor.may.has('remittances.confirm');
  return { mayConfirm, mayMove: mayConfirm || isAnnouncedBy(one, selvesOf(approvals, actor)) };
}

/** The remittance somebody means by its code; one they may not see is not there for them. */
export async function remittanceNamed(context: CommandContext, typed: string): Promise<Result<Remittance>> {
  const code = typed.trim().toUpperCase();
  const one = await remittanceByCode(context.ledger, code);
  return one && rightsOver(context, one).mayMove
    ? ok(one)
    : fail(problem('remittanceUnknown', { typed: code }));
}

/** The same by what a button carries. The card stands where others read it, so a stranger is told why not. */
export async function remittancePressed(context: CommandContext, id: string): Promise<Result<Remittance>> {
  const one = await remittanceById(context.ledger, id);
  if (!one) return fail(problem('actionGone'));
  return rightsOver(context, one).mayMove ? ok(one) : fail(problem('remittanceOfAnother'));
}

export async function viewFor(context: CommandContext, one: Remittance): Promise<RemittanceView> {
  const { ledger, partner, approvals, remittances, actor } = context;
  const inApp = await remittanceViews(one, {
    db: ledger,
    partner,
    policy: approvals.policy,
    times: remittances.times,
    timeZone: actor.timeZone,
  });
  return inApp(actor.app).view;
}
