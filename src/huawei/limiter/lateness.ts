import type { Pace } from '../../kernel/call-window.ts';

/** Calls that left later than planned, because this process was busy at that moment. */
export interface Lateness {
  /** The moment a call planned for `planned` may leave. */
  earliest(planned: number): number;
  left(planned: number, at: number): void;
}

/**
 * The shared window counts planned times. A call that leaves 60 ms late comes 60 ms closer to the one a window after it,
 * and a strict platform refuses that one; so it waits as well. Small delays are what the margin is for.
 */
export function lateness({ spanMs, windowMs }: Pace): Lateness {
  const guardMs = (spanMs - windowMs) / 2;
  let lates: { readonly from: number; readonly until: number }[] = [];
  return {
    earliest: (planned) =>
      lates.reduce((at, { from, until }) => (planned >= from ? Math.max(at, until) : at), planned),
    left(planned, at) {
      lates = lates.filter(({ until }) => until > at);
      if (at - planned > guardMs) lates.push({ from: planned + spanMs, until: at + windowMs + guardMs });
    },
  };
}
