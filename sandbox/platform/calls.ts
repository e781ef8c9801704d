import { type PeakRate, peakRate } from './rate.ts';

/** One call as it went, for tests and for the inspector. */
export interface Call {
  readonly at: string;
  readonly operation: string;
  readonly method: string;
  readonly target: string;
  readonly requestId: string;
  /** Undefined while it is being answered, and for ever when the answer was withheld. */
  status?: number;
  code?: string;
  ms?: number;
}

export interface OperationCalls {
  readonly calls: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** The most calls that arrived, and the most that were let through, in any one second. */
  readonly peakPerSecond: number;
  readonly peakPassedPerSecond: number;
}

export interface CallReport {
  readonly total: number;
  readonly operations: Readonly<Record<string, OperationCalls>>;
  readonly last: readonly Call[];
}

export interface CallBook {
  arrived(call: Omit<Call, 'at'>, at: number): Call;
  passed(operation: string, at: number): void;
  ended(call: Call, status: number, code: string | undefined, ms: number): void;
  report(): CallReport;
  reset(): void;
}

const keptCalls = 200;

interface Tally {
  calls: number;
  readonly byStatus: Record<string, number>;
  readonly arrivals: PeakRate;
  readonly passes: PeakRate;
}

const newTally = (): Tally => ({ calls: 0, byStatus: {}, arrivals: peakRate(), passes: peakRate() });

export function callBook(): CallBook {
  const tallies = new Map<string, Tally>();
  let last: Call[] = [];

  const tallyOf = (operation: string): Tally => {
    const tally = tallies.get(operation) ?? newTally();
    tallies.set(operation, tally);
    return tally;
  };

  return {
    arrived: (given, at) => {
      const tally = tallyOf(given.operation);
      tally.calls++;
      tally.arrivals.note(at);
      const call: Call = { at: new Date().toISOString(), ...given };
      last.push(call);
      if (last.length > keptCalls * 2) last = last.slice(-keptCalls);
      return call;
    },
    passed: (operation, at) => tallyOf(operation).passes.note(at),
    ended: (call, status, code, ms) => {
      call.status = status;
      if (code !== undefined) call.code = code;
      call.ms = ms;
      const { byStatus } = tallyOf(call.operation);
      byStatus[status] = (byStatus[status] ?? 0) + 1;
    },
    report: () => ({
      total: [...tallies.values()].reduce((sum, tally) => sum + tally.calls, 0),
      operations: Object.fromEntries(
        [...tallies].map(([name, tally]) => [
          name,
          {
            calls: tally.calls,
            byStatus: { ...tally.byStatus },
            peakPerSecond: tally.arrivals.peak(),
            peakPassedPerSecond: tally.passes.peak(),
          },
        ]),
      ),
      last: last.slice(-keptCalls),
    }),
    reset: () => {
      tallies.clear();
      last = [];
    },
  };
}
