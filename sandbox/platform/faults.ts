import { z } from 'zod';
import { fraction, hash } from './random.ts';

/** Bad days, switched on per operation or for all (`*`). */
const common = {
  operation: z.string().min(1).default('*'),
  /** How many calls it meets; without it, all until it is cleared. */
  times: z.int().positive().optional(),
  /** How many calls it lets pass first. */
  skip: z.int().nonnegative().default(0),
  /** How likely it meets a call; which ones is settled by the seed and the call's turn. */
  chance: z.number().gt(0).max(1).default(1),
  seed: z.int().default(1),
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
    /** The whole body, in place of code and message. */
    body: z.string().optional(),
    effect,
  }),
  z.strictObject({ ...common, kind: z.literal('timeout'), effect }),
  z.strictObject({ ...common, kind: z.literal('reset'), effect }),
  z.strictObject({ ...common, kind: z.literal('html'), status: z.int().min(200).max(599).default(502) }),
  z.strictObject({ ...common, kind: z.literal('slow'), ms: z.int().positive(), effect }),
  z.strictObject({ ...common, kind: z.literal('truncate') }),
  z.strictObject({
    ...common,
    kind: z.literal('moving'),
    change: z.enum(['append', 'insert', 'remove']),
    rows: z.int().positive().default(1),
  }),
  z.strictObject({ ...common, kind: z.literal('lateRows'), ms: z.int().positive() }),
  z.strictObject({
    ...common,
    kind: z.literal('partial'),
    code: z.string().default('CBC.99000013'),
    /** Who is refused; without it, the first, the third and so on. */
    customers: z.array(z.string()).optional(),
  }),
  z.strictObject({ ...common, kind: z.literal('unknownEnum') }),
  z.strictObject({ ...common, kind: z.literal('amountsAsStrings') }),
]);

export type FaultInput = z.input<typeof faultSchema>;
export type Fault = z.output<typeof faultSchema> & { readonly id: string };

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
  /** What its chance is drawn from. */
  readonly luck: number;
  /** Calls of its operation so far, and those it met. */
  calls: number;
  met: number;
}

export const readFault = (value: unknown) => faultSchema.safeParse(value);

export function faultSwitches(): FaultSwitches {
  const switched = new Map<string, Switched>();
  let count = 0;
  const meets = (entry: Switched, operation: string) => {
    const { fault } = entry;
    if (fault.operation !== '*' && fault.operation !== operation) return false;
    const turn = entry.calls++;
    if (turn < fault.skip || (fault.times !== undefined && entry.met >= fault.times)) return false;
    if (fraction(entry.luck, turn) >= fault.chance) return false;
    entry.met++;
    return true;
  };
  return {
    add: (input) => {
      const read = faultSchema.parse(input);
      const fault = { ...read, id: `fault-${++count}` };
      // Of two faults that differ in anything, each has a luck of its own.
      switched.set(fault.id, { fault, luck: hash(JSON.stringify(read)), calls: 0, met: 0 });
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
