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
  const settled = new AbortController();
  const late = new AbortController();
  const interim = clock.sleep(patience.interimAfterMs, settled.signal).then(patience.onInterim).catch(ignore);
  const deadline = clock.sleep(patience.deadlineMs, settled.signal).then(() => {
    const result = patience.onDeadline();
    late.abort(new Error('the deadline of the command has passed'));
    return result;
  });
  deadline.catch(ignore);
  try {
    return await Promise.race([patience.work(AbortSignal.any([patience.signal, late.signal])), deadline]);
  } finally {
    settled.abort();
    await interim;
  }
}

// The wait that lost the race is rejected by the abort, and a courtesy note that fails harms nobody.
const ignore = (): void => {};
