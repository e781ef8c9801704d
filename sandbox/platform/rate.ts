/** At most `limit` calls in any window of one second; refused calls do not count. */
export interface Allowance {
  /** Whether one more call may pass at this moment, in milliseconds; if so, it has passed. */
  take(at: number): boolean;
}

const windowMs = 1000;

export function allowance(limit: number): Allowance {
  if (limit === 0) return { take: () => true };
  // The moments of the last `limit` calls that passed, the oldest at `next`.
  const passed = new Float64Array(limit).fill(-Infinity);
  let next = 0;
  return {
    take: (at) => {
      if (at - (passed[next] ?? -Infinity) < windowMs) return false;
      passed[next] = at;
      next = (next + 1) % limit;
      return true;
    },
  };
}

/** The most calls seen in any one second. */
export interface PeakRate {
  note(at: number): void;
  peak(): number;
}

export function peakRate(): PeakRate {
  let moments: number[] = [];
  let first = 0;
  let peak = 0;
  return {
    note: (at) => {
      moments.push(at);
      while (at - (moments[first] ?? at) >= windowMs) first++;
      peak = Math.max(peak, moments.length - first);
      if (first > 4096) {
        moments = moments.slice(first);
        first = 0;
      }
    },
    peak: () => peak,
  };
}
