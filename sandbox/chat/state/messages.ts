import type { Block } from '../blocks/blocks.ts';
import { workspace } from '../../people.ts';
import { type Message, nextTs, tell, type World } from './world.ts';

export interface Draft {
  readonly channel: string;
  readonly author?: string;
  readonly text: string;
  readonly blocks?: readonly Block[];
  readonly files?: readonly string[];
  readonly threadTs?: string | undefined;
  readonly onlyFor?: string | undefined;
  readonly kind?: Message['kind'];
}

export function addMessage(world: World, draft: Draft): Message {
  const message: Message = {
    channel: draft.channel,
    ts: nextTs(world),
    author: draft.author ?? workspace.botUserId,
    text: draft.text,
    blocks: draft.blocks ?? [],
    files: draft.files ?? [],
    kind: draft.kind ?? 'message',
    ...(draft.threadTs === undefined ? {} : { threadTs: draft.threadTs }),
    ...(draft.onlyFor === undefined ? {} : { onlyFor: draft.onlyFor }),
  };
  world.messages.push(message);
  tell(world, { type: 'message', message });
  return message;
}

export const findMessage = (world: World, channel: string, ts: string): Message | undefined =>
  world.messages.find((message) => message.channel === channel && message.ts === ts);

export function editMessage(
  world: World,
  old: Message,
  content: { readonly text: string; readonly blocks: readonly Block[] },
): Message {
  const message: Message = { ...old, ...content, edited: true };
  world.messages = world.messages.map((one) => (one === old ? message : one));
  tell(world, { type: 'message', message });
  return message;
}

export function removeMessage(world: World, message: Message): void {
  world.messages = world.messages.filter((one) => one !== message);
  tell(world, { type: 'gone', channel: message.channel, ts: message.ts });
}

/** A message as Slack writes it into answers and payloads. */
export const wireMessage = (message: Message) => ({
  type: 'message',
  user: message.author,
  ts: message.ts,
  text: message.text,
  team: workspace.teamId,
  ...(message.author === workspace.botUserId ? { bot_id: workspace.botId, app_id: workspace.appId } : {}),
  ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
  ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
  ...(message.edited ? { edited: { user: message.author, ts: message.ts } } : {}),
});
