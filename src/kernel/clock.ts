import { setTimeout as delay } from 'node:timers/promises';

/** Time as the bot sees it; tests put their own in. */
export interface Clock {
  now(): Date;
  /** Resolves after `ms` milliseconds, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal ? { signal } : {});
  },
};
