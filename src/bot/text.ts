const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const lookAhead = 64;

/**
 * Text from outside, fit to be shown: no control characters, no half surrogates, and no direction overrides, with
 * which a name could turn the amount beside it around.
 */
export const clean = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '');

export const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim();

/** At most `max` UTF-16 units, the last being `…` when something was cut; a visible character is never split. */
export function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, boundaryBefore(text, max - 1))}…`;
}

/** The last place at or before `index` where a visible character ends. */
export function boundaryBefore(text: string, index: number): number {
  if (index <= 0) return 0;
  if (index >= text.length) return text.length;
  const from = wholePairs(text, Math.max(0, index - lookAhead));
  const around = graphemes.segment(text.slice(from, index + lookAhead)).containing(index - from);
  const start = around ? from + around.index : index;
  // A "character" made of endless combining marks has no good place to cut; a pair is still kept whole.
  return start > from ? start : wholePairs(text, index);
}

function wholePairs(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  const before = text.charCodeAt(index - 1);
  const splits = unit >= 0xdc00 && unit <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
  return splits ? index - 1 : index;
}

/** The text in pages of at most `max`, broken after a line or a word where there is one in the last third. */
export function pages(text: string, max: number): string[] {
  const out: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const least = Math.floor((max * 2) / 3);
    const head = rest.slice(0, max);
    const line = head.lastIndexOf('\n');
    const word = head.lastIndexOf(' ');
    const at = line > least ? line + 1 : word > least ? word + 1 : boundaryBefore(rest, max);
    out.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  out.push(rest);
  return out.filter((page) => page.trim() !== '');
}
