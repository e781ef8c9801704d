import { z } from 'zod';
import { addMessage, editMessage, findMessage, removeMessage } from '../state/messages.ts';
import { useReplyAddress } from '../state/addresses.ts';
import type { ReplyAddress, World } from '../state/world.ts';
import { readContent } from './chat.ts';
import { flag } from './method.ts';

/** What the app sends to a `response_url`, or answers a slash command with. */
const replyBody = z.object({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  response_type: z.enum(['in_channel', 'ephemeral']).optional(),
  replace_original: flag.optional(),
  delete_original: flag.optional(),
  thread_ts: z.string().optional(),
});

export interface HookAnswer {
  readonly status: number;
  readonly text: string;
}

const taken: HookAnswer = { status: 200, text: 'ok' };
const refuse = (status: number, error: unknown): HookAnswer => ({
  status,
  text: JSON.stringify({ ok: false, error }),
});

export function reply(world: World, id: string, body: unknown): HookAnswer {
  const use = useReplyAddress(world, id);
  return use.ok ? replyTo(world, use.address, body) : refuse(404, use.error);
}

export function replyTo(world: World, address: ReplyAddress, body: unknown): HookAnswer {
  const parsed = replyBody.safeParse(body);
  if (!parsed.success) return refuse(400, 'invalid_payload');
  const args = parsed.data;
  const original = address.original && findMessage(world, address.channel, address.original.ts);
  if (args.delete_original) {
    if (!original) return refuse(404, 'message_not_found');
    removeMessage(world, original);
    return taken;
  }
  const content = readContent(args);
  if (!content.ok) return { status: 400, text: JSON.stringify(content.answer) };
  // A slash command has no original: Slack then ignores `replace_original` (slackapi/bolt-js issue 2287).
  if (args.replace_original && address.original) {
    if (!original) return refuse(404, 'message_not_found');
    editMessage(world, original, content);
    return taken;
  }
  addMessage(world, {
    channel: address.channel,
    text: content.text,
    blocks: content.blocks,
    threadTs: args.thread_ts ?? address.original?.threadTs,
    onlyFor: args.response_type === 'in_channel' ? undefined : address.person,
  });
  return taken;
}
