import { isDecimal } from '../kernel/decimal.ts';
import type { Field, Operation, Param, ServiceTable } from './contract.ts';
import { type Json, jsonNumber, printJson } from './json.ts';
import { percentEncode } from './signer.ts';

/** A request ready to be signed: the body is the very text that is sent. */
export interface Encoded {
  readonly path: string;
  readonly query: readonly (readonly [key: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Request = Readonly<Record<string, unknown>>;

/**
 * Lays a request out by the contract. `fill` gives what the caller leaves out (language, site, own account). Nothing and
 * the empty text are not sent: several lists take an empty parameter for a filter.
 */
export function encode(
  table: ServiceTable,
  operation: Operation,
  request: Request,
  fill: (param: Param) => string | undefined,
): Encoded {
  const query: [string, string][] = [];
  const headers: Record<string, string> = {};
  let path = operation.path;
  for (const param of operation.params) {
    const given = request[param.name] ?? fill(param);
    if (given === undefined || given === '') continue;
    const values = Array.isArray(given) ? given.map(paramText) : [paramText(given)];
    if (param.in === 'header') headers[param.name] = values.join(',');
    else if (param.in === 'path') path = path.replace(`{${param.name}}`, percentEncode(values.join(',')));
    else if (param.repeat) for (const value of values) query.push([param.name, value]);
    else query.push([param.name, values.join(',')]);
  }
  if (operation.ownDomain) {
    path = path.replace('{domain_id}', percentEncode(paramText(request['domain_id'])));
  }
  const fields = operation.body === undefined ? undefined : table.models[operation.body];
  const body = fields === undefined ? '' : printJson(bodyOf(table, fields, request));
  return { path, query, headers, body };
}

function bodyOf(table: ServiceTable, fields: Readonly<Record<string, Field>>, value: Request): Json {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const given = value[name];
      return given === undefined || given === null ? [] : [[name, jsonOf(table, field, given)]];
    }),
  );
}

function jsonOf(table: ServiceTable, field: Field, value: unknown): Json {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' || isDecimal(value)) return jsonNumber(value);
  const item = field.of;
  if (Array.isArray(value) && item) return value.map((entry) => jsonOf(table, item, entry));
  const model = field.model === undefined ? undefined : table.models[field.model];
  if (model && isRequest(value)) return bodyOf(table, model, value);
  // Maps of anything, which the contract leaves open, come as JSON already.
  return value as Json;
}

function paramText(value: unknown): string {
  if (isDecimal(value)) return value.toFixed();
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

const isRequest = (value: unknown): value is Request => typeof value === 'object' && value !== null;
