import { z } from 'zod';
import type { EngineChoice } from '../../src/jobs/engine.ts';
import { jobHandler, jobSpec } from '../../src/jobs/jobs.ts';
import { startWorkerRole } from '../../src/jobs/start.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { appendAudit } from '../../src/ledger/audit.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { quiet } from '../support/log.ts';

/** A worker in a process of its own, so that it can be killed. Started by `bad-days.test.ts`. */
export const longJob = jobSpec({
  name: 'long',
  queue: 'batch',
  payload: z.object({ id: z.string() }),
  attempts: 3,
});

export interface WorkerProcessOptions {
  readonly engine: EngineChoice;
  readonly databaseUrl: string;
  readonly prefix: string;
  readonly steps: number;
}

async function main({ engine, databaseUrl, prefix, steps }: WorkerProcessOptions): Promise<void> {
  const opened = await openLedger({ url: databaseUrl, log: quiet });
  if (!opened.ok) throw new Error(opened.problem.code);
  const { ledger } = opened.value;
  const note = (action: string, outcome: string) =>
    ledger
      .transaction()
      .execute((trx) =>
        appendAudit(trx, { app: 'test', tenantId: prefix, userId: 'worker', action, subject: {}, outcome }),
      );

  const handler = jobHandler({
    spec: longJob,
    run: async ({ payload: { id }, clock, signal }) => {
      const kept = await ledger.selectFrom('syncs').select('rows').where('name', '=', id).executeTakeFirst();
      const from = kept?.rows ?? 0;
      await note('started', String(from));
      for (let step = from + 1; step <= steps; step += 1) {
        await clock.sleep(30, signal);
        await ledger
          .insertInto('syncs')
          .values({ name: id, finished_at: new Date(), rows: step })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ rows: step }))
          .execute();
      }
      await note('finished', String(steps));
    },
    onDead: () => note('dead', ''),
  });
  const role = await startWorkerRole({
    engine,
    ledger: opened.value,
    handlers: [handler],
    log: quiet,
    clock: systemClock,
    prefix,
    lockMs: 1_000,
  });
  if (!role.ok) throw new Error(role.problem.code);
  process.once('SIGTERM', () => {
    void role.value
      .stop(5_000)
      .then(() => opened.value.close())
      .then(() => process.exit(0));
  });
}

const given = process.argv[2];
if (given?.startsWith('{')) await main(JSON.parse(given) as WorkerProcessOptions);
