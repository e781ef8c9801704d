import { closest, distance } from 'fastest-levenshtein';
import { parseDecimal } from '../../kernel/decimal.ts';
import { problem, type Problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import type { contract } from '../../kernel/texts/contract.ts';
import type { Field, Operation, ServiceTable } from '../contract.ts';
import type { Request } from '../encode.ts';
import { isRecord, type Json, parseJson, scalarText } from '../json.ts';

type Expected = keyof typeof contract;
type Args = readonly (readonly [key: string, value: string])[];

/** What somebody typed for a field: a value, several of them, or fields by name or index. */
interface Typed {
  readonly values: string[];
  readonly inner: Map<string, Typed>;
}

/**
 * Typed `key=value` words as a request, checked against the contract: `customer_id=…`, `status=1 status=2` for a list,
 * `customer_infos.0.customer_id=…` or `customer_infos=[{"customer_id":"…"}]` for what is composed.
 */
export function readArguments(
  table: ServiceTable,
  { name, operation }: { readonly name: string; readonly operation: Operation },
  args: Args,
): Result<Request> {
  const body = operation.body === undefined ? {} : (table.models[operation.body] ?? {});
  const fields: Readonly<Record<string, Field>> = {
    ...Object.fromEntries(operation.params.map((param) => [param.name, param])),
    ...body,
  };
  const reader = readerOf(table, name);
  const typed = grow(args);
  const request = reader.fieldsOf(fields, typed, '');
  const [found] = reader.problems;
  if (found) return fail(found);
  if (reader.missing.length > 0)
    return fail(problem('operationLacks', { name, params: reader.missing.join(', ') }));
  return ok(request);
}

function grow(args: Args): Typed {
  const root: Typed = { values: [], inner: new Map() };
  for (const [key, value] of args) {
    let at = root;
    for (const part of key.split('.')) {
      const next = at.inner.get(part) ?? { values: [], inner: new Map<string, Typed>() };
      at.inner.set(part, next);
      at = next;
    }
    at.values.push(value);
  }
  return root;
}

function readerOf(table: ServiceTable, name: string) {
  const problems: Problem[] = [];
  const missing: string[] = [];

  const wrong = (key: string, expected: Expected, limit?: number): unknown => {
    problems.push(problem('fieldWrong', { key, expected, ...(limit === undefined ? {} : { limit }) }));
    return undefined;
  };

  const unknown = (path: string, key: string, known: readonly string[]): void => {
    const near = known.length > 0 ? closest(key, known) : '';
    problems.push(
      near !== '' &&
        (near.startsWith(key) ||
          distance(key.toLowerCase(), near.toLowerCase()) <= Math.max(2, key.length / 3))
        ? problem('fieldUnknownNear', { name, key: path + key, near: path + near })
        : problem('fieldUnknown', { name, key: path + key, fields: known.join(', ') || '–' }),
    );
  };

  const fieldsOf = (fields: Readonly<Record<string, Field>>, typed: Typed, path: string): Request => {
    const request: Record<string, unknown> = {};
    for (const [key, given] of typed.inner) {
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (!field) unknown(path, key, Object.keys(fields));
      else request[key] = valueOf(field, given, path + key);
    }
    for (const [key, field] of Object.entries(fields)) {
      if (field.required && !typed.inner.has(key)) missing.push(path + key);
    }
    return request;
  };

  const valueOf = (field: Field, given: Typed, key: string): unknown => {
    const [text, ...more] = given.values;
    switch (field.type) {
      case 'list':
        return listOf(field, given, key);
      case 'model': {
        const fields = table.models[field.model ?? ''] ?? {};
        if (text === undefined) return fieldsOf(fields, given, `${key}.`);
        const json = jsonFrom(text);
        return isRecord(json) ? fieldsOf(fields, typedFrom(json), `${key}.`) : wrong(key, 'anObject');
      }
      case 'json': {
        const json = text === undefined ? undefined : jsonFrom(text);
        return isRecord(json) ? json : wrong(key, 'anObject');
      }
      case 'file':
        return wrong(key, 'aText');
      default:
        if (text === undefined || more.length > 0 || given.inner.size > 0)
          return wrong(key, expectedOf(field));
        return scalarOf(field, text, key);
    }
  };

  const listOf = (field: Field, given: Typed, key: string): unknown => {
    const item = field.of;
    if (!item) return wrong(key, 'aList');
    const [only] = given.values;
    const json = given.values.length === 1 && only?.trim().startsWith('[') ? jsonFrom(only) : undefined;
    const entries: Typed[] = Array.isArray(json)
      ? json.map(typedFrom)
      : [...given.values.map((value): Typed => ({ values: [value], inner: new Map() })), ...byIndex(given)];
    if ([...given.inner.keys()].some((index) => !/^\d+$/.test(index))) return wrong(key, 'aList');
    if (field.maxItems !== undefined && entries.length > field.maxItems) {
      return wrong(key, 'aShortList', field.maxItems);
    }
    return entries.map((entry, index) => valueOf(item, entry, `${key}.${index}`));
  };

  const scalarOf = (field: Field, text: string, key: string): unknown => {
    switch (field.type) {
      case 'integer':
      case 'decimal': {
        const value = parseDecimal(text);
        if (!value || (field.type === 'integer' && !/^-?\d{1,15}$/.test(text)))
          return wrong(key, expectedOf(field));
        if (field.min !== undefined && value.lt(String(field.min))) return wrong(key, 'atLeast', field.min);
        if (field.max !== undefined && value.gt(String(field.max))) return wrong(key, 'atMost', field.max);
        return field.type === 'integer' ? Number(text) : value;
      }
      case 'boolean':
        return text === 'true' || text === 'false' ? text === 'true' : wrong(key, 'trueOrFalse');
      default:
        if (!shapes[field.format ?? 'text'].test(text)) return wrong(key, expectedOf(field));
        if (field.maxLength !== undefined && text.length > field.maxLength) {
          return wrong(key, 'aShortText', field.maxLength);
        }
        // In a path these two would mean another address.
        return text === '.' || text === '..' ? wrong(key, 'aPathWord') : text;
    }
  };

  return { fieldsOf, problems, missing };
}

const shapes: Readonly<Record<NonNullable<Field['format']> | 'text', RegExp>> = {
  text: /[^]/,
  'year-month': /^\d{4}-(0[1-9]|1[0-2])$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  'utc-datetime': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  'date-time': /^\d{4}-\d\d-\d\d/,
};

function expectedOf(field: Field): Expected {
  switch (field.format) {
    case 'year-month':
      return 'aMonth';
    case 'date':
      return 'aDay';
    case 'utc-datetime':
    case 'date-time':
      return 'aMoment';
    case undefined:
      break;
  }
  if (field.type === 'integer') return 'aWholeNumber';
  if (field.type === 'decimal') return 'anAmount';
  return field.type === 'boolean' ? 'trueOrFalse' : 'aText';
}

const byIndex = (given: Typed): Typed[] =>
  [...given.inner].sort(([a], [b]) => Number(a) - Number(b)).map(([, entry]) => entry);

function jsonFrom(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** JSON as if it had been typed field by field, so that both ways are checked alike. */
function typedFrom(json: Json): Typed {
  const text = scalarText(json);
  if (text !== undefined) return { values: [text], inner: new Map() };
  const inner = Array.isArray(json)
    ? json.map((entry: Json, index) => [String(index), entry] as const)
    : Object.entries(isRecord(json) ? json : {});
  return { values: [], inner: new Map(inner.map(([key, value]) => [key, typedFrom(value)])) };
}
