import { dayOf, shiftDay } from '../../kernel/day.ts';
import { type Decimal } from '../../kernel/decimal.ts';
import { type Problem, problem } from '../../kernel/problem.ts';
import { fail, type Result } from '../../kernel/result.ts';
import type { ArgSpec, Command, CustomerRef } from '../command.ts';
import { parseAmount } from '../parse/amount.ts';
import { choiceValue, type Given } from '../parse/assign.ts';
import { parseDayOrMonth } from '../parse/day-or-month.ts';
import { parseDay } from '../parse/day.ts';
import { mostDays, parseDays } from '../parse/days.ts';
import { readPairs } from '../parse/line-of.ts';
import { parseMonth } from '../parse/month.ts';
import { namesIn, wordsIn } from '../parse/names.ts';
import { fold } from '../parse/normalise.ts';
import { parseTimeOfDay } from '../parse/time-of-day.ts';
import { splitWords } from '../parse/words.ts';

export type ArgValue =
  | string
  | number
  | boolean
  | CustomerRef
  | readonly CustomerRef[]
  | Decimal
  | readonly string[]
  | readonly (readonly [key: string, value: string])[];

/** What can be said of the given texts without asking anybody. */
export interface Checked {
  readonly values: Readonly<Record<string, ArgValue>>;
  /** Customers by the name they were given, still to be found. */
  readonly customers: Readonly<Record<string, readonly string[]>>;
  readonly problems: Readonly<Record<string, Problem>>;
}

type OneChecked =
  | { readonly value: ArgValue | undefined }
  | { readonly customers: readonly string[] }
  | { readonly problem: Problem };

export function check(command: Pick<Command, 'args'>, given: Given, now: Date): Checked {
  const values: Record<string, ArgValue> = {};
  const customers: Record<string, readonly string[]> = {};
  const problems: Record<string, Problem> = {};
  for (const [name, spec] of Object.entries(command.args)) {
    const checked = checkOne(spec, given[name]?.trim(), now);
    if ('problem' in checked) problems[name] = checked.problem;
    else if ('customers' in checked) customers[name] = checked.customers;
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
    case 'operation':
      return { value: text };
    case 'text':
      return checkText(spec, text);
    case 'customers':
      return checkCustomers(text, spec.most);
    case 'amount':
      return read(parseAmount(text));
    case 'quota':
      return isPlatformId(text) ? { value: text } : { problem: problem('quotaUnknown', { quota: text }) };
    case 'coupon':
      return isPlatformId(text) ? { value: text } : { problem: problem('couponUnknown', { coupon: text }) };
    case 'services':
      return checkServices(text, spec.most);
    case 'month':
      return checkMonth(text, now);
    case 'date':
      return checkDay(spec, text, now);
    case 'file-name':
      return checkText({ most: longestName }, text);
    case 'dayOrMonth':
      return read(parseDayOrMonth(text, now) ?? fail(problem('dayOrMonthUnreadable', { typed: text })));
    case 'time':
      return checkTime(text);
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
      return spec.alsoMe && isMe(text) ? { value: 'me' } : { customers: [text] };
  }
}

/** Longer than file systems take. */
const longestName = 300;

function checkDay(spec: Extract<ArgSpec, { type: 'date' }>, text: string, now: Date): OneChecked {
  const day = parseDay(text, now);
  if (day === undefined) return { problem: problem('dayUnreadable', { typed: text }) };
  const today = dayOf(now);
  const isPast = day <= today && day > shiftDay(today, -365);
  return spec.past && !isPast ? { problem: problem('dayNotPast', { day }) } : { value: day };
}

function checkTime(text: string): OneChecked {
  const time = parseTimeOfDay(text);
  return time === undefined ? { problem: problem('timeUnreadable', { typed: text }) } : { value: time };
}

const read = (result: Result<ArgValue>): OneChecked =>
  result.ok ? { value: result.value } : { problem: result.problem };

function checkText(spec: { readonly least?: number; readonly most?: number }, text: string): OneChecked {
  const { least = 0, most = Number.POSITIVE_INFINITY } = spec;
  // As a person counts: an emoji is one.
  const count = Array.from(text).length;
  if (count < least) return { problem: problem('textTooShort', { count, least }) };
  if (count > most) return { problem: problem('textTooLong', { count, most }) };
  return { value: text };
}

function checkCustomers(text: string, most: number): OneChecked {
  const names = namesIn(text);
  if (names.length === 0) return { problem: problem('argumentMissing') };
  if (names.length > most) return { problem: problem('tooManyCustomers', { count: names.length, most }) };
  const folded = names.map(fold);
  const twice = names.find((_, at) => folded.indexOf(folded[at] ?? '') !== at);
  return twice === undefined
    ? { customers: names }
    : { problem: problem('customerTwice', { customer: twice }) };
}

/** Quotas and coupons have ids of letters, digits and dashes, of at most 64. */
export const isPlatformId = (text: string): boolean => /^[\w.-]{1,64}$/.test(text);

function checkServices(text: string, most: number): OneChecked {
  const codes = [...new Set(wordsIn(text))];
  const wrong = codes.find((code) => !/^[a-z][\w.-]{1,99}$/i.test(code));
  if (wrong !== undefined) return { problem: problem('serviceUnreadable', { typed: wrong }) };
  if (codes.length > most) return { problem: problem('tooManyServices', { count: codes.length, most }) };
  return codes.length === 0 ? { problem: problem('argumentMissing') } : { value: codes };
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
