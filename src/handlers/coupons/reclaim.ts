import { type Command, command } from '../command.ts';
import { lineFor, showPreview } from './ask.ts';
import { reasonArg } from './terms.ts';

export const couponReclaim: Command = command({
  path: ['coupon', 'reclaim'],
  aliases: [
    ['coupon', 'recall'],
    ['coupons', 'reclaim'],
    ['代金券', '回收'],
    ['优惠券', '回收'],
    ['券', '回收'],
    ['收回券'],
  ],
  summary: 'couponAsks.reclaimSummary',
  args: {
    coupon: {
      type: 'coupon',
      label: 'couponAsks.coupon',
      hint: 'couponAsks.couponHint',
      required: true,
      positional: true,
    },
    reason: reasonArg,
  },
  permission: 'coupons.ask',
  effect: 'money',
  formSubmit: 'couponAsks.preview',
  sites: ['cn'],
  examples: ['coupon reclaim CP123456 --reason 发错客户', 'coupon reclaim CP123456 --reason wrong customer'],
  run(context, input) {
    const { coupon: couponId, reason } = input;
    const line = lineFor(couponReclaim, input, context.clock.now());
    return showPreview(context, { action: 'coupon.reclaim', couponId, reason }, line);
  },
});
