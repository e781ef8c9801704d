import { z } from 'zod';
import { problemText } from '../../cards/problem.ts';
import { translator } from '../../kernel/texts/index.ts';
import { within } from '../within.ts';
import type { InvokeAnswer } from './activity.ts';
import { saying } from './answers.ts';
import type { Arrival } from './arrival.ts';
import type { Door } from './door.ts';
import { renderCard } from './render/card.ts';
import { limits } from './render/limits.ts';
import { cardType } from './render/message.ts';
import { line } from './render/text.ts';

const query = z.object({
  // Some clients leave the command out; the first one is meant.
  commandId: z.string().default('customer'),
  parameters: z.array(z.object({ name: z.string(), value: z.coerce.string().max(1_000) })).default([]),
});

/** Teams waits for five seconds. */
const searchMs = 3_500;
const queryName = 'composeExtension/query';

/** Searches from the box in which a message is written; the card goes into that message. */
export async function onExtensionQuery(door: Door, arrival: Arrival, value: unknown): Promise<InvokeAnswer> {
  const read = query.safeParse(value);
  const lang = door.people.langOf(arrival.userId);
  const t = translator(lang);
  const say = (text: string) => saying(queryName, text);
  if (!read.success) return say(t('teams.unknownRequest'));
  // On opening Teams asks with a parameter of its own.
  const typed = read.data.parameters.find(({ name }) => name === 'text')?.value ?? '';
  if (typed.trim() === '') return say(t('compose.typeMore'));
  const late = new AbortController();
  const actor = await door.actorOf(arrival.tenantId, arrival.userId);
  const search = door.composeBox.search(read.data.commandId, typed, actor, late.signal);
  const found = await within(searchMs, search).finally(() => late.abort());
  if (!found) return say(t('compose.late'));
  if (!found.ok) return say(problemText(found.problem, t));
  if (found.value.length === 0) return say(t('teams.foundNothing'));
  const attachments = found.value.slice(0, limits.suggestions).map(({ label, description, card }) => ({
    contentType: cardType,
    content: renderCard(card, { lang }),
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { title: line(label, limits.title), text: line(description, limits.title) },
    },
  }));
  return {
    status: 200,
    body: { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } },
  };
}

const action = z.object({ commandId: z.string() });

/** Something to do with a message; undefined when nobody knows it. */
export function onMessageAction(
  { composeBox, people }: Door,
  { userId }: Arrival,
  name: string,
  value: unknown,
): InvokeAnswer | undefined {
  const read = action.safeParse(value);
  const text = read.success
    ? composeBox.notYet(read.data.commandId, { lang: people.langOf(userId) })
    : undefined;
  return text === undefined ? undefined : saying(name, text);
}
