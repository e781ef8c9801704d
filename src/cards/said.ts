import type { TextKey, Translate } from '../kernel/texts/index.ts';
import type { Rich, Span } from './card.ts';

type Part = string | number | Exclude<Span, string> | readonly Span[];

// No text of ours and no name has it: both are cleaned of control characters where they enter.
const mark = (index: number): string => `\u0001${index}\u0001`;

/** A sentence with people, moments or codes in the places that each language has for them. */
export function said(t: Translate, key: TextKey, parts: Readonly<Record<string, Part>>): Rich {
  const spans: (readonly Span[])[] = [];
  const params = Object.fromEntries(
    Object.entries(parts).map(([name, part]): [string, string | number] => {
      if (typeof part === 'number') return [name, part];
      if (typeof part === 'string') return [name, part.replaceAll('\u0001', '')];
      spans.push(isSpans(part) ? part : [part]);
      return [name, mark(spans.length - 1)];
    }),
  );
  const pieces = t(key, params).split(/\u0001(\d+)\u0001/);
  return pieces.flatMap((piece, at): readonly Span[] =>
    at % 2 === 0 ? (piece === '' ? [] : [piece]) : (spans[Number(piece)] ?? []),
  );
}

const isSpans = (part: Exclude<Span, string> | readonly Span[]): part is readonly Span[] =>
  Array.isArray(part);

/** One after the other with the language's own comma between. */
export const listed = (t: Translate, items: readonly (readonly Span[])[]): readonly Span[] =>
  items.flatMap((item, at) => (at === 0 ? item : [t('common.listSeparator'), ...item]));
