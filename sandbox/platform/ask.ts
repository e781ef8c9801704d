import type { Found, Operation, Param, Spec } from './contract.ts';
import { type Fault, findFault, isObject, modelFault } from './check.ts';
import type { Fault as BadDay } from './faults.ts';

export type Language = 'zh' | 'en';

/** A request that has passed the contract, as the areas see it: parameters by wire name, whatever place they came in. */
export interface Ask {
  readonly operation: Operation;
  readonly params: Readonly<Record<string, unknown>>;
  readonly language: Language;
  readonly now: Date;
  /** A GET filter was sent empty: the platform takes that literally, and nothing has an empty id. */
  readonly blank: boolean;
  /** The faults this call meets; some spoil what is answered and not only how. */
  readonly faults: readonly BadDay[];
}

export const textOf = (ask: Ask, name: string): string | undefined => {
  const value = ask.params[name];
  return typeof value === 'string' ? value : undefined;
};

export const numberOf = (ask: Ask, name: string): number | undefined => {
  const value = ask.params[name];
  return typeof value === 'number' ? value : undefined;
};

export const listOf = (ask: Ask, name: string): readonly unknown[] | undefined => {
  const value = ask.params[name];
  return Array.isArray(value) ? value : undefined;
};

export interface Incoming {
  readonly found: Found;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  readonly now: Date;
  readonly faults: readonly BadDay[];
}

/** Either a request that fits the contract or the sentence that says what does not. */
export type Read = { readonly ask: Ask } | { readonly fault: string };

const usualCap = 100;
// The retired twin of the detail query allowed 1000; dossier §6.1.
const caps: Readonly<Record<string, number>> = { ListSubCustomerBillDetail: 1000 };

/** The contract's spec with what documentation adds; paging bounds apply even where neither states them. */
function specOf(operation: Operation, name: string, spec: Spec): Spec {
  const documented = operation.docs[name] ?? {};
  // What documents enumerate for a list are the values inside it, which the contract has on its items.
  const { enum: options, ...docs } = documented;
  const enumerated = options && spec.type !== 'array' ? { enum: options } : {};
  const bounds =
    name === 'limit'
      ? { min: 1, max: caps[operation.name] ?? usualCap }
      : name === 'offset'
        ? { min: 0, max: 2 ** 31 - 1 }
        : {};
  return { ...bounds, ...docs, ...enumerated, ...spec };
}

/** Texts of the query line and headers in the type their spec asks for; what cannot be converted stays text. */
function typed(spec: Spec, text: string): unknown {
  if (spec.type === 'integer' || spec.type === 'number')
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (spec.type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

const languageOf = (headers: Incoming['headers']): Language =>
  (headers['x-language'] ?? 'zh').toLowerCase().startsWith('en') ? 'en' : 'zh';

export function readAsk(incoming: Incoming): Read {
  const { operation, path } = incoming.found;
  const params: Record<string, unknown> = {};
  let blank = false;
  const context = { models: operation.models, strictness: 'request' } as const;

  const take = (param: Param, values: readonly string[]): Fault => {
    if (values.length === 0) return param.required ? `${param.name} is missing` : undefined;
    const spec = specOf(operation, param.name, param);
    if (spec.type === 'array') {
      const items = spec.items ?? { type: 'string' };
      params[param.name] = values.map((value) => typed(items, value));
      return findFault(spec, params[param.name], param.name, context);
    }
    if (values.length > 1) return `${param.name} is given more than once`;
    const [value = ''] = values;
    if (value === '' && spec.type === 'string' && !spec.minLength) {
      if (param.required) return `${param.name} is missing`;
      blank = true;
      return undefined;
    }
    params[param.name] = typed(spec, value);
    return findFault(spec, params[param.name], param.name, context);
  };

  const fault =
    unknownQuery(operation, incoming.query) ??
    first(operation.pathParams, (p) => take(p, path[p.name] === undefined ? [] : [path[p.name] ?? ''])) ??
    first(operation.queryParams, (p) =>
      take(
        p,
        incoming.query.filter(([name]) => name === p.name).map(([, value]) => value),
      ),
    ) ??
    first(operation.headerParams, (p) => headerFault(p, incoming.headers, context)) ??
    takeBody(incoming, params);
  if (fault !== undefined) return { fault };

  const { now, faults } = incoming;
  return { ask: { operation, params, blank, now, faults, language: languageOf(incoming.headers) } };
}

function first<T>(list: readonly T[], check: (item: T) => Fault): Fault {
  for (const item of list) {
    const fault = check(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const unknownQuery = (operation: Operation, query: Incoming['query']): Fault =>
  first(query, ([name]) =>
    operation.queryParams.some((p) => p.name === name) ? undefined : `${name} is not a known parameter`,
  );

// The documents write zh_CN on some operations and zh_cn on others; the platform takes either on all.
function headerFault(
  param: Param,
  headers: Incoming['headers'],
  context: Parameters<typeof findFault>[3],
): Fault {
  const value = headers[param.name.toLowerCase()];
  if (value === undefined) return param.required ? `header ${param.name} is missing` : undefined;
  const options = param.enum?.map((option) => (typeof option === 'string' ? option.toLowerCase() : option));
  const spec: Spec = options ? { ...param, enum: options } : param;
  return findFault(spec, typed(param, value.toLowerCase()), `header ${param.name}`, context);
}

function takeBody(incoming: Incoming, params: Record<string, unknown>): Fault {
  const { operation } = incoming.found;
  const { body } = incoming;
  if (operation.body === null) return body.length === 0 ? undefined : 'this operation takes no body';
  const type = incoming.headers['content-type'] ?? '';
  if (operation.contentType === 'multipart/form-data')
    return type.startsWith('multipart/form-data') ? undefined : 'Content-Type must be multipart/form-data';
  if (!type.startsWith('application/json')) return 'Content-Type must be application/json';
  if (body.length === 0) return 'the body is missing; send {} when there is nothing to say';

  const value = parseJson(body);
  const model = operation.models[operation.body]?.fields ?? {};
  const narrowed = Object.fromEntries(
    Object.entries(model).map(([name, spec]) => [name, specOf(operation, name, spec)]),
  );
  const fault = modelFault(operation.body, value, 'body', {
    strictness: 'request',
    models: { ...operation.models, [operation.body]: { fields: narrowed } },
  });
  if (fault === undefined && isObject(value)) Object.assign(params, value);
  return fault;
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}
