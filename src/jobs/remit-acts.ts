import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { dayOf } from '../kernel/day.ts';
import { newId } from '../kernel/ids.ts';
import { type Person, type Remittance, remittanceCode } from '../kernel/remittance/remittance.ts';
import {
  firstState,
  isOpen,
  type RemittanceTimes,
  type Step,
  stepFrom,
} from '../kernel/remittance/states.ts';
import { holdUnspentChange } from '../ledger/account-changes.ts';
import { appendAudit, type AuditEntry } from '../ledger/audit.ts';
import type { Ledger, Trx } from '../ledger/ledger.ts';
import {
  addRemittanceEvent,
  insertRemittance,
  lockRemittance,
  type NewRemittanceEvent,
  remittanceOfRequest,
  saveRemittance,
} from '../ledger/remittances.ts';
import type { RemittanceEventKind } from '../ledger/remittances-schema.ts';
import { type Jobs, jobSpec } from './jobs.ts';

/** What people do to remittances. Each change, its event, its row in the audit and the job that tells of it are one transaction. */

export interface RemitParts {
  readonly ledger: Ledger;
  readonly jobs: Jobs;
  readonly clock: Clock;
}

/** Tells everybody concerned what has happened to a remittance. */
export const tellRemittanceJob = jobSpec({
  name: 'tell-remittance',
  queue: 'interactive',
  payload: z.object({ remittanceId: z.string() }),
  attempts: 8,
});

/** Reads the statement, matches, and does what time brings. */
export const watchRemittancesJob = jobSpec({
  name: 'watch-remittances',
  queue: 'housekeeping',
  payload: z.object({}),
  attempts: 3,
});

/** A change of a remittance with what is noted of it. */
interface Change {
  readonly after: Remittance;
  readonly event: Omit<NewRemittanceEvent, 'at'>;
  /** Whose name it stands under in the audit; the bot's own when nobody did it. */
  readonly requestId?: string | undefined;
}

/** Writes a change; its row in the audit is for the caller, who appends all of them at the end. */
export async function writeChange(
  { jobs }: Pick<RemitParts, 'jobs'>,
  trx: Trx,
  { after, event, requestId }: Change,
  at: Date,
): Promise<AuditEntry> {
  await saveRemittance(trx, after);
  await addRemittanceEvent(trx, after.id, { ...event, at });
  await tellLater(jobs, trx, after);
  return entryOf(after, event, at, requestId);
}

export const tellLater = (jobs: Jobs, trx: Trx, { id, version }: Pick<Remittance, 'id' | 'version'>) =>
  jobs.enqueue(trx, tellRemittanceJob, { remittanceId: id }, { jobId: `remit-tell-${id}-${version}` });

/** The name under which the bot writes what nobody did. */
const machine = 'partner-desk';

const entryOf = (
  { code, amount, announcedBy }: Remittance,
  { kind, by, changes }: Pick<NewRemittanceEvent, 'kind' | 'by' | 'changes'>,
  at: Date,
  requestId: string | undefined,
): AuditEntry => ({
  app: (by ?? announcedBy).app,
  tenantId: (by ?? announcedBy).tenantId,
  userId: by?.userId ?? machine,
  action: `remittance.${kind}`,
  subject: { amount: amount.toFixed(), ...(changes[0] === undefined ? {} : { change: changes.join(' ') }) },
  outcome: 'done',
  receipt: code,
  ...(requestId === undefined ? {} : { requestId }),
  at,
});

export type Announcement = Pick<
  Remittance,
  'account' | 'route' | 'amount' | 'bankDay' | 'payer' | 'voucher' | 'note' | 'lang'
> & { readonly by: Person; readonly requestId: string };

/** The same request announces one remittance, however often it is run. */
export async function announceRemittance(
  { ledger, jobs, clock }: RemitParts,
  { by, requestId, ...given }: Announcement,
  times: RemittanceTimes,
): Promise<Remittance> {
  const now = clock.now();
  const today = dayOf(now);
  const one: Remittance = {
    ...given,
    id: newId(),
    code: remittanceCode(randomBytes(8)),
    version: 1,
    state: firstState(given, times, now),
    announcedBy: by,
    announcedAt: now,
    movedOn: today,
    nudgedOn: today,
    candidates: [],
    rivals: [],
    declined: [],
    creditedBy: undefined,
    endedAt: undefined,
  };
  return ledger.transaction().execute(async (trx) => {
    const isNew = await insertRemittance(trx, one, requestId);
    if (!isNew) return (await remittanceOfRequest(trx, requestId)) ?? one;
    const event = { kind: 'announced', by, note: undefined, changes: [] } as const;
    await addRemittanceEvent(trx, one.id, { ...event, at: now });
    await tellLater(jobs, trx, one);
    // Its top-up may be on the statement already.
    await jobs.enqueue(trx, watchRemittancesJob, {}, { jobId: `remit-watch-${one.id}` });
    await appendAudit(trx, entryOf(one, event, now, requestId));
    return one;
  });
}

/** What people do by themselves. */
export type PersonStep = Extract<Step, 'claim' | 'review' | 'reject' | 'withdraw'>;

const kindOf = {
  claim: 'claimed',
  review: 'in-review',
  reject: 'rejected',
  withdraw: 'withdrawn',
} as const satisfies Record<PersonStep, RemittanceEventKind>;

export interface Deed {
  readonly id: string;
  readonly by: Person;
  readonly requestId: string;
}

export type Done =
  | { readonly done: true; readonly after: Remittance }
  /** It stands otherwise by now, or the top-up pays for another one. */
  | { readonly done: false; readonly why: 'not-now' | 'spent'; readonly is: Remittance };

/** Takes a step if it can be taken; `undefined` when there is no such remittance. */
export const stepRemittance = (
  parts: RemitParts,
  { id, by, requestId }: Deed,
  step: PersonStep,
  note?: string,
): Promise<Done | undefined> =>
  change(parts, id, requestId, (one, now) => {
    const state = stepFrom(one.state, step);
    if (!state) return 'not-now';
    const today = dayOf(now);
    return {
      after: { ...one, state, movedOn: today, nudgedOn: today },
      event: { kind: kindOf[step], by, note, changes: [] },
    };
  });

/** Finance confirms that a top-up is this remittance. */
export const creditRemittance = (
  parts: RemitParts,
  { id, by, requestId }: Deed,
  { partner, changeId }: { readonly partner: string; readonly changeId: string },
): Promise<Done | undefined> =>
  change(parts, id, requestId, async (one, _now, trx) => {
    const state = stepFrom(one.state, 'credit');
    if (!state || !one.candidates.includes(changeId)) return 'not-now';
    if (!(await holdUnspentChange(trx, { partner, account: one.account, changeId }))) return 'spent';
    return {
      after: { ...one, state, candidates: [], rivals: [], creditedBy: changeId },
      event: { kind: 'credited', by, note: undefined, changes: [changeId] },
    };
  });

/** Finance says that a top-up is something else. */
export const declineMatch = (
  parts: RemitParts,
  { id, by, requestId }: Deed,
  changeId: string,
): Promise<Done | undefined> =>
  change(parts, id, requestId, (one) => {
    if (!isOpen(one.state) || !one.candidates.includes(changeId)) return 'not-now';
    return {
      after: {
        ...one,
        candidates: one.candidates.filter((candidate) => candidate !== changeId),
        declined: [...one.declined, changeId],
      },
      event: { kind: 'declined', by, note: undefined, changes: [changeId] },
    };
  });

type Decide = (
  one: Remittance,
  now: Date,
  trx: Trx,
) => Decision | 'not-now' | 'spent' | Promise<Decision | 'not-now' | 'spent'>;

type Decision = Pick<Change, 'after' | 'event'>;

const change = (
  parts: RemitParts,
  id: string,
  requestId: string,
  decide: Decide,
): Promise<Done | undefined> =>
  parts.ledger.transaction().execute(async (trx) => {
    const one = await lockRemittance(trx, id);
    if (!one) return undefined;
    const now = parts.clock.now();
    const decision = await decide(one, now, trx);
    if (typeof decision === 'string') return { done: false, why: decision, is: one };
    const after = closedWhenOver({ ...decision.after, version: one.version + 1 }, now);
    const entry = await writeChange(parts, trx, { after, event: decision.event, requestId }, now);
    // What others may be has changed with it.
    await parts.jobs.enqueue(trx, watchRemittancesJob, {}, { jobId: `remit-watch-${id}-${after.version}` });
    await appendAudit(trx, entry);
    return { done: true, after };
  });

/** What is closed waits for nothing; what is opened again does. */
const closedWhenOver = (one: Remittance, now: Date): Remittance =>
  isOpen(one.state) ? { ...one, endedAt: undefined } : { ...one, endedAt: now, candidates: [], rivals: [] };
