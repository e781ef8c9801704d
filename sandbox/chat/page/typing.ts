import type { Boot, Example } from '../page-protocol.ts';

/** What a line typed into the composer means. */

export type Typed =
  | { readonly is: 'nothing' }
  | { readonly is: 'command'; readonly line: string }
  | { readonly is: 'unknown-command' }
  | { readonly is: 'words'; readonly text: string };

export function understand(typed: string, boot: Pick<Boot, 'slash' | 'botName' | 'botUserId'>): Typed {
  const text = typed.trim();
  if (text === '') return { is: 'nothing' };
  if (text.startsWith('/')) {
    const [first = ''] = text.split(/\s/, 1);
    return first === boot.slash
      ? { is: 'command', line: text.slice(first.length).trim() }
      : { is: 'unknown-command' };
  }
  const safe = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return { is: 'words', text: safe.replaceAll(`@${boot.botName}`, `<@${boot.botUserId}>`) };
}

/** Commands that go on from what was typed, then those that have it somewhere, in either language. */
export function hintsFor(typed: string, { slash, examples }: Pick<Boot, 'slash' | 'examples'>): Example[] {
  const text = typed.trimStart().toLowerCase();
  if (!text.startsWith('/')) return [];
  if (slash.startsWith(text)) return [...examples];
  if (!text.startsWith(`${slash} `)) return [];
  const line = text.slice(slash.length).trim();
  const begins = examples.filter((example) => example.line.startsWith(line));
  const holds = examples.filter(
    (example) =>
      !begins.includes(example) &&
      [example.line, example.en, example.zh].some((words) => words.toLowerCase().includes(line)),
  );
  const hints = [...begins, ...holds];
  return hints.length === 1 && hints[0]?.line === line ? [] : hints;
}
