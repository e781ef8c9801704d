import type { Transaction } from 'kysely';
import type { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { Database } from '../ledger/schema.ts';

/**
 * Interactive work is what a person waits for; it has its own queue and workers, so an export never stands before it. Money
 * has one too: what was approved is carried out whatever else is to do. Digests have one because all of them come at nine.
 */
export const queues = ['interactive', 'money', 'batch', 'digests', 'housekeeping'] as const;
export type QueueName = (typeof queues)[number];

/** A kind of work. Payloads hold ids only: the queue's store is clear text. */
export interface JobSpec<P = unknown> {
  readonly name: string;
  readonly queue: QueueName;
  readonly payload: z.ZodType<P>;
  /** Starts in all, the first one included. */
  readonly attempts: number;
}

export const jobSpec = <P>(spec: JobSpec<P>): JobSpec<P> => spec;

/** Puts work on a queue. */
export interface Jobs {
  /**
   * Writes the work into the outbox, inside the transaction that makes it necessary: both happen or neither.
   * `jobId` makes it the same job however often it is asked for.
   */
  enqueue<P>(
    trx: Transaction<Database>,
    spec: JobSpec<P>,
    payload: P,
    options: { readonly jobId: string; readonly delayMs?: number },
  ): Promise<void>;
}

/** What a running job is given. It may be run again after a crash: everything it does must bear that. */
export interface JobRun<P> {
  readonly payload: P;
  readonly jobId: string;
  /** 1 for the first start. */
  readonly attempt: number;
  readonly lastAttempt: boolean;
  /** Fires at shutdown and when the lock is lost. Stop soon; what is saved is taken up again. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly log: Log;
}

export interface JobHandler<P = unknown> {
  readonly spec: JobSpec<P>;
  run(job: JobRun<P>): Promise<void>;
  /** After the last attempt failed for good: tell a person. Runs once, and again if it fails itself. */
  onDead(payload: P, error: unknown): Promise<void>;
}

/** Workers hold handlers of every payload; each payload is parsed by its own spec before `run` sees it. */
export const jobHandler = <P>(handler: JobHandler<P>): JobHandler => handler;
