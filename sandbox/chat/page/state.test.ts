import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../page-protocol.ts';
import type { Message } from '../state/world.ts';
import { apply, conversation, unread } from './state.ts';

const message = (ts: string, more: Partial<Message> = {}): Message => ({
  channel: 'C1',
  ts,
  author: 'U2',
  text: ts,
  blocks: [],
  files: [],
  kind: 'message',
  ...more,
});
const world: Snapshot = {
  me: 'U1',
  channels: [],
  messages: [message('1.1'), message('1.2')],
  files: [],
  views: [],
  home: null,
  traffic: [],
  faults: [],
};

describe('a change', () => {
  it('adds a message, alters it where it stands, and takes it away', () => {
    const added = apply(world, { type: 'message', message: message('1.3') });
    expect(added.messages.map((one) => one.ts)).toEqual(['1.1', '1.2', '1.3']);
    const edited = apply(added, { type: 'message', message: message('1.2', { text: 'new' }) });
    expect(edited.messages[1]?.text).toBe('new');
    expect(edited.messages).toHaveLength(3);
    const gone = apply(edited, { type: 'gone', channel: 'C1', ts: '1.1' });
    expect(gone.messages.map((one) => one.ts)).toEqual(['1.2', '1.3']);
  });

  it('that is told twice counts once', () => {
    const live = { type: 'message', message: message('1.3') } as const;
    expect(apply(apply(world, live), live).messages).toHaveLength(3);
    const entry = {
      id: 7,
      at: 0,
      direction: 'in',
      name: '',
      url: '',
      status: 200,
      ms: 1,
      requestHeaders: {},
      request: '',
      response: '',
      note: '',
    } as const;
    expect(apply(apply(world, { type: 'traffic', entry }), { type: 'traffic', entry }).traffic).toHaveLength(
      1,
    );
  });
});

describe('a conversation', () => {
  it('has replies in their thread, and those whose beginning is not seen by themselves', () => {
    const reply = message('1.3', { threadTs: '1.1' });
    const orphan = message('1.4', { threadTs: '0.9' });
    const { roots, replies } = conversation([...world.messages, reply, orphan], 'C1');
    expect(roots.map((one) => one.ts)).toEqual(['1.1', '1.2', '1.4']);
    expect(replies.get('1.1')).toEqual([reply]);
  });
});

describe('unread', () => {
  it('is what others wrote after what was seen', () => {
    const messages = [...world.messages, message('1.3', { author: 'U1' }), message('1.4', { channel: 'C2' })];
    expect(unread({ ...world, messages }, new Map([['C1', '1.1']]))).toEqual(
      new Map([
        ['C1', 1],
        ['C2', 1],
      ]),
    );
  });
});
