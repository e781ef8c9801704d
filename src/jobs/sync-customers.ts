import { z } from 'zod';
import type { PartnerPlatform } from '../huawei/partner.ts';
import { finishDirectorySync, upsertCustomers } from '../ledger/customers.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type JobHandler, jobHandler, jobSpec } from './jobs.ts';
import { schedule, type Schedule } from './schedules.ts';

const syncCustomers = jobSpec({
  name: 'sync-customers',
  queue: 'housekeeping',
  payload: z.object({}),
  attempts: 5,
});

export const syncCustomersSchedule: Schedule = schedule(
  'sync-customers',
  syncCustomers,
  {},
  { everyMs: 60 * 60_000 },
);

/** Reads the list of customers to its end into the directory. Begun again it writes the same rows. */
export const syncCustomersHandler = (parts: {
  readonly ledger: Ledger;
  readonly partner: PartnerPlatform;
}): JobHandler =>
  jobHandler({
    spec: syncCustomers,
    async run({ clock, log, signal }) {
      const { ledger } = parts;
      const startedAt = clock.now();
      let rows = 0;
      let announced = 0;
      for await (const page of parts.partner.inBackground(signal).customers.list()) {
        signal.throwIfAborted();
        if (!page.ok) throw new Error(page.problem.code, { cause: page.problem.cause });
        await upsertCustomers(ledger, page.value.rows, startedAt);
        rows = page.value.read;
        announced = page.value.total ?? rows;
      }
      // Rows that slipped through while the list moved must not be taken for customers who left.
      const whole = rows >= announced;
      await finishDirectorySync(ledger, { startedAt, finishedAt: clock.now(), rows, whole });
      log.info({ rows, announced }, 'customer directory read');
    },
    // The next round does what this one did not; until then the directory is only older.
    onDead: () => Promise.resolve(),
  });
