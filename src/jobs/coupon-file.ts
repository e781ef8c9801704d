import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Card } from '../cards/card.ts';
import {
  type CouponFileDone,
  couponFileBeginCard,
  couponFileDoneCard,
  couponFileEmptyCard,
  couponFileFailedCard,
  couponFileSentence,
} from '../cards/coupons/file.ts';
import type { Conversation, MessageRef, Messenger } from '../cards/messenger.ts';
import { problemText } from '../cards/problem.ts';
import type { PartnerPlatform } from '../huawei/partner.ts';
import type { Clock } from '../kernel/clock.ts';
import { dayOf } from '../kernel/day.ts';
import { decimal, decimalPlaces, type Decimal, zero } from '../kernel/decimal.ts';
import { formatDecimal } from '../kernel/format.ts';
import { newId } from '../kernel/ids.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { ok, type Result } from '../kernel/result.ts';
import { langOf, type Translate, translator } from '../kernel/texts/index.ts';
import {
  beginFileDelivery,
  type CouponFileRow,
  couponFileById,
  endCouponFile,
  isUnderWay,
  rememberFileMessage,
} from '../ledger/coupon-files.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { findRequest } from '../ledger/requests.ts';
import { type CouponFileQuery, couponFileQuery } from './coupon-file/query.ts';
import { sheetOf } from './coupon-file/sheets.ts';
import { csvFile } from './export/csv-file.ts';
import { type JobHandler, type JobRun, type Jobs, jobHandler, jobSpec } from './jobs.ts';

/** Reads a list of coupons or of their records into a file and delivers it where it was asked for. */
const couponFile = jobSpec({
  name: 'coupon-file',
  queue: 'batch',
  payload: z.object({ fileId: z.string() }),
  attempts: 6,
});

/** One job per file, however often this is said. */
export const enqueueCouponFile = (
  jobs: Jobs,
  trx: Parameters<Jobs['enqueue']>[0],
  fileId: string,
): Promise<void> => jobs.enqueue(trx, couponFile, { fileId }, { jobId: `coupon-file-${fileId}` });

export interface CouponFileParts {
  readonly ledger: Ledger;
  readonly partner: PartnerPlatform;
  readonly messenger: Messenger;
  /** For files on their way; emptied of what was left over by `sweep-exports`. */
  readonly folder: string;
  readonly clock: Clock;
}

/** What stopped it may pass: the queue starts it again. */
class FileInterrupted extends Error {
  override readonly name = 'FileInterrupted';

  constructor(reason: Problem) {
    super(reason.code, { cause: reason.cause });
  }
}

export const couponFileHandler = (parts: CouponFileParts): JobHandler =>
  jobHandler({
    spec: couponFile,
    run: (job) => run(parts, job),
    onDead: ({ fileId }) => buried(parts, fileId),
  });

/** A file with the words of the person who asked for it. */
interface Work {
  readonly row: CouponFileRow;
  readonly query: CouponFileQuery;
  readonly t: Translate;
}

const workOf = (row: CouponFileRow): Work => ({
  row,
  query: couponFileQuery.parse(row.query),
  t: translator(langOf(row.lang)),
});

async function run(parts: CouponFileParts, job: JobRun<{ fileId: string }>): Promise<void> {
  const { ledger } = parts;
  const { fileId } = job.payload;
  const row = await couponFileById(ledger, fileId);
  if (!row) return;
  if (isUnderWay(row)) {
    const stopped = await make(parts, job, workOf(row));
    job.signal.throwIfAborted();
    if (stopped) {
      const { code, wireCode, requestId: platformRequestId, retry } = stopped;
      job.log.warn({ code, wireCode, platformRequestId }, 'a coupon file was stopped');
      if (retry !== 'no' && !job.lastAttempt) throw new FileInterrupted(stopped);
      await endCouponFile(ledger, fileId, { state: 'failed', outcome: code, at: job.clock.now() });
      return say(parts, fileId, stopped);
    }
  }
  return say(parts, fileId);
}

/**
 * Every step bears being done again: the list is read anew, a file that the app has is only shown. Answers what stopped
 * it, if anything.
 */
async function make(parts: CouponFileParts, job: JobRun<unknown>, work: Work): Promise<Problem | undefined> {
  const { ledger } = parts;
  const { row } = work;
  const message = await messageOf(parts, work);
  if (!message.ok) return message.problem;
  if (row.file_id === null) {
    const uploaded = await upload(parts, job, work, message.value);
    if (!uploaded.ok) return uploaded.problem;
  }
  const now = await couponFileById(ledger, row.id);
  if (now?.state !== 'delivering' || now.file_id === null) return undefined;
  const done = doneOf(parts, { ...work, row: now });
  const shared = await parts.messenger.shareFile(message.value, now.file_id, {
    name: done.file,
    comment: couponFileSentence(work.t, done),
  });
  if (!shared.ok) return shared.problem;
  await endCouponFile(ledger, row.id, { state: 'done', at: job.clock.now() });
  return undefined;
}

async function messageOf(
  { ledger, messenger }: CouponFileParts,
  { row, query, t }: Work,
): Promise<Result<MessageRef>> {
  if (row.message) return ok(row.message);
  const posted = await messenger.post(
    conversationOf(row),
    couponFileBeginCard(t, query.list),
    langOf(row.lang),
  );
  if (posted.ok) await rememberFileMessage(ledger, row.id, posted.value);
  return posted;
}

async function upload(
  { ledger, partner, messenger, folder }: CouponFileParts,
  job: JobRun<unknown>,
  work: Work,
  message: MessageRef,
): Promise<Result<'uploaded' | 'nothing-to-send'>> {
  const { row, query, t } = work;
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${row.id}-${newId()}.csv`);
  try {
    const filled = await fill(ledger, partner.inBackground(job.signal), query, t, path);
    if (!filled.ok) return filled;
    const { rows, total } = filled.value;
    if (rows === 0) {
      await endCouponFile(ledger, row.id, { state: 'done', outcome: 'empty', at: job.clock.now() });
      return ok('nothing-to-send');
    }
    const { size } = await stat(path);
    const done = doneOf({ partner }, { ...work, row: { ...row, rows, total: total.toFixed() } });
    const comment = couponFileSentence(t, done);
    const file = { path, name: done.file, bytes: size, comment, userId: row.user_id };
    const uploaded = await messenger.uploadFile(message, file, job.signal);
    if (!uploaded.ok) return uploaded;
    // From here on a crash shares this file and no second one.
    const { fileId } = uploaded.value;
    await beginFileDelivery(ledger, row.id, { fileId, rows, total: total.toFixed() });
    return ok('uploaded');
  } finally {
    await rm(path, { force: true });
  }
}

async function fill(
  ledger: Ledger,
  partner: PartnerPlatform,
  query: CouponFileQuery,
  t: Translate,
  path: string,
): Promise<Result<{ readonly rows: number; readonly total: Decimal }>> {
  const sheet = sheetOf(ledger, partner, query, t);
  const file = await csvFile.create(path, sheet.header, '');
  try {
    let rows = 0;
    let total = zero;
    for await (const page of sheet.pages) {
      if (!page.ok) return page;
      rows += page.value.rows.length;
      total = total.plus(page.value.total);
      await file.append(csvFile.encode(page.value.rows));
    }
    return ok({ rows, total });
  } finally {
    await file.close();
  }
}

function doneOf({ partner }: Pick<CouponFileParts, 'partner'>, { row, query }: Work): CouponFileDone {
  const total = decimal(row.total);
  return {
    list: query.list,
    rows: row.rows,
    total: `${partner.currency} ${formatDecimal(total, Math.max(2, decimalPlaces(total)))}`,
    file: `coupons-${query.list}-${dayOf(row.started_at)}.csv`,
    lang: langOf(row.lang),
    from: {
      sources: [query.list === 'issued' ? 'ListIssuedPartnerCoupons' : 'ListPartnerCouponsRecord'],
      asOf: row.ended_at ?? row.started_at,
      timeZone: 'Asia/Shanghai',
    },
  };
}

/** Shows how it ended, by editing its message or, without one, as the answer to the request. */
async function say(parts: CouponFileParts, fileId: string, reason?: Problem): Promise<void> {
  const { ledger, messenger } = parts;
  const row = await couponFileById(ledger, fileId);
  if (!row || isUnderWay(row)) return;
  const request = await findRequest(ledger, row.request_id);
  const card = endCard(parts, workOf(row), request?.line, reason);
  const lang = langOf(row.lang);
  const said = await (row.message
    ? messenger.update(row.message, card, lang)
    : messenger.answer(row.request_id, card, lang));
  if (!said.ok && said.problem.retry !== 'no') throw new FileInterrupted(said.problem);
}

function endCard(parts: CouponFileParts, work: Work, line: string | undefined, reason?: Problem): Card {
  const { row, query, t } = work;
  if (row.state === 'failed') {
    const why = reason ? problemText(reason, t) : t('exports.interrupted');
    return couponFileFailedCard(t, { list: query.list, why, line });
  }
  if (row.rows === 0) return couponFileEmptyCard(t, query.list);
  return couponFileDoneCard(t, doneOf(parts, work));
}

/** A bug, a worker that died over it again and again, or an end that could not be shown. */
async function buried(parts: CouponFileParts, fileId: string): Promise<void> {
  await endCouponFile(parts.ledger, fileId, {
    state: 'failed',
    outcome: 'internal',
    at: parts.clock.now(),
  });
  const row = await couponFileById(parts.ledger, fileId);
  const reason =
    row?.outcome === 'internal' ? problem('internal', { reference: fileId.slice(0, 8) }) : undefined;
  await say(parts, fileId, reason);
}

const conversationOf = (row: CouponFileRow): Conversation => ({
  app: row.app === 'teams' ? 'teams' : 'slack',
  tenantId: row.tenant_id,
  userId: row.user_id,
  ...(row.channel_id === null ? {} : { channelId: row.channel_id }),
  ...(row.thread_id === null ? {} : { threadId: row.thread_id }),
});
