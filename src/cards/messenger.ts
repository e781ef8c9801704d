import type { Lang } from '../kernel/texts/index.ts';
import type { Result } from '../kernel/result.ts';
import type { Card } from './card.ts';

export type ChatApp = 'slack' | 'teams';

/** Where somebody spoke. Plain ids, so that a job finds the way back after a restart. */
export interface Conversation {
  readonly app: ChatApp;
  /** Slack: enterprise or team id. Teams: tenant id. */
  readonly tenantId: string;
  /** Absent when they spoke from App Home: the answer then goes to the direct conversation. */
  readonly channelId?: string;
  readonly threadId?: string;
  /** Who spoke, as the app names them. */
  readonly userId: string;
}

/** A message of ours that can be edited. */
export interface MessageRef {
  readonly app: ChatApp;
  readonly tenantId: string;
  readonly channelId: string;
  readonly messageId: string;
}

/** A file to deliver. `step` is kept by the caller so that a restart goes on where it stopped and the file comes once. */
export interface OutgoingFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly comment: string;
  /** Who asked for it: where an app hands files out by link, nobody else gets one. */
  readonly userId: string;
}

/**
 * The way to people, implemented by each door (`bot/slack`, `bot/teams`) and handed to jobs and handlers by `main`.
 * A failure is a Problem: `chatUnavailable` may be tried later, `chatRefused` may not.
 */
export interface Messenger {
  /**
   * Answers a request where it was made, seen by the asker alone where the app can. Uses the request's own reply
   * address while it lasts, then falls back to a private message. `interim` marks a "still working" note, which the
   * final answer replaces.
   */
  answer(
    requestId: string,
    card: Card,
    lang: Lang,
    options?: { readonly interim?: boolean },
  ): Promise<Result<void>>;
  /** A message in the conversation, or in the direct one where the bot may not speak there, unless it is for that place only. */
  post(
    to: Conversation,
    card: Card,
    lang: Lang,
    options?: { readonly onlyThere?: boolean },
  ): Promise<Result<MessageRef>>;
  update(ref: MessageRef, card: Card, lang: Lang): Promise<Result<void>>;
  /** First step of a delivery: registers the file with the app and returns the id to remember before `shareFile`. */
  uploadFile(
    to: MessageRef,
    file: OutgoingFile,
    signal?: AbortSignal,
  ): Promise<Result<{ readonly fileId: string }>>;
  /** Second step: shows the uploaded file in the thread of `to`. Repeating it does not show it twice. */
  shareFile(
    to: MessageRef,
    fileId: string,
    file: Pick<OutgoingFile, 'name' | 'comment'>,
  ): Promise<Result<void>>;
}
