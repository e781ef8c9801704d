import type { Models, Spec } from './contract.ts';

/** How strictly a value is held against its spec: requests by the letter, answers with the freedom documents leave them. */
export type Strictness = 'request' | 'answer';

export interface CheckContext {
  readonly models: Models;
  readonly strictness: Strictness;
}

const formats: Readonly<Record<string, { readonly shape: RegExp; readonly written: string }>> = {
  'utc-datetime': { shape: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, written: 'YYYY-MM-DDThh:mm:ssZ' },
  date: { shape: /^\d{4}-\d\d-\d\d$/, written: 'YYYY-MM-DD' },
  'year-month': { shape: /^\d{4}-(0[1-9]|1[0-2])$/, written: 'YYYY-MM' },
};

/** Undefined when the value fits, else a sentence that names the field. */
export type Fault = string | undefined;

function textFault(spec: Spec, value: string, name: string): Fault {
  const length = Array.from(value).length;
  if (spec.minLength !== undefined && length < spec.minLength)
    return `${name} must have at least ${spec.minLength} characters`;
  if (spec.maxLength !== undefined && length > spec.maxLength)
    return `${name} must have at most ${spec.maxLength} characters`;
  const format = spec.format === undefined ? undefined : formats[spec.format];
  if (format && !(format.shape.test(value) && !Number.isNaN(Date.parse(value))))
    return `${name} must be written ${format.written}`;
  return undefined;
}

function numberFault(spec: Spec, value: number, name: string): Fault {
  if (spec.type === 'integer' && !Number.isSafeInteger(value)) return `${name} must be a whole number`;
  if (spec.min !== undefined && value < spec.min) return `${name} must be at least ${spec.min}`;
  if (spec.max !== undefined && value > spec.max) return `${name} must be at most ${spec.max}`;
  if (spec.exclusiveMin !== undefined && value <= spec.exclusiveMin)
    return `${name} must be greater than ${spec.exclusiveMin}`;
  if (spec.scale !== undefined && (String(value).split('.')[1] ?? '').length > spec.scale)
    return `${name} must have at most ${spec.scale} decimals`;
  return undefined;
}

function listFault(spec: Spec, value: readonly unknown[], name: string, context: CheckContext): Fault {
  if (spec.minItems !== undefined && value.length < spec.minItems)
    return `${name} must hold at least ${spec.minItems} values`;
  if (spec.maxItems !== undefined && value.length > spec.maxItems)
    return `${name} must hold at most ${spec.maxItems} values`;
  const { items } = spec;
  if (!items) return undefined;
  return firstFault(value, (item, index) => findFault(items, item, `${name}[${index}]`, context));
}

function firstFault<T>(values: readonly T[], check: (value: T, index: number) => Fault): Fault {
  for (const [index, value] of values.entries()) {
    const fault = check(value, index);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Holds an object against a model: unknown fields, missing ones, and each value. */
export function modelFault(model: string, value: unknown, name: string, context: CheckContext): Fault {
  const fields = context.models[model]?.fields ?? {};
  if (!isObject(value)) return `${name} must be an object`;
  const inside = name === 'body' ? '' : `${name}.`;
  return (
    firstFault(Object.keys(value), (key) =>
      Object.hasOwn(fields, key) ? undefined : `${inside}${key} is not a known parameter`,
    ) ??
    firstFault(Object.entries(fields), ([key, spec]) => {
      const given = value[key];
      if (given === undefined) return spec.required ? `${inside}${key} is missing` : undefined;
      return findFault(spec, given, `${inside}${key}`, context);
    })
  );
}

export function findFault(spec: Spec, value: unknown, name: string, context: CheckContext): Fault {
  const fault = typeFault(spec, value, name, context);
  if (fault !== undefined || spec.enum === undefined || context.strictness === 'answer') return fault;
  return spec.enum.some((option) => option === value)
    ? undefined
    : `${name} must be one of ${spec.enum.join(', ')}`;
}

function typeFault(spec: Spec, value: unknown, name: string, context: CheckContext): Fault {
  switch (spec.type) {
    case 'string':
      return typeof value === 'string' ? textFault(spec, value, name) : `${name} must be a string`;
    case 'integer':
    case 'number':
      if (typeof value === 'number') return numberFault(spec, value, name);
      return `${name} must be a number`;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${name} must be true or false`;
    case 'array':
      return Array.isArray(value) ? listFault(spec, value, name, context) : `${name} must be a list`;
    case 'ref':
      return spec.ref === undefined ? undefined : modelFault(spec.ref, value, name, context);
    case 'object':
      return isObject(value) ? undefined : `${name} must be an object`;
  }
}
