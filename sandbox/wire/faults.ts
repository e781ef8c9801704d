import { z } from 'zod';

/** Bad days to order. They strike calls of the bot by name: a Web API method, `response_url`, `upload`, or `*`. */
const common = {
  on: z.string().min(1),
  /** How many calls it strikes; for ever when absent. */
  times: z.int().positive().optional(),
};

export const fault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ratelimited'), ...common, retryAfter: z.int().positive().default(1) }),
  z.strictObject({ kind: z.literal('error'), ...common, error: z.string().min(1) }),
  z.strictObject({ kind: z.literal('status'), ...common, status: z.int().min(400).max(599) }),
  z.strictObject({ kind: z.literal('slow'), ...common, ms: z.int().positive() }),
  /** The connection breaks before anything happened. */
  z.strictObject({ kind: z.literal('reset'), ...common }),
  /** It happened, and the answer is lost. */
  z.strictObject({ kind: z.literal('lost'), ...common }),
  /** A workspace the roll-out of a block has not reached. */
  z.strictObject({ kind: z.literal('no-block'), ...common, block: z.string().default('data_visualization') }),
]);

export type Fault = z.output<typeof fault>;
export type FaultInput = z.input<typeof fault>;

export interface Switchboard {
  readonly set: (input: FaultInput) => void;
  readonly clear: () => void;
  readonly list: () => readonly Fault[];
  /** The faults that strike this call; each use is counted. */
  readonly strike: (on: string, body: string) => readonly Fault[];
}

export function createSwitchboard(changed: () => void): Switchboard {
  let faults: { fault: Fault; left: number }[] = [];
  return {
    set: (input) => {
      const parsed = fault.parse(input);
      faults.push({ fault: parsed, left: parsed.times ?? Number.POSITIVE_INFINITY });
      changed();
    },
    clear: () => {
      faults = [];
      changed();
    },
    list: () => faults.map((one) => one.fault),
    strike: (on, body) => {
      const struck = faults.filter(
        ({ fault }) =>
          (fault.on === '*' || fault.on === on) && (fault.kind !== 'no-block' || body.includes(fault.block)),
      );
      for (const one of struck) one.left -= 1;
      if (struck.some((one) => one.left <= 0)) {
        faults = faults.filter((one) => one.left > 0);
        changed();
      }
      return struck.map((one) => one.fault);
    },
  };
}
