import type { Chat } from '../../sandbox/chat/chat.ts';
import type { Message } from '../../sandbox/chat/state/world.ts';

/** All the words of a message, as somebody reads them from top to bottom. */
export const wordsOf = (message: Pick<Message, 'blocks' | 'text'>): string =>
  message.blocks.length === 0 ? message.text : message.blocks.map((block) => words(block)).join('\n');

const wordKeys = new Set(['text', 'title', 'alt_text', 'label', 'name', 'caption', 'fallback']);

function words(node: unknown): string {
  if (Array.isArray(node)) return node.map(words).filter(Boolean).join(' ');
  if (typeof node !== 'object' || node === null) return '';
  return Object.entries(node)
    .map(([key, value]) => (typeof value === 'string' ? (wordKeys.has(key) ? value : '') : words(value)))
    .filter(Boolean)
    .join(' ');
}

/** The answer that only this person sees and that came after `since` others; an interim note is no answer. */
export function answersTo(chat: Chat, person: string) {
  const before = chat.ephemerals(person).length;
  return {
    next: (timeoutMs = 15_000): Promise<Message> =>
      chat.waitFor(
        () =>
          chat
            .ephemerals(person)
            .slice(before)
            .find(
              (message) => message.kind === 'message' && !/^(Working on it|正在处理)/.test(wordsOf(message)),
            ),
        timeoutMs,
      ),
  };
}

/** Types a line in #sales and waits for the answer. */
export async function ask(chat: Chat, person: string, line: string, channel = '#sales'): Promise<Message> {
  const answers = answersTo(chat, person);
  const outcome = await chat.as(person).command(line, { channel });
  if (!outcome.ok) throw new Error(`/hw ${line}: ${outcome.status} ${outcome.error ?? ''}`);
  return answers.next();
}
