/** The platform's idea of now: real time plus an offset that can be turned. Signatures are judged by real time. */
export interface PlatformClock {
  now(): Date;
  set(at: Date): void;
  advance(ms: number): void;
  reset(): void;
  /** Hears how far it is ahead whenever it is turned. */
  watch(turned: (aheadMs: number) => void): void;
}

export function platformClock(start?: Date): PlatformClock {
  let offset = start ? start.getTime() - Date.now() : 0;
  const watchers: ((aheadMs: number) => void)[] = [];
  const turn = (aheadMs: number) => {
    offset = aheadMs;
    for (const turned of watchers) turned(aheadMs);
  };
  return {
    now: () => new Date(Date.now() + offset),
    set: (at) => {
      turn(at.getTime() - Date.now());
    },
    advance: (ms) => {
      turn(offset + ms);
    },
    reset: () => {
      turn(0);
    },
    watch: (turned) => {
      watchers.push(turned);
    },
  };
}
