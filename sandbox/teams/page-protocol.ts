import { z } from 'zod';
import type { Person } from '../people.ts';
import type { Fault } from '../wire/faults.ts';
import type { TrafficEntry } from '../wire/traffic.ts';
import type { Chat, Dialog, Post, View } from './state/world.ts';

/** What the Teams side of the page and its server say to each other. */

export interface SearchOffer {
  readonly command: string;
  readonly parameter: string;
  readonly title: string;
}

export interface Boot {
  readonly tenant: string;
  readonly botName: string;
  readonly people: readonly Person[];
  readonly searches: readonly SearchOffer[];
}

/** All that one person may see. */
export interface Snapshot {
  readonly me: string;
  readonly chats: readonly Chat[];
  readonly posts: readonly Post[];
  readonly views: readonly View[];
  readonly dialog: Dialog | null;
  readonly traffic: readonly TrafficEntry[];
  readonly faults: readonly Fault[];
}

export type Live =
  | { readonly type: 'post'; readonly post: Post }
  | { readonly type: 'gone'; readonly id: string }
  | { readonly type: 'view'; readonly view: View }
  | { readonly type: 'dialog'; readonly dialog: Dialog | null }
  | { readonly type: 'chat'; readonly chat: Chat }
  | { readonly type: 'typing'; readonly chat: string }
  | { readonly type: 'faults'; readonly faults: readonly Fault[] }
  | { readonly type: 'traffic'; readonly entry: TrafficEntry };

/** A post, or the dialog that stands open. */
const place = z.union([z.strictObject({ post: z.string() }), z.strictObject({ dialog: z.string() })]);
const action = z.looseObject({ type: z.string() });
const search = z.strictObject({ command: z.string(), parameter: z.string() });

export const act = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('say'),
    chat: z.string(),
    text: z.string().min(1).max(12_000),
    under: z.string().optional(),
    slash: z.boolean().optional(),
  }),
  z.strictObject({ do: z.literal('press'), place, action, filled: z.record(z.string(), z.string()) }),
  z.strictObject({ do: z.literal('suggest'), place, dataset: z.string(), typed: z.string().max(1000) }),
  z.strictObject({ do: z.literal('refresh'), post: z.string() }),
  z.strictObject({ do: z.literal('consent'), post: z.string(), yes: z.boolean() }),
  z.strictObject({ do: z.literal('close') }),
  z.strictObject({ do: z.literal('search'), chat: z.string(), search, words: z.string().max(1000) }),
  z.strictObject({
    do: z.literal('insert'),
    chat: z.string(),
    hit: z.strictObject({
      title: z.string(),
      text: z.string(),
      attachment: z.strictObject({ contentType: z.string(), content: z.unknown() }),
    }),
  }),
  z.strictObject({ do: z.literal('install'), chat: z.string(), yes: z.boolean() }),
]);

export type Act = z.input<typeof act>;
export type ActPlace = z.infer<typeof place>;
