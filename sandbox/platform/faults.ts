import { z } from 'zod';
import type { Rows } from './answer.ts';
import type { Models, Operation, Spec } from './contract.ts';

/** Bad days, switched on per operation or for all (`*`). */
const common = {
  operation: z.string().min(1).default('*'),
  /** How many calls it meets; without it, all until it is cleared. */
  times: z.int().positive().optional(),
  /** How many calls it lets pass first. */
  skip: z.int().nonnegative().default(0),
};

/** Whether the operation has taken effect by the time the caller is let down. */
const effect = z.enum(['before', 'after']).default('before');

const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    code: z.string().optional(),
    message: z.string().optional(),
    /** Seconds, sent as Retry-After. */
    retryAfter: z.int().nonnegative().optional(),
    effect,
  }),
  z.strictObject({ ...common, kind: z.literal('timeout'), effect }),
  z.strictObject({ ...common, kind: z.literal('reset'), effect }),
  z.strictObject({ ...common, kind: z.literal('html'), status: z.int().min(200).max(599).default(502) }),
  z.strictObject({ ...common, kind: z.literal('slow'), ms: z.int().positive() }),
  z.strictObject({ ...common, kind: z.literal('truncate') }),
  z.strictObject({
    ...common,
    kind: z.literal('moving'),
    change: z.enum(['append', 'insert', 'remove']),
    rows: z.int().positive().default(1),
  }),
  z.strictObject({ ...common, kind: z.literal('unknownEnum') }),
  z.strictObject({ ...common, kind: z.literal('amountsAsStrings') }),
]);

export type FaultInput = z.input<typeof faultSchema>;
export type Fault = z.output<typeof faultSchema> & { readonly id: string };
type Moving = Extract<Fault, { kind: 'moving' }>;

export interface FaultSwitches {
  /** @throws {z.ZodError} for a fault nobody knows. */
  add(fault: FaultInput): Fault;
  /** One fault, or all of them. Says whether there was something to clear. */
  clear(id?: string): boolean;
  list(): readonly Fault[];
  /** The faults this call meets. */
  meet(operation: string): readonly Fault[];
}

interface Switched {
  readonly fault: Fault;
  met: number;
}

export const readFault = (value: unknown) => faultSchema.safeParse(value);

export function faultSwitches(): FaultSwitches {
  const switched = new Map<string, Switched>();
  let count = 0;
  const meets = (entry: Switched, operation: string) => {
    const { fault } = entry;
    if (fault.operation !== '*' && fault.operation !== operation) return false;
    const turn = entry.met++;
    return turn >= fault.skip && (fault.times === undefined || turn < fault.skip + fault.times);
  };
  return {
    add: (input) => {
      const fault = { ...faultSchema.parse(input), id: `fault-${++count}` };
      switched.set(fault.id, { fault, met: 0 });
      return fault;
    },
    clear: (id) => {
      if (id !== undefined) return switched.delete(id);
      const any = switched.size > 0;
      switched.clear();
      return any;
    },
    list: () => [...switched.values()].map(({ fault }) => fault),
    meet: (operation) =>
      [...switched.values()].filter((entry) => meets(entry, operation)).map(({ fault }) => fault),
  };
}

/**
 * A list that moves while it is read. Every row is a real one: rows that are yet to come are held back at first, rows that
 * go are left out, a few more with each page.
 */
export function movingRows(rows: Rows, fault: Moving, pagesBefore: number): Rows {
  const room = Math.min(fault.rows * 10, Math.floor(rows.total / 2));
  const moved = Math.min(room, fault.rows * pagesBefore);
  const held = fault.change === 'remove' ? 0 : room - moved;
  const front = fault.change === 'insert' ? held : fault.change === 'remove' ? moved : 0;
  const total = rows.total - (fault.change === 'remove' ? moved : held);
  return {
    total,
    write: (offset, limit) => rows.write(front + offset, Math.max(0, Math.min(limit, total - offset))),
  };
}

/** Wire names of the answer's fields, nested ones included, whose spec fits. */
function fieldsWhere(operation: Operation, fits: (spec: Spec) => boolean): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const visit = (model: string, models: Models) => {
    if (seen.has(model)) return;
    seen.add(model);
    for (const [name, spec] of Object.entries(models[model]?.fields ?? {})) {
      if (fits(spec)) names.add(name);
      const inner = spec.ref ?? spec.items?.ref;
      if (inner !== undefined) visit(inner, models);
    }
  };
  visit(operation.response.model, operation.models);
  return names;
}

// On the text, not on parsed values: the digits must stay as they were sent.
const scalar = /"(\w+)":(-?\d[\d.]*|"(?:[^"\\]|\\.)*")/g;

/** Numbers of money and usage become strings, digit for digit. */
export function amountsAsStrings(operation: Operation, text: string): string {
  const names = fieldsWhere(operation, (spec) => spec.type === 'number');
  return text.replace(scalar, (whole, name: string, value: string) =>
    names.has(name) && !value.startsWith('"') ? `"${name}":"${value}"` : whole,
  );
}

/** The first value of each enumerated field becomes one that no document names. */
export function unknownEnums(operation: Operation, text: string): string {
  const left = new Set(fieldsWhere(operation, (spec) => spec.enum !== undefined));
  return text.replace(scalar, (whole, name: string, value: string) => {
    if (!left.delete(name)) return whole;
    return `"${name}":${value.startsWith('"') ? '"UNHEARD_OF_99"' : '99'}`;
  });
}
