/** A word of a command line. What stood in quotes is always a value: never an option, a month or `me`. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

/** Phones turn `--` into a long dash; any run of dashes opens an option name. */
const dash = /^[-\p{Pd}\u2212]+/u;

/** `--by`, `—by`, `-by=service`: the option's name, with its value when it stands behind `=`. */
export function readOption(word: Word): { readonly name: string; readonly value?: string } | undefined {
  if (word.quoted || !dash.test(word.text)) return undefined;
  const text = word.text.replace(dash, '');
  // `-5` and a dash between two words are not options.
  if (!/^\p{L}/u.test(text)) return undefined;
  const [name, value] = splitPair(text) ?? [text];
  return value === undefined ? { name } : { name, value };
}

// string-argv cannot carry a value that holds both kinds of quotes, and breaks words at an apostrophe (L'Oréal).
/** Splits at spaces. A quote opens only at the start of a word and closes only at the end of one; else it is a letter. */
export function splitWords(line: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    if (line[at] === ' ') {
      at += 1;
      continue;
    }
    const end = closingQuote(line, at);
    if (end !== undefined) {
      words.push({ text: unquote(line.slice(at, end + 1)), quoted: true });
      at = end + 1;
      continue;
    }
    const space = endOfWord(line, at);
    words.push({ text: line.slice(at, space), quoted: false });
    at = space;
  }
  return words;
}

function closingQuote(line: string, start: number): number | undefined {
  const quote = line[start];
  if (quote !== '"' && quote !== "'") return undefined;
  for (let at = start + 1; at < line.length; at += 1) {
    if (quote === '"' && line[at] === '\\' && (line[at + 1] === '"' || line[at + 1] === '\\')) at += 1;
    else if (line[at] === quote && (at + 1 === line.length || line[at + 1] === ' ')) return at;
  }
  return undefined;
}

/** `--by="our service"` and `label="big one"` are one word: after `=` a quote may open too. */
function endOfWord(line: string, start: number): number {
  for (let at = start; at < line.length; at += 1) {
    if (line[at] === ' ') return at;
    if (line[at] !== '=') continue;
    const end = closingQuote(line, at + 1);
    if (end !== undefined) return end + 1;
  }
  return line.length;
}

const unquote = (text: string): string =>
  text.startsWith('"') ? text.slice(1, -1).replace(/\\(["\\])/g, '$1') : text.slice(1, -1);

/** `key="a value"` as its two halves; undefined when there is no `=` after a first character. */
export function splitPair(text: string): readonly [key: string, value: string] | undefined {
  const at = text.indexOf('=');
  if (at < 1) return undefined;
  const value = text.slice(at + 1);
  return [text.slice(0, at), closingQuote(value, 0) === value.length - 1 ? unquote(value) : value];
}

const inQuotes = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Writes a value so that {@link splitWords} gives it back; values that read as plain words stay bare. */
export const quoteWord = (text: string): string =>
  /^[^\s"'\\=]+$/.test(text) && !dash.test(text) ? text : inQuotes(text);

/** The same for `key=value`. */
export const quotePair = (key: string, value: string): string =>
  `${key}=${/^[^\s"'\\]*$/.test(value) ? value : inQuotes(value)}`;

/** Writes words back such that they are read as they were. */
export const joinWords = (words: readonly Word[]): string =>
  words.map((word) => (word.quoted || leftOpen(word.text) ? inQuotes(word.text) : word.text)).join(' ');

/** A quote that was a letter because nothing closed it would find its end in a later word. */
function leftOpen(text: string): boolean {
  if (/^["']/.test(text)) return true;
  const value = text.slice(text.indexOf('=') + 1);
  return /=["']/.test(text) && closingQuote(value, 0) !== value.length - 1;
}
