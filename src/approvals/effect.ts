import { type Decimal, zero } from '../kernel/decimal.ts';
import type { Case, Draft, Effect } from './case.ts';

/** What can be said of an effect without asking anybody. How it is carried out stands in `effects/`. */
interface Facet<E extends Effect> {
  /** What only one worker at a time may touch. */
  lane(effect: E): string;
  /** Yuan it takes out of its lane: what the cap of a day counts. */
  spends(effect: E): Decimal;
  /** Yuan it is about. */
  size(effect: E): Decimal;
  /** What an audit row says of it. */
  subject(effect: E): Readonly<Record<string, string>>;
}

/** There is one: what it held before and after a call tells what came of the call only while nobody else of us moves it. */
const accountLane = 'account';
const couponLane = (couponId: string): string => `coupon-${couponId}`;

const facets: { readonly [K in Effect['kind']]: Facet<Extract<Effect, { kind: K }>> } = {
  issue: {
    lane: ({ terms }) => terms.quotaId,
    spends: ({ terms }) => terms.faceValue,
    size: ({ terms }) => terms.faceValue,
    subject: ({ terms }) => ({ quota: terms.quotaId, amount: terms.faceValue.toFixed() }),
  },
  // About its coupon alone, as the platform does not say which quota a coupon came from.
  reclaim: {
    lane: ({ couponId }) => couponLane(couponId),
    spends: () => zero,
    size: ({ balance }) => balance,
    subject: ({ couponId }) => ({ coupon: couponId }),
  },
  transfer: {
    lane: () => accountLane,
    spends: ({ amount }) => amount,
    size: ({ amount }) => amount,
    subject: ({ amount }) => ({ amount: amount.toFixed() }),
  },
  retrieve: {
    lane: () => accountLane,
    spends: () => zero,
    size: ({ amount }) => amount,
    subject: ({ amount }) => ({ amount: amount.toFixed() }),
  },
};

/** Each entry takes the effects of its own name only, which is what it is given here. */
const facetOf = (effect: Effect): Facet<Effect> => facets[effect.kind];

export const laneOf = (effect: Effect): string => facetOf(effect).lane(effect);
export const spentBy = (effect: Effect): Decimal => facetOf(effect).spends(effect);
export const sizeOf = (effect: Effect): Decimal => facetOf(effect).size(effect);
export const subjectOf = (effect: Effect): Readonly<Record<string, string>> =>
  facetOf(effect).subject(effect);

/** Every lane a case touches or will touch, in one order for all, so that locks are taken in it. */
export const lanesOf = ({ draft, intents }: Case): string[] =>
  [...new Set([...wished(draft), ...intents.map(({ lane }) => lane)])].toSorted();

const wished = (draft: Draft): string[] => [
  ...('terms' in draft ? [draft.terms.quotaId] : []),
  ...('couponId' in draft ? [couponLane(draft.couponId)] : []),
  ...('amount' in draft ? [accountLane] : []),
];
