import { z } from 'zod';
import { checkBlocks } from '../blocks/check.ts';
import { limits } from '../blocks/text.ts';
import { addMessage, editMessage, findMessage, removeMessage, wireMessage } from '../state/messages.ts';
import { type Channel, directChannel, isBot, type World } from '../state/world.ts';
import { type Answer, flag, method, no, refused, structured } from './method.ts';

/** The conversation the bot may speak in, or Slack's reason why not. */
export function whereToSpeak(world: World, name: string): Channel | string {
  const channel =
    world.channels.get(name) ??
    directChannel(world, name) ??
    [...world.channels.values()].find((one) => `#${one.name}` === name && !one.isPrivate);
  if (!channel || (channel.isPrivate && !channel.hasBot)) return 'channel_not_found';
  return channel.hasBot ? channel : 'not_in_channel';
}

const content = {
  text: z.string().optional(),
  blocks: structured.optional(),
  thread_ts: z.string().optional(),
};

interface Content {
  readonly text?: string | undefined;
  readonly blocks?: unknown;
}

/** The content of a message once it has passed Slack's checks. */
export function readContent(given: Content, longestText: number = limits.messageText) {
  if (given.blocks === undefined && !given.text) return { ok: false, answer: no('no_text') } as const;
  if ((given.text?.length ?? 0) > longestText) return { ok: false, answer: no('msg_too_long') } as const;
  if (given.blocks === undefined) return { ok: true, text: given.text ?? '', blocks: [] } as const;
  const blocks = checkBlocks(given.blocks, 'message');
  return blocks.ok
    ? ({ ok: true, text: given.text ?? '', blocks: blocks.value } as const)
    : ({ ok: false, answer: refused(blocks) } as const);
}

const postMessage = method(
  z.object({ channel: z.string(), ...content, unfurl_links: flag.optional(), unfurl_media: flag.optional() }),
  (world, args): Answer => {
    const channel = whereToSpeak(world, args.channel);
    if (typeof channel === 'string') return no(channel);
    const checked = readContent(args);
    if (!checked.ok) return checked.answer;
    if (args.thread_ts !== undefined) {
      const root = findMessage(world, channel.id, args.thread_ts);
      if (!root || root.onlyFor !== undefined) return no('cannot_reply_to_message');
    }
    const message = addMessage(world, { ...checked, channel: channel.id, threadTs: args.thread_ts });
    return { ok: true, channel: channel.id, ts: message.ts, message: wireMessage(message) };
  },
);

const postEphemeral = method(
  z.object({ channel: z.string(), user: z.string(), ...content }),
  (world, args): Answer => {
    const channel = whereToSpeak(world, args.channel);
    if (typeof channel === 'string') return no(channel);
    if (!channel.members.includes(args.user)) return no('user_not_in_channel');
    const checked = readContent(args);
    if (!checked.ok) return checked.answer;
    const message = addMessage(world, {
      ...checked,
      channel: channel.id,
      threadTs: args.thread_ts,
      onlyFor: args.user,
    });
    return { ok: true, message_ts: message.ts };
  },
);

function ownMessage(world: World, channel: string, ts: string, refusal: string) {
  if (!world.channels.has(channel)) return no('channel_not_found');
  const message = findMessage(world, channel, ts);
  if (!message || message.onlyFor !== undefined) return no('message_not_found');
  return isBot(message.author) ? message : no(refusal);
}

const update = method(
  z.object({ channel: z.string(), ts: z.string(), ...content }),
  (world, args): Answer => {
    const old = ownMessage(world, args.channel, args.ts, 'cant_update_message');
    if ('ok' in old) return old;
    const checked = readContent(args, limits.updateText);
    if (!checked.ok) return checked.answer;
    const message = editMessage(world, old, { text: checked.text, blocks: checked.blocks });
    return {
      ok: true,
      channel: message.channel,
      ts: message.ts,
      text: message.text,
      message: wireMessage(message),
    };
  },
);

const remove = method(z.object({ channel: z.string(), ts: z.string() }), (world, args): Answer => {
  const message = ownMessage(world, args.channel, args.ts, 'cant_delete_message');
  if ('ok' in message) return message;
  removeMessage(world, message);
  return { ok: true, channel: args.channel, ts: args.ts };
});

export const chatMethods = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
};
