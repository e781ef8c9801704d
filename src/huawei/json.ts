import { isLosslessNumber, LosslessNumber, parse, stringify } from 'lossless-json';
import { type Decimal, decimal } from '../kernel/decimal.ts';

/** JSON as it came over the wire: numbers keep their digits as {@link LosslessNumber}. */
export type Json =
  | string
  | boolean
  | null
  | LosslessNumber
  | readonly Json[]
  | { readonly [key: string]: Json };

// The parser makes nothing else of JSON text: no dates, no revived values.
export const parseJson = (text: string): Json => parse(text) as Json;

export const printJson = (value: Json, indent?: number): string =>
  stringify(value, undefined, indent) ?? 'null';

export const isRecord = (value: unknown): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);

/** The text of a scalar, with the platform's own digits; undefined for anything composed and for null. */
export function scalarText(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return isLosslessNumber(value) ? value.value : undefined;
}

/** A number as JSON writes it, never in exponent form. */
export const jsonNumber = (value: Decimal | number): LosslessNumber =>
  new LosslessNumber(typeof value === 'number' ? decimal(String(value)).toFixed() : value.toFixed());
