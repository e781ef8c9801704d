import type { Log } from '../kernel/log.ts';

/**
 * What became of a row. `refused`: certainly not stored. `unsure`: the statement was sent, and no answer came in time;
 * it may have been stored.
 */
export type Intake<Outcome> =
  | { readonly kind: 'written'; readonly outcome: Outcome }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unsure' };

export interface IntakeBatch<Row, Outcome> {
  add(row: Row): Promise<Intake<Outcome>>;
}

export interface IntakeBatchOptions<Row, Outcome> {
  /**
   * Writes rows in one statement and says for each, in order, what became of it. Calls `sending` when it has a
   * connection; that throws when the people behind the rows have already been told that nothing was stored.
   */
  readonly write: (rows: readonly Row[], sending: () => void) => Promise<readonly Outcome[]>;
  /** Did the ledger itself answer with this error? Then the statement had no effect. */
  readonly isRefusal: (error: unknown) => boolean;
  /** For waiting behind other statements, and again for the row's own statement. */
  readonly deadlineMs: number;
  readonly maxRows: number;
  /** More than this waiting means the ledger cannot follow; the next one is refused at once. */
  readonly maxWaiting: number;
  readonly log: Log;
}

interface Waiting<Row, Outcome> {
  readonly row: Row;
  readonly since: number;
  readonly settle: (intake: Intake<Outcome>) => void;
}

/**
 * Rows of concurrent requests share a statement: whatever arrives while one is under way goes into the next. So the
 * ledger sees few commits, and each request still waits for its own row to be safe.
 */
export function openIntakeBatch<Row, Outcome>(
  options: IntakeBatchOptions<Row, Outcome>,
): IntakeBatch<Row, Outcome> {
  const { deadlineMs, maxRows, maxWaiting } = options;
  let waiting: Waiting<Row, Outcome>[] = [];
  let pumping = false;
  let watching = false;

  const pump = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxRows);
      waiting = waiting.slice(maxRows);
      await writeBatch(batch, options);
    }
    pumping = false;
  };

  /** Those who waited out their time behind a statement that hangs were never sent: that is certain. */
  const watch = (): void => {
    const latest = performance.now() - deadlineMs;
    for (const { since, settle } of waiting) if (since <= latest) settle({ kind: 'refused' });
    waiting = waiting.filter(({ since }) => since > latest);
    watching = waiting.length > 0;
    if (watching) setTimeout(watch, deadlineMs / 4);
  };

  return {
    add: (row) =>
      new Promise((settle) => {
        if (waiting.length >= maxWaiting) {
          settle({ kind: 'refused' });
          return;
        }
        waiting.push({ row, since: performance.now(), settle });
        if (!pumping) {
          pumping = true;
          // Requests that arrived in the same turn of the loop go together.
          setImmediate(() => void pump());
        } else if (!watching) {
          watching = true;
          setTimeout(watch, deadlineMs / 4);
        }
      }),
  };
}

class Overdue extends Error {}

/** When the ledger refuses them together, each is tried by itself: one odd row takes nobody with it. */
async function writeBatch<Row, Outcome>(
  batch: readonly Waiting<Row, Outcome>[],
  options: IntakeBatchOptions<Row, Outcome>,
): Promise<void> {
  const until = performance.now() + options.deadlineMs;
  if (await writeTogether(batch, until, options)) return;
  for (const one of batch) {
    if (performance.now() < until) await writeTogether([one], until, options);
    else one.settle({ kind: 'refused' });
  }
}

/** False: the ledger refused these several, and nobody was told yet. */
async function writeTogether<Row, Outcome>(
  batch: readonly Waiting<Row, Outcome>[],
  until: number,
  { write, isRefusal, log }: IntakeBatchOptions<Row, Outcome>,
): Promise<boolean> {
  const progress = { sent: false, overdue: false };
  const settleAll = (intake: Intake<Outcome>) => {
    for (const { settle } of batch) settle(intake);
  };
  const timer = setTimeout(() => {
    progress.overdue = true;
    settleAll({ kind: progress.sent ? 'unsure' : 'refused' });
  }, until - performance.now());
  try {
    const outcomes = await write(
      batch.map(({ row }) => row),
      () => {
        if (progress.overdue) throw new Overdue();
        progress.sent = true;
      },
    );
    batch.forEach(({ settle }, index) => {
      const outcome = outcomes[index];
      settle(outcome === undefined ? { kind: 'unsure' } : { kind: 'written', outcome });
    });
    return true;
  } catch (error) {
    log.error({ err: error, rows: batch.length }, 'requests could not be stored');
    const refused = isRefusal(error);
    if (refused && !progress.overdue && batch.length > 1) return false;
    settleAll({ kind: progress.sent && !refused ? 'unsure' : 'refused' });
    return true;
  } finally {
    clearTimeout(timer);
  }
}
