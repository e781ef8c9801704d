import { type Problem, problem } from '../../kernel/problem.ts';
import { langs, translator } from '../../kernel/texts/index.ts';
import type { ArgSpec, Command } from '../command.ts';
import { looksLikeAmount } from './amount.ts';
import { parseDayOrMonth } from './day-or-month.ts';
import { parseDay } from './day.ts';
import { parseDays } from './days.ts';
import { parseTimeOfDay } from './time-of-day.ts';
import { parseMonth } from './month.ts';
import { nearest } from './nearest.ts';
import { fold } from './normalise.ts';
import { joinWords, quotePair, readOption, splitPair, type Word } from './words.ts';

/** What was given for each argument, as text, just as a form gives it. */
export type Given = Readonly<Record<string, string>>;

export interface Assigned {
  readonly given: Given;
  /** A word that has no place in the line; `better` is the line with the nearest option in its stead. */
  readonly fault?: { readonly problem: Problem; readonly better?: string };
}

type Args = Command['args'];

/** Gives each word to the argument it is meant for: options by name, the others by what they look like. */
export function assign(command: Pick<Command, 'path' | 'args'>, words: readonly Word[], now: Date): Assigned {
  const given: Record<string, string> = {};
  const free: Word[] = [];
  let at = 0;
  while (at < words.length) {
    const word = words[at];
    at += 1;
    if (!word) continue;
    const option = readOption(word);
    if (!option) {
      free.push(word);
      continue;
    }
    const named = findOption(command.args, option.name);
    const pairs = named ? undefined : nameOfPairs(command.args);
    if (pairs !== undefined) {
      // `--limit=10` means `limit=10` to a command that takes pairs.
      const next = option.value === undefined ? words[at++]?.text : option.value;
      given[pairs] = joinText(given[pairs], quotePair(option.name, next ?? ''));
      continue;
    }
    if (!named) return { given, fault: unknownOption(command, words, word, option.name) };
    const [name, shorthand] = named;
    if (shorthand !== undefined) given[name] = shorthand;
    else if (command.args[name]?.type === 'flag') given[name] = option.value ?? 'true';
    else if (option.value !== undefined) given[name] = option.value;
    else {
      const value = valueWords(command.args[name], words.slice(at));
      given[name] = value.map(({ text }) => text).join(' ');
      at += value.length;
    }
  }
  return place(command, free, given, now);
}

/** The word behind an option; of a text that goes on, all up to the next option: nobody quotes on a phone. */
function valueWords(spec: ArgSpec | undefined, following: readonly Word[]): readonly Word[] {
  const next = following.findIndex((word) => readOption(word) !== undefined);
  const value = next < 0 ? following : following.slice(0, next);
  const goesOn = spec?.type === 'text' && spec.rest && !value[0]?.quoted;
  return goesOn ? value : value.slice(0, 1);
}

/** `--by`, `--按` by label, or `--csv` for the choice that has a value `csv`. */
function findOption(args: Args, typed: string): readonly [name: string, value?: string] | undefined {
  const wanted = foldName(typed);
  for (const [name, spec] of Object.entries(args)) {
    if (foldName(name) === wanted || labelsOf(spec).some((label) => foldName(label) === wanted))
      return [name];
  }
  for (const [name, spec] of Object.entries(args)) {
    const value = choiceValue(spec, typed);
    if (value !== undefined) return [name, value];
  }
  return undefined;
}

const nameOfPairs = (args: Args): string | undefined =>
  Object.entries(args).find(([, spec]) => spec.type === 'pairs')?.[0];

const joinText = (before: string | undefined, text: string, between = ' '): string =>
  before === undefined ? text : `${before}${between}${text}`;

const foldName = (name: string): string => fold(name).replace(/[-_ ]/g, '');
const labelsOf = (spec: ArgSpec): string[] => langs.map((lang) => translator(lang)(spec.label));

/** The value of a choice by value, alias or label in either language. */
export function choiceValue(spec: ArgSpec, typed: string): string | undefined {
  if (spec.type !== 'choice') return undefined;
  const wanted = fold(typed);
  return spec.options.find(
    ({ value, aliases = [], label }) =>
      [value, ...aliases].some((word) => fold(word) === wanted) ||
      langs.some((lang) => fold(translator(lang)(label)) === wanted),
  )?.value;
}

function unknownOption(
  command: Pick<Command, 'path' | 'args'>,
  words: readonly Word[],
  word: Word,
  typed: string,
): NonNullable<Assigned['fault']> {
  const names = Object.entries(command.args).flatMap(([name, spec]) =>
    spec.type === 'choice' ? [name, ...spec.options.map(({ value }) => value)] : [name],
  );
  const [near] = nearest(typed, names, 1);
  const path = command.path.join(' ');
  if (near === undefined) return { problem: problem('unknownOption', { option: typed, command: path }) };
  const corrected = words.map((other) =>
    other === word ? { ...word, text: word.text.replace(/^.*?(?==|$)/u, `--${near}`) } : other,
  );
  return {
    problem: problem('unknownOptionNear', { option: typed, command: path, near }),
    better: `${path} ${joinWords(corrected)}`,
  };
}

const openTypes: ReadonlySet<ArgSpec['type']> = new Set<ArgSpec['type']>([
  'text',
  'customer',
  'customers',
  'operation',
  'quota',
  'coupon',
  'services',
]);
const isOpen = ({ type }: ArgSpec): boolean => openTypes.has(type);

/** How a word reads for an argument that only takes certain words; undefined when it is not one of them. */
function closedReading(spec: ArgSpec, word: Word, now: Date): string | undefined {
  if (spec.type === 'pairs') {
    const pair = splitPair(word.text);
    return pair && quotePair(...pair);
  }
  if (word.quoted) return undefined;
  if (spec.type === 'month') {
    return parseMonth(word.text, now).kind === 'something-else' ? undefined : word.text;
  }
  if (spec.type === 'amount') return looksLikeAmount(word.text) ? word.text : undefined;
  if (spec.type === 'date') return parseDay(word.text, now) === undefined ? undefined : word.text;
  if (spec.type === 'dayOrMonth') return parseDayOrMonth(word.text, now) ? word.text : undefined;
  if (spec.type === 'time') return parseTimeOfDay(word.text) === undefined ? undefined : word.text;
  if (spec.type === 'days') return parseDays(word.text) === undefined ? undefined : word.text;
  if (spec.type === 'choice') return choiceValue(spec, word.text);
  return undefined;
}

/** Words without a name, in any order: first to arguments that know their words, else to the open ones in turn. */
function place(
  command: Pick<Command, 'path' | 'args'>,
  free: readonly Word[],
  named: Given,
  now: Date,
): Assigned {
  const given: Record<string, string> = { ...named };
  const positional = Object.entries(command.args).filter(([, spec]) => spec.positional);
  const pending = new Map(positional.filter(([name]) => !Object.hasOwn(named, name)));
  const rest = positional.find(([, spec]) => spec.type === 'text' && spec.rest)?.[0];
  let open: string | undefined;
  let quotedBefore = false;
  for (let at = 0; at < free.length; at += 1) {
    const word = free[at];
    if (!word) continue;
    const pair = free[at + 1];
    const twoWords = pair && !word.quoted && !pair.quoted ? `${word.text} ${pair.text}` : undefined;
    const closed = takeClosed(pending, word, twoWords, now);
    if (closed) {
      given[closed.name] = joinText(given[closed.name], closed.value);
      if (closed.twoWords) at += 1;
      continue;
    }
    const target = isSecondMonth(positional, word, now) ? undefined : openTarget(pending, open, rest);
    if (target === undefined) {
      return {
        given,
        fault: { problem: problem('extraWord', { word: word.text, command: command.path.join(' ') }) },
      };
    }
    // What stands in quotes is a name by itself, also next to other names.
    const apart = command.args[target]?.type === 'customers' && (word.quoted || quotedBefore);
    given[target] = joinText(given[target], word.text, apart ? ', ' : ' ');
    pending.delete(target);
    open = target;
    quotedBefore = word.quoted;
  }
  return { given };
}

/** Two months are a slip; a customer who is called May is put in quotes. */
const isSecondMonth = (positional: readonly (readonly [string, ArgSpec])[], word: Word, now: Date): boolean =>
  positional.some(([, spec]) => spec.type === 'month' && closedReading(spec, word, now) !== undefined);

/** A name of several words needs no quotes: what follows an open argument belongs to it when nobody else wants it. */
function openTarget(
  pending: ReadonlyMap<string, ArgSpec>,
  open: string | undefined,
  rest: string | undefined,
): string | undefined {
  const next = [...pending].find(([, spec]) => isOpen(spec))?.[0];
  return open !== undefined && (next === undefined || open === rest) ? open : next;
}

function takeClosed(
  pending: Map<string, ArgSpec>,
  word: Word,
  twoWords: string | undefined,
  now: Date,
): { name: string; value: string; twoWords: boolean } | undefined {
  for (const [name, spec] of pending) {
    if (isOpen(spec)) continue;
    const both =
      twoWords === undefined ? undefined : closedReading(spec, { text: twoWords, quoted: false }, now);
    const value =
      spec.type === 'pairs' ? closedReading(spec, word, now) : (both ?? closedReading(spec, word, now));
    if (value === undefined) continue;
    if (spec.type !== 'pairs') pending.delete(name);
    return { name, value, twoWords: spec.type !== 'pairs' && both !== undefined };
  }
  return undefined;
}
