import { type Card, cardType } from '../cards/card.ts';
import { isCard } from '../cards/check.ts';
import { type Chat, nextId, type Post, tell, type View, type World } from './world.ts';

export type Draft = Pick<Post, 'chat' | 'author'> &
  Partial<Pick<Post, 'text' | 'format' | 'attachments'>> & {
    readonly root?: string | undefined;
    readonly onlyFor?: string | undefined;
  };

export function addPost(world: World, draft: Draft): Post {
  const { root, onlyFor, ...rest } = draft;
  const post: Post = {
    text: '',
    format: 'plain',
    attachments: [],
    ...rest,
    id: nextId(world),
    at: world.now(),
    version: 1,
    ...(root === undefined ? {} : { root }),
    ...(onlyFor === undefined ? {} : { onlyFor }),
  };
  world.posts.push(post);
  tell(world, { type: 'post', post });
  return post;
}

export const findPost = (world: World, id: string): Post | undefined =>
  world.posts.find((post) => post.id === id);

/** A new version for everybody: what single people were shown in its place is over. */
export function editPost(
  world: World,
  old: Post,
  content: Pick<Post, 'text' | 'format' | 'attachments'>,
): Post {
  const post: Post = { ...old, ...content, edited: true, version: old.version + 1 };
  world.posts = world.posts.map((one) => (one === old ? post : one));
  tell(world, { type: 'post', post });
  return post;
}

export function removePost(world: World, post: Post): void {
  world.posts = world.posts.filter((one) => one !== post);
  tell(world, { type: 'gone', id: post.id });
}

export const mayRead = (world: World, person: string, post: Post): boolean =>
  (post.onlyFor === undefined || post.onlyFor === person) &&
  (world.chats.get(post.chat)?.members.includes(person) ?? false);

const viewKey = (post: string, person: string) => `${post}/${person}`;

/** What this person is shown in place of the card that was sent; undefined once a newer version came for all. */
export function viewOf(world: World, post: Post, person: string): View | undefined {
  const view = world.views.get(viewKey(post.id, person));
  return view?.version === post.version ? view : undefined;
}

export function setView(world: World, post: Post, person: string, shown: Pick<View, 'card' | 'words'>): View {
  const before = viewOf(world, post, person);
  const view: View = {
    post: post.id,
    person,
    version: post.version,
    ...(before?.card ? { card: before.card } : {}),
    ...shown,
  };
  world.views.set(viewKey(post.id, person), view);
  tell(world, { type: 'view', view });
  return view;
}

/** The card as it was sent to all. */
function sentCard(post: Post): Card | undefined {
  const content = post.attachments.find((one) => one.contentType === cardType)?.content;
  return isCard(content) ? content : undefined;
}

export const cardSeenBy = (world: World, post: Post, person: string): Card | undefined =>
  viewOf(world, post, person)?.card ?? sentCard(post);

/** `Sales`, `#sales`, an id, `personal`: names as people write them. */
export function findChat(world: World, person: string, name: string): Chat {
  const wanted = name.replace(/^#/, '').toLowerCase();
  const found = [...world.chats.values()].find(
    (chat) =>
      chat.id === name ||
      (wanted === 'personal'
        ? chat.of === person
        : chat.of === undefined && chat.name.toLowerCase() === wanted),
  );
  if (!found) throw new Error(`there is no chat called ${name}`);
  return found;
}
