import { quotaCard } from '../../cards/coupons/quota.ts';
import { ok } from '../../kernel/result.ts';
import { command } from '../command.ts';

export const couponQuota = command({
  path: ['coupon', 'quota'],
  aliases: [
    ['coupon', 'quotas'],
    ['coupons', 'quota'],
    ['quota'],
    ['券额度'],
    ['代金券', '额度'],
    ['优惠券', '额度'],
    ['券', '额度'],
    ['额度'],
  ],
  summary: 'coupons.quotaSummary',
  args: {},
  permission: 'coupons.read',
  effect: 'read',
  sites: ['cn'],
  examples: ['coupon quota'],
  async run({ partner, clock, actor, t }) {
    const answer = await partner.coupons.quotas();
    if (!answer.ok) return answer;
    const { value: quotas, source, asOf } = answer.value;
    const from = { sources: [source], asOf, timeZone: actor.timeZone };
    return ok(quotaCard(t, { quotas, currency: partner.currency, now: clock.now(), from }));
  },
});
