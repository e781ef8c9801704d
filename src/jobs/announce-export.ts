import { z } from 'zod';
import type { Messenger } from '../cards/messenger.ts';
import type { PartnerPlatform } from '../huawei/partner.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { exportById, isActive } from '../ledger/exports.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { enqueueExport, ExportInterrupted } from './bill-export.ts';
import { wordsFor } from './export/cards.ts';
import { openTeller } from './export/teller.ts';
import { type JobHandler, type Jobs, jobHandler, jobSpec } from './jobs.ts';

/** Other exports may stand before this one for long: its message is shown at once, and only then is it put on its queue. */
export const announceExport = jobSpec({
  name: 'announce-export',
  queue: 'interactive',
  payload: z.object({ exportId: z.string() }),
  attempts: 3,
});

export interface AnnounceExportParts {
  readonly ledger: Ledger;
  readonly partner: Pick<PartnerPlatform, 'currency'>;
  readonly messenger: Messenger;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly log: Log;
}

export function announceExportHandler(parts: AnnounceExportParts): JobHandler {
  const { ledger, partner, jobs } = parts;

  const putOnQueue = (row: Parameters<typeof enqueueExport>[2]): Promise<void> =>
    ledger.transaction().execute((trx) => enqueueExport(jobs, trx, row));

  return jobHandler({
    spec: announceExport,
    run: async ({ payload, lastAttempt }) => {
      const row = await exportById(ledger, payload.exportId);
      if (!row || !isActive(row.state)) return;
      const teller = openTeller({ ...parts, row, words: await wordsFor(ledger, row, partner.currency) });
      const shown = await teller.begin({ step: 'queued', lines: row.lines });
      if (!shown.ok && shown.problem.retry !== 'no' && !lastAttempt)
        throw new ExportInterrupted(shown.problem);
      // Without a message it goes on its queue all the same, and has a message or tells why not when its turn comes.
      await putOnQueue(row);
    },
    onDead: async ({ exportId }) => {
      const row = await exportById(ledger, exportId);
      if (row) await putOnQueue(row);
    },
  });
}
