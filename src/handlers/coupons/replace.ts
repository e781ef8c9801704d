import { couponNow } from '../../approvals/coupon-now.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok } from '../../kernel/result.ts';
import { type Command, command } from '../command.ts';
import { lineFor, showPreview } from './ask.ts';
import { quotaFor, reasonArg, termArgs, termsOf } from './terms.ts';

export const couponReplace: Command = command({
  path: ['coupon', 'replace'],
  aliases: [
    ['coupon', 'exchange'],
    ['coupons', 'replace'],
    ['代金券', '更换'],
    ['优惠券', '更换'],
    ['券', '更换'],
    ['换券'],
  ],
  summary: 'couponAsks.replaceSummary',
  args: {
    coupon: {
      type: 'coupon',
      label: 'couponAsks.coupon',
      hint: 'couponAsks.couponHint',
      required: true,
      positional: true,
    },
    amount: {
      type: 'amount',
      label: 'couponAsks.amount',
      hint: 'couponAsks.amountHint',
      required: true,
      positional: true,
    },
    customer: { type: 'customer', label: 'coupons.customer', hint: 'couponAsks.sameCustomer' },
    ...termArgs,
    reason: reasonArg,
  },
  permission: 'coupons.ask',
  effect: 'money',
  formSubmit: 'couponAsks.preview',
  sites: ['cn'],
  examples: [
    'coupon replace CP123456 500 --reason 面值有误',
    'coupon replace CP123456 500 --reason wrong amount',
  ],
  async run(context, input) {
    const { partner, clock } = context;
    const old = await couponNow(partner.coupons, { couponId: input.coupon });
    if (!old.ok) return old;
    if (!old.value) return fail(problem('couponUnknown', { coupon: input.coupon }));
    const lineWith = (quota?: string) =>
      lineFor(couponReplace, quota ? { ...input, quota } : input, clock.now());
    const quota = await quotaFor(context, input.quota ?? old.value.quotaId, lineWith);
    if (!quota.ok) return quota;
    if (typeof quota.value !== 'string') return ok(quota.value);
    const draft = {
      action: 'coupon.replace',
      couponId: input.coupon,
      customerId: input.customer?.customerId ?? old.value.customerId,
      terms: termsOf(input, quota.value),
      reason: input.reason,
    } as const;
    return showPreview(context, draft, lineWith(quota.value));
  },
});
