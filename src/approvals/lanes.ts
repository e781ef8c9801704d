import { type Decimal, zero } from '../kernel/decimal.ts';
import type { Case, Effect } from './case.ts';

/**
 * A lane is what only one worker at a time may touch. Issuing takes from a quota; a reclaim is about its coupon alone, as
 * the platform does not say which quota a coupon came from.
 */
export const laneOf = (effect: Effect): string =>
  effect.kind === 'issue' ? effect.terms.quotaId : `coupon-${effect.couponId}`;

/** Yuan it takes out of its quota. */
export const amountOf = (effect: Effect): Decimal =>
  effect.kind === 'issue' ? effect.terms.faceValue : zero;

/** Every lane a case touches or will touch, in one order for all, so that locks are taken in it. */
export function lanesOf({ draft, intents }: Case): string[] {
  const wished = [
    ...('terms' in draft ? [draft.terms.quotaId] : []),
    ...('couponId' in draft ? [`coupon-${draft.couponId}`] : []),
  ];
  return [...new Set([...wished, ...intents.map(({ lane }) => lane)])].toSorted();
}
