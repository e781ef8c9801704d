import type { MrkdwnElement, TextObject } from '@slack/types';
import type { Rich, Span } from '../../../cards/card.ts';
import { plainText } from './blocks.ts';
import { boundaryBefore, clean, oneLine } from '../../text.ts';

/** Slack reads three characters as markup; everything else is a matter of formatting. */
export const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/**
 * Could Slack read formatting into this? A mark formats only where a word could begin, so `hw_acme_01` is safe and
 * `*acme*` is not. There is no escape for these marks: such text is shown as code, which formats nothing.
 */
const formats = (text: string): boolean => /`|(^|[^A-Za-z0-9])[*_~](?=\S)|^[ \t]*>/m.test(text);

const asCode = (text: string): string => {
  const line = oneLine(text).replace(/`/g, 'ˋ');
  return line === '' ? '' : `\`${escape(line)}\``;
};

const asPlain = (text: string): string => (formats(text) ? asCode(text) : escape(text));

export function bold(text: string): string {
  const line = oneLine(text);
  if (line === '') return '';
  return /[*_~`]/.test(line) ? asCode(line) : `*${escape(line)}*`;
}

export const isWebAddress = (url: string): boolean => /^https?:\/\/[^\s]+$/i.test(url) && URL.canParse(url);

function link(text: string, url: string): string {
  const label = oneLine(text) || oneLine(url);
  if (!isWebAddress(url)) return asPlain(label);
  const address = escape(new URL(url).href.replace(/\|/g, '%7C'));
  return `<${address}|${escape(label)}>`;
}

function moment(at: Date, fallback: string): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const text = oneLine(fallback) || '–';
  if (!(seconds > 0)) return asPlain(text);
  return `<!date^${seconds}^{date_num} {time}|${escape(text)}>`;
}

function piece(span: Exclude<Span, string>): string {
  if ('bold' in span) return bold(span.bold);
  if ('code' in span) return asCode(span.code);
  if ('link' in span) return link(span.link, span.url);
  if ('person' in span)
    return /^[UW][A-Z0-9]+$/.test(span.person) ? `<@${span.person}>` : asPlain(oneLine(span.person));
  if ('group' in span)
    return /^S[A-Z0-9]+$/.test(span.group) ? `<!subteam^${span.group}>` : asPlain(oneLine(span.name));
  return moment(span.at, span.fallback);
}

const marked = /^[*`]|[*`]$/;
const touchesWord = /[\p{L}\p{N}]/u;

/** `*5*元` is not bold in Slack, because no word ends there; a zero-width space makes it one. */
function join(left: string, right: string): string {
  const last = left.slice(-1);
  const first = right.slice(0, 1);
  const tight =
    (/[*`]/.test(last) && touchesWord.test(first)) ||
    (/[*`]/.test(first) && touchesWord.test(last)) ||
    (/[*`]/.test(last) && /[*`]/.test(first));
  return tight && (marked.test(left) || marked.test(right)) ? `${left}\u200B${right}` : left + right;
}

/** Markup of at most `max` units. Plain runs are cut at a character, everything else is shown whole or not at all. */
export function mrkdwn(rich: Rich, max: number): string {
  let out = '';
  for (const span of typeof rich === 'string' ? [rich] : rich) {
    const plain = typeof span === 'string';
    const next = plain ? asPlain(clean(span)) : piece(span);
    const longer = join(out, next);
    if (longer.length <= max) {
      out = longer;
      continue;
    }
    return `${plain ? longestThatFits(out, clean(span), max - 1) : out}…`.slice(0, Math.max(max, 1));
  }
  return out;
}

/** Escaping grows text unevenly, so the cut is looked for by halving. */
function longestThatFits(before: string, text: string, max: number): string {
  let low = 0;
  let high = Math.min(text.length, max);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (join(before, asPlain(text.slice(0, boundaryBefore(text, middle)))).length <= max) low = middle;
    else high = middle - 1;
  }
  const kept = join(before, asPlain(text.slice(0, boundaryBefore(text, low))));
  return kept.length <= max ? kept : before.slice(0, max);
}

const plainOf = (rich: Rich): string | undefined => {
  if (typeof rich === 'string') return rich;
  return rich.every((span) => typeof span === 'string') ? rich.join('') : undefined;
};

/** `verbatim` keeps Slack from finding names, channels and links of its own in the text. */
export const mrkdwnText = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });

/** Text without markup needs no escaping and is sent as plain text; undefined when there is nothing to show. */
export function textObject(rich: Rich, max: number): TextObject | undefined {
  const plain = plainOf(rich);
  const text = plain === undefined ? mrkdwnText(mrkdwn(rich, max)) : plainText(plain, max);
  return text.text.trim() === '' ? undefined : text;
}
