import { type Preview, preview } from '../../approvals/acts.ts';
import type { CouponDraft } from '../../approvals/case.ts';
import { type CouponPreview, couponPreviewCard } from '../../cards/coupons/preview.ts';
import type { Decimal } from '../../kernel/decimal.ts';
import { money } from '../../kernel/money.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import { customerNames, nameOf } from '../../ledger/customers.ts';
import { type Command, type CommandContext, type Reply, roles } from '../command.ts';
import { textOfValue } from '../args/text-of.ts';
import { roleText } from '../help/describe.ts';
import { lineForButton } from '../long-line.ts';
import { lineOf } from '../parse/line-of.ts';

/** Shows what a draft would do; from there its asker sends it to the approvers, changes it or drops it. */
export async function showPreview(
  context: CommandContext,
  draft: CouponDraft,
  line: string,
): Promise<Result<Reply>> {
  const { actor, approvals, conversation: place, t, requestId } = context;
  const { app, tenantId, userId, lang } = actor;
  const seen = await preview(approvals, { draft, requester: { app, tenantId, userId }, place, lang });
  if (!seen.ok) return seen;
  const view = await viewOf(context, draft, seen.value);
  return ok(couponPreviewCard(t, { ...view, line: lineForButton(line, requestId) }));
}

async function viewOf(
  { ledger, partner, actor, t }: CommandContext,
  draft: CouponDraft,
  { plan, tier, kase }: Preview,
): Promise<Omit<CouponPreview, 'line'>> {
  const yuan = (amount: Decimal) => money(amount, partner.currency);
  const { coupon, quota, leftAfter } = plan;
  const called = await customerNames(ledger, coupon ? [coupon.customerId] : []);
  return {
    action: draft.action,
    customers: plan.customers.map(({ customerId, customer, overlapping, conflicts }) => ({
      id: customerId,
      name: customer ? nameOf(customer) : customerId,
      held: overlapping.map(({ balance }) => balance),
      conflicts,
    })),
    conflicts: plan.conflicts,
    total: yuan(plan.total),
    terms:
      draft.action === 'coupon.reclaim'
        ? undefined
        : {
            faceValue: yuan(draft.terms.faceValue),
            effective: draft.terms.effective ?? quota?.effective,
            expires: draft.terms.expires ?? quota?.expires,
            services: draft.terms.services ?? [],
            quota: quota &&
              leftAfter && {
                id: quota.quotaId,
                kind: quota.kind,
                balance: quota.balance,
                leftAfter: yuan(leftAfter),
              },
          },
    coupon: coupon && {
      id: coupon.couponId,
      customer: called(coupon.customerId),
      balance: coupon.balance,
    },
    reason: draft.reason,
    needed: { count: tier.needed, who: whoText(tier.approve.names, t) },
    caseId: kase?.id,
    from: { sources: sourcesOf(draft), asOf: plan.readAt, timeZone: actor.timeZone },
  };
}

/** As the policy lists them. */
export const whoText = (names: readonly string[], t: Translate): string =>
  names
    .map((name) => {
      const role = roles.find((known) => known === name);
      return role ? t(roleText[role]) : name;
    })
    .join(t('common.listSeparator'));

const sourcesOf = ({ action }: CouponDraft): string[] =>
  action === 'coupon.reclaim'
    ? ['ListIssuedPartnerCoupons']
    : ['ListQuotaCoupons', 'ListSubCustomers', 'ListIssuedPartnerCoupons'];

/** The line that asks for the same: what a person typed or put into a form, with everybody named by id. */
export function lineFor(
  command: Pick<Command, 'path' | 'args'>,
  input: Readonly<Record<string, unknown>>,
  now: Date,
): string {
  const given = Object.keys(command.args).map((name) => [name, textOfValue(input[name]) ?? ''] as const);
  return lineOf(command, Object.fromEntries(given), now);
}
