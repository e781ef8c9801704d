import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../teams/page-protocol.ts';
import type { Chat, Post, View } from '../../../teams/state/world.ts';
import { refreshes } from './posts.ts';
import { apply, chatOf, threads, unread, viewOf } from './state.ts';

const chat: Chat = {
  id: 'c',
  kind: 'channel',
  name: 'Sales',
  topic: { en: '', zh: '' },
  members: ['tom'],
  hasBot: true,
};
const post = (id: string, more: Partial<Post> = {}): Post => ({
  chat: 'c',
  id,
  author: 'bot',
  at: 0,
  text: id,
  format: 'plain',
  attachments: [],
  version: 1,
  ...more,
});
const world = (posts: readonly Post[]): Snapshot => ({
  me: 'tom',
  chats: [chat],
  posts,
  views: [],
  dialog: null,
  traffic: [],
  faults: [],
});

describe('the Teams side of the page', () => {
  it('puts an edited post where it stood', () => {
    const after = apply(world([post('1'), post('2')]), {
      type: 'post',
      post: post('1', { text: 'new', version: 2 }),
    });
    expect(after.posts.map((one) => one.text)).toEqual(['new', '2']);
  });

  it('gathers replies under the post they answer; one whose beginning is gone stands by itself', () => {
    const posts = [post('1'), post('2', { root: '1' }), post('3', { root: 'gone' })];
    expect(threads(posts, chat).map(({ root, replies }) => [root.id, replies.map((one) => one.id)])).toEqual([
      ['1', ['2']],
      ['3', []],
    ]);
  });

  it("forgets somebody's own card once a newer version came for all", () => {
    const view: View = { post: '1', person: 'tom', version: 1 };
    expect(viewOf([view], post('1'))).toBe(view);
    expect(viewOf([view], post('1', { version: 2 }))).toBeUndefined();
  });

  it('counts what others wrote after what was last seen', () => {
    const posts = [post('1'), post('2'), post('3', { author: 'tom' })];
    expect(unread(world(posts), new Map([['c', '1']])).get('c')).toBe(1);
  });

  it('finds a chat whatever the case, and the first one for a name nobody knows', () => {
    expect(chatOf([chat], 'sales')).toBe(chat);
    expect(chatOf([chat], 'finance')).toBe(chat);
  });

  it('asks for an own card where the card names the reader, or nobody in particular', () => {
    const card = (userIds?: readonly string[]) =>
      post('1', {
        attachments: [
          {
            contentType: 'application/vnd.microsoft.card.adaptive',
            content: { type: 'AdaptiveCard', refresh: { userIds } },
          },
        ],
      });
    expect(refreshes(card(['29:1-tom']), 'tom')).toBe(true);
    expect(refreshes(card(['29:1-lina']), 'tom')).toBe(false);
    expect(refreshes(card(), 'tom')).toBe(true);
    expect(refreshes(post('1'), 'tom')).toBe(false);
  });
});
