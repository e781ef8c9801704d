import type { ApprovalRoom } from '../../approvals/acts.ts';
import type { Card } from '../../cards/card.ts';
import { detailsCard, digestCard, withoutFolds } from '../../cards/digest/digest.ts';
import { digestSentence } from '../../cards/digest/list.ts';
import type { DigestView } from '../../cards/digest/view.ts';
import type { Messenger } from '../../cards/messenger.ts';
import { problemCard } from '../../cards/problem.ts';
import type { PartnerPlatform } from '../../huawei/partner.ts';
import { type DigestFacts, factsOf } from '../../jobs/digest/facts.ts';
import { digestPatience, sendAll } from '../../jobs/digest/tick.ts';
import { gatherDigestFacts, momentOf, previewDigest, sendDigest } from '../../jobs/digest/work.ts';
import { type JobHandler, type JobRun, type Jobs, jobHandler } from '../../jobs/jobs.ts';
import type { BillCycle } from '../../kernel/bill-cycle.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/day.ts';
import { decimal } from '../../kernel/decimal.ts';
import { localDay } from '../../kernel/due.ts';
import { type Problem, problem } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { langOf, translator } from '../../kernel/texts/index.ts';
import { appendAudit } from '../../ledger/audit.ts';
import {
  type Digest,
  type DigestIssue,
  findDigest,
  findIssue,
  issuesBefore,
  moveIssue,
  openIssues,
  pauseDigest,
} from '../../ledger/digests.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { endRequest } from '../../ledger/requests.ts';
import { readSums } from '../bills/sums.ts';
import type { Actor, Command } from '../command.ts';
import type { Who } from '../conclude.ts';
import { compose } from './compose.ts';
import { hasChanged, toldBy } from './told.ts';
import { mayHave } from './rights.ts';

export interface DigestParts {
  readonly ledger: Ledger;
  readonly partner: PartnerPlatform;
  readonly messenger: Messenger;
  readonly approvals: ApprovalRoom;
  readonly jobs: Jobs;
  /** The calendar that people live by. */
  readonly calendar: Clock;
  /** Who somebody is and what they may do, now. */
  readonly actorOf: (who: Who) => Promise<Actor>;
  readonly admins: string;
  /** What a line of a digest may lead to. */
  readonly commands: readonly Pick<Command, 'path' | 'permission'>[];
}

/** A message that did not get through now and may later. */
class DigestUndelivered extends Error {
  override readonly name = 'DigestUndelivered';
}

/** One reading of an hour's facts for all who wait for it in this process. */
const underWay = new WeakMap<Ledger, Map<string, Promise<DigestFacts>>>();

function sharedFacts(parts: DigestParts, moment: string, now: Date): Promise<DigestFacts> {
  const { ledger, partner, calendar } = parts;
  const readings = underWay.get(ledger) ?? new Map<string, Promise<DigestFacts>>();
  underWay.set(ledger, readings);
  const running = readings.get(moment);
  if (running) return running;
  const sums = async (from: PartnerPlatform, cycle: BillCycle): Promise<Result<Sums>> => {
    const read = await readSums({ ledger, clock: calendar, patientPartner: from, apart: 'digest' }, cycle);
    return read.ok ? ok(read.value.rows) : read;
  };
  const started = factsOf({ ledger, partner, readSums: sums }, { moment, now }).finally(() =>
    readings.delete(moment),
  );
  readings.set(moment, started);
  return started;
}

type Sums = Extract<Awaited<ReturnType<typeof readSums>>, { ok: true }>['value']['rows'];

/** Everything a worker does for the digests but look which are due. */
export function digestHandlers(parts: DigestParts): readonly JobHandler[] {
  return [
    jobHandler({
      spec: gatherDigestFacts,
      run: async ({ payload: { moment }, log }) => {
        const began = performance.now();
        await sharedFacts(parts, moment, parts.calendar.now());
        await sendOff(parts, moment);
        log.info({ moment, ms: Math.round(performance.now() - began) }, 'the facts of the digests are read');
      },
      // Each tries for itself, and says what could not be read.
      onDead: ({ moment }) => sendOff(parts, moment),
    }),
    jobHandler({
      spec: sendDigest,
      run: (job) => send(parts, job),
      onDead: async ({ digestId, day }) => {
        for (const from of ['due', 'posting'] as const)
          await moveIssue(parts.ledger, { digestId, day: asDay(day) }, from, 'failed', {
            at: parts.calendar.now(),
          });
      },
    }),
    jobHandler({
      spec: previewDigest,
      run: (job) => preview(parts, job),
      onDead: async ({ requestId }, error) => {
        const { ledger, messenger, calendar } = parts;
        const broken = problem('internal', { reference: requestId.slice(0, 8) }, { cause: error });
        await messenger.answer(requestId, problemCard(broken, translator('en')), 'en');
        await endRequest(ledger, requestId, { state: 'failed', outcome: broken.code, at: calendar.now() });
      },
    }),
  ];
}

const sendOff = ({ ledger, jobs }: DigestParts, moment: string): Promise<void> =>
  ledger.transaction().execute(async (trx) => {
    await sendAll(jobs, trx, await openIssues(trx, moment));
  });

// Payloads hold what the ledger wrote.
const asDay = (text: string): Day => text as Day;

/**
 * Sends a digest, never twice. `posting` is written before the call: whoever finds it there does not know whether the message
 * arrived, sends nothing, and the next digest says so.
 */
async function send(parts: DigestParts, job: JobRun<{ digestId: string; day: string }>): Promise<void> {
  const { ledger, calendar } = parts;
  const key = { digestId: job.payload.digestId, day: asDay(job.payload.day) };
  const [digest, issue] = [
    await findDigest(ledger, key.digestId),
    await findIssue(ledger, key.digestId, key.day),
  ];
  if (!digest || !issue) return;
  const now = calendar.now();
  if (issue.state === 'posting') {
    await moveIssue(ledger, key, 'posting', 'unknown', { at: now });
    return;
  }
  if (issue.state !== 'due') return;
  if (digest.paused || now.getTime() - issue.dueAt.getTime() > digestPatience.tooLateMs) {
    await moveIssue(ledger, key, 'due', 'skipped', { at: now });
    return;
  }
  const actor = await parts.actorOf(digest.of);
  if (!mayHave(digest, actor)) {
    await pauseAndTell(parts, digest, key, 'rights');
    return;
  }
  const { view, told, unchanged } = await written(parts, digest, actor, issue, now);
  if (unchanged) {
    await moveIssue(ledger, key, 'due', 'quiet', { at: now });
    return;
  }
  // Stopping now: nothing was sent, and another worker begins afresh.
  job.signal.throwIfAborted();
  if (!(await moveIssue(ledger, key, 'due', 'posting', { at: now }))) return;
  await post(parts, { digest, view, told, key, lastAttempt: job.lastAttempt });
}

async function written(
  parts: DigestParts,
  digest: Digest,
  actor: Actor,
  issue: Pick<DigestIssue, 'day' | 'dueAt' | 'moment'>,
  now: Date,
) {
  const { ledger, approvals } = parts;
  const facts = await sharedFacts(parts, issue.moment, now);
  const t = translator(langOf(digest.lang));
  const { last, missed } = await issuesBefore(ledger, digest.id, issue.day);
  const transfer = parts.commands.find(({ path }) => path.join(' ') === 'transfer');
  const composed = await compose({
    ledger,
    approvals,
    facts,
    moment: issue.moment,
    t,
    actor: { ...actor, lang: langOf(digest.lang) },
    digest,
    now,
    mayTransfer: transfer !== undefined && actor.may.has(transfer.permission),
  });
  const isLate = now.getTime() - issue.dueAt.getTime() > digestPatience.lateMs;
  const view: DigestView = {
    ...composed,
    day: issue.day,
    missed: missed.map(({ day }) => day),
    ...(isLate ? { lateSince: issue.dueAt } : {}),
  };
  const told = toldBy(composed.sections);
  const unchanged = digest.onlyChanges && !hasChanged(last?.told, told, decimal(digest.least));
  return { view, told, unchanged };
}

interface Posting {
  readonly digest: Digest;
  readonly view: DigestView;
  readonly told: ReturnType<typeof toldBy>;
  readonly key: Pick<DigestIssue, 'digestId' | 'day'>;
  readonly lastAttempt: boolean;
}

async function post(parts: DigestParts, { digest, view, told, key, lastAttempt }: Posting): Promise<void> {
  const { ledger, messenger, calendar } = parts;
  const lang = langOf(digest.lang);
  const t = translator(lang);
  const card = digestCard(t, view);
  const folds = digest.of.app === 'teams';
  const place = placeOf(digest);
  const sent = await messenger.post(place, folds ? card : withoutFolds(card), lang, {
    onlyThere: digest.channelId !== undefined,
  });
  const at = calendar.now();
  if (!sent.ok) {
    await undelivered(parts, digest, key, sent.problem, lastAttempt);
    return;
  }
  const ended = { at, message: sent.value, told };
  if (!(await moveIssue(ledger, key, 'posting', 'sent', ended)))
    await moveIssue(ledger, key, 'unknown', 'sent', ended);
  const details = folds ? undefined : detailsCard(t, card, view);
  if (!details) return;
  const { channelId, messageId: threadId } = sent.value;
  // Only the details: whoever wants them and does not find them has the commands.
  await messenger.post({ ...place, channelId, threadId }, details, lang, { onlyThere: true });
}

const placeOf = ({ of, channelId }: Digest) => ({ ...of, ...(channelId === undefined ? {} : { channelId }) });

async function undelivered(
  parts: DigestParts,
  digest: Digest,
  key: Posting['key'],
  reason: Problem,
  lastAttempt: boolean,
): Promise<void> {
  const { ledger, calendar } = parts;
  const at = calendar.now();
  if (reason.retry === 'unknown-outcome') {
    await moveIssue(ledger, key, 'posting', 'unknown', { at });
    return;
  }
  if (reason.retry === 'later' && !lastAttempt) {
    await moveIssue(ledger, key, 'posting', 'due', { at });
    throw new DigestUndelivered(reason.code);
  }
  await moveIssue(ledger, key, 'posting', 'failed', { at });
  if (reason.retry === 'no' && digest.channelId !== undefined)
    await pauseAndTell(parts, digest, key, 'place');
}

/** It may not be shown there any more: paused, and its subscriber hears of it in private. */
async function pauseAndTell(
  { ledger, messenger, calendar, admins }: DigestParts,
  digest: Digest,
  key: Posting['key'],
  why: 'rights' | 'place',
): Promise<void> {
  const at = calendar.now();
  const paused = await ledger.transaction().execute(async (trx) => {
    await moveIssue(trx, key, 'due', 'refused', { at });
    const is = await pauseDigest(trx, digest.id, at, why);
    if (is)
      await appendAudit(trx, {
        ...digest.of,
        action: 'digest.paused',
        subject: { digest: digest.id, why },
        outcome: 'done',
        at,
      });
    return is;
  });
  if (!paused) return;
  const lang = langOf(digest.lang);
  const t = translator(lang);
  const text = t(why === 'rights' ? 'digest.lostRights' : 'digest.lostPlace', { id: digest.id, admins });
  const card: Card = { ...digestSentence(t, text), title: t('digest.lostTitle') };
  await messenger.post(digest.of, card, lang);
}

async function preview(
  parts: DigestParts,
  { payload: { digestId, requestId }, lastAttempt }: JobRun<{ digestId: string; requestId: string }>,
): Promise<void> {
  const { ledger, messenger, calendar } = parts;
  const digest = await findDigest(ledger, digestId);
  const now = calendar.now();
  if (!digest) {
    await endRequest(ledger, requestId, { state: 'done', at: now });
    return;
  }
  const actor = await parts.actorOf(digest.of);
  const lang = langOf(digest.lang);
  const t = translator(lang);
  const issue = { day: localDay(now, digest.timeZone), dueAt: now, moment: momentOf(now) };
  const { view } = await written(parts, digest, actor, issue, now);
  const card = digestCard(t, { ...view, preview: true, missed: [] });
  const sent = await messenger.answer(requestId, card, lang);
  if (!sent.ok && sent.problem.retry === 'later' && !lastAttempt)
    throw new DigestUndelivered(sent.problem.code);
  const end = sent.ok ? { state: 'done' as const } : { state: 'failed' as const, outcome: sent.problem.code };
  await endRequest(ledger, requestId, { ...end, at: now });
}
