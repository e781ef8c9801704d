import type { Rich, Span } from '../../../cards/card.ts';
import { clean, cut, oneLine } from '../../text.ts';
import type { RichText, TextRun } from './elements.ts';
import { limits } from './limits.ts';

/** How a person is called who is named by id. */
export type NameOf = (id: string) => string;

type Look = Omit<TextRun, 'type' | 'text' | 'selectAction'>;

/** Cards have functions in their texts; text from outside calls none. */
const inert = (text: string): string => text.replace(/\{\{(?=\s*(?:DATE|TIME))/gi, '{\u200B{');

const run = (text: string, look: Look = {}): TextRun => ({
  type: 'TextRun',
  text: inert(text),
  ...look,
});

/** Teams opens no others; those of this machine are the practice world's. */
export const isWebAddress = (url: string): boolean =>
  url.length <= limits.actions.url &&
  /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/])[^\s]+$/i.test(url) &&
  URL.canParse(url);

/** Each reader's client writes it in their own zone and manner. */
function moment(at: Date, fallback: string): string {
  const iso = at.getTime() > 0 ? `${at.toISOString().slice(0, 19)}Z` : '';
  // Beyond the year 9999 a date is written otherwise.
  if (!/^\d{4}-.{14}Z$/.test(iso)) return inert(oneLine(fallback) || '–');
  return `{{DATE(${iso},SHORT)}} {{TIME(${iso})}}`;
}

function piece(span: Span, look: Look, nameOf: NameOf): TextRun {
  if (typeof span === 'string') return run(clean(span), look);
  if ('bold' in span) return run(oneLine(span.bold), { ...look, weight: 'Bolder' });
  if ('code' in span) return run(oneLine(span.code), { ...look, fontType: 'Monospace' });
  if ('link' in span) {
    const label = run(oneLine(span.link) || oneLine(span.url), look);
    if (!isWebAddress(span.url)) return label;
    return {
      ...label,
      color: 'Accent',
      selectAction: { type: 'Action.OpenUrl', url: new URL(span.url).href },
    };
  }
  // By name only: a mention would ring.
  if ('person' in span) return run(oneLine(nameOf(span.person)), { ...look, weight: 'Bolder' });
  if ('group' in span) return run(oneLine(span.name), { ...look, weight: 'Bolder' });
  return { type: 'TextRun', text: moment(span.at, span.fallback), ...look };
}

/** Runs of at most `max` units together; what is cut ends in `…`, and a moment is shown whole or not at all. */
function runs(rich: Rich, max: number, nameOf: NameOf, look: Look = {}): TextRun[] {
  const spans = typeof rich === 'string' ? [rich] : rich;
  const out: TextRun[] = [];
  let left = max;
  for (const span of spans) {
    const next = piece(span, look, nameOf);
    if (next.text === '') continue;
    if (next.text.length > left) {
      const whole = typeof span === 'object' && 'at' in span;
      out.push({ ...next, text: whole ? '…' : cut(next.text, Math.max(left, 1)) });
      break;
    }
    left -= next.text.length;
    out.push(next);
  }
  return out.some(({ text }) => text.trim() !== '') ? out : [];
}

/** Undefined when there is nothing to show. */
export function richText(
  rich: Rich,
  max: number,
  nameOf: NameOf,
  { look = {}, ...block }: { look?: Look } & Omit<RichText, 'type' | 'inlines'> = {},
): RichText | undefined {
  const inlines = runs(rich, max, nameOf, look);
  return inlines.length === 0 ? undefined : { type: 'RichTextBlock', inlines, ...block };
}

/** One line that is never empty. */
export const line = (text: string, max: number): string => cut(oneLine(text), max) || '–';

export const plain = (
  text: string,
  look: Look = {},
  block: Omit<RichText, 'type' | 'inlines'> = {},
): RichText => ({
  type: 'RichTextBlock',
  inlines: [run(text, look)],
  ...block,
});
