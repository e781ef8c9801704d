import type { Person } from '../../people.ts';
import type { Deliver, Delivery } from '../out/deliver.ts';
import type { Chat, Dialog, Post, World } from '../state/world.ts';

/** What a person at the keyboard works with. */
export interface Stage {
  readonly world: World;
  readonly deliver: Deliver;
}

export interface Outcome {
  readonly ok: boolean;
  /** 0 when the bot was not asked, or did not answer. */
  readonly status: number;
  readonly ms: number;
  readonly error?: string;
  /** What the bot said about a press, to this person alone. */
  readonly words?: string;
  /** Where a link leads. */
  readonly url?: string;
  /** What Teams itself finds missing before anything is sent, by input id. */
  readonly errors?: Readonly<Record<string, string>>;
}

export const outcome = ({ ok, status, ms, error }: Delivery): Outcome => ({
  ok,
  status,
  ms,
  ...(error ? { error } : {}),
});

/** Nothing had to cross the wire. */
export const unheard: Outcome = { ok: true, status: 0, ms: 0 };

/** What a card stands on. */
export type Place = Post | Dialog;

export const isDialog = (place: Place): place is Dialog => 'person' in place;

export function personOf(world: World, key: string): Person {
  const person = world.people.get(key);
  if (!person) throw new Error(`nobody here is called ${key}`);
  return person;
}

export function chatOf(world: World, id: string): Chat {
  const chat = world.chats.get(id);
  if (!chat) throw new Error(`there is no chat ${id}`);
  return chat;
}

/** The thread a post belongs to; only channels have them. */
export const rootOf = (world: World, post: Post): string | undefined =>
  chatOf(world, post.chat).kind === 'channel' ? (post.root ?? post.id) : undefined;
