import type { Card } from '../../cards/card.ts';
import { type ExportProgress, exportProgressCard } from '../../cards/exports.ts';
import type { Conversation, MessageRef, Messenger } from '../../cards/messenger.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type ExportRow, rememberMessage } from '../../ledger/exports.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { ExportWords } from './cards.ts';

/** The one message of an export, edited as it goes on. */
export interface Teller {
  /** The message, posted when there is none yet. */
  begin(progress: ExportProgress): Promise<Result<MessageRef>>;
  /** Edits the message now and then; never waits for it. */
  progress(progress: ExportProgress): void;
  /** Edits the message for sure, after what was under way; without one, answers the request. */
  say(card: Card): Promise<Result<void>>;
}

/** Slack allows about one edit a second per message; people read slower. */
const everyMs = 2_000;

export function openTeller(parts: {
  readonly ledger: Ledger;
  readonly messenger: Messenger;
  readonly row: ExportRow;
  readonly words: ExportWords;
  readonly clock: Clock;
  readonly log: Log;
}): Teller {
  const { ledger, messenger, row, words, clock, log } = parts;
  let message: MessageRef | undefined = row.message ?? undefined;
  let editing: Promise<unknown> = Promise.resolve();
  let busy = false;
  let saidAt = 0;

  const cardOf = (progress: ExportProgress) => exportProgressCard(words.t, words.subject, progress);
  return {
    begin: async (progress) => {
      if (message) return ok(message);
      const posted = await messenger.post(conversationOf(row), cardOf(progress), words.subject.lang);
      if (!posted.ok) return posted;
      message = posted.value;
      saidAt = clock.now().getTime();
      await rememberMessage(ledger, row.id, message);
      return posted;
    },
    progress: (progress) => {
      const now = clock.now().getTime();
      if (!message || busy || now - saidAt < everyMs) return;
      busy = true;
      saidAt = now;
      editing = messenger
        .update(message, cardOf(progress), words.subject.lang)
        .then((edited) => {
          if (!edited.ok) log.warn({ code: edited.problem.code }, 'progress was not shown');
        })
        .catch((error: unknown) => log.error({ err: error }, 'progress broke'))
        .finally(() => (busy = false));
    },
    say: async (card) => {
      await editing;
      const { lang } = words.subject;
      return message ? messenger.update(message, card, lang) : messenger.answer(row.request_id, card, lang);
    },
  };
}

const conversationOf = (row: ExportRow): Conversation => ({
  app: row.app === 'teams' ? 'teams' : 'slack',
  tenantId: row.tenant_id,
  userId: row.user_id,
  ...(row.channel_id === null ? {} : { channelId: row.channel_id }),
  ...(row.thread_id === null ? {} : { threadId: row.thread_id }),
});
