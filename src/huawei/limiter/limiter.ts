import {
  paceOf,
  type Lane,
  type WindowAsk,
  type WindowGrant,
  type WindowStore,
} from '../../kernel/call-window.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import { type FairQueue, fairQueue } from './fair-queue.ts';
import { type Lateness, lateness } from './lateness.ts';
import { memoryWindows } from './memory-windows.ts';

interface Turn {
  readonly operation: string;
  readonly lane: Lane;
  readonly job: string;
  readonly signal: AbortSignal | undefined;
}

export interface Limiter {
  /** Resolves when the call may be sent; rejects with the signal's reason. */
  turn(turn: Turn): Promise<void>;
}

export interface LimiterOptions {
  readonly store: WindowStore;
  /** Names the account, so that two of them do not share a window. */
  readonly account: string;
  readonly limitOf: (operation: string) => number;
  readonly windowMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** A limit nobody would be granted stands for "none". */
const unlimited = 10_000;
/** Asked for at once; more would only be granted ahead of people who come meanwhile. */
const mostAtOnce = 50;
const storePatienceMs = 1_000;
const storeRestMs = 5_000;

/**
 * One fair limiter per API and account. Each process queues its own callers, by lane and in turns by job; who may call
 * when is decided in the shared store. While the store is away each process goes on alone with half the limit: slower
 * than allowed with one process, right with two, and with more the platform's own 429 and our pauses do the rest.
 */
export function openLimiter({ store, account, limitOf, windowMs, clock, log }: LimiterOptions): Limiter {
  const queues = new Map<string, FairQueue<() => void>>();
  const latenesses = new Map<string, Lateness>();
  const alone = memoryWindows(clock);
  let storeAwayUntil = 0;

  const take = async (ask: WindowAsk): Promise<WindowGrant> => {
    if (clock.now().getTime() >= storeAwayUntil) {
      try {
        return await inTime(store.take(ask), clock);
      } catch (error) {
        storeAwayUntil = clock.now().getTime() + storeRestMs;
        const reason = error instanceof Error ? error.message : String(error);
        log.warn({ reason }, 'rate limits are not shared for now: half the limit per process');
      }
    }
    return alone.take({ ...ask, limit: Math.max(1, Math.floor(ask.limit / 2)) });
  };

  const latenessOf = (ask: Omit<WindowAsk, 'count'>): Lateness => {
    const known = latenesses.get(ask.key) ?? lateness(paceOf(ask));
    latenesses.set(ask.key, known);
    return known;
  };

  /** Serves a queue until it is empty. Who is served is settled when the slot comes, so nobody's leaving wastes it. */
  const serve = async (
    name: string,
    queue: FairQueue<() => void>,
    ask: Omit<WindowAsk, 'count'>,
  ): Promise<void> => {
    const late = latenessOf(ask);
    while (queue.size > 0) {
      const { waits, againMs } = await take({ ...ask, count: Math.min(queue.size, mostAtOnce) });
      const asked = clock.now().getTime();
      for (const wait of waits) {
        const planned = asked + wait;
        const left = late.earliest(planned) - clock.now().getTime();
        if (queue.size > 0 && left >= 1) await clock.sleep(Math.ceil(left));
        queue.next()?.();
        late.left(planned, clock.now().getTime());
      }
      if (queue.size > 0 && againMs > 0) await clock.sleep(Math.ceil(againMs));
    }
    // In the same breath as the last look, so that nobody joins a queue that is served no more.
    queues.delete(name);
  };

  const join = (operation: string, lane: Lane, limit: number): FairQueue<() => void> => {
    const name = `${lane} ${operation}`;
    const present = queues.get(name);
    if (present) return present;
    const queue = fairQueue<() => void>();
    queues.set(name, queue);
    // Started a moment later, when the caller stands in the queue.
    queueMicrotask(() => void serve(name, queue, { key: `${account}/${operation}`, limit, windowMs, lane }));
    return queue;
  };

  return {
    turn({ operation, lane, job, signal }) {
      const limit = limitOf(operation);
      if (signal?.aborted) return Promise.reject(reasonOf(signal));
      if (limit >= unlimited) return Promise.resolve();
      const queue = join(operation, lane, limit);
      return new Promise((resolve, reject) => {
        const leave = () => {
          queue.remove(job, served);
          if (signal) reject(reasonOf(signal));
        };
        const served = () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        };
        signal?.addEventListener('abort', leave, { once: true });
        queue.add(job, served);
      });
    },
  };
}

const reasonOf = (signal: AbortSignal): Error =>
  signal.reason instanceof Error ? signal.reason : new DOMException('stopped', 'AbortError');

/** A store that hangs is as good as away. */
async function inTime<T>(work: Promise<T>, clock: Clock): Promise<T> {
  const done = new AbortController();
  const late = clock.sleep(storePatienceMs, done.signal).then(
    () => {
      throw new Error('the store of the rate limits does not answer');
    },
    () => work,
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}
