import type { Command } from '../command.ts';
import { assign, type Given } from './assign.ts';
import { quotePair, quoteWord, splitPair, splitWords } from './words.ts';

/** `key=value` words of a pairs argument, from a line or from the lines of a form field. */
export const readPairs = (text: string): (readonly [key: string, value: string])[] =>
  splitWords(text).flatMap((word) => {
    const pair = splitPair(word.text);
    return pair ? [pair] : [];
  });

/** The line a set of values stands for, such that assigning it gives the same values back. */
export function lineOf(command: Pick<Command, 'path' | 'args'>, given: Given, now: Date): string {
  const path = command.path.join(' ');
  const short = [path, ...argumentsOf(command.args, given, false)].join(' ');
  const again = assign(command, splitWords(short).slice(command.path.length), now);
  const same =
    !again.fault &&
    Object.keys(command.args).every((name) => (again.given[name] ?? '') === (given[name] ?? ''));
  return same ? short : [path, ...argumentsOf(command.args, given, true)].join(' ');
}

function argumentsOf(args: Command['args'], given: Given, byName: boolean): string[] {
  return Object.entries(args).flatMap(([name, spec]) => {
    const value = given[name] ?? '';
    if (value === '' || (spec.type === 'flag' && value !== 'true')) return [];
    if (spec.type === 'flag') return [`--${name}`];
    if (spec.type === 'pairs') return readPairs(value).map(([key, text]) => quotePair(key, text));
    return spec.positional && !byName ? [quoteWord(value)] : [`--${name}`, quoteWord(value)];
  });
}
