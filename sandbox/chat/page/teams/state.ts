import type { Live, Snapshot } from '../../../teams/page-protocol.ts';
import type { Chat, Post, View } from '../../../teams/state/world.ts';

/** What the Teams side knows, and how each change alters it. No component in here. */

const keptTraffic = 400;

export function apply(world: Snapshot, live: Live): Snapshot {
  switch (live.type) {
    case 'post':
      return { ...world, posts: put(world.posts, live.post, (one) => one.id === live.post.id) };
    case 'gone':
      return { ...world, posts: world.posts.filter((post) => post.id !== live.id) };
    case 'view':
      return { ...world, views: put(world.views, live.view, (one) => one.post === live.view.post) };
    case 'dialog':
      return { ...world, dialog: live.dialog };
    case 'chat':
      return { ...world, chats: put(world.chats, live.chat, (one) => one.id === live.chat.id) };
    case 'faults':
      return { ...world, faults: live.faults };
    case 'typing':
      return world;
    case 'traffic':
      return world.traffic.some((one) => one.id === live.entry.id)
        ? world
        : { ...world, traffic: [...world.traffic, live.entry].slice(-keptTraffic) };
  }
}

function put<T>(all: readonly T[], one: T, same: (other: T) => boolean): T[] {
  const at = all.findIndex(same);
  return at < 0 ? [...all, one] : all.with(at, one);
}

/** `desk` is the personal chat with the bot; the others go by their names, whatever the case. */
export const placeName = (chat: Chat): string => (chat.of === undefined ? chat.name : 'desk');

export const chatOf = (chats: readonly Chat[], place: string): Chat | undefined =>
  chats.find((chat) => placeName(chat).toLowerCase() === (place === 'home' ? 'desk' : place).toLowerCase()) ??
  chats[0];

export interface Thread {
  readonly root: Post;
  readonly replies: readonly Post[];
}

/** In channels by thread, elsewhere one after the other. */
export function threads(posts: readonly Post[], chat: Chat): Thread[] {
  const here = posts.filter((post) => post.chat === chat.id);
  const known = new Set(here.map((post) => post.id));
  const isRoot = (post: Post) => post.root === undefined || !known.has(post.root);
  return here.filter(isRoot).map((root) => ({ root, replies: here.filter((post) => post.root === root.id) }));
}

/** What somebody is shown in place of what was sent; nothing once a newer version came. */
export const viewOf = (views: readonly View[], post: Post): View | undefined =>
  views.find((view) => view.post === post.id && view.version === post.version);

/** Posts of others after what was last seen in each chat. */
export function unread(world: Snapshot, seen: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { chat, id, author } of world.posts)
    if (author !== world.me && author !== 'teams' && id > (seen.get(chat) ?? ''))
      counts.set(chat, (counts.get(chat) ?? 0) + 1);
  return counts;
}
