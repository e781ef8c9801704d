import { sum } from '../../kernel/decimal.ts';
import { dayMs } from '../../kernel/day.ts';
import type { Effect } from '../case.ts';
import type { Finding } from '../machine/carry.ts';
import { couponNow } from '../coupon-now.ts';
import { allOf, failureOf, isSettledBy, refusal, since } from './evidence.ts';
import type { EffectKind } from './kind.ts';

type Reclaim = Extract<Effect, { kind: 'reclaim' }>;

/** A coupon taken back. Harmless to repeat: the platform is asked until it says that the coupon is gone. */
export const reclaim: EffectKind<Reclaim> = {
  async before({ coupons }, { effect, outcome }) {
    const found = await couponNow(coupons, effect);
    if (!found.ok) return 'away';
    const coupon = found.value;
    const spent = coupon?.state === 'usable' && !coupon.balance.amount.eq(effect.balance);
    if (!spent || outcome === 'settled-go-on') return { before: undefined };
    return { finding: { kind: 'held', outcome: 'spent-meanwhile', balance: coupon.balance.amount } };
  },

  async send({ coupons, clock }, { effect, chained = false }) {
    const answer = await coupons.reclaim(effect.couponId);
    return answer.ok ? reclaimed(answer.value, chained, clock.now()) : failureOf(answer.problem, clock.now());
  },

  async lookFor(room, intent) {
    const { coupons, clock } = room;
    const { couponId } = intent.effect;
    if (!intent.answered) {
      const answer = await coupons.reclaim(couponId);
      if (answer.ok) return reclaimed(answer.value, intent.chained ?? false, clock.now());
      return answer.problem.retry === 'no' ? refusal(answer.problem) : undefined;
    }
    const from = since(intent, clock.now(), dayMs);
    const records = await allOf(coupons.records({ operation: 'reclaim', couponId, from }));
    if (!records.ok) return undefined;
    const mine = records.value.filter(({ succeeded }) => succeeded);
    if (mine.length > 0) return { kind: 'done', returned: sum(mine.map(({ amount }) => amount.amount)) };
    return isSettledBy(intent, room) ? { kind: 'done', outcome: 'no-record' } : undefined;
  },
};

/** How much came back stands in the records only; nobody waits for it unless something follows from it. */
function reclaimed(answer: 'reclaimed' | 'was-gone', chained: boolean, now: Date): Finding {
  if (chained) return { kind: 'unknown', lookAt: now, answered: true };
  return { kind: 'done', ...(answer === 'was-gone' ? { outcome: answer } : {}) };
}
