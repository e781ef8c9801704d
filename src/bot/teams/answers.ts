import type { InvokeAnswer } from './activity.ts';
import type { AdaptiveCard } from './render/elements.ts';
import { cardType } from './render/message.ts';

/** In the place of the card whose button was pressed, for the one who pressed it. */
export const cardAnswer = (card: AdaptiveCard): InvokeAnswer => ({
  status: 200,
  body: { statusCode: 200, type: cardType, value: card },
});

/** A sentence under the card, for the one who pressed. */
export const sentenceAnswer = (text: string): InvokeAnswer => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text },
});

export const dialogAnswer = (title: string, card: AdaptiveCard): InvokeAnswer => ({
  status: 200,
  body: {
    task: {
      type: 'continue',
      value: { title, width: 'medium', height: 'large', card: { contentType: cardType, content: card } },
    },
  },
});

/** Closes the dialog. */
export const doneAnswer: InvokeAnswer = { status: 200 };

export const choicesAnswer = (
  choices: readonly { readonly title: string; readonly value: string }[],
): InvokeAnswer => ({
  status: 200,
  body: {
    statusCode: 200,
    type: 'application/vnd.microsoft.search.searchResponse',
    value: { results: choices },
  },
});

/** Something to do with a message opens as a dialog does. */
const messageActions: ReadonlySet<string> = new Set([
  'composeExtension/fetchTask',
  'composeExtension/submitAction',
]);

/** A sentence wherever it was asked from: every kind of question has its own manner of being told one. */
export function saying(name: string | undefined, text: string): InvokeAnswer {
  if (name === 'adaptiveCard/action') return sentenceAnswer(text);
  if (name?.startsWith('task/') || (name !== undefined && messageActions.has(name)))
    return { status: 200, body: { task: { type: 'message', value: text } } };
  if (name?.startsWith('composeExtension/'))
    return { status: 200, body: { composeExtension: { type: 'message', text } } };
  if (name === 'application/search') return choicesAnswer([]);
  return { status: 200, body: { text } };
}
