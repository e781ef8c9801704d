import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import type { TeamsPlace } from '../../ledger/teams.ts';
import { patiently } from '../patience.ts';
import type { Http } from './http.ts';
import type { TeamsMessage } from './render/message.ts';
import type { Tokens } from './tokens.ts';
import type { Turn } from './turns.ts';

type Speaking = Pick<TeamsPlace, 'tenantId' | 'serviceUrl' | 'botId'>;

/** Calls to the Bot Connector, by the public Bot Framework REST protocol. */
export interface Connector {
  /** Answers the id of the message. `onlyFor`: an address that alone sees it. */
  send(
    from: Speaking,
    conversationId: string,
    message: TeamsMessage,
    onlyFor?: string,
  ): Promise<Result<string>>;
  update(
    from: Speaking,
    conversationId: string,
    messageId: string,
    message: TeamsMessage,
  ): Promise<Result<void>>;
  /** Takes a message back; one that is gone already is no failure. */
  remove(from: Speaking, conversationId: string, messageId: string): Promise<Result<void>>;
  /** Who is in a conversation: all of them, or the first and that there are more. */
  members(from: Speaking, conversationId: string): Promise<Result<Roster>>;
  /** Whether an address belongs to somebody in it. */
  isMember(from: Speaking, conversationId: string, address: string): Promise<Result<boolean>>;
  /** Answers the id of the bot's chat with a person, who must have the app. */
  openChat(from: Speaking, address: string): Promise<Result<string>>;
}

export interface Roster {
  readonly addresses: readonly string[];
  readonly isComplete: boolean;
}

const roster = z.object({
  members: z.array(z.object({ id: z.string() })),
  continuationToken: z.string().nullish(),
});
/** Teams gives no fewer at once than fifty; more than a refresh can name are not needed. */
const membersAtOnce = 100;

const audience = 'https://api.botframework.com';
const callMs = 20_000;
const made = z.object({ id: z.string().min(1) });

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export function openConnector({
  http,
  tokens,
  turn,
  clock,
}: {
  readonly http: Http;
  readonly tokens: Tokens;
  readonly turn: Turn;
  readonly clock: Clock;
}): Connector {
  const once = async (name: string, method: Method, url: string, body: object | undefined) => {
    const token = await tokens.of(audience);
    if (!token.ok) return token;
    const sent = await http(name, {
      method,
      url,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(token.value === '' ? {} : { authorization: `Bearer ${token.value}` }),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      timeoutMs: callMs,
    });
    // A token may be withdrawn before it ends.
    if (!sent.ok && unauthorised.has(sent.problem.wireCode ?? '')) tokens.forget(audience);
    return sent;
  };

  const call = async (
    name: string,
    method: Method,
    { from, path, key }: { readonly from: Speaking; readonly path: string; readonly key: string },
    body?: object,
  ): Promise<Result<unknown>> => {
    const url = new URL(path, from.serviceUrl.endsWith('/') ? from.serviceUrl : `${from.serviceUrl}/`);
    return patiently(
      clock,
      async () => {
        await turn(from.tenantId, key);
        return once(name, method, url.href, body);
      },
      // Done twice, an edit or a removal is the same.
      { repeatable: method !== 'POST' },
    );
  };

  const idOf = (answer: Result<unknown>): Result<string> => {
    if (!answer.ok) return answer;
    const read = made.safeParse(answer.value);
    return read.success ? ok(read.data.id) : fail(problem('chatRefused', { reason: 'no id' }));
  };

  const conversation = (id: string) => `v3/conversations/${encodeURIComponent(id)}`;
  const activities = (id: string) => `${conversation(id)}/activities`;

  return {
    send: async (from, conversationId, message, onlyFor) => {
      const query = onlyFor === undefined ? '' : '?isTargetedActivity=true';
      const target = onlyFor === undefined ? {} : { recipient: { id: onlyFor } };
      return idOf(
        await call(
          'send',
          'POST',
          { from, path: `${activities(conversationId)}${query}`, key: conversationId },
          { ...message, from: { id: from.botId }, conversation: { id: conversationId }, ...target },
        ),
      );
    },
    update: async (from, conversationId, messageId, message) => {
      const sent = await call(
        'update',
        'PUT',
        {
          from,
          path: `${activities(conversationId)}/${encodeURIComponent(messageId)}`,
          key: conversationId,
        },
        { ...message, id: messageId, from: { id: from.botId }, conversation: { id: conversationId } },
      );
      return sent.ok ? ok(undefined) : sent;
    },
    remove: async (from, conversationId, messageId) => {
      const path = `${activities(conversationId)}/${encodeURIComponent(messageId)}`;
      const sent = await call('delete', 'DELETE', { from, path, key: conversationId });
      return sent.ok || noMessage.has(sent.problem.wireCode ?? '') ? ok(undefined) : sent;
    },
    members: async (from, conversationId) => {
      const read = await call('members', 'GET', {
        from,
        path: `${conversation(conversationId)}/pagedmembers?pageSize=${membersAtOnce}`,
        key: `members ${conversationId}`,
      });
      if (!read.ok) return read;
      const page = roster.safeParse(read.value);
      if (!page.success) return fail(problem('chatRefused', { reason: 'no members' }));
      const { members, continuationToken } = page.data;
      return ok({ addresses: members.map(({ id }) => id), isComplete: !continuationToken });
    },
    isMember: async (from, conversationId, address) => {
      const path = `${conversation(conversationId)}/members/${encodeURIComponent(address)}`;
      const read = await call('member', 'GET', { from, path, key: `members ${conversationId}` });
      if (read.ok) return ok(true);
      return noMember.has(read.problem.wireCode ?? '') ? ok(false) : read;
    },
    openChat: async (from, address) =>
      idOf(
        await call(
          'open',
          'POST',
          { from, path: 'v3/conversations', key: address },
          {
            isGroup: false,
            bot: { id: from.botId },
            members: [{ id: address }],
            tenantId: from.tenantId,
            channelData: { tenant: { id: from.tenantId } },
          },
        ),
      ),
  };
}

const noMessage = new Set(['404', 'NotFound', 'ActivityNotFoundInConversation']);
const noMember = new Set(['404', 'NotFound', 'MemberNotFoundInConversation']);
const unauthorised = new Set(['401', 'Unauthorized', 'InvalidAuthenticationToken']);
