import { looksLikeId } from '../args/find-customer.ts';

const separators = /[\r\n\t,;、，；]/;
const piece = /\s*"([^"]+)"|[^\r\n\t,;、，；]+/g;

/**
 * The customers a text names: one in a line, or between commas. Ids may also stand between spaces; a name may hold
 * spaces itself, and in quotes also commas.
 */
export const namesIn = (text: string): string[] =>
  [...text.matchAll(piece)].flatMap(([all, quoted]) => {
    const name = (quoted ?? all).trim();
    const words = name.split(/\s+/).filter(Boolean);
    return words.every(looksLikeId) ? words : [name];
  });

/** The same as one text. */
export const namesText = (names: readonly string[]): string =>
  names.map((name) => (separators.test(name) ? `"${name.replaceAll('"', '')}"` : name)).join(',');

/** Words in any order and between anything: `a, b c`. */
export const wordsIn = (text: string): string[] => text.split(/[\s,;、，；]+/).filter(Boolean);
