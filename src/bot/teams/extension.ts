import { z } from 'zod';
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
  // Some clients leave the command out; there is only one.
  commandId: z.literal('customer').optional(),
  parameters: z.array(z.object({ name: z.string(), value: z.coerce.string() })).default([]),
});

const searchMs = 3_000;
const name = 'composeExtension/query';

/** Looks for customers from the box in which a message is written; the card goes into that message. */
export async function onExtensionQuery(door: Door, arrival: Arrival, value: unknown): Promise<InvokeAnswer> {
  const read = query.safeParse(value);
  const lang = door.people.langOf(arrival.userId);
  const t = translator(lang);
  if (!read.success) return saying(name, t('teams.unknownRequest'));
  // On opening Teams asks with a parameter of its own.
  const typed = read.data.parameters.find((parameter) => parameter.name === 'text')?.value ?? '';
  const actor = await door.actorOf(arrival.tenantId, arrival.userId);
  const found = await within(searchMs, door.desk.suggest('customer', typed, actor));
  if (!found || found.length === 0) return saying(name, t('teams.foundNothing'));
  const attachments = found.slice(0, limits.suggestions).map(({ value: id, label, description = '' }) => ({
    contentType: cardType,
    content: renderCard(
      {
        summary: label,
        title: label,
        blocks: [
          { kind: 'facts', facts: [{ label: t('accounts.customerId'), value: [{ code: id }] }] },
          {
            kind: 'actions',
            actions: [
              { label: t('accounts.buttonShow'), does: { type: 'command', line: `customer show ${id}` } },
            ],
          },
        ],
      },
      { lang },
    ),
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { title: line(label, limits.title), text: line(description || id, limits.title) },
    },
  }));
  return {
    status: 200,
    body: { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } },
  };
}
