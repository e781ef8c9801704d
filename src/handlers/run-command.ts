import type { ApprovalRoom } from '../approvals/acts.ts';
import type { RemittanceRules } from '../approvals/policy/remittances.ts';
import type { Card } from '../cards/card.ts';
import type { Messenger } from '../cards/messenger.ts';
import { problemCard } from '../cards/problem.ts';
import type { PartnerPlatform } from '../huawei/partner.ts';
import { type JobHandler, type JobRun, type Jobs, jobHandler } from '../jobs/jobs.ts';
import { runCommand } from '../jobs/run-command.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { commandSeconds } from '../kernel/metrics.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import type { Lang } from '../kernel/texts/index.ts';
import { translator } from '../kernel/texts/index.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { findRequest, type RequestRow, startRequest } from '../ledger/requests.ts';
import { isUnavailable } from '../ledger/unavailable.ts';
import type { Actor } from './command.ts';
import { conclude, type Who } from './conclude.ts';
import type { House } from './interpret.ts';
import type { Registry } from './registry.ts';
import { carryOut, type Ending } from './run/carry-out.ts';
import { withPatience } from './run/patience.ts';

export interface RunCommandParts {
  readonly registry: Registry;
  readonly house: House;
  readonly ledger: Ledger;
  readonly partner: PartnerPlatform;
  readonly jobs: Jobs;
  readonly approvals: ApprovalRoom;
  /** The usual rules unless given. */
  readonly remittances?: RemittanceRules;
  readonly clock: Clock;
  readonly log: Log;
  readonly messenger: Messenger;
  /** Who somebody is and what they may do, now. */
  readonly actorOf: (who: Who) => Promise<Actor>;
  /** After the end is written down, for what shows it elsewhere. */
  readonly onEnded?: (who: Who) => void;
  /** How long a command may take before the person is told that it did not work out. */
  readonly deadlineMs?: number;
}

/** A person waits longer than this only if told so. */
const interimAfterMs = 2_500;
const defaultDeadlineMs = 60_000;

/** An answer that did not get through now and may later: the queue runs the request again. */
export class AnswerUndelivered extends Error {
  override readonly name = 'AnswerUndelivered';
  readonly problem: Problem;

  constructor(reason: Problem) {
    super(reason.code, { cause: reason.cause });
    this.problem = reason;
  }
}

/**
 * Runs a request: who is it, may they, do it, answer, write down how it ended. The answer goes out before its end is
 * written, so a crash between the two answers twice at worst, and never not at all. A request that has ended is left
 * alone.
 */
export const runCommandHandler = (parts: RunCommandParts): JobHandler =>
  jobHandler({
    spec: runCommand,
    run: (job) => run(parts, job),
    onDead: ({ requestId }, error) => tellOfDeath(parts, requestId, error),
  });

async function run(parts: RunCommandParts, job: JobRun<{ requestId: string }>): Promise<void> {
  const { ledger, messenger } = parts;
  const request = await startRequest(ledger, job.payload.requestId);
  if (!request) return;
  const who = whoOf(request);
  const actor = await parts.actorOf(who);
  const log = job.log.child({ requestId: request.id });
  const ending = await attempt(parts, job, request, actor, log);
  // Stopping now: whoever takes this up again does it afresh.
  if (ending.problem && job.signal.aborted) throw job.signal.reason;

  const undelivered = ending.card && (await answer(messenger, request, ending.card, actor.lang));
  if (undelivered?.retry === 'later' && !job.lastAttempt) throw new AnswerUndelivered(undelivered);
  await close(parts, request, who, ending, undelivered, job.clock, log);
}

async function attempt(
  parts: RunCommandParts,
  job: JobRun<unknown>,
  request: RequestRow,
  actor: Actor,
  log: Log,
): Promise<Ending> {
  const t = translator(actor.lang);
  const interim = {
    summary: t('desk.working'),
    blocks: [{ kind: 'text', text: t('desk.working') }],
  } as const;
  const deadlineMs = parts.deadlineMs ?? defaultDeadlineMs;
  try {
    return await withPatience<Ending>({
      clock: job.clock,
      signal: job.signal,
      interimAfterMs,
      deadlineMs,
      onInterim: () => messengerInterim(parts.messenger, request, interim, actor.lang),
      onDeadline: () => {
        const late = problem('tooSlow', { seconds: Math.round(deadlineMs / 1000) }, { retry: 'later' });
        const card = problemCard(late, t, { line: request.line });
        return { state: 'failed', about: aboutOf(request), subject: {}, problem: late, card };
      },
      work: (signal) => carryOut({ ...parts, clock: job.clock, log, request, actor, signal }),
    });
  } catch (error) {
    // With PostgreSQL away nothing can be written down either: the queue tries again when it is back.
    if (job.signal.aborted || (isUnavailable(error) && !job.lastAttempt)) throw error;
    return brokenEnding(request, actor.lang, error, log);
  }
}

async function messengerInterim(
  messenger: Messenger,
  request: RequestRow,
  card: Card,
  lang: Lang,
): Promise<void> {
  // Only a courtesy: if it does not get through, the answer may.
  await messenger.answer(request.id, card, lang, { interim: true });
}

/** A bug: the person gets a reference that finds the log line. */
function brokenEnding(request: RequestRow, lang: Lang, error: unknown, log: Log): Ending {
  const reference = request.id.slice(0, 8);
  log.error({ err: error, reference }, 'a command broke');
  const broken = problem('internal', { reference }, { retry: 'later' });
  const again = request.line.startsWith('action:') ? {} : { line: request.line };
  const card = problemCard(broken, translator(lang), again);
  return { state: 'failed', about: aboutOf(request), subject: {}, problem: broken, card };
}

/** For endings that were reached before the line was understood. */
const aboutOf = (request: RequestRow): string => (request.line.startsWith('action:') ? 'action' : 'unknown');

async function answer(
  messenger: Messenger,
  request: RequestRow,
  card: Card,
  lang: Lang,
): Promise<Problem | undefined> {
  const sent = await messenger.answer(request.id, card, lang);
  return sent.ok ? undefined : sent.problem;
}

/** Writes the end down, and says it to whoever watches. */
async function close(
  { ledger, onEnded }: RunCommandParts,
  request: RequestRow,
  who: Who,
  ending: Ending,
  undelivered: Problem | undefined,
  clock: Clock,
  log: Log,
): Promise<void> {
  const failure = ending.problem ?? undelivered;
  const state = undelivered && ending.state === 'done' ? 'failed' : ending.state;
  const now = clock.now();
  const first = await conclude(ledger, {
    requestId: request.id,
    who,
    state,
    about: ending.about,
    subject: ending.subject,
    outcome: failure?.code,
    at: now,
  });
  if (!first) return;
  const seconds = Math.max(0, now.getTime() - request.received_at.getTime()) / 1000;
  commandSeconds.observe({ command: ending.about, end: state }, seconds);
  const { code, wireCode, requestId: platformRequestId } = failure ?? {};
  log.info(
    { command: ending.about, end: state, seconds, code, wireCode, platformRequestId },
    'request ended',
  );
  onEnded?.(who);
}

/** The last attempt failed as well: whoever asked hears of it, in their language if it can be found out. */
async function tellOfDeath(parts: RunCommandParts, requestId: string, error: unknown): Promise<void> {
  const { ledger, messenger } = parts;
  const request = await findRequest(ledger, requestId);
  if (!request || !['received', 'ready', 'running'].includes(request.state)) return;
  const who = whoOf(request);
  const { lang } = await parts.actorOf(who);
  const log = parts.log.child({ requestId });
  const ending = brokenEnding(request, lang, error, log);
  const undelivered = ending.card && (await answer(messenger, request, ending.card, lang));
  if (undelivered?.retry === 'later') throw new AnswerUndelivered(undelivered);
  await close(parts, request, who, ending, undelivered, parts.clock, log);
}

const whoOf = (request: RequestRow): Who => ({
  app: request.app === 'teams' ? 'teams' : 'slack',
  tenantId: request.tenant_id,
  userId: request.user_id,
});
