import type { Clock } from '../../kernel/clock.ts';

export interface Patience<T> {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly interimAfterMs: number;
  readonly deadlineMs: number;
  /** Says that it takes longer; finished before the result is. */
  readonly onInterim: () => Promise<void>;
  readonly onDeadline: () => T;
  readonly work: (signal: AbortSignal) => Promise<T>;
}

/** Waits for work as a person does: told once that it takes longer, and not for ever. */
export async function withPatience<T>(patience: Patience<T>): Promise<T> {
  const { clock } = patience;
  const over = new AbortController();
  const interim = clock.sleep(patience.interimAfterMs, over.signal).then(patience.onInterim).catch(ignore);
  const deadline = clock.sleep(patience.deadlineMs, over.signal).then(patience.onDeadline);
  deadline.catch(ignore);
  try {
    return await Promise.race([patience.work(AbortSignal.any([patience.signal, over.signal])), deadline]);
  } finally {
    // Ends the waits, and the work itself when it is the one that is late.
    over.abort();
    await interim;
  }
}

// The wait that lost the race is rejected by the abort, and a courtesy note that fails harms nobody.
const ignore = (): void => {};
