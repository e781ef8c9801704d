import { groups, people, type Person, teamsRooms, tenant } from '../../people.ts';
import { keep, type TrafficEntry } from '../../wire/traffic.ts';
import type { Card } from '../cards/card.ts';

/** Everything that is true in the practice world's Teams at this moment. People are named by their key. */

export interface Chat {
  readonly id: string;
  readonly kind: 'personal' | 'channel' | 'group';
  readonly name: string;
  readonly topic: { readonly en: string; readonly zh: string };
  readonly members: readonly string[];
  /** Whether the bot is installed here: only then it hears and may write. */
  readonly hasBot: boolean;
  /** A personal chat with the bot: whose. */
  readonly of?: string;
}

export interface Attachment {
  readonly contentType: string;
  readonly content?: unknown;
  readonly contentUrl?: string | undefined;
  readonly name?: string | undefined;
}

export interface Post {
  readonly chat: string;
  readonly id: string;
  /** In channels: the post that began the thread, when it is not this one. */
  readonly root?: string;
  /** A person's key, `bot`, or `teams` for what the app itself says. */
  readonly author: string;
  readonly at: number;
  readonly text: string;
  readonly format: 'plain' | 'markdown' | 'xml';
  readonly attachments: readonly Attachment[];
  /** A targeted message: this person alone sees it. */
  readonly onlyFor?: string;
  readonly edited?: boolean;
  /** Rises with each edit; a card somebody was shown belongs to one of them. */
  readonly version: number;
}

/** The card one person sees in place of the one that was sent, and what the bot said under it. */
export interface View {
  readonly post: string;
  readonly person: string;
  readonly version: number;
  readonly card?: Card;
  readonly words?: string;
}

/** A task module that stands open. */
export interface Dialog {
  readonly id: string;
  readonly person: string;
  readonly chat: string;
  /** The post whose button opened it. */
  readonly post?: string;
  readonly title: string;
  readonly card?: Card;
  /** A dialog that says one sentence. */
  readonly words?: string;
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  /** Undefined until the bytes have arrived. */
  readonly content?: Buffer;
}

export type Change =
  | { readonly type: 'post'; readonly post: Post }
  | { readonly type: 'gone'; readonly id: string }
  | { readonly type: 'view'; readonly view: View }
  | { readonly type: 'dialog'; readonly person: string }
  | { readonly type: 'chat'; readonly chat: Chat }
  | { readonly type: 'typing'; readonly chat: string }
  | { readonly type: 'faults' }
  | { readonly type: 'traffic'; readonly entry: TrafficEntry };

export interface World {
  readonly now: () => number;
  readonly people: ReadonlyMap<string, Person>;
  /** Entra groups by their object id: keys of their members. */
  readonly groups: Map<string, readonly string[]>;
  readonly chats: Map<string, Chat>;
  posts: Post[];
  /** By post and person. */
  readonly views: Map<string, View>;
  readonly dialogs: Map<string, Dialog>;
  readonly files: Map<string, StoredFile>;
  readonly traffic: TrafficEntry[];
  readonly listeners: Set<(change: Change) => void>;
  /** Base address of this server, known once it listens. */
  url: string;
  serial: number;
  lastId: number;
}

export function createWorld(now: () => number): World {
  const chats: Chat[] = [
    ...teamsRooms,
    ...people.map((person) => ({
      id: `a:1-${person.key}-and-desk`,
      kind: 'personal' as const,
      name: tenant.botName,
      topic: { en: '', zh: '' },
      members: [person.key],
      hasBot: false,
      of: person.key,
    })),
  ];
  return {
    now,
    people: new Map(people.map((person) => [person.key, person])),
    groups: new Map(groups.map((group) => [group.entra, group.members])),
    chats: new Map(chats.map((chat) => [chat.id, chat])),
    posts: [],
    views: new Map(),
    dialogs: new Map(),
    files: new Map(),
    traffic: [],
    listeners: new Set(),
    url: '',
    serial: 0,
    lastId: 0,
  };
}

export function tell(world: World, change: Change): void {
  for (const listener of world.listeners) listener(change);
}

export const record = (world: World, entry: Omit<TrafficEntry, 'id'>): void =>
  tell(world, { type: 'traffic', entry: keep(world, entry) });

/** The last words of the world, for a test that waited in vain. */
export const lately = (world: World): string =>
  [
    ...world.posts
      .slice(-5)
      .map(
        (post) => `post by ${post.author}: ${post.text.slice(0, 200)} ${post.attachments.length} attached`,
      ),
    ...world.traffic
      .slice(-8)
      .map(
        ({ direction, name, status, response, note }) =>
          `${direction} ${name} → ${status} ${response.slice(0, 200)} ${note}`,
      ),
  ].join('\n');

/** Teams' ids of messages: the milliseconds they were written at. */
export function nextId(world: World): string {
  world.lastId = Math.max(world.now(), world.lastId + 1);
  return String(world.lastId);
}

/** How Teams names people and the bot to each other. */
export const mriOf = (person: Pick<Person, 'key'>): string => `29:1-${person.key}`;
export const botMri = `28:${tenant.appId}`;

export const personOfMri = (world: World, id: string): Person | undefined =>
  [...world.people.values()].find((person) => mriOf(person) === id || person.entra === id);
