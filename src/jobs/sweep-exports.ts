import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { activeSince, sweepPages } from '../ledger/exports.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openListFiles } from '../ledger/list-files.ts';
import { enqueueExport } from './bill-export.ts';
import { type JobHandler, type Jobs, jobHandler, jobSpec } from './jobs.ts';
import { enqueueListFile } from './list-file.ts';
import { schedule, type Schedule } from './schedules.ts';

const sweepExports = jobSpec({
  name: 'sweep-exports',
  queue: 'housekeeping',
  payload: z.object({}),
  attempts: 1,
});

export const sweepExportsSchedule: Schedule = schedule(
  'sweep-exports',
  sweepExports,
  {},
  { everyMs: 10 * 60_000 },
);

/** A queue that lost its memory lost exports too; a job that is still there stays as it is. */
const queuedMs = 30 * 60_000;

const dayMs = 24 * 60 * 60_000;

/** A file whose export has died lies about; no export takes a day. */
const fileMs = dayMs;
/** As long as somebody may still press "Try again" and go on from there. */
const pagesMs = 7 * dayMs;

export const sweepExportsHandler = (parts: {
  readonly ledger: Ledger;
  readonly jobs: Jobs;
  /** The same as that of `bill-export` and `list-file`; each machine sweeps its own. */
  readonly folder: string;
}): JobHandler =>
  jobHandler({
    spec: sweepExports,
    async run({ clock, log }) {
      const before = (ageMs: number) => new Date(clock.now().getTime() - ageMs);
      const files = await sweepFiles(parts.folder, before(fileMs));
      await queueAgain(parts, before(queuedMs));
      const exports = await sweepPages(parts.ledger, before(pagesMs));
      if (files + exports > 0) log.info({ files, exports }, 'what exports left behind is swept up');
    },
    onDead: () => Promise.resolve(),
  });

const queueAgain = ({ ledger, jobs }: { ledger: Ledger; jobs: Jobs }, before: Date): Promise<void> =>
  ledger.transaction().execute(async (trx) => {
    for (const row of await activeSince(trx, before)) await enqueueExport(jobs, trx, row);
    for (const { id } of await openListFiles(trx, before)) await enqueueListFile(jobs, trx, id);
  });

async function sweepFiles(folder: string, before: Date): Promise<number> {
  let swept = 0;
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    const { mtime } = await stat(path);
    if (mtime >= before) continue;
    await rm(path, { force: true });
    swept += 1;
  }
  return swept;
}

/** None while no export has made the folder. */
const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
