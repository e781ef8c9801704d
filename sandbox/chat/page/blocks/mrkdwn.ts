/** Slack's text markup, read into a tree. Nothing in here knows HTML: the tree is drawn as text nodes. */

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike'; readonly inside: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly label: string }
  | { readonly kind: 'person' | 'channel'; readonly id: string; readonly label: string }
  | { readonly kind: 'mention'; readonly label: string }
  | {
      readonly kind: 'date';
      readonly seconds: number;
      readonly pattern: string;
      readonly fallback: string;
      readonly url?: string;
    };

export type Paragraph =
  | { readonly kind: 'lines' | 'quote'; readonly inside: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string };

const styles = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
type Mark = keyof typeof styles;
const isMark = (character: string): character is Mark => Object.hasOwn(styles, character);

const unescape = (text: string): string =>
  text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/** `javascript:` and its kin are no addresses. */
export const webAddress = (url: string): string | undefined =>
  /^(https?:\/\/|mailto:)/i.test(url) && URL.canParse(url) ? url : undefined;

export function parseMrkdwn(text: string): Paragraph[] {
  return text.split(/```/).flatMap((part, index, parts): Paragraph[] => {
    const fenced = index % 2 === 1;
    // The last fence was never closed: it is no fence.
    if (fenced && index === parts.length - 1) return quotesAndLines(`\`\`\`${part}`);
    if (fenced) return [{ kind: 'code', text: unescape(part.replace(/^\n|\n$/g, '')) }];
    return quotesAndLines(part);
  });
}

const quoteSign = /^(&gt;|>) ?/;

function quotesAndLines(text: string): Paragraph[] {
  const out: { kind: 'lines' | 'quote'; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const kind = quoteSign.test(line) ? 'quote' : 'lines';
    const last = out.at(-1);
    const words = line.replace(quoteSign, '');
    if (last?.kind === kind) last.lines.push(words);
    else out.push({ kind, lines: [words] });
  }
  return out
    .map(({ kind, lines }) => ({ kind, text: lines.join('\n') }))
    .filter((paragraph) => paragraph.text.trim() !== '')
    .map(({ kind, text: words }) => ({ kind, inside: parseInline(words) }));
}

export function parseInline(source: string): Inline[] {
  const out: Inline[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') out.push({ kind: 'text', text: unescape(plain) });
    plain = '';
  };
  let at = 0;
  while (at < source.length) {
    const special = specialAt(source, at);
    if (special) {
      flush();
      out.push(special.node);
      at = special.end;
    } else {
      plain += source[at] ?? '';
      at += 1;
    }
  }
  flush();
  return out;
}

interface Special {
  readonly node: Inline;
  readonly end: number;
}

function specialAt(source: string, at: number): Special | undefined {
  const character = source[at] ?? '';
  if (character === '`') {
    const end = spanEnd(source, at);
    return end === undefined
      ? undefined
      : { node: { kind: 'code', text: unescape(source.slice(at + 1, end)) }, end: end + 1 };
  }
  if (character === '<') {
    const end = spanEnd(source, at);
    const node = end === undefined ? undefined : reference(source.slice(at + 1, end));
    return node && end !== undefined ? { node, end: end + 1 } : undefined;
  }
  if (!isMark(character)) return undefined;
  const end = closing(source, at, character);
  return end === undefined
    ? undefined
    : { node: { kind: styles[character], inside: parseInline(source.slice(at + 1, end)) }, end: end + 1 };
}

/** Where code or a `<…>` that starts here ends, on the same line and not empty. */
function spanEnd(source: string, at: number): number | undefined {
  const end = source.indexOf(source[at] === '<' ? '>' : '`', at + 1);
  return end <= at + 1 || source.slice(at, end).includes('\n') ? undefined : end;
}

const word = /[\p{L}\p{N}]/u;
const isWord = (character: string | undefined) => character !== undefined && word.test(character);
const isSpace = (character: string | undefined) => character === undefined || /\s/.test(character);

/** A mark formats from where a word may begin to where one may end. */
function closing(source: string, at: number, mark: Mark): number | undefined {
  const next = source[at + 1];
  if (isWord(source[at - 1]) || isSpace(next) || next === mark) return undefined;
  for (let index = at + 1; index < source.length; index += 1) {
    const character = source[index];
    if (character === '\n') return undefined;
    if (character === '`' || character === '<') index = spanEnd(source, index) ?? index;
    else if (character === mark && !isSpace(source[index - 1]) && !isWord(source[index + 1])) return index;
  }
  return undefined;
}

/** What stands between `<` and `>`: a link, a name, a date. */
function reference(inside: string): Inline | undefined {
  const split = inside.indexOf('|');
  const target = split < 0 ? inside : inside.slice(0, split);
  const label = split < 0 ? '' : unescape(inside.slice(split + 1));
  if (/^@[UW]/.test(target)) return { kind: 'person', id: target.slice(1), label };
  if (target.startsWith('#C')) return { kind: 'channel', id: target.slice(1), label };
  if (target.startsWith('!date^')) {
    const [, seconds = '', pattern = '', url = ''] = target.split('^');
    const address = webAddress(unescape(url));
    return {
      kind: 'date',
      seconds: Number(seconds),
      pattern: unescape(pattern),
      fallback: label,
      ...(address === undefined ? {} : { url: address }),
    };
  }
  if (target.startsWith('!'))
    return { kind: 'mention', label: `@${label.replace(/^@/, '') || target.slice(1)}` };
  const url = webAddress(unescape(target));
  return url === undefined ? undefined : { kind: 'link', url, label };
}
