import type { Clock } from '../../src/kernel/clock.ts';

export interface VirtualClock extends Clock {
  /** Moves time on, waking sleepers in their order; each gets its turn before the next one wakes. */
  advance(ms: number): Promise<void>;
  /** How many are asleep. */
  readonly sleepers: number;
}

interface Sleeper {
  readonly at: number;
  wake(): void;
}

/** Time that passes only when a test says so. */
export function virtualClock(start: Date | string = '2026-11-23T10:00:00Z'): VirtualClock {
  let now = new Date(start).getTime();
  let sleepers: Sleeper[] = [];

  return {
    now: () => new Date(now),
    get sleepers() {
      return sleepers.length;
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const drop = () => (sleepers = sleepers.filter((other) => other !== sleeper));
        const interrupted = () => {
          drop();
          reject(
            signal?.reason instanceof Error ? signal.reason : new Error('aborted', { cause: signal?.reason }),
          );
        };
        const sleeper: Sleeper = {
          at: now + Math.max(ms, 0),
          wake: () => {
            signal?.removeEventListener('abort', interrupted);
            drop();
            resolve();
          },
        };
        if (signal?.aborted) {
          interrupted();
          return;
        }
        signal?.addEventListener('abort', interrupted, { once: true });
        sleepers.push(sleeper);
      }),
    advance: async (ms) => {
      const end = now + ms;
      await settled();
      for (;;) {
        const next = sleepers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = Math.max(now, next.at);
        next.wake();
        await settled();
      }
      now = end;
    },
  };
}

/** Lets everything run that needs no more than promises and already finished I/O. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
