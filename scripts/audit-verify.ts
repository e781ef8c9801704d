import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { explainProblems, readStoreConfig } from '../src/config.ts';
import { verifyAudit, type VerifyParts } from '../src/handlers/audit/verify.ts';
import { ok } from '../src/kernel/result.ts';
import { startEmbedded } from '../src/ledger/embedded.ts';
import { openLedger } from '../src/ledger/open.ts';
import { openLog } from '../src/log.ts';

// Nothing but the ledger is opened, and it is left as it is: no bot, no network, no migration.
const log = openLog('error');
const patienceMs = 5_000;

const open: VerifyParts['open'] = async (t) => {
  const read = readStoreConfig();
  if ('problems' in read) return explainProblems(read.problems);
  const { DATABASE_URL, DATA_DIR } = read.config;
  if (DATABASE_URL !== undefined) return openLedger({ url: DATABASE_URL, log, patienceMs, asItIs: true });

  const folder = resolve(DATA_DIR, 'postgres');
  const there = await access(folder).then(
    () => true,
    () => false,
  );
  if (!there) return t('audit.noData', { folder });
  const embedded = await startEmbedded({ dataDir: DATA_DIR, log });
  if (!embedded.ok) return embedded;
  const opened = await openLedger({ url: embedded.value.url, log, patienceMs, asItIs: true });
  if (!opened.ok) {
    await embedded.value.close();
    return opened;
  }
  const close = () => opened.value.close().then(() => embedded.value.close());
  return ok({ ledger: opened.value.ledger, close });
};

process.exitCode = await verifyAudit(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  open,
});
