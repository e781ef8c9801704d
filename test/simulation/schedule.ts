import type { Clock } from '../../src/kernel/clock.ts';
import type { Dice } from './dice.ts';

/** A process that may die between any two of its steps. What it awaits then never comes. */
export interface Process {
  readonly name: string;
  alive: boolean;
  /** How far its wall clock is off, milliseconds. */
  skewMs: number;
}

/**
 * Runs everything one step at a time, in an order the dice decide. Every port of the machine asks for a turn before and after it
 * does something, so between any two awaits anything else may happen: another process, time, death.
 */
export interface Schedule {
  process(name: string): Process;
  /** Resolves when it is this process's turn; never, once it is dead. */
  turn(by: Process): Promise<void>;
  clock(of: Process): Clock;
  /** Wall clock time as nobody's process sees it. */
  now(): Date;
  kill(victim: Process): void;
  /** All wall clocks are set, as after a correction. The timers do not notice. */
  jump(ms: number): void;
  /** One step of anything; false when nothing is left to do. */
  step(): Promise<boolean>;
}

interface Waiting {
  readonly by: Process;
  readonly at: number;
  go(): void;
}

const start = Date.parse('2026-11-23T02:00:00Z');

export function openSchedule(random: Dice): Schedule {
  let timer = 0;
  let offset = 0;
  let waiting: Waiting[] = [];
  const never = new Promise<never>(() => undefined);

  const wait = (by: Process, ms: number, signal?: AbortSignal): Promise<void> =>
    by.alive
      ? new Promise((resolve, reject) => {
          const interrupt = () => {
            waiting = waiting.filter((other) => other !== entry);
            reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
          };
          const go = () => {
            signal?.removeEventListener('abort', interrupt);
            resolve();
          };
          const entry: Waiting = { by, at: timer + ms, go };
          signal?.addEventListener('abort', interrupt);
          waiting.push(entry);
        })
      : never;
  const wall = (skewMs: number) => new Date(start + timer + offset + skewMs);

  return {
    process: (name) => ({ name, alive: true, skewMs: random.whole(4_000) - 2_000 }),
    turn: (by) => wait(by, 0),
    clock: (of) => ({ now: () => wall(of.skewMs), sleep: (ms, signal) => wait(of, ms, signal) }),
    now: () => wall(0),
    kill: (victim) => {
      victim.alive = false;
      waiting = waiting.filter(({ by }) => by !== victim);
    },
    jump: (ms) => {
      offset += ms;
    },
    step: async () => {
      if (waiting.length === 0) return false;
      const due = waiting.filter(({ at }) => at <= timer);
      const next =
        due.length > 0
          ? random.pick(due)
          : waiting.reduce((soonest, other) => (other.at < soonest.at ? other : soonest));
      timer = Math.max(timer, next.at);
      waiting = waiting.filter((other) => other !== next);
      next.go();
      // Everything that needs no further turn runs until it asks for one.
      await new Promise((resolve) => setImmediate(resolve));
      return true;
    },
  };
}
