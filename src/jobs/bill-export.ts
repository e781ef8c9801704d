import { z } from 'zod';
import type { Card } from '../cards/card.ts';
import { exportProgressCard } from '../cards/exports.ts';
import type { Messenger } from '../cards/messenger.ts';
import { problemText } from '../cards/problem.ts';
import type { PartnerPlatform } from '../huawei/partner.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import type { Result } from '../kernel/result.ts';
import { endExport, type ExportRow, exportById, isActive } from '../ledger/exports.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { endCard, type ExportWords, wordsFor } from './export/cards.ts';
import { type Made, makeExport } from './export/make.ts';
import { openTeller, type Teller } from './export/teller.ts';
import { type JobHandler, type JobRun, type Jobs, jobHandler, jobSpec } from './jobs.ts';

/** Reads the detail lines of a month into a file and delivers it where it was asked for. */
const billExport = jobSpec({
  name: 'bill-export',
  queue: 'batch',
  payload: z.object({ exportId: z.string() }),
  attempts: 8,
});

/** Puts an export on its queue: one job per asking, however often this is said. */
export const enqueueExport = (
  jobs: Jobs,
  trx: Parameters<Jobs['enqueue']>[0],
  { id, request_id: requestId }: Pick<ExportRow, 'id' | 'request_id'>,
): Promise<void> => jobs.enqueue(trx, billExport, { exportId: id }, { jobId: `export-${id}-${requestId}` });

export interface BillExportParts {
  readonly ledger: Ledger;
  readonly partner: PartnerPlatform;
  readonly messenger: Messenger;
  /** For files on their way; emptied of what was left over by `sweep-exports`. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** What stopped it may pass: the queue starts it again, and it goes on where it is. */
export class ExportInterrupted extends Error {
  override readonly name = 'ExportInterrupted';

  constructor(reason: Problem) {
    super(reason.code, { cause: reason.cause });
  }
}

export const billExportHandler = (parts: BillExportParts): JobHandler =>
  jobHandler({
    spec: billExport,
    run: (job) => run(parts, job),
    onDead: ({ exportId }) => buried(parts, exportId),
  });

async function run(parts: BillExportParts, job: JobRun<{ exportId: string }>): Promise<void> {
  const { ledger, partner } = parts;
  const { exportId } = job.payload;
  const row = await exportById(ledger, exportId);
  if (!row) return;
  const words = await wordsFor(ledger, row, partner.currency);
  const teller = openTeller({ ...parts, row, words, clock: job.clock, log: job.log });
  if (isActive(row.state)) {
    const made = await make(parts, job, row, words, teller);
    job.signal.throwIfAborted();
    if (!made.ok) return stopShort(parts, job, row, words, teller, made.problem);
  }
  const now = await exportById(ledger, exportId);
  // Of two runs the one that went further has the last word.
  if (now && !isActive(now.state)) await sayLast(teller, endCard(now, words), job);
}

async function make(
  parts: BillExportParts,
  job: JobRun<unknown>,
  row: ExportRow,
  words: ExportWords,
  teller: Teller,
): Promise<Result<Made>> {
  const message = await teller.begin({ step: 'starting', lines: row.lines });
  if (!message.ok) return message;
  // Until now it said that it waits, or why it had failed.
  if (row.state === 'queued' && row.message) teller.progress({ step: 'starting', lines: row.lines });
  return makeExport({
    ...parts,
    partner: parts.partner.inBackground(job.signal),
    row,
    words,
    teller,
    message: message.value,
    clock: job.clock,
    signal: job.signal,
  });
}

/** What may pass is tried again from where it is; what may not is told, and a person decides. */
async function stopShort(
  { ledger }: BillExportParts,
  job: JobRun<unknown>,
  row: ExportRow,
  words: ExportWords,
  teller: Teller,
  reason: Problem,
): Promise<void> {
  job.log.warn(
    { code: reason.code, wireCode: reason.wireCode, platformRequestId: reason.requestId },
    'an export was stopped',
  );
  if (reason.retry !== 'no' && !job.lastAttempt) {
    const { lines = row.lines, expected } = (await exportById(ledger, row.id)) ?? {};
    const paused = problemText(reason, words.t);
    await teller.say(
      exportProgressCard(words.t, words.subject, {
        step: 'reading',
        lines,
        expected: expected ?? undefined,
        paused,
      }),
    );
    throw new ExportInterrupted(reason);
  }
  await endExport(ledger, row.id, { state: 'failed', outcome: reason.code, at: job.clock.now() });
  const now = await exportById(ledger, row.id);
  if (now && !isActive(now.state)) await sayLast(teller, endCard(now, words, reason), job);
}

/** The end must be read: while it cannot be shown, the queue starts the job again, which then only shows it, and at last its dead letter does. */
async function sayLast(teller: Teller, card: Card, job: JobRun<unknown>): Promise<void> {
  const said = await teller.say(card);
  if (said.ok) return;
  if (said.problem.retry !== 'no') throw new ExportInterrupted(said.problem);
  job.log.warn({ code: said.problem.code }, 'the end of an export was not shown');
}

/**
 * A bug, a worker that died over it again and again, or an end that could not be shown. Until it is shown this comes back;
 * shown again it is the same edit.
 */
async function buried(
  { ledger, partner, messenger, clock, log }: BillExportParts,
  exportId: string,
): Promise<void> {
  await endExport(ledger, exportId, { state: 'failed', outcome: 'internal', at: clock.now() });
  const row = await exportById(ledger, exportId);
  if (!row) return;
  const words = await wordsFor(ledger, row, partner.currency);
  const reason =
    row.outcome === 'internal' ? problem('internal', { reference: exportId.slice(0, 8) }) : undefined;
  const teller = openTeller({ ledger, messenger, row, words, clock, log });
  const said = await teller.say(endCard(row, words, reason));
  if (!said.ok && said.problem.retry !== 'no') throw new ExportInterrupted(said.problem);
}
