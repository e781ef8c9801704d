import { parseDecimal, zero } from '../kernel/decimal.ts';
import type { Field, Model, ServiceTable } from './contract.ts';
import { isRecord, type Json, scalarText } from './json.ts';

export type Decoded =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  /** Where the answer is not what the contract says, e.g. `fee_records[3].cash_amount`. */
  | { readonly ok: false; readonly where: string };

/**
 * Reads an answer by the contract, forgiving what the platform is known to do: numbers as text and text as numbers,
 * null or an empty text for "none", values no enumeration names. Fields the contract does not know are left out here;
 * the raw answer still has them.
 */
export function decode(table: ServiceTable, model: string, raw: Json): Decoded {
  // The way to what cannot be read, put together from the inside out and only then.
  let broken: string[] | undefined;

  const readModel = (fields: Model, json: Json): Readonly<Record<string, unknown>> | undefined => {
    if (!isRecord(json)) {
      broken = [];
      return undefined;
    }
    const read: Record<string, unknown> = {};
    for (const name in fields) {
      const field = fields[name];
      const value = json[name];
      if (field === undefined || value === undefined || value === null) continue;
      if (value === '' && field.type !== 'string') continue;
      read[name] = readField(field, value);
      if (broken) {
        broken.unshift(`.${name}`);
        return undefined;
      }
    }
    return read;
  };

  const readList = (item: Field, list: readonly Json[]): unknown => {
    const read: unknown[] = [];
    for (const [index, entry] of list.entries()) {
      if (entry === null) continue;
      read.push(readField(item, entry));
      if (broken) {
        broken.unshift(`[${index}]`);
        return undefined;
      }
    }
    return read;
  };

  const readField = (field: Field, json: Json): unknown => {
    if (field.type === 'json') return json;
    if (field.type === 'model') return readModel(table.models[field.model ?? ''] ?? {}, json);
    if (field.type === 'list' && field.of && Array.isArray(json)) return readList(field.of, json);
    const text = scalarText(json);
    const value = text === undefined ? undefined : readScalar(field.type, text);
    if (value === undefined) broken = [];
    return value;
  };

  const value = readModel(table.models[model] ?? {}, raw);
  if (value) return { ok: true, value };
  return { ok: false, where: (broken ?? []).join('').replace(/^\./, '') || 'body' };
}

function readScalar(type: Field['type'], text: string): unknown {
  switch (type) {
    case 'string':
    case 'file':
      return text;
    case 'decimal':
      return text === '0' ? zero : parseDecimal(text);
    case 'integer':
      return wholeNumber(text);
    case 'boolean':
      return truth(text);
    default:
      return undefined;
  }
}

function wholeNumber(text: string): number | undefined {
  const value = /^-?\d+(\.0+)?$/.test(text) ? Number(text) : undefined;
  return Number.isSafeInteger(value) ? value : undefined;
}

function truth(text: string): boolean | undefined {
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}
