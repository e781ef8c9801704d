import { tenant } from '../../people.ts';
import { botAccount, envelope } from '../out/activity.ts';
import type { Activity } from '../out/deliver.ts';
import { announce, driveUrl, fileType } from '../state/files.ts';
import { addPost } from '../state/posts.ts';
import { type Attachment, type Chat, type Post, tell, type World } from '../state/world.ts';
import { type Outcome, outcome, personOf, type Stage, unheard } from './stage.ts';

/** Messages people write, and the bot being added and taken away. */

export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Saying {
  /** Answers in the thread of this post. */
  readonly under?: Post;
  /** Outside personal chats a bot hears only where it is mentioned; true unless told otherwise. */
  readonly mention?: boolean;
  /** Typed as a slash command: heard without a mention, and seen by nobody else. */
  readonly slash?: boolean;
  readonly files?: readonly GivenFile[];
}

const mention = `<at>${tenant.botName}</at>`;

const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\n/g, '<br>');

export async function say(
  stage: Stage,
  person: string,
  chat: Chat,
  words: string,
  { under, mention: mentioned = true, slash = false, files = [] }: Saying = {},
): Promise<Outcome> {
  const { world } = stage;
  const here = chat.kind === 'personal' && !chat.hasBot ? await install(stage, person, chat) : chat;
  const called = here.kind === 'personal' || slash || mentioned;
  const root = here.kind === 'channel' && under ? (under.root ?? under.id) : undefined;
  const shared = files.map((file) => shareFile(world, person, file));
  const post = addPost(world, {
    chat: here.id,
    author: person,
    root,
    text: here.kind === 'personal' || slash || !mentioned ? words : `@${tenant.botName} ${words}`,
    attachments: shared,
    onlyFor: slash ? person : undefined,
  });
  if (!called || !here.hasBot) return unheard;
  const thread = here.kind === 'channel' ? (root ?? post.id) : undefined;
  const base = envelope(world, personOf(world, person), { chat: here, root: thread });
  const said = here.kind === 'personal' ? plain(words) : rich(words, slash);
  return outcome(
    await stage.deliver({
      ...base,
      ...said,
      id: post.id,
      entities: [...entitiesOf(base), ...said.entities],
      attachments: [...shared, ...said.attachments],
      ...(slash ? { recipient: { ...botAccount, isTargeted: true } } : {}),
      ...(root === undefined ? {} : { replyToId: root }),
    }),
  );
}

const entitiesOf = (activity: Activity): unknown[] =>
  Array.isArray(activity['entities']) ? activity['entities'] : [];

const plain = (text: string) => ({ text, textFormat: 'plain', entities: [], attachments: [] });

/** Outside personal chats the words come as they stand in HTML, with the mention in them. */
function rich(words: string, slash: boolean) {
  const text = slash ? escaped(words) : `${mention}&nbsp;${escaped(words)}`;
  return {
    text,
    textFormat: 'plain',
    entities: slash ? [] : [{ type: 'mention', mentioned: botAccount, text: mention }],
    attachments: [{ contentType: 'text/html', content: `<p>${text}</p>` }],
  };
}

function shareFile(world: World, person: string, { name, bytes }: GivenFile): Attachment {
  const file = announce(world, person, name, Buffer.from(bytes));
  return {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    name,
    contentUrl: driveUrl(world, file),
    content: { downloadUrl: driveUrl(world, file), uniqueId: file.id, fileType: fileType(name) },
  };
}

/** The bot is added to a chat, and hears of it twice, as in Teams. */
export async function install(stage: Stage, person: string, chat: Chat): Promise<Chat> {
  const here = setInstalled(stage.world, chat, true);
  const base = envelope(stage.world, personOf(stage.world, person), { chat });
  await stage.deliver({ ...base, type: 'installationUpdate', action: 'add' });
  await stage.deliver({
    ...base,
    id: `${String(base['id'])}1`,
    type: 'conversationUpdate',
    membersAdded: [botAccount],
  });
  return here;
}

export async function uninstall(stage: Stage, person: string, chat: Chat): Promise<Chat> {
  const base = envelope(stage.world, personOf(stage.world, person), { chat });
  const here = setInstalled(stage.world, chat, false);
  await stage.deliver({ ...base, type: 'installationUpdate', action: 'remove' });
  return here;
}

function setInstalled(world: World, old: Chat, hasBot: boolean): Chat {
  const chat: Chat = { ...old, hasBot };
  world.chats.set(chat.id, chat);
  tell(world, { type: 'chat', chat });
  return chat;
}
