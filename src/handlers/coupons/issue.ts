import { mostCustomers } from '../../approvals/plans/coupons.ts';
import { ok } from '../../kernel/result.ts';
import { type Command, command } from '../command.ts';
import { lineFor, showPreview } from './ask.ts';
import { quotaFor, reasonArg, termArgs, termsOf } from './terms.ts';

export const couponIssue: Command = command({
  path: ['coupon', 'issue'],
  aliases: [
    ['coupon', 'give'],
    ['coupons', 'issue'],
    ['代金券', '发放'],
    ['优惠券', '发放'],
    ['现金券', '发放'],
    ['券', '发放'],
    ['发券'],
    ['发代金券'],
  ],
  summary: 'couponAsks.issueSummary',
  args: {
    customers: {
      type: 'customers',
      label: 'couponAsks.customers',
      hint: 'couponAsks.customersHint',
      required: true,
      positional: true,
      most: mostCustomers,
    },
    amount: {
      type: 'amount',
      label: 'couponAsks.amount',
      hint: 'couponAsks.amountHint',
      required: true,
      positional: true,
    },
    ...termArgs,
    reason: reasonArg,
  },
  permission: 'coupons.ask',
  effect: 'money',
  formSubmit: 'couponAsks.preview',
  sites: ['cn'],
  examples: [
    'coupon issue 科技 1000 --reason 双十一活动',
    'coupon issue acme, yunfan ¥500 --to 2027-06-30 --reason spring sale for new customers',
  ],
  async run(context, input) {
    const now = context.clock.now();
    const lineWith = (quota?: string) => lineFor(couponIssue, quota ? { ...input, quota } : input, now);
    const quota = await quotaFor(context, input.quota, lineWith);
    if (!quota.ok) return quota;
    if (typeof quota.value !== 'string') return ok(quota.value);
    const draft = {
      action: 'coupon.issue',
      customerIds: input.customers.map(({ customerId }) => customerId),
      terms: termsOf(input, quota.value),
      reason: input.reason,
    } as const;
    return showPreview(context, draft, lineWith(quota.value));
  },
});
