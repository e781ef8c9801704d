import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Card } from '../cards/card.ts';
import {
  type ListFileDone,
  listFileBeginCard,
  listFileDoneCard,
  listFileEmptyCard,
  listFileFailedCard,
  listFileSentence,
} from '../cards/list-file.ts';
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
  type ListFileRow,
  listFileById,
  endListFile,
  isUnderWay,
  rememberFileMessage,
} from '../ledger/list-files.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { findRequest } from '../ledger/requests.ts';
import { formats } from './export/formats.ts';
import { type JobHandler, type JobRun, type Jobs, jobHandler, jobSpec } from './jobs.ts';
import type { List, ListSource } from './list-file/list.ts';
import { listOf, listQuery } from './list-file/lists.ts';

/** Reads a list into a file and delivers it where it was asked for. */
const listFile = jobSpec({
  name: 'list-file',
  queue: 'batch',
  payload: z.object({ fileId: z.string() }),
  attempts: 6,
});

/** One job per file, however often this is said. */
export const enqueueListFile = (
  jobs: Jobs,
  trx: Parameters<Jobs['enqueue']>[0],
  fileId: string,
): Promise<void> => jobs.enqueue(trx, listFile, { fileId }, { jobId: `list-file-${fileId}` });

export interface ListFileParts {
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

export const listFileHandler = (parts: ListFileParts): JobHandler =>
  jobHandler({
    spec: listFile,
    run: (job) => run(parts, job),
    onDead: ({ fileId }) => buried(parts, fileId),
  });

/** A file with the words of the person who asked for it. */
interface Work {
  readonly row: ListFileRow;
  readonly list: List;
  readonly t: Translate;
}

const workOf = (row: ListFileRow): Work => ({
  row,
  list: listOf(listQuery.parse(row.query)),
  t: translator(langOf(row.lang)),
});

async function run(parts: ListFileParts, job: JobRun<{ fileId: string }>): Promise<void> {
  const { ledger } = parts;
  const { fileId } = job.payload;
  const row = await listFileById(ledger, fileId);
  if (!row) return;
  if (isUnderWay(row)) {
    const work = workOf(row);
    const stopped = await make(parts, job, work);
    job.signal.throwIfAborted();
    if (stopped) {
      const { code, wireCode, requestId: platformRequestId, retry } = stopped;
      job.log.warn({ code, wireCode, platformRequestId }, 'a list as a file was stopped');
      if (retry !== 'no' && !job.lastAttempt) throw new FileInterrupted(stopped);
      await endListFile(ledger, fileId, {
        state: 'failed',
        outcome: code,
        action: work.list.action,
        at: job.clock.now(),
      });
      return say(parts, fileId, stopped);
    }
  }
  return say(parts, fileId);
}

/**
 * Every step bears being done again: the list is read anew, a file that the app has is only shown. Answers what stopped
 * it, if anything.
 */
async function make(parts: ListFileParts, job: JobRun<unknown>, work: Work): Promise<Problem | undefined> {
  const { ledger } = parts;
  const { row } = work;
  const message = await messageOf(parts, work);
  if (!message.ok) return message.problem;
  if (row.file_id === null) {
    const uploaded = await upload(parts, job, work, message.value);
    if (!uploaded.ok) return uploaded.problem;
  }
  const now = await listFileById(ledger, row.id);
  if (now?.state !== 'delivering' || now.file_id === null) return undefined;
  const done = doneOf(parts, { ...work, row: now });
  const shared = await parts.messenger.shareFile(message.value, now.file_id, {
    name: done.file,
    comment: listFileSentence(work.t, done),
  });
  if (!shared.ok) return shared.problem;
  await endListFile(ledger, row.id, { state: 'done', action: work.list.action, at: job.clock.now() });
  return undefined;
}

async function messageOf(
  { ledger, messenger }: ListFileParts,
  { row, list, t }: Work,
): Promise<Result<MessageRef>> {
  if (row.message) return ok(row.message);
  const posted = await messenger.post(
    conversationOf(row),
    listFileBeginCard(t, list.words),
    langOf(row.lang),
  );
  if (posted.ok) await rememberFileMessage(ledger, row.id, posted.value);
  return posted;
}

async function upload(
  { ledger, partner, messenger, folder }: ListFileParts,
  job: JobRun<unknown>,
  work: Work,
  message: MessageRef,
): Promise<Result<'uploaded' | 'nothing-to-send'>> {
  const { row, list, t } = work;
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${row.id}-${newId()}.${row.format}`);
  try {
    const filled = await fill({ ledger, partner: partner.inBackground(job.signal), t }, work, path);
    if (!filled.ok) return filled;
    const { rows, total } = filled.value;
    if (rows === 0) {
      const { action } = list;
      await endListFile(ledger, row.id, { state: 'done', outcome: 'empty', action, at: job.clock.now() });
      return ok('nothing-to-send');
    }
    const { size } = await stat(path);
    const done = doneOf({ partner }, { ...work, row: { ...row, rows, total: total.toFixed() } });
    const comment = listFileSentence(t, done);
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
  from: ListSource,
  { row, list, t }: Work,
  path: string,
): Promise<Result<{ readonly rows: number; readonly total: Decimal }>> {
  const format = formats[row.format];
  const sheet = list.open(from);
  const file = await format.create(path, sheet.head, t(list.words.title));
  try {
    let rows = 0;
    let total = zero;
    for await (const page of sheet.pages) {
      if (!page.ok) return page;
      rows += page.value.rows.length;
      total = total.plus(page.value.total);
      await file.append(format.encode(page.value.rows));
    }
    await file.close();
    return ok({ rows, total });
  } finally {
    await file.abandon();
  }
}

function doneOf({ partner }: Pick<ListFileParts, 'partner'>, { row, list }: Work): ListFileDone {
  const total = decimal(row.total);
  return {
    words: list.words,
    rows: row.rows,
    total: `${partner.currency} ${formatDecimal(total, Math.max(2, decimalPlaces(total)))}`,
    file: `${list.fileName(dayOf(row.started_at))}.${row.format}`,
    lang: langOf(row.lang),
    from: {
      sources: list.sources,
      asOf: row.ended_at ?? row.started_at,
      timeZone: 'Asia/Shanghai',
    },
  };
}

/** Shows how it ended, by editing its message or, without one, as the answer to the request. */
async function say(parts: ListFileParts, fileId: string, reason?: Problem): Promise<void> {
  const { ledger, messenger } = parts;
  const row = await listFileById(ledger, fileId);
  if (!row || isUnderWay(row)) return;
  const request = await findRequest(ledger, row.request_id);
  const card = endCard(parts, workOf(row), request?.line, reason);
  const lang = langOf(row.lang);
  const said = await (row.message
    ? messenger.update(row.message, card, lang)
    : messenger.answer(row.request_id, card, lang));
  if (!said.ok && said.problem.retry !== 'no') throw new FileInterrupted(said.problem);
}

function endCard(parts: ListFileParts, work: Work, line: string | undefined, reason?: Problem): Card {
  const { row, list, t } = work;
  if (row.state === 'failed') {
    const why = reason ? problemText(reason, t) : t('exports.interrupted');
    return listFileFailedCard(t, { words: list.words, why, line });
  }
  if (row.rows === 0) return listFileEmptyCard(t, list.words);
  return listFileDoneCard(t, doneOf(parts, work));
}

/** A bug, a worker that died over it again and again, or an end that could not be shown. */
async function buried(parts: ListFileParts, fileId: string): Promise<void> {
  const { ledger, clock } = parts;
  const found = await listFileById(ledger, fileId);
  if (!found) return;
  const { action } = workOf(found).list;
  await endListFile(ledger, fileId, { state: 'failed', outcome: 'internal', action, at: clock.now() });
  const row = await listFileById(ledger, fileId);
  const reason =
    row?.outcome === 'internal' ? problem('internal', { reference: fileId.slice(0, 8) }) : undefined;
  await say(parts, fileId, reason);
}

const conversationOf = (row: ListFileRow): Conversation => ({
  app: row.app === 'teams' ? 'teams' : 'slack',
  tenantId: row.tenant_id,
  userId: row.user_id,
  ...(row.channel_id === null ? {} : { channelId: row.channel_id }),
  ...(row.thread_id === null ? {} : { threadId: row.thread_id }),
});
