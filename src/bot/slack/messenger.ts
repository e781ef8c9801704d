import type { Card } from '../../cards/card.ts';
import type { Conversation, MessageRef, Messenger } from '../../cards/messenger.ts';
import type { Clock } from '../../kernel/clock.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import type { Lang } from '../../kernel/texts/index.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { dropReplyAddress, findRequest, type RequestRow, takeReplyAddress } from '../../ledger/requests.ts';
import { whenLedgerAnswers } from '../../ledger/unavailable.ts';
import { shareFile, uploadFile } from './files.ts';
import { openPacing } from '../pacing.ts';
import type { Pictures } from './pictures.ts';
import type { SlackMessage } from './render/card.ts';
import { reply, replyEnded, replyLimits } from './reply-url.ts';
import { asGoodAsItGets } from './simpler.ts';
import type { SlackApi } from './web-api.ts';

export interface SlackMessengerParts {
  readonly api: SlackApi;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** For charts that Slack refuses to draw; without it they are said in words. */
  readonly pictures?: Pictures;
}

/** Slack takes about one message a second per channel; edits have a limit of their own, fifty a minute. */
const postEveryMs = 1_100;

/** Answers of Slack that mean "not there": the person is told in their direct conversation instead. */
const cannotSpeakThere = new Set([
  'channel_not_found',
  'not_in_channel',
  'user_not_in_channel',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'messages_tab_disabled',
  'cannot_reply_to_message',
]);

/** The way to people in Slack. */
export function slackMessenger({ api, ledger, clock, pictures }: SlackMessengerParts): Messenger {
  const pacing = openPacing(clock, postEveryMs);
  const interimShown = new Set<string>();

  const show = <T>(card: Card, lang: Lang, send: (message: SlackMessage) => Promise<Result<T>>) =>
    asGoodAsItGets(card, lang, send, pictures);

  const post = async (
    channel: string,
    threadId: string | undefined,
    message: SlackMessage,
  ): Promise<Result<{ channelId: string; messageId: string }>> => {
    await pacing.turn(channel);
    const sent = await api.patiently('chat.postMessage', (client) =>
      client.chat.postMessage({
        ...message,
        channel,
        unfurl_links: false,
        unfurl_media: false,
        ...(threadId === undefined ? {} : { thread_ts: threadId }),
      }),
    );
    if (!sent.ok) return sent;
    const { channel: channelId = channel, ts: messageId } = sent.value;
    return messageId
      ? ok({ channelId, messageId })
      : fail(problem('chatRefused', { reason: 'no message id' }));
  };

  /** In the conversation, or in the person's own where the bot may not speak there. */
  const postOrTell = async (to: Conversation, card: Card, lang: Lang, onlyThere: boolean) => {
    const direct = () => show(card, lang, (message) => post(to.userId, undefined, message));
    const { channelId } = to;
    if (channelId === undefined) return direct();
    const sent = await show(card, lang, (message) => post(channelId, to.threadId, message));
    return isShutOut(sent) && !onlyThere ? direct() : sent;
  };

  const whisper = async (request: RequestRow, message: SlackMessage, channel: string) => {
    const sent = await api.patiently('chat.postEphemeral', (client) =>
      client.chat.postEphemeral({
        ...message,
        channel,
        user: request.user_id,
        ...(request.thread_id === null ? {} : { thread_ts: request.thread_id }),
      }),
    );
    return sent.ok ? ok(undefined) : sent;
  };

  /** Undefined when the reply address has ended, or there never was one. */
  const answerByReplyUrl = async (
    request: RequestRow,
    card: Card,
    lang: Lang,
    interim: boolean,
  ): Promise<Result<void> | undefined> => {
    // A press replaces the very card that was pressed, so only what a typed command said before is replaced.
    const replaceOriginal =
      !interim && interimShown.has(request.id) && request.dedupe_key.startsWith('command:');
    const limits = {
      // The last use is kept for the final answer.
      uses: interim ? replyLimits.uses - 1 : replyLimits.uses,
      receivedAfter: new Date(clock.now().getTime() - replyLimits.ageMs),
    };
    const sent = await show(card, lang, async (message) => {
      const url = await takeReplyAddress(ledger, request.id, limits);
      if (url === undefined) return fail(problem('chatRefused', { reason: replyEnded }));
      const first = await reply(api.fetch, url, { ...message, replaceOriginal });
      if (first.ok || first.problem.code === 'chatRefused') return first;
      // Shown twice is better than not at all: it is the same answer, and to one person.
      await clock.sleep(first.problem.retryAfterMs ?? 1_000);
      return reply(api.fetch, url, { ...message, replaceOriginal });
    });
    if (sent.ok) return sent;
    if (sent.problem.wireCode === replyEnded) await dropReplyAddress(ledger, request.id);
    return undefined;
  };

  const answer = async (
    request: RequestRow,
    card: Card,
    lang: Lang,
    interim: boolean,
  ): Promise<Result<void>> => {
    const replied = await answerByReplyUrl(request, card, lang, interim);
    if (replied) return replied;
    // A note that work goes on is not worth a message in another place.
    if (interim) return ok(undefined);
    const { channel_id: channel } = request;
    if (channel !== null) {
      const sent = await show(card, lang, (message) => whisper(request, message, channel));
      if (!isShutOut(sent)) return sent;
    }
    const sent = await show(card, lang, (message) => post(request.user_id, undefined, message));
    return sent.ok ? ok(undefined) : sent;
  };

  return {
    answer: async (requestId, card, lang, { interim = false } = {}) => {
      const found = await whenLedgerAnswers(() => findRequest(ledger, requestId));
      if (!found.ok) return found;
      const request = found.value;
      if (!request) throw new Error(`no request ${requestId}`);
      const sent = await whenLedgerAnswers(() => answer(request, card, lang, interim));
      const result = sent.ok ? sent.value : sent;
      if (interim && result.ok) remember(interimShown, requestId);
      if (!interim) interimShown.delete(requestId);
      return result;
    },
    post: async (to, card, lang, { onlyThere = false } = {}) => {
      const sent = await postOrTell(to, card, lang, onlyThere);
      return sent.ok ? ok({ app: 'slack', tenantId: to.tenantId, ...sent.value }) : sent;
    },
    update: async (ref, card, lang) => {
      await pacing.turn(ref.channelId);
      return show(card, lang, async (message) => {
        const sent = await api.patiently(
          'chat.update',
          (client) => client.chat.update({ ...message, channel: ref.channelId, ts: ref.messageId }),
          { repeatable: true },
        );
        return sent.ok ? ok(undefined) : sent;
      });
    },
    uploadFile: (_to: MessageRef, file, signal) => uploadFile(api, file, signal),
    shareFile: (to, fileId, file) => shareFile(api, clock, to, fileId, file),
  };
}

/** A request that is handed over gets no final answer here, so the oldest are forgotten. */
function remember(ids: Set<string>, id: string): void {
  const [oldest] = ids;
  if (oldest !== undefined && ids.size >= 1_000) ids.delete(oldest);
  ids.add(id);
}

const isShutOut = (result: Result<unknown>): boolean =>
  !result.ok && cannotSpeakThere.has(result.problem.wireCode ?? '');
