import { tenant } from '../../people.ts';
import { type HttpAnswer, json } from '../../wire/http.ts';
import { findPost } from '../state/posts.ts';
import type { Chat } from '../state/world.ts';
import { createConversation, remove, send, update, type Writing } from './messages.ts';
import { refuse } from './refusal.ts';
import { allMembers, oneMember, pagedMembers } from './roster.ts';

/** The REST side of the Bot Connector: what the bot calls, by path. */

export interface ConnectorCall {
  readonly method: string;
  /** Decoded, after `/connector`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly body: string;
}

/** The name under which faults strike, and the inspector lists, a call. */
export function nameOfCall({ method, path }: ConnectorCall): string {
  const [, area = '', , what = '', activity] = path;
  if (area === 'teams') return 'team';
  if (what === '') return 'createConversation';
  if (what !== 'activities') return 'members';
  if (method === 'PUT') return 'update';
  if (method === 'DELETE') return 'delete';
  return activity === undefined ? 'send' : path[5] === 'members' ? 'members' : 'reply';
}

export function callConnector(writing: Writing, call: ConnectorCall): HttpAnswer {
  const { method, path, query, body } = call;
  const [version, area, id = '', what, activity, below] = path;
  const { world } = writing;
  if (version !== 'v3') return refuse('NotFound', 'No such path.');
  if (area === 'teams') return team(writing, id, what);
  if (area !== 'conversations') return refuse('NotFound', 'No such path.');
  if (id === '')
    return method === 'POST' ? createConversation(writing, body) : refuse('NotFound', 'No such path.');
  const [chatId = '', root] = id.split(';messageid=');
  const chat = world.chats.get(chatId);
  if (!chat) return refuse('ConversationNotFound', 'Conversation not found.');
  const targeted = query.get('isTargetedActivity') === 'true';
  switch (`${method} ${what ?? ''}${activity === undefined ? '' : '/'}${below ?? ''}`) {
    case 'POST activities':
      return send(writing, { chat, root }, body, targeted);
    case 'POST activities/':
      return send(writing, { chat, root: root ?? rootOf(writing, chat, activity) }, body, targeted);
    case 'PUT activities/':
      return update(writing, chat, activity ?? '', body);
    case 'DELETE activities/':
      return remove(writing, chat, activity ?? '');
    case 'GET members':
    case 'GET activities/members':
      return present(chat, () => allMembers(world, chat));
    case 'GET members/':
      return present(chat, () => oneMember(world, chat, activity ?? ''));
    case 'GET pagedmembers':
      return present(chat, () => pagedMembers(world, chat, query));
    default:
      return refuse('NotFound', 'No such path.');
  }
}

const present = (chat: Chat, answer: () => HttpAnswer): HttpAnswer =>
  chat.hasBot
    ? answer()
    : refuse('BotNotInConversationRoster', 'The bot is not part of the conversation roster.');

/** A reply in a channel goes into the thread of what it answers. */
function rootOf({ world }: Writing, chat: Chat, activity = ''): string | undefined {
  const post = findPost(world, activity);
  return chat.kind === 'channel' && post?.chat === chat.id ? (post.root ?? post.id) : undefined;
}

function team({ world }: Writing, id: string, what: string | undefined): HttpAnswer {
  if (id !== tenant.team.id) return refuse('NotFound', 'No such team.');
  if (what === 'conversations') {
    const channels = [...world.chats.values()].filter((chat) => chat.kind === 'channel');
    return json({ conversations: channels.map((chat) => ({ id: chat.id, name: chat.name })) });
  }
  return json({ id, name: tenant.team.name, aadGroupId: tenant.team.groupId, tenantId: tenant.id });
}
