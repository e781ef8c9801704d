import { limits } from '../cards/limits.ts';

/** How often a bot may write to one conversation: sliding windows, in real time. */
export interface Rate {
  /** Seconds to wait, or 0 when this call may go through; then it is counted. */
  take(chat: string): number;
}

/** What left the bot a second apart may arrive a little closer. */
const jitterMs = 60;

export function createRate(enforced: boolean, now: () => number = Date.now): Rate {
  const sends = new Map<string, number[]>();
  return {
    take: (chat) => {
      if (!enforced) return 0;
      const at = now();
      const before = sends.get(chat) ?? [];
      const full = limits.sends.find(
        ({ most, seconds }) => before.filter((one) => one > at - seconds * 1000 + jitterMs).length >= most,
      );
      if (full) return full.seconds;
      sends.set(chat, [...before.slice(-2000), at]);
      return 0;
    },
  };
}
