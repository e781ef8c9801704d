import type { Live, Snapshot } from '../page-protocol.ts';
import type { Channel, Message } from '../state/world.ts';

/** What the page knows, and how each change alters it. No component in here. */

const keptTraffic = 400;

export function apply(world: Snapshot, live: Live): Snapshot {
  switch (live.type) {
    case 'message':
      return { ...world, messages: place(world.messages, live.message) };
    case 'gone':
      return { ...world, messages: world.messages.filter((one) => !same(one, live)) };
    case 'views':
      return { ...world, views: live.views };
    case 'home':
      return { ...world, home: live.home };
    case 'file':
      return { ...world, files: [...world.files.filter((one) => one.id !== live.file.id), live.file] };
    case 'faults':
      return { ...world, faults: live.faults };
    case 'traffic':
      return world.traffic.some((one) => one.id === live.entry.id)
        ? world
        : { ...world, traffic: [...world.traffic, live.entry].slice(-keptTraffic) };
  }
}

const same = (one: Pick<Message, 'channel' | 'ts'>, other: Pick<Message, 'channel' | 'ts'>) =>
  one.channel === other.channel && one.ts === other.ts;

function place(messages: readonly Message[], message: Message): Message[] {
  const at = messages.findIndex((one) => same(one, message));
  return at < 0 ? [...messages, message] : messages.with(at, message);
}

export interface Conversation {
  readonly roots: readonly Message[];
  /** By the `ts` of the message they answer. */
  readonly replies: ReadonlyMap<string, readonly Message[]>;
}

/** A reply whose beginning this person cannot see stands by itself. */
export function conversation(messages: readonly Message[], channel: string): Conversation {
  const here = messages.filter((message) => message.channel === channel);
  const known = new Set(here.map((message) => message.ts));
  const roots: Message[] = [];
  const replies = new Map<string, Message[]>();
  for (const message of here) {
    const { threadTs } = message;
    if (threadTs === undefined || threadTs === message.ts || !known.has(threadTs)) roots.push(message);
    else replies.set(threadTs, [...(replies.get(threadTs) ?? []), message]);
  }
  return { roots, replies };
}

export const millis = (ts: string): number => Number(ts) * 1000;

/** How many messages of others came into each channel after what was last seen there. */
export function unread(
  world: Snapshot,
  seen: ReadonlyMap<string, string>,
): ReadonlyMap<Channel['id'], number> {
  const counts = new Map<string, number>();
  for (const { channel, ts, author, kind } of world.messages)
    if (kind === 'message' && author !== world.me && ts > (seen.get(channel) ?? ''))
      counts.set(channel, (counts.get(channel) ?? 0) + 1);
  return counts;
}
