import type { Clock } from '../kernel/clock.ts';

/** Turns, one every `everyMs` per key, in the order asked for. */
export interface Pacing {
  turn(key: string): Promise<void>;
}

/** Slack takes about one message a second per channel. */
export function openPacing(clock: Clock, everyMs: number): Pacing {
  const next = new Map<string, number>();
  return {
    turn: async (key) => {
      const now = clock.now().getTime();
      const at = Math.max(now, next.get(key) ?? 0);
      if (next.size > 1_000) for (const [old, time] of next) if (time <= now) next.delete(old);
      next.set(key, at + everyMs);
      if (at > now) await clock.sleep(at - now);
    },
  };
}
