import type { Card } from '../../cards/card.ts';
import type { Conversation, MessageRef, Messenger } from '../../cards/messenger.ts';
import type { Clock } from '../../kernel/clock.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import type { Lang } from '../../kernel/texts/index.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { findRequest, type RequestRow } from '../../ledger/requests.ts';
import {
  findPersonalChat,
  findTeamsPlace,
  forgetTeamsPlace,
  latestTeamsPlace,
  saveTeamsPlace,
  teamsAddresses,
  type TeamsPlace,
} from '../../ledger/teams.ts';
import { whenLedgerAnswers } from '../../ledger/unavailable.ts';
import { splitThread, threadOf } from './arrival.ts';
import type { Connector } from './connector.ts';
import { shareFile, storeFile } from './files.ts';
import type { NamesOn } from './names.ts';
import { adaptiveCard, summaryOf } from './render/card.ts';
import type { AdaptiveCard } from './render/elements.ts';
import { messageOf, renderMessage, type TeamsMessage } from './render/message.ts';
import { renderOwn, renderShared } from './render/own.ts';
import { plain } from './render/text.ts';
import type { Rosters } from './rosters.ts';

export interface TeamsMessengerParts {
  readonly connector: Connector;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly rosters: Rosters;
  readonly namesOn: NamesOn;
  /** Answers in groups that the asker alone sees, where the tenant has them. */
  readonly targetedMessages: boolean;
  /** Can files be fetched from our own server? */
  readonly hasDownloads: boolean;
}

/** The way to people in Teams, and what the door needs of it. */
export interface TeamsMessenger extends Messenger {
  /** A message that only this person sees: there if the app can, else in their chat with the bot. */
  tell(to: Conversation, message: TeamsMessage, known?: TeamsPlace): Promise<Result<MessageRef>>;
  render(card: Card, lang: Lang, tenantId: string): Promise<TeamsMessage>;
  /** Takes a message of ours out of a conversation. */
  remove(place: TeamsPlace, messageId: string): Promise<Result<void>>;
  /** A card for one person in the place of the one that all were sent. */
  renderOwn(
    card: Card,
    lang: Lang,
    tenantId: string,
    reader: { readonly token: string; readonly address: string },
  ): Promise<AdaptiveCard>;
}

/** A card as it is to stand in a place. */
type Draw = (place: TeamsPlace) => Promise<TeamsMessage>;

/** Answers that mean "not there": the person is told in their own chat instead. */
const cannotSpeakThere = new Set([
  '403',
  '404',
  'BotNotInConversationRoster',
  'BotDisabledByAdmin',
  'ConversationNotFound',
  'ConversationBlockedByUser',
  'Forbidden',
  'ForbiddenOperationException',
  'NotFound',
  'teamsPlaceUnknown',
]);

const isShutOut = (result: Result<unknown>): boolean =>
  !result.ok && cannotSpeakThere.has(result.problem.wireCode ?? '');

const unknownPlace = problem(
  'chatRefused',
  { reason: 'unknown conversation' },
  { wireCode: 'teamsPlaceUnknown' },
);

export function teamsMessenger(parts: TeamsMessengerParts): TeamsMessenger {
  const { connector, rosters, ledger, clock, namesOn, targetedMessages } = parts;
  const interims = new Map<string, MessageRef>();

  const render = async (card: Card, lang: Lang, tenantId: string): Promise<TeamsMessage> =>
    renderMessage(card, { lang, nameOf: await namesOn(card, tenantId) });

  /** As it is to stand in a place: where others read too, each is shown theirs. */
  const drawing =
    (card: Card, lang: Lang): Draw =>
    async (place) => {
      const { own } = card;
      if (!own || place.kind === 'personal') return render(card, lang, place.tenantId);
      const nameOf = await namesOn(card, place.tenantId);
      const readers = await rosters.readers(place, own.readers);
      return messageOf(summaryOf(card), renderShared({ ...card, own }, { lang, nameOf }, readers));
    };

  /** A card that Teams finds too large after all is told in words. */
  const small = (message: TeamsMessage, lang: Lang): TeamsMessage =>
    messageOf(message.summary, adaptiveCard(message.summary, [plain(message.summary)], lang));

  const send = async (
    place: TeamsPlace,
    conversationId: string,
    message: TeamsMessage,
    onlyFor?: string,
  ): Promise<Result<MessageRef>> => {
    const sent = await connector.send(place, conversationId, message, onlyFor);
    const again =
      !sent.ok && sent.problem.wireCode === 'MessageSizeTooBig'
        ? await connector.send(place, conversationId, small(message, 'en'), onlyFor)
        : sent;
    if (again.ok)
      return ok({
        app: 'teams',
        tenantId: place.tenantId,
        channelId: conversationId,
        messageId: again.value,
      });
    if (again.problem.wireCode === 'ConversationNotFound')
      await forgetTeamsPlace(ledger, place.tenantId, splitThread(conversationId).channelId);
    return again;
  };

  const personalChat = async (tenantId: string, userId: string): Promise<Result<TeamsPlace>> => {
    const known = await findPersonalChat(ledger, tenantId, userId);
    if (known) return ok(known);
    const near = await latestTeamsPlace(ledger, tenantId);
    if (!near) return fail(unknownPlace);
    const addresses = await teamsAddresses(ledger, tenantId, [userId]);
    const opened = await connector.openChat(near, addresses.get(userId) ?? userId);
    if (!opened.ok) return opened;
    const place: TeamsPlace = { ...near, conversationId: opened.value, kind: 'personal', userId };
    await saveTeamsPlace(ledger, place, clock.now());
    return ok(place);
  };

  const direct = async (to: Conversation, draw: Draw): Promise<Result<MessageRef>> => {
    const chat = await personalChat(to.tenantId, to.userId);
    return chat.ok ? send(chat.value, chat.value.conversationId, await draw(chat.value)) : chat;
  };

  const placeFor = (to: Conversation): Promise<TeamsPlace | undefined> =>
    to.channelId === undefined
      ? Promise.resolve(undefined)
      : placeOfChannel(to.tenantId, splitThread(to.channelId).channelId);

  /** A channel of the policy in which nobody has spoken yet: the tenant's other places know the way. */
  const placeOfChannel = async (
    tenantId: string,
    conversationId: string,
  ): Promise<TeamsPlace | undefined> => {
    const known = await findTeamsPlace(ledger, tenantId, conversationId);
    if (known) return known;
    const near = await latestTeamsPlace(ledger, tenantId);
    return near && { ...near, conversationId, kind: 'channel', userId: undefined };
  };

  const sendThere = async (to: Conversation, draw: Draw): Promise<Result<MessageRef>> => {
    const place = await placeFor(to);
    if (!place || to.channelId === undefined) return fail(unknownPlace);
    // Only channels have threads; in a chat the answer simply comes next.
    const id =
      place.kind === 'channel' && to.threadId !== undefined
        ? threadOf(to.channelId, splitThread(to.channelId).threadId ?? to.threadId)
        : to.channelId;
    return send(place, id, await draw(place));
  };

  const postOrTell = async (
    to: Conversation,
    draw: Draw,
    onlyThere: boolean,
  ): Promise<Result<MessageRef>> => {
    if (to.channelId === undefined) return direct(to, draw);
    const sent = await sendThere(to, draw);
    return isShutOut(sent) && !onlyThere ? direct(to, draw) : sent;
  };

  const tell = async (
    to: Conversation,
    message: TeamsMessage,
    known?: TeamsPlace,
  ): Promise<Result<MessageRef>> => {
    const place = known ?? (await placeFor(to));
    if (place?.kind === 'personal') return send(place, place.conversationId, message);
    if (place && targetedMessages && to.channelId !== undefined) {
      const address = (await teamsAddresses(ledger, to.tenantId, [to.userId])).get(to.userId);
      if (address !== undefined) {
        const sent = await send(place, to.channelId, message, address);
        if (sent.ok || sent.problem.retry !== 'no') return sent;
      }
    }
    return direct(to, () => Promise.resolve(message));
  };

  const update = async (ref: MessageRef, draw: Draw): Promise<Result<void>> => {
    const place = await placeOfChannel(ref.tenantId, splitThread(ref.channelId).channelId);
    if (!place) return fail(unknownPlace);
    return connector.update(place, ref.channelId, ref.messageId, await draw(place));
  };

  const answer = async (
    request: RequestRow,
    card: Card,
    lang: Lang,
    interim: boolean,
  ): Promise<Result<void>> => {
    const message = await render(card, lang, request.tenant_id);
    const earlier = interims.get(request.id);
    if (earlier) {
      interims.delete(request.id);
      const edited = await update(earlier, () => Promise.resolve(message));
      if (edited.ok) return edited;
    }
    const sent = await tell(conversationOf(request), message);
    if (!sent.ok) return sent;
    if (interim) remember(interims, request.id, sent.value);
    return ok(undefined);
  };

  /** What the ledger throws when it is away becomes a Problem. */
  const guarded = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    const done = await whenLedgerAnswers(work);
    return done.ok ? done.value : done;
  };

  return {
    render,
    renderOwn: async (card, lang, tenantId, { token, address }) =>
      renderOwn(card, { lang, nameOf: await namesOn(card, tenantId) }, token, address),
    tell: (to, message, known) => guarded(() => tell(to, message, known)),
    remove: (place, messageId) => guarded(() => connector.remove(place, place.conversationId, messageId)),
    answer: async (requestId, card, lang, { interim = false } = {}) => {
      const found = await whenLedgerAnswers(() => findRequest(ledger, requestId));
      if (!found.ok) return found;
      const request = found.value;
      if (!request) throw new Error(`no request ${requestId}`);
      return guarded(() => answer(request, card, lang, interim));
    },
    post: (to, card, lang, { onlyThere = false } = {}) =>
      guarded(() => postOrTell(to, drawing(card, lang), onlyThere)),
    update: (ref, card, lang) => guarded(() => update(ref, drawing(card, lang))),
    uploadFile: (to, file, signal) => guarded(() => storeFile(ledger, to, file, signal)),
    shareFile: (to, fileId, file) =>
      guarded(() => shareFile({ ...parts, send, personalChat, placeOfChannel }, to, fileId, file)),
  };
}

const conversationOf = (request: RequestRow): Conversation => ({
  app: 'teams',
  tenantId: request.tenant_id,
  userId: request.user_id,
  ...(request.channel_id === null ? {} : { channelId: request.channel_id }),
  ...(request.thread_id === null ? {} : { threadId: request.thread_id }),
});

/** A request that is handed over gets no final answer here, so the oldest are forgotten. */
function remember(refs: Map<string, MessageRef>, id: string, ref: MessageRef): void {
  const [oldest] = refs.keys();
  if (oldest !== undefined && refs.size >= 1_000) refs.delete(oldest);
  refs.set(id, ref);
}
