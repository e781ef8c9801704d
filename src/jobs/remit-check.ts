import { z } from 'zod';
import type { ApprovalRoom } from '../approvals/acts.ts';
import type { RemittanceRules } from '../approvals/policy/remittances.ts';
import type { Messenger } from '../cards/messenger.ts';
import { problemCard, problemText } from '../cards/problem.ts';
import { checkCard } from '../cards/remit/list.ts';
import type { PartnerPlatform } from '../huawei/partner.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import type { Person } from '../kernel/remittance/remittance.ts';
import { langs, translator } from '../kernel/texts/index.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { listRemittances } from '../ledger/remittances.ts';
import { endRequest, findRequest, type RequestRow } from '../ledger/requests.ts';
import { type JobHandler, type JobRun, type Jobs, jobHandler, jobSpec } from './jobs.ts';
import { matchRemittances } from './remit-match.ts';
import { readStatement } from './remit-read.ts';
import { remittanceViews, selvesOf } from './remit-view.ts';

/** Somebody asks for the statement to be looked at now, and waits for the answer. */
export const checkRemittancesJob = jobSpec({
  name: 'check-remittances',
  queue: 'interactive',
  payload: z.object({
    requestId: z.string(),
    /** They may see everybody's. */
    all: z.boolean(),
    lang: z.enum(langs),
    timeZone: z.string(),
  }),
  attempts: 4,
});

type Payload = z.output<typeof checkRemittancesJob.payload>;

export interface CheckRemittancesParts {
  readonly ledger: Ledger;
  readonly partner: PartnerPlatform;
  readonly jobs: Jobs;
  readonly room: ApprovalRoom;
  readonly messenger: Messenger;
  readonly rules: RemittanceRules;
}

class CheckInterrupted extends Error {
  override readonly name = 'CheckInterrupted';

  constructor(reason: Problem) {
    super(reason.code, { cause: reason.cause });
  }
}

export const checkRemittancesHandler = (parts: CheckRemittancesParts): JobHandler =>
  jobHandler({
    spec: checkRemittancesJob,
    run: (job) => check(parts, job),
    onDead: async ({ requestId, lang }) => {
      const reason = problem('internal', { reference: requestId.slice(0, 8) }, { retry: 'later' });
      await parts.messenger.answer(requestId, problemCard(reason, translator(lang)), lang);
      await endRequest(parts.ledger, requestId, {
        state: 'failed',
        outcome: reason.code,
        at: parts.room.clock.now(),
      });
    },
  });

const isOver = ({ state }: RequestRow): boolean =>
  state === 'done' || state === 'failed' || state === 'refused';

async function check(parts: CheckRemittancesParts, job: JobRun<Payload>): Promise<void> {
  const { ledger, jobs, rules, room, messenger } = parts;
  const { requestId, all, lang, timeZone } = job.payload;
  const request = await findRequest(ledger, requestId);
  if (!request || isOver(request)) return;
  const partner = parts.partner.forRequest(requestId).until(job.signal);
  const t = translator(lang);

  const reads = await readStatement({ ledger, partner, clock: job.clock });
  job.signal.throwIfAborted();
  await matchRemittances({ ledger, jobs, clock: job.clock, partner: partner.account, times: rules.times });

  const app = request.app === 'teams' ? 'teams' : 'slack';
  const me: Person = { app, tenantId: request.tenant_id, userId: request.user_id };
  const whose = all ? {} : { announcedBy: selvesOf(room, me) };
  const { rows } = await listRemittances(ledger, { ...whose, open: true }, mostLooked);
  const viewing = { db: ledger, partner, policy: room.policy, times: rules.times, timeZone };
  const remittances = await Promise.all(
    rows.map(async (one) => (await remittanceViews(one, viewing))(app).view),
  );
  const troubles = reads.flatMap(({ account, problem: found }) =>
    found ? [{ account, why: problemText(found, t) }] : [],
  );
  const readTo = troubles.length === 0 ? job.clock.now() : undefined;
  const card = checkCard(t, { remittances, reading: { readTo, troubles }, timeZone });
  const sent = await messenger.answer(requestId, card, lang);
  if (!sent.ok && sent.problem.retry === 'later' && !job.lastAttempt)
    throw new CheckInterrupted(sent.problem);
  const first = reads.find((read) => read.problem)?.problem;
  await endRequest(ledger, requestId, {
    state: sent.ok ? 'done' : 'failed',
    at: job.clock.now(),
    ...(first ? { outcome: first.code } : sent.ok ? {} : { outcome: sent.problem.code }),
  });
}

const mostLooked = 100;
