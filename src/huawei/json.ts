import { isLosslessNumber, LosslessNumber, parse, stringify } from 'lossless-json';
import { type Decimal, decimal } from '../kernel/decimal.ts';

/** JSON as it came over the wire. A number is a {@link LosslessNumber}, or a plain one where that is just as exact. */
export type Json =
  | string
  | boolean
  | null
  | number
  | LosslessNumber
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Every number with the digits it was sent with. */
// The parser makes nothing else of JSON text: no dates, no revived values.
export const parseJson = (text: string): Json => parse(text) as Json;

/** A number of more than 15 digits, or with an exponent, where a value begins. */
const longNumber = /([:,[]\s*)(-?\d[\d.]{15,}(?:[eE][+-]?\d+)?|-?\d[\d.]*[eE][+-]?\d+)/g;

/**
 * Every number with its value; trailing zeros may go. A decimal of up to 15 digits survives the way through a double, so
 * the built-in parser serves, ten times as fast; longer ones become texts first. A text that only looks like one is torn
 * by that, which no JSON survives, and then the slow way is gone. Bills are millions of numbers.
 */
export function parseValues(text: string): Json {
  try {
    // The same shapes as above, with plain numbers.
    return JSON.parse(text.replace(longNumber, '$1"$2"')) as Json;
  } catch {
    return parseJson(text);
  }
}

export const printJson = (value: Json, indent?: number): string =>
  stringify(value, undefined, indent) ?? 'null';

export const isRecord = (value: unknown): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);

/** The text of a scalar, with the platform's own digits; undefined for anything composed and for null. */
export function scalarText(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return isLosslessNumber(value) ? value.value : undefined;
}

/** A number as JSON writes it, never in exponent form. */
export const jsonNumber = (value: Decimal | number): LosslessNumber =>
  new LosslessNumber(typeof value === 'number' ? decimal(String(value)).toFixed() : value.toFixed());
