import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { listen } from '../ledger/listen.ts';
import { outboxChannel, takeFromOutbox } from '../ledger/outbox.ts';
import { errorLog } from './error-log.ts';
import type { QueuedJob } from './queues.ts';

export interface RelayOptions {
  readonly ledger: Ledger;
  readonly url: string;
  /** Puts jobs on their queues; a job that is there already stays as it is. */
  readonly add: (jobs: readonly QueuedJob[]) => Promise<void>;
  readonly log: Log;
  readonly clock: Clock;
  readonly pollMs?: number;
}

export interface Relay {
  /** Resolves when the batch under way is through. */
  stop(): Promise<void>;
}

const batchSize = 100;

/**
 * Moves promised work from the outbox to the queue. Woken by NOTIFY; looks by itself every few seconds for what a lost
 * connection did not tell it. While the queue is away the rows wait.
 */
export function startRelay({ ledger, url, add, log, clock, pollMs = 3_000 }: RelayOptions): Relay {
  const stopped = new AbortController();
  const complain = errorLog(log, 'outbox');
  let wake = (): void => undefined;
  let woken = false;

  const listener = listen({
    url,
    channel: outboxChannel,
    heard: () => {
      woken = true;
      wake();
    },
    log,
    clock,
  });

  const rest = async () => {
    if (woken || stopped.signal.aborted) return;
    const early = new AbortController();
    wake = () => early.abort();
    await clock.sleep(pollMs, AbortSignal.any([early.signal, stopped.signal])).catch(() => undefined);
  };

  const run = async () => {
    while (!stopped.signal.aborted) {
      woken = false;
      try {
        if ((await relayBatch(ledger, add, clock)) === batchSize) continue;
      } catch (error) {
        complain(error instanceof Error ? error : new Error(String(error)));
        // A NOTIFY would wake it into the same failure at once.
        await clock.sleep(500, stopped.signal).catch(() => undefined);
      }
      await rest();
    }
  };
  const running = run();

  return {
    stop: async () => {
      stopped.abort();
      await listener.stop();
      await running;
    },
  };
}

/**
 * The rows are deleted in a transaction that commits after the queue has them. A crash in between brings them back, and
 * the queue knows the second one by its job id.
 */
export const relayBatch = (ledger: Ledger, add: RelayOptions['add'], clock: Clock): Promise<number> =>
  ledger.transaction().execute(async (trx) => {
    const rows = await takeFromOutbox(trx, batchSize);
    const now = clock.now().getTime();
    await add(
      rows.map(({ delayMs, createdAt, ...row }) => ({
        ...row,
        delayMs: delayMs === 0 ? 0 : Math.max(createdAt.getTime() + delayMs - now, 0),
      })),
    );
    return rows.length;
  });
