import type { Refusals } from '../../wire/answer-bot.ts';
import { type HttpAnswer, json } from '../../wire/http.ts';

/** How the Connector says no. */

const statuses = {
  BadSyntax: 400,
  BadArgument: 400,
  Unauthorized: 401,
  BotNotInConversationRoster: 403,
  ForbiddenOperationException: 403,
  ConversationBlockedByUser: 403,
  ConversationNotFound: 404,
  ActivityNotFoundInConversation: 404,
  MemberNotFoundInConversation: 404,
  NotFound: 404,
  PreconditionFailed: 412,
  MessageSizeTooBig: 413,
  TooManyRequests: 429,
  ServiceError: 502,
} as const;

export type RefusalCode = keyof typeof statuses;

const isCode = (code: string): code is RefusalCode => code in statuses;

export const refuse = (code: RefusalCode, message: string): HttpAnswer =>
  json({ error: { code, message } }, statuses[code]);

export const tooMany = (retryAfter: number): HttpAnswer => ({
  ...refuse('TooManyRequests', 'API calls quota exceeded. Retry later.'),
  headers: { 'retry-after': String(retryAfter) },
});

export const refusals: Refusals = {
  ratelimited: ({ retryAfter }) => tooMany(retryAfter),
  error: ({ error }) =>
    isCode(error)
      ? refuse(error, 'ordered as a bad day')
      : json({ error: { code: error, message: '' } }, 400),
  noBlock: ({ block }) => refuse('BadArgument', `Unknown element: ${block}`),
};
