import type { Effect, Intent } from '../case.ts';
import type { Finding } from '../machine/carry.ts';
import type { MoneyRoom } from '../money-room.ts';

/** An intent whose effect is of one kind. */
export type IntentOf<E extends Effect> = Intent & { readonly effect: E };

export type Before = NonNullable<Intent['before']>;

/** What is found right before a call. */
export type Sight =
  /** It may be sent; this is how things stood, as evidence for later. */
  | { readonly before: Before | undefined }
  /** The platform does not say now. */
  | 'away'
  /** It is not as it was when it was approved. */
  | { readonly finding: Extract<Finding, { kind: 'held' | 'refused' }> };

/** How effects of one kind are carried out: looked at before, sent, and looked for when nobody knows what came of it. */
export interface EffectKind<E extends Effect> {
  before(room: MoneyRoom, intent: IntentOf<E>): Promise<Sight>;
  /** How things stand after it, where that can be told without asking: saves a question when many follow each other. */
  foretell?(intent: IntentOf<E>, before: Before): Before;
  /** The one call that moves money. */
  send(room: MoneyRoom, intent: IntentOf<E>): Promise<Finding>;
  /** What the platform's records and balances say. Undefined: too early to tell, or the platform does not answer. */
  lookFor(room: MoneyRoom, intent: IntentOf<E>, signal: AbortSignal): Promise<Finding | undefined>;
}
