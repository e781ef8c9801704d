import type { Block, ViewPayload } from '../blocks/blocks.ts';
import { groups, people, type Person, rooms, workspace } from '../../people.ts';
import { keep, type TrafficEntry } from '../../wire/traffic.ts';

/** Everything that is true in the practice chat at this moment. The functions that change it stand beside this file. */

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly topic: { readonly en: string; readonly zh: string };
  readonly isPrivate: boolean;
  readonly hasBot: boolean;
  readonly members: readonly string[];
  /** A direct conversation with the bot: whose. */
  readonly directWith?: string;
}

export interface UserGroup {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly members: readonly string[];
}

export interface Message {
  readonly channel: string;
  readonly ts: string;
  /** User id, or `system` for what the chat app itself says. */
  readonly author: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly files: readonly string[];
  readonly threadTs?: string;
  /** Seen by this person alone, and not editable by `chat.update`. */
  readonly onlyFor?: string;
  readonly edited?: boolean;
  /** `echo`: the command somebody typed, which only the page shows. `notice`: an error the app shows. */
  readonly kind: 'message' | 'echo' | 'notice';
}

export interface OpenView {
  readonly id: string;
  readonly person: string;
  readonly hash: string;
  readonly rootId: string;
  readonly previousId?: string;
  readonly payload: ViewPayload;
  /** What the app found wrong with the last submission, by block id. */
  readonly errors: Readonly<Record<string, string>>;
}

export interface Trigger {
  readonly person: string;
  readonly at: number;
  used: boolean;
}

/** A `response_url`. */
export interface ReplyAddress {
  readonly person: string;
  readonly channel: string;
  readonly at: number;
  uses: number;
  /** The message with the button; a slash command has none, so there is nothing to replace. */
  readonly original?: { readonly ts: string; readonly threadTs?: string };
}

export interface Share {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly bytes: number;
  readonly createdAt: number;
  readonly uploaded: boolean;
  /** Who gave it to a form; otherwise it is the bot's. */
  readonly by?: string;
  readonly shares: readonly Share[];
}

export type Change =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'gone'; readonly channel: string; readonly ts: string }
  | { readonly type: 'views'; readonly person: string }
  | { readonly type: 'home'; readonly person: string }
  | { readonly type: 'file'; readonly file: StoredFile }
  | { readonly type: 'faults' }
  | { readonly type: 'traffic'; readonly entry: TrafficEntry };

export interface World {
  readonly now: () => number;
  readonly people: Map<string, Person>;
  readonly groups: Map<string, UserGroup>;
  readonly channels: Map<string, Channel>;
  messages: Message[];
  readonly views: Map<string, OpenView>;
  /** The modals a person has open, the lowest first. */
  readonly stacks: Map<string, readonly string[]>;
  readonly homes: Map<string, string>;
  readonly triggers: Map<string, Trigger>;
  readonly replyAddresses: Map<string, ReplyAddress>;
  readonly files: Map<string, StoredFile>;
  readonly fileFolder: string;
  readonly traffic: TrafficEntry[];
  /** Everything that happened, oldest first; the page and waiting tests listen to it. */
  readonly log: Change[];
  readonly listeners: Set<(change: Change) => void>;
  /** Base address of this server, known once it listens. */
  url: string;
  serial: number;
  lastTs: number;
}

const keptChanges = 5_000;

export function createWorld(now: () => number, fileFolder: string): World {
  const idOf = (key: string) => people.find((person) => person.key === key)?.id ?? key;
  const channels: Channel[] = rooms.map((room) => ({ ...room, members: room.members.map(idOf) }));
  for (const person of people)
    channels.push({
      id: person.id.replace(/^U/, 'D'),
      name: 'directmessage',
      topic: { en: '', zh: '' },
      isPrivate: true,
      hasBot: true,
      members: [person.id],
      directWith: person.id,
    });
  return {
    now,
    people: new Map(people.map((person) => [person.id, person])),
    groups: new Map(groups.map((group) => [group.id, { ...group, members: group.members.map(idOf) }])),
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    messages: [],
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    triggers: new Map(),
    replyAddresses: new Map(),
    files: new Map(),
    fileFolder,
    traffic: [],
    log: [],
    listeners: new Set(),
    url: '',
    serial: 0,
    lastTs: 0,
  };
}

export function tell(world: World, change: Change): void {
  world.log.push(change);
  if (world.log.length > keptChanges) world.log.splice(0, keptChanges / 2);
  for (const listener of world.listeners) listener(change);
}

export const record = (world: World, entry: Omit<TrafficEntry, 'id'>): void =>
  tell(world, { type: 'traffic', entry: keep(world, entry) });

/** The last words of the world, for a test that waited in vain. */
export const lately = (world: World): string =>
  [
    ...world.messages
      .slice(-5)
      .map((message) => `message by ${message.author}: ${message.text.slice(0, 200)}`),
    ...world.traffic
      .slice(-8)
      .map((entry) => `${entry.direction} ${entry.name} → ${entry.status} ${entry.response.slice(0, 200)}`),
  ].join('\n');

export const newId = (world: World, prefix: string): string =>
  `${prefix}0${(++world.serial).toString(36).toUpperCase().padStart(8, '0')}`;

/** Slack's message ids: seconds with six decimals, unique and rising. */
export function nextTs(world: World): string {
  world.lastTs = Math.max(world.now() * 1000, world.lastTs + 1);
  const micros = String(Math.floor(world.lastTs));
  return `${micros.slice(0, -6)}.${micros.slice(-6)}`;
}

export const directChannel = (world: World, person: string): Channel | undefined =>
  [...world.channels.values()].find((channel) => channel.directWith === person);

export const isBot = (author: string): boolean => author === workspace.botUserId;
