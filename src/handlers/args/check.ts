import { type Problem, problem } from '../../kernel/problem.ts';
import type { ArgSpec, Command, CustomerRef } from '../command.ts';
import { choiceValue, type Given } from '../parse/assign.ts';
import { parseDay } from '../parse/day.ts';
import { mostDays, parseDays } from '../parse/days.ts';
import { readPairs } from '../parse/line-of.ts';
import { parseMonth } from '../parse/month.ts';
import { fold } from '../parse/normalise.ts';
import { splitWords } from '../parse/words.ts';

export type ArgValue =
  | string
  | number
  | boolean
  | CustomerRef
  | readonly (readonly [key: string, value: string])[];

/** What can be said of the given texts without asking anybody. */
export interface Checked {
  readonly values: Readonly<Record<string, ArgValue>>;
  /** Customers by the name they were given, still to be found. */
  readonly customers: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, Problem>>;
}

type OneChecked =
  | { readonly value: ArgValue | undefined }
  | { readonly customer: string }
  | { readonly problem: Problem };

export function check(command: Pick<Command, 'args'>, given: Given, now: Date): Checked {
  const values: Record<string, ArgValue> = {};
  const customers: Record<string, string> = {};
  const problems: Record<string, Problem> = {};
  for (const [name, spec] of Object.entries(command.args)) {
    const checked = checkOne(spec, given[name]?.trim(), now);
    if ('problem' in checked) problems[name] = checked.problem;
    else if ('customer' in checked) customers[name] = checked.customer;
    else if (checked.value !== undefined) values[name] = checked.value;
  }
  return { values, customers, problems };
}

function checkOne(spec: ArgSpec, text: string | undefined, now: Date): OneChecked {
  if (spec.type === 'flag') return { value: text !== undefined && isYes(text) };
  if (spec.type === 'pairs') return checkPairs(text ?? '');
  // An option typed without its value is asked for, like one that is needed and was not given.
  if (text === undefined && !spec.required) return { value: undefined };
  if (text === undefined || text === '') return { problem: problem('argumentMissing') };
  switch (spec.type) {
    case 'text':
    case 'operation':
      return { value: text };
    case 'month':
      return checkMonth(text, now);
    case 'date': {
      const day = parseDay(text, now);
      return day === undefined ? { problem: problem('dayUnreadable', { typed: text }) } : { value: day };
    }
    case 'days': {
      const days = parseDays(text);
      return days === undefined
        ? { problem: problem('daysUnreadable', { typed: text, most: mostDays }) }
        : { value: days };
    }
    case 'choice': {
      const value = choiceValue(spec, text);
      const options = spec.options.map((option) => option.value).join(', ');
      return value === undefined
        ? { problem: problem('choiceUnknown', { typed: text, options }) }
        : { value };
    }
    case 'customer':
      return spec.alsoMe && isMe(text) ? { value: 'me' } : { customer: text };
  }
}

/** A flag that is named is on, unless it says no: `--csv`, `--csv=false`. */
export const isYes = (text: string): boolean =>
  !['', 'false', 'no', 'off', '0', '否', '不'].includes(fold(text));

/** `me` as people write it where a customer may be oneself. */
export const isMe = (text: string): boolean =>
  ['me', 'self', 'myself', '我', '自己', '本人', '我们'].includes(fold(text));

function checkMonth(text: string, now: Date): OneChecked {
  const reading = parseMonth(text, now);
  if (reading.kind === 'month') return { value: reading.cycle };
  if (reading.kind === 'problem') return { problem: reading.problem };
  return { problem: problem('monthUnreadable', { typed: text }) };
}

function checkPairs(text: string): OneChecked {
  const pairs = readPairs(text);
  const words = splitWords(text);
  if (pairs.length === words.length) return { value: pairs };
  const wrong = words.find((word) => !word.text.includes('='))?.text ?? text;
  return { problem: problem('pairUnreadable', { typed: wrong }) };
}
