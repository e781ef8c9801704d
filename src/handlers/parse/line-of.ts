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
  const told = toldOf(command.args, given);
  const path = command.path.join(' ');
  const short = [path, ...argumentsOf(command.args, told, false)].join(' ');
  const again = assign(command, splitWords(short).slice(command.path.length), now);
  const same = Object.keys(command.args).every((name) => again.given[name] === told[name]);
  return same && !again.fault ? short : [path, ...argumentsOf(command.args, told, true)].join(' ');
}

/** Only what says something: no empty texts, no flags that are off, pairs in one line. */
function toldOf(args: Command['args'], given: Given): Given {
  return Object.fromEntries(
    Object.entries(args).flatMap(([name, { type }]) => {
      const value = given[name] ?? '';
      const text =
        type === 'pairs'
          ? readPairs(value)
              .map((pair) => quotePair(...pair))
              .join(' ')
          : value;
      return text === '' || (type === 'flag' && text !== 'true') ? [] : [[name, text]];
    }),
  );
}

function argumentsOf(args: Command['args'], told: Given, byName: boolean): string[] {
  return Object.entries(args).flatMap(([name, spec]) => {
    const value = told[name];
    if (value === undefined) return [];
    if (spec.type === 'flag') return [`--${name}`];
    if (spec.type === 'pairs') return [value];
    return spec.positional && !byName ? [quoteWord(value)] : [`--${name}`, quoteWord(value)];
  });
}
