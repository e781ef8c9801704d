import type { Effect } from '../case.ts';
import { issue } from './issue.ts';
import type { EffectKind } from './kind.ts';
import { reclaim } from './reclaim.ts';
import { accountMove } from './account-move.ts';

const kinds: { readonly [K in Effect['kind']]: EffectKind<Extract<Effect, { kind: K }>> } = {
  issue,
  reclaim,
  transfer: accountMove('to-customer'),
  retrieve: accountMove('from-customer'),
};

/** Each entry takes the intents of its own name only, which is what it is given: see that they belong together. */
export const kindOf = ({ kind }: Effect): EffectKind<Effect> => kinds[kind];
