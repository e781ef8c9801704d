import { appendFile, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import type { Messenger } from '../../src/cards/messenger.ts';
import { type OpenPlatform, openPlatform } from '../../src/huawei/platform.ts';
import { billExportHandler } from '../../src/jobs/bill-export.ts';
import { sheetIn } from '../../src/jobs/export/columns.ts';
import { runCommand } from '../../src/jobs/run-command.ts';
import { cycleOf, shiftCycle } from '../../src/kernel/bill-cycle.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { newId } from '../../src/kernel/ids.ts';
import { ok } from '../../src/kernel/result.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { translator } from '../../src/kernel/texts/index.ts';
import { ledgerWindows } from '../../src/ledger/api-windows.ts';
import { beginExport, exportById } from '../../src/ledger/exports.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { receiveRequests } from '../../src/ledger/requests.ts';
import { quiet } from '../../test/support/log.ts';

/** One export or several in a process of their own, as the bot does it or as a plain loop would; says time and memory as JSON. */
const settings = z
  .object({
    MODE: z.enum(['desk', 'loop']),
    ENDPOINT: z.string(),
    AK: z.string(),
    SK: z.string(),
    DOMAIN_ID: z.string(),
    DATABASE_URL: z.string(),
    RATE: z.coerce.number(),
    FORMAT: z.enum(['csv', 'xlsx']),
    /** How many, one after the other. */
    EXPORTS: z.coerce.number(),
  })
  .parse(process.env);

const cycle = shiftCycle(cycleOf(new Date()), -1);
const folder = await mkdtemp(join(tmpdir(), 'desk-bench-export-'));
const opened = await openLedger({ url: settings.DATABASE_URL, log: quiet });
if (!opened.ok) throw new Error(opened.problem.code);
const { ledger } = opened.value;
const platform = openPlatform({
  site: 'cn',
  credentials: { kind: 'aksk', ak: settings.AK, sk: new Secret(settings.SK), domainId: settings.DOMAIN_ID },
  endpoints: { bss: settings.ENDPOINT, osm: settings.ENDPOINT, iam: settings.ENDPOINT },
  limits: { '*': settings.RATE === 0 ? 1_000_000 : settings.RATE },
  windows: ledgerWindows(ledger),
  log: quiet,
  ...(settings.MODE === 'loop' ? { pagesInFlight: 1 } : {}),
});

const sheet = sheetIn(translator('en'));
let bytes = 0;

/** A chat app that costs nothing. */
const chat: Messenger = {
  answer: () => Promise.resolve(ok(undefined)),
  post: () => Promise.resolve(ok({ app: 'slack', tenantId: 'T', channelId: 'C', messageId: '1' })),
  update: () => Promise.resolve(ok(undefined)),
  uploadFile: async (_to, file) => {
    bytes = (await stat(file.path)).size;
    return ok({ fileId: 'F1' });
  },
  shareFile: () => Promise.resolve(ok(undefined)),
};

async function desk(): Promise<number> {
  const person = { app: 'slack', tenantId: 'T', userId: newId() } as const;
  const requestId = newId();
  const request = { ...person, id: requestId, dedupeKey: requestId, line: 'bill --csv', ready: false };
  await receiveRequests(ledger, [request], { dispatch: runCommand });
  const id = newId();
  await ledger.transaction().execute((trx) =>
    beginExport(trx, {
      ...person,
      id,
      requestId,
      channelId: 'C',
      threadId: undefined,
      lang: 'en',
      cycle,
      customerId: undefined,
      format: settings.FORMAT,
    }),
  );
  const handler = billExportHandler({
    ledger,
    partner: platform,
    messenger: chat,
    folder,
    clock: systemClock,
    log: quiet,
  });
  await handler.run({
    payload: { exportId: id },
    jobId: id,
    attempt: 1,
    lastAttempt: true,
    signal: new AbortController().signal,
    clock: systemClock,
    log: quiet,
  });
  const row = await exportById(ledger, id);
  if (row?.state !== 'done') throw new Error(`the export ended as ${row?.state}: ${row?.outcome}`);
  return row.lines;
}

/** One page at a time, as one writes it first: no pages kept, no way to resume. */
async function loop(partner: OpenPlatform): Promise<number> {
  const path = join(folder, 'loop.csv');
  await writeFile(path, stringify([[...sheet.head.titles]]));
  let lines = 0;
  for await (const customers of partner.bills.consumers(cycle)) {
    if (!customers.ok) throw new Error(customers.problem.code);
    for (const { customerId } of customers.value.rows) {
      for await (const page of partner.bills.details({ cycle, customerId })) {
        if (!page.ok) throw new Error(page.problem.code);
        lines += page.value.rows.length;
        await appendFile(path, stringify(page.value.rows.map((line) => [...sheet.row(line, '')])));
      }
    }
  }
  bytes = (await stat(path)).size;
  return lines;
}

// Idle: everything open, nothing asked for yet, and the garbage of the start collected.
await pause(1_500);
const idle = process.memoryUsage().rss;
let peak = 0;
const look = () => (peak = Math.max(peak, process.memoryUsage().rss));
const sampling = setInterval(look, 20);
const began = performance.now();
let lines = 0;
const grownMb: number[] = [];
for (let at = 0; at < settings.EXPORTS; at += 1) {
  peak = 0;
  lines += settings.MODE === 'desk' ? await desk() : await loop(platform);
  look();
  grownMb.push((peak - idle) / 1e6);
}
const seconds = (performance.now() - began) / 1_000;
clearInterval(sampling);
console.log(JSON.stringify({ lines, seconds, bytes, idleMb: idle / 1e6, grownMb }));

platform.close();
await opened.value.close();
await rm(folder, { recursive: true, force: true });
