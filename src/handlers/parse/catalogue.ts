import type { Site } from '../../kernel/site.ts';
import type { Command } from '../command.ts';
import { nearest } from './nearest.ts';
import { fold } from './normalise.ts';
import type { Word } from './words.ts';

type Path = Command['path'];

export interface Catalogue {
  /** On this site, in the order of the registry. */
  readonly commands: readonly Command[];
  /** Commands by folded phrase: `customer find`, `客户 查`, and turned round, `find customer`. */
  readonly phrases: ReadonlyMap<string, Command>;
  /** Nouns that only have verbs, by every name they go by, with those commands. */
  readonly nouns: ReadonlyMap<string, readonly Command[]>;
  /** Phrases of commands that exist on other sites only. */
  readonly elsewhere: ReadonlyMap<string, Command>;
}

export function catalogueOf(all: readonly Command[], site: Site): Catalogue {
  const commands = all.filter((command) => command.sites.includes(site));
  const phrases = phrasesOf(commands);
  const nouns = new Map<string, Command[]>();
  for (const command of commands) {
    for (const noun of new Set(pathsOf(command).map(([first]) => fold(first)))) {
      if (!phrases.has(noun)) nouns.set(noun, [...(nouns.get(noun) ?? []), command]);
    }
  }
  const elsewhere = phrasesOf(all.filter((command) => !commands.includes(command)));
  return { commands, phrases, nouns, elsewhere };
}

export const pathsOf = (command: Command): readonly Path[] => [command.path, ...command.aliases];

const phraseOf = (path: Path): string => fold(path.join(' '));

function phrasesOf(commands: readonly Command[]): Map<string, Command> {
  const phrases = new Map<string, Command>();
  const add = (phrase: string, command: Command) => phrases.has(phrase) || phrases.set(phrase, command);
  for (const command of commands) for (const path of pathsOf(command)) add(phraseOf(path), command);
  for (const command of commands) {
    for (const [noun, verb] of pathsOf(command)) {
      if (verb !== undefined) add(fold(`${verb} ${noun}`), command);
    }
  }
  return phrases;
}

export type PathMatch =
  | { readonly kind: 'command'; readonly command: Command; readonly rest: readonly Word[] }
  | { readonly kind: 'noun'; readonly commands: readonly Command[]; readonly rest: readonly Word[] }
  | { readonly kind: 'elsewhere'; readonly command: Command }
  | { readonly kind: 'unknown'; readonly candidates: readonly Command[]; readonly rest: readonly Word[] };

export function matchPath(catalogue: Catalogue, words: readonly Word[]): PathMatch {
  for (const length of [2, 1]) {
    if (words.length < length) continue;
    const phrase = fold(
      words
        .slice(0, length)
        .map((word) => word.text)
        .join(' '),
    );
    const command = catalogue.phrases.get(phrase);
    if (command) return { kind: 'command', command, rest: words.slice(length) };
    const other = catalogue.elsewhere.get(phrase);
    if (other) return { kind: 'elsewhere', command: other };
  }
  const [first, ...others] = words;
  if (!first) return { kind: 'unknown', candidates: [], rest: [] };
  const nounOf = catalogue.nouns.get(fold(first.text));
  const glued = nounOf ? undefined : matchGlued(catalogue, first, others);
  if (glued) return glued;
  const near = nearCommands(catalogue, words);
  if (near.candidates.length === 0 && nounOf) return { kind: 'noun', commands: nounOf, rest: others };
  return { kind: 'unknown', ...near };
}

/** Chinese is written without spaces: `账单上月` is `账单 上月`, `查找客户华为` is `客户 查找 华为`. */
function matchGlued(catalogue: Catalogue, first: Word, others: readonly Word[]): PathMatch | undefined {
  const typed = fold(first.text);
  const restAfter = (name: string): readonly Word[] => {
    const rest = typed.slice(name.replace(' ', '').length);
    return rest === '' ? others : [{ text: rest, quoted: false }, ...others];
  };
  const phrase = longestStart(typed, catalogue.phrases.keys());
  const command = phrase === undefined ? undefined : catalogue.phrases.get(phrase);
  if (phrase !== undefined && command) return { kind: 'command', command, rest: restAfter(phrase) };
  const noun = longestStart(typed, catalogue.nouns.keys());
  const commands = noun === undefined ? undefined : catalogue.nouns.get(noun);
  return noun !== undefined && commands ? { kind: 'noun', commands, rest: restAfter(noun) } : undefined;
}

/** The longest Chinese name that the text begins with. */
function longestStart(typed: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  for (const name of names) {
    const joined = name.replace(' ', '');
    if (!/^\p{sc=Han}+$/u.test(joined) || !typed.startsWith(joined)) continue;
    if (best === undefined || joined.length > best.replace(' ', '').length) best = name;
  }
  return best;
}

function nearCommands(
  catalogue: Catalogue,
  [first, second, ...others]: readonly Word[],
): { candidates: readonly Command[]; rest: readonly Word[] } {
  const commandsOf = (phrases: readonly string[]) => [
    ...new Set(phrases.flatMap((phrase) => catalogue.phrases.get(phrase) ?? [])),
  ];
  if (!first) return { candidates: [], rest: [] };
  const phrases = [...catalogue.phrases.keys()];
  if (second) {
    const wanted = [first.text, second.text];
    const near = phrases.filter((phrase) => {
      const words = phrase.split(' ');
      return words.length === 2 && words.every((word, at) => nearest(wanted[at] ?? '', [word]).length > 0);
    });
    const closest = commandsOf(nearest(wanted.join(' '), near));
    if (closest.length > 0) return { candidates: closest, rest: others };
  }
  const rest = second ? [second, ...others] : [];
  if (catalogue.nouns.has(fold(first.text))) return { candidates: [], rest };
  const single = phrases.filter((phrase) => !phrase.includes(' '));
  const candidates = commandsOf(nearest(first.text, single));
  if (candidates.length > 0) return { candidates, rest };
  const [noun = ''] = nearest(first.text, catalogue.nouns.keys(), 1);
  return { candidates: catalogue.nouns.get(noun) ?? [], rest };
}
