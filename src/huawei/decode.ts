import { parseDecimal } from '../kernel/decimal.ts';
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
  const unreadable: string[] = [];
  const miss = (where: string): unknown => {
    unreadable.push(where);
    return undefined;
  };

  const readModel = (
    fields: Model,
    json: Json,
    where: string,
  ): Readonly<Record<string, unknown>> | undefined => {
    if (!isRecord(json)) {
      miss(where);
      return undefined;
    }
    const read: Record<string, unknown> = {};
    for (const name in fields) {
      const field = fields[name];
      const value = json[name];
      if (field === undefined || value === undefined || value === null) continue;
      if (value === '' && field.type !== 'string') continue;
      const known = readField(field, value, where === '' ? name : `${where}.${name}`);
      if (known !== undefined) read[name] = known;
    }
    return read;
  };

  const readField = (field: Field, json: Json, where: string): unknown => {
    switch (field.type) {
      case 'string':
      case 'file':
        return scalarText(json) ?? miss(where);
      case 'decimal':
        return parseDecimal(scalarText(json) ?? '') ?? miss(where);
      case 'integer':
        return wholeNumber(scalarText(json)) ?? miss(where);
      case 'boolean':
        return truth(scalarText(json)) ?? miss(where);
      case 'json':
        return json;
      case 'model':
        return readModel(table.models[field.model ?? ''] ?? {}, json, where);
      case 'list': {
        const item = field.of;
        if (!Array.isArray(json) || item === undefined) return miss(where);
        return json.flatMap((entry: Json, index) =>
          entry === null ? [] : [readField(item, entry, `${where}[${index}]`)],
        );
      }
    }
  };

  const value = readModel(table.models[model] ?? {}, raw, '');
  const [where] = unreadable;
  return where === undefined && value !== undefined
    ? { ok: true, value }
    : { ok: false, where: where || 'body' };
}

function wholeNumber(text: string | undefined): number | undefined {
  const value = text !== undefined && /^-?\d+(\.0+)?$/.test(text) ? Number(text) : undefined;
  return Number.isSafeInteger(value) ? value : undefined;
}

function truth(text: string | undefined): boolean | undefined {
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}
