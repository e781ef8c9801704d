/** The platform's idea of now: real time plus an offset that can be turned. Signatures are judged by real time. */
export interface PlatformClock {
  now(): Date;
  set(at: Date): void;
  advance(ms: number): void;
  reset(): void;
}

export function platformClock(start?: Date): PlatformClock {
  let offset = start ? start.getTime() - Date.now() : 0;
  return {
    now: () => new Date(Date.now() + offset),
    set: (at) => {
      offset = at.getTime() - Date.now();
    },
    advance: (ms) => {
      offset += ms;
    },
    reset: () => {
      offset = 0;
    },
  };
}
