import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { gunzip, gzip } from 'node:zlib';
import type { MessageRef, Messenger } from '../../cards/messenger.ts';
import type { PartnerPlatform } from '../../huawei/partner.ts';
import type { Clock } from '../../kernel/clock.ts';
import { decimal } from '../../kernel/decimal.ts';
import { newId } from '../../kernel/ids.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { customersById, nameOf } from '../../ledger/customers.ts';
import {
  beginDelivery,
  beginReading,
  beginWriting,
  endExport,
  type ExportRow,
  exportById,
  keepPage,
  keptPages,
} from '../../ledger/exports.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { type ExportWords, fileComment } from './cards.ts';
import { type Sheet, sheetIn } from './columns.ts';
import type { FileFormat, OpenFile } from './file.ts';
import { formats } from './formats.ts';
import { expectedLines } from './position.ts';
import { readLines } from './read-lines.ts';
import type { Teller } from './teller.ts';

export interface Making {
  readonly ledger: Ledger;
  /** In the background, and only as long as the job may run. */
  readonly partner: PartnerPlatform;
  readonly messenger: Messenger;
  /** For files on their way. */
  readonly folder: string;
  readonly row: ExportRow;
  readonly words: ExportWords;
  readonly teller: Teller;
  readonly message: MessageRef;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** `left`: somebody cancelled it, or another run of the same job is further; there is nothing more to do here. */
export type Made = 'done' | 'left';

/** Left alone, the heap doubles before it is swept, and a worker would grow by what is only garbage. */
const keepHeapSmall = (): void => setFlagsFromString('--heap-growing-percent=20');

/** Reads what is not read yet, writes the file and delivers it. Every step bears being done again after a crash. */
export async function makeExport(making: Making): Promise<Result<Made>> {
  const { ledger, row, folder } = making;
  if (row.state === 'delivering' && row.file_id !== null) return deliver(making, row, row.file_id);
  const customerIds = await customersOf(making);
  if (!customerIds.ok) return customerIds;
  if (!(await beginReading(ledger, row.id, customerIds.value))) return ok('left');

  keepHeapSmall();
  const format = formats[row.format];
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${row.id}-${newId()}.${format.extension}`);
  const { t } = making.words;
  const sheet = sheetIn(t);
  const file = await format.create(path, sheet.head, t('exports.sheet', { cycle: row.cycle }));
  try {
    const filled = await fill(making, customerIds.value, format, sheet, file);
    if (!filled.ok) return filled;
    if (filled.value === 'left' || !(await beginWriting(ledger, row.id))) return ok('left');
    making.teller.progress({ step: 'writing', ...filled.value });
    await file.close();
    return await upload(making, path);
  } finally {
    await file.abandon();
    await rm(path, { force: true });
  }
}

/** The one that was asked for, or all with lines in the month; once known they stay as they are. */
async function customersOf({ partner, row }: Making): Promise<Result<readonly string[]>> {
  if (row.customer_ids !== null) return ok(row.customer_ids);
  if (row.customer_id !== null) return ok([row.customer_id]);
  const ids: string[] = [];
  for await (const page of partner.bills.consumers(row.cycle)) {
    if (!page.ok) return page;
    ids.push(...page.value.rows.map(({ customerId }) => customerId));
  }
  return ok(ids);
}

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** Puts into the file what was kept before, then what is read now; each piece is kept before it counts. */
async function fill(
  making: Making,
  customerIds: readonly string[],
  format: FileFormat,
  sheet: Sheet,
  file: OpenFile,
): Promise<Result<'left' | { readonly lines: number }>> {
  const { ledger, row, clock, teller, signal } = making;
  let seq = 0;
  let lines = 0;
  for await (const page of keptPages(ledger, row.id)) {
    signal.throwIfAborted();
    await file.append(await expand(page.body));
    lines += page.lines;
    seq += 1;
  }
  if (lines !== row.lines) throw new Error(`export ${row.id} kept ${lines} lines and counted ${row.lines}`);

  const entries = await customersById(ledger, customerIds);
  const rateOf = speedometer(clock, lines);
  let payable = decimal(row.payable);
  for await (const batch of readLines({
    partner: making.partner,
    cycle: row.cycle,
    customerIds,
    nameOf: (customerId) => {
      const entry = entries.get(customerId);
      return entry ? nameOf(entry) : '';
    },
    format,
    sheet,
    clock,
    from: row.position,
  })) {
    signal.throwIfAborted();
    if (!batch.ok) return batch;
    const { encoded, position } = batch.value;
    lines += batch.value.lines;
    payable = payable.plus(batch.value.payable);
    const expected = expectedLines(position, customerIds.length);
    const kept = await keepPage(
      ledger,
      row.id,
      { seq, lines: batch.value.lines, body: await compress(encoded, { level: 1 }) },
      { position, lines, expected, payable: payable.toFixed() },
    );
    if (!kept) return ok('left');
    await file.append(encoded);
    seq += 1;
    teller.progress({ step: 'reading', lines, expected, rate: rateOf(lines) });
  }
  return ok({ lines });
}

/** Lines per second in this run; nothing is said in the first two seconds. */
function speedometer(clock: Clock, before: number): (lines: number) => number | undefined {
  const began = clock.now().getTime();
  return (lines) => {
    const seconds = (clock.now().getTime() - began) / 1_000;
    return seconds < 2 ? undefined : (lines - before) / seconds;
  };
}

async function upload(making: Making, path: string): Promise<Result<Made>> {
  const { ledger, messenger, message, words, teller, signal, clock } = making;
  const row = await exportById(ledger, making.row.id);
  if (!row) return ok('left');
  if (row.lines === 0) {
    const ended = await endExport(ledger, row.id, { state: 'done', outcome: 'empty', at: clock.now() });
    return ok(ended ? 'done' : 'left');
  }
  teller.progress({ step: 'delivering', lines: row.lines });
  const { size } = await stat(path);
  const uploaded = await messenger.uploadFile(
    message,
    { path, name: words.fileName, bytes: size, comment: fileComment(row, words), userId: row.user_id },
    signal,
  );
  if (!uploaded.ok) return uploaded;
  const { fileId } = uploaded.value;
  // From here on a crash shares this file and no second one.
  if (!(await beginDelivery(ledger, row.id, fileId))) return ok('left');
  return deliver(making, row, fileId);
}

async function deliver(
  { ledger, messenger, message, words, clock }: Making,
  row: ExportRow,
  fileId: string,
): Promise<Result<Made>> {
  const shared = await messenger.shareFile(message, fileId, {
    name: words.fileName,
    comment: fileComment(row, words),
  });
  if (!shared.ok) return shared;
  return ok((await endExport(ledger, row.id, { state: 'done', at: clock.now() })) ? 'done' : 'left');
}
