import { z } from 'zod';
import { tenant } from '../../people.ts';
import { type HttpAnswer, json, parseJson } from '../../wire/http.ts';
import { cardType } from '../cards/card.ts';
import { cardFaults } from '../cards/check.ts';
import { limits } from '../cards/limits.ts';
import { serviceUrlOf } from '../out/activity.ts';
import { addPost, editPost, findPost, removePost } from '../state/posts.ts';
import { type Chat, nextId, personOfMri, tell, type World } from '../state/world.ts';
import type { Rate } from './rate.ts';
import { refuse, tooMany } from './refusal.ts';

/** What the bot writes, changes and takes back. */

export const consentType = 'application/vnd.microsoft.teams.card.file.consent';
const fileInfoType = 'application/vnd.microsoft.teams.card.file.info';

const otherTypes = [
  consentType,
  fileInfoType,
  'application/vnd.microsoft.card.hero',
  'application/vnd.microsoft.card.thumbnail',
];

const attachment = z.object({
  contentType: z.string(),
  content: z.unknown().optional(),
  contentUrl: z.string().optional(),
  name: z
    .string()
    .nullish()
    .transform((name) => name ?? undefined),
});

const activity = z.looseObject({
  type: z.string(),
  text: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  textFormat: z.enum(['plain', 'markdown', 'xml']).nullish(),
  attachments: z
    .array(attachment)
    .nullish()
    .transform((all) => all ?? []),
  recipient: z.looseObject({ id: z.string() }).nullish(),
});

type Written = z.output<typeof activity>;

export interface Writing {
  readonly world: World;
  readonly rate: Rate;
  readonly messageBytes: number;
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly answer: HttpAnswer };

const no = (...refusal: Parameters<typeof refuse>): { ok: false; answer: HttpAnswer } => ({
  ok: false,
  answer: refuse(...refusal),
});

function readActivity({ messageBytes }: Writing, chat: Chat, body: string): Read<Written> {
  if (Buffer.byteLength(withoutPictures(body)) > messageBytes)
    return no('MessageSizeTooBig', `Message size too large: over ${messageBytes} bytes.`);
  const parsed = activity.safeParse(parseJson(body));
  if (!parsed.success) return no('BadSyntax', z.prettifyError(parsed.error));
  const fault = faultOf(parsed.data, chat);
  return fault === undefined ? { ok: true, value: parsed.data } : no('BadArgument', fault);
}

/** Pictures within a card are not counted. */
const withoutPictures = (body: string) => body.replace(/data:image\/[^"\\]+/g, '');

function faultOf({ type, text, attachments }: Written, chat: Chat): string | undefined {
  if (type === 'typing') return undefined;
  if (type !== 'message') return `Activity type ${type} cannot be sent to Teams.`;
  if (text === '' && attachments.length === 0) return 'Activity must have text or attachments.';
  if (attachments.length > limits.attachments) return `No more than ${limits.attachments} attachments.`;
  for (const [index, { contentType, content }] of attachments.entries()) {
    if (contentType === cardType) {
      const faults = cardFaults(content);
      if (faults.length > 0) return `Invalid Adaptive Card in attachments/${index}: ${faults.join('; ')}`;
    } else if (contentType === consentType && chat.kind !== 'personal')
      return 'File consent cards work in personal chats only.';
    else if (!otherTypes.includes(contentType) && !contentType.startsWith('image/'))
      return `Unknown attachment type ${contentType}.`;
  }
  return undefined;
}

const content = ({ text, textFormat, attachments }: Written) => ({
  text,
  format: textFormat ?? ('markdown' as const),
  attachments,
});

export function send(
  writing: Writing,
  where: { readonly chat: Chat; readonly root?: string | undefined },
  body: string,
  targeted: boolean,
): HttpAnswer {
  const { world, rate } = writing;
  const { chat, root } = where;
  if (!chat.hasBot)
    return refuse('BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
  const read = readActivity(writing, chat, body);
  if (!read.ok) return read.answer;
  const wait = rate.take(chat.id);
  if (wait > 0) return tooMany(wait);
  if (read.value.type === 'typing') {
    tell(world, { type: 'typing', chat: chat.id });
    return json({ id: nextId(world) }, 201);
  }
  let onlyFor: string | undefined;
  if (targeted) {
    if (chat.kind === 'personal')
      return refuse('BadArgument', 'Targeted messages work in group chats and channels only.');
    const reader = personOfMri(world, read.value.recipient?.id ?? '');
    if (!reader || !chat.members.includes(reader.key))
      return refuse('BadArgument', 'The recipient of a targeted message must be a member.');
    onlyFor = reader.key;
  }
  const post = addPost(world, { chat: chat.id, author: 'bot', root, onlyFor, ...content(read.value) });
  return json({ id: post.id }, 201);
}

/** A post of the bot's in this very conversation. */
function ownPost(world: World, chat: Chat, id: string) {
  const post = findPost(world, id);
  return post?.chat === chat.id && post.author === 'bot' ? post : undefined;
}

const notFound = () => refuse('ActivityNotFoundInConversation', 'Activity not found in conversation.');

export function update(writing: Writing, chat: Chat, id: string, body: string): HttpAnswer {
  const post = ownPost(writing.world, chat, id);
  if (!post) return notFound();
  const read = readActivity(writing, chat, body);
  if (!read.ok) return read.answer;
  const wait = writing.rate.take(chat.id);
  if (wait > 0) return tooMany(wait);
  editPost(writing.world, post, content(read.value));
  return json({ id });
}

export function remove({ world }: Writing, chat: Chat, id: string): HttpAnswer {
  const post = ownPost(world, chat, id);
  if (!post) return notFound();
  removePost(world, post);
  return { status: 200, body: '' };
}

const parameters = z.looseObject({
  isGroup: z.boolean().nullish(),
  members: z.array(z.looseObject({ id: z.string() })).nullish(),
  tenantId: z.string().nullish(),
  channelData: z
    .looseObject({
      channel: z.looseObject({ id: z.string() }).optional(),
      tenant: z.looseObject({ id: z.string() }).optional(),
    })
    .nullish(),
  activity: z.unknown().optional(),
});

/** With one member: their personal chat. With a channel: a new thread there, which begins with the activity. */
export function createConversation(writing: Writing, body: string): HttpAnswer {
  const { world } = writing;
  const parsed = parameters.safeParse(parseJson(body));
  if (!parsed.success) return refuse('BadSyntax', z.prettifyError(parsed.error));
  const { members, channelData, tenantId, activity: first } = parsed.data;
  const channel = channelData?.channel;
  if (channel) return startThread(writing, channel.id, first);
  if ((tenantId ?? channelData?.tenant?.id) !== tenant.id)
    return refuse('BadArgument', 'The tenant is missing or unknown.');
  const person = members?.length === 1 ? personOfMri(world, members[0]?.id ?? '') : undefined;
  if (!person) return refuse('BadArgument', 'Name exactly one member who is known here.');
  const chat = [...world.chats.values()].find((one) => one.of === person.key);
  if (!chat?.hasBot)
    return refuse(
      'BotNotInConversationRoster',
      'The bot is not installed in the personal scope of this user.',
    );
  return json({ id: chat.id, serviceUrl: serviceUrlOf(world) }, 201);
}

function startThread(writing: Writing, id: string, first: unknown): HttpAnswer {
  const chat = writing.world.chats.get(id);
  if (!chat) return refuse('ConversationNotFound', 'Conversation not found.');
  const answer = send(writing, { chat }, JSON.stringify(first ?? {}), false);
  if (answer.status >= 400) return answer;
  // What `send` has just written.
  const { id: post } = JSON.parse(answer.body) as { id: string };
  return json(
    { id: `${chat.id};messageid=${post}`, activityId: post, serviceUrl: serviceUrlOf(writing.world) },
    201,
  );
}
