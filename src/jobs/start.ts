import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { OpenLedger } from '../ledger/open.ts';
import { whenLedgerAnswers } from '../ledger/unavailable.ts';
import type { EngineChoice } from './engine.ts';
import type { JobHandler } from './jobs.ts';
import { openQueues } from './queues.ts';
import { startRelay } from './relay.ts';
import { keepApplying, type Schedule } from './schedules.ts';
import { startWorkers } from './workers.ts';

export interface WorkerRoleOptions {
  readonly engine: EngineChoice;
  readonly ledger: OpenLedger;
  readonly handlers: readonly JobHandler[];
  readonly schedules?: readonly Schedule[];
  readonly log: Log;
  readonly clock: Clock;
  readonly prefix?: string;
  /** How long a worker that died holds on to its jobs. */
  readonly lockMs?: number;
}

export interface WorkerRole {
  /** For `/readyz`: the queue answers. */
  ready(): Promise<boolean>;
  /**
   * Takes no more work and tells what runs to save itself; what still runs at the deadline is left to the next worker.
   * Close the ledger after it.
   */
  stop(deadlineMs: number): Promise<void>;
}

/** The worker role: relay, workers and schedules over one engine. A Redis that is away is waited for in the background. */
export async function startWorkerRole(options: WorkerRoleOptions): Promise<Result<WorkerRole>> {
  const { ledger, handlers, log, clock } = options;
  const started = await whenLedgerAnswers(async () => {
    const queues = await openQueues({
      engine: options.engine,
      log,
      specs: handlers.map(({ spec }) => spec),
      ...(options.prefix ? { prefix: options.prefix } : {}),
    });
    const workers = await startWorkers({
      queues,
      handlers,
      log,
      clock,
      ...(options.lockMs ? { lockMs: options.lockMs } : {}),
    });
    return { queues, workers };
  });
  if (!started.ok) return started;
  const { queues, workers } = started.value;
  const relay = startRelay({ ledger: ledger.ledger, url: ledger.url, add: queues.add, log, clock });
  const stopping = new AbortController();
  const applying = keepApplying(queues, options.schedules ?? [], clock, log, stopping.signal);

  const stop = async (deadlineMs: number) => {
    stopping.abort();
    const everything = async () => {
      await Promise.all([relay.stop(), applying, workers.stop(deadlineMs)]);
      await queues.close();
    };
    // An engine that is away may keep its connections from closing; the process ends all the same.
    await Promise.race([everything(), delay(deadlineMs + 1_000, undefined, { ref: false })]);
  };
  let stopped: Promise<void> | undefined;
  return ok({
    ready: () => queues.engine.answers(),
    stop: (deadlineMs) => (stopped ??= stop(deadlineMs)),
  });
}
