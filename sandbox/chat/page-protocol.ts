import { z } from 'zod';
import type { Person } from '../people.ts';
import { option } from './blocks/elements.ts';
import type { Fault } from '../wire/faults.ts';
import type { TrafficEntry } from '../wire/traffic.ts';
import type { Channel, Message, OpenView, StoredFile } from './state/world.ts';

/** What the page and its server say to each other. */

export interface Example {
  /** Without the slash command. */
  readonly line: string;
  readonly en: string;
  readonly zh: string;
}

export interface Boot {
  /** The chat apps this page has a side for. */
  readonly apps: readonly ('slack' | 'teams')[];
  /** Things can be made to happen on the partner platform from here. */
  readonly platform: boolean;
  readonly workspace: string;
  readonly botName: string;
  readonly botUserId: string;
  readonly slash: string;
  readonly usageHint: string;
  readonly people: readonly Person[];
  readonly examples: readonly Example[];
}

/** All that one person may see. */
export interface Snapshot {
  readonly me: string;
  readonly channels: readonly Channel[];
  readonly messages: readonly Message[];
  readonly files: readonly StoredFile[];
  readonly views: readonly OpenView[];
  readonly home: OpenView | null;
  readonly traffic: readonly TrafficEntry[];
  readonly faults: readonly Fault[];
}

export type Live =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'gone'; readonly channel: string; readonly ts: string }
  | { readonly type: 'views'; readonly views: readonly OpenView[] }
  | { readonly type: 'home'; readonly home: OpenView | null }
  | { readonly type: 'file'; readonly file: StoredFile }
  | { readonly type: 'faults'; readonly faults: readonly Fault[] }
  | { readonly type: 'traffic'; readonly entry: TrafficEntry };

const filledValue = z.union([z.string(), option, z.array(option)]);
const filled = z.record(z.string(), z.record(z.string(), filledValue.optional()));
const place = z.union([
  z.strictObject({ channel: z.string(), ts: z.string() }),
  z.strictObject({ viewId: z.string() }),
]);

export const act = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('command'), channel: z.string(), line: z.string().max(8000) }),
  z.strictObject({
    do: z.literal('say'),
    channel: z.string(),
    text: z.string().min(1).max(12_000),
    threadTs: z.string().optional(),
  }),
  z.strictObject({
    do: z.literal('press'),
    place,
    blockId: z.string(),
    actionId: z.string(),
    chosen: filledValue.optional(),
    filled: filled.optional(),
  }),
  z.strictObject({
    do: z.literal('suggest'),
    place,
    blockId: z.string(),
    actionId: z.string(),
    typed: z.string().max(1000),
    filled: filled.optional(),
  }),
  z.strictObject({ do: z.literal('submit'), viewId: z.string(), filled }),
  z.strictObject({ do: z.literal('dismiss'), all: z.boolean().optional() }),
  z.strictObject({ do: z.literal('home'), tab: z.enum(['home', 'messages']) }),
]);

export type Act = z.input<typeof act>;
export type ActPlace = z.infer<typeof place>;
