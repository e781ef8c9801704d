import type { Command } from '../command.ts';
import { type Assigned, assign } from './assign.ts';
import { type Catalogue, matchPath, type PathMatch } from './catalogue.ts';
import { fold, normalise } from './normalise.ts';
import { joinWords, readOption, splitWords, type Word } from './words.ts';

/** What a line says, before it is known who says it. */
export type Line =
  | { readonly kind: 'menu' }
  | { readonly kind: 'help'; readonly about: string }
  | Exclude<PathMatch, { kind: 'command' | 'unknown' }>
  | (Extract<PathMatch, { kind: 'unknown' }> & { readonly typed: string })
  | (Extract<PathMatch, { kind: 'command' }> & { readonly assigned: Assigned });

const slash = new Set(['/hw', 'hw']);
const helpWords = new Set(['help', 'h', '?', '帮助', '说明']);
const menuWords = new Set(['menu', 'start', '菜单', '开始']);

/** Reads any text; never throws. */
export function readLine(catalogue: Catalogue, text: string, now: Date): Line {
  const all = splitWords(normalise(text));
  const words = all[0] && !all[0].quoted && slash.has(fold(all[0].text)) ? all.slice(1) : all;
  const first = words[0] ? fold(words[0].text) : undefined;
  if (first === undefined || (menuWords.has(first) && words.length === 1)) return { kind: 'menu' };
  if (helpWords.has(first)) return { kind: 'help', about: joinWords(words.slice(1)) };
  if (words.some(asksForHelp)) {
    return { kind: 'help', about: joinWords(words.filter((word) => !readOption(word))) };
  }
  const match = matchPath(catalogue, words);
  if (match.kind === 'command') {
    return {
      ...match,
      assigned: pasted(match.command, match.rest, now) ?? assign(match.command, match.rest, now),
    };
  }
  if (match.kind === 'unknown') {
    return { ...match, typed: joinWords(words.slice(0, Math.max(1, words.length - match.rest.length))) };
  }
  return match;
}

/** Words of a text that is read as a whole; an option shows that they are arguments. */
function pasted({ paste }: Pick<Command, 'paste'>, words: readonly Word[], now: Date): Assigned | undefined {
  if (!paste || words.length === 0 || words.some((word) => readOption(word) !== undefined)) return undefined;
  return { given: paste(words.map(({ text }) => text).join(' '), now) };
}

const asksForHelp = (word: Word): boolean => ['help', '帮助'].includes(fold(readOption(word)?.name ?? ''));
