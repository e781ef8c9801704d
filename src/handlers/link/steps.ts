import { accountsOf } from '../../approvals/policy/identities.ts';
import { tellLinkJob, type TellLink } from '../../jobs/link-work.ts';
import { newId } from '../../kernel/ids.ts';
import { type Problem, type ProblemCode, problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { appendAudit } from '../../ledger/audit.ts';
import { type Account, type Link, linkWith, makeLink } from '../../ledger/identities.ts';
import type { Trx } from '../../ledger/ledger.ts';
import {
  countLinkTry,
  type LinkRequest,
  linkRequestById,
  linkRequestOfCode,
  moveLinkRequest,
  openLinkRequest,
} from '../../ledger/link-requests.ts';
import type { CommandContext } from '../command.ts';
import { digestOf, newCode } from './code.ts';

/**
 * How a link comes about: a code is shown to one account, typed by the other, confirmed by the other, then by the one. Each step is
 * a transaction with its row in the audit chain, refusals included.
 */

export const minutes = { code: 10, confirm: 60, codesWithin: 60 } as const;
const most = { codes: 10, typed: 5 } as const;
const minuteMs = 60_000;

export const accountOf = ({ app, tenantId, userId }: CommandContext['actor']): Account => ({
  app,
  tenantId,
  userId,
});

export const isSame = (one: Account, other: Account): boolean =>
  one.app === other.app && one.tenantId === other.tenantId && one.userId === other.userId;

/** What a step came to, as the chain keeps it. */
interface Told<T> {
  readonly answer: Result<T>;
  readonly with?: Account | undefined;
}

/** Does a step and writes down that it was done or why not, both or neither. */
export const step = <T>(
  { ledger, actor, clock, requestId }: CommandContext,
  action: string,
  run: (trx: Trx, now: Date) => Promise<Told<T>>,
): Promise<Result<T>> =>
  ledger.transaction().execute(async (trx) => {
    const at = clock.now();
    const { answer, with: other } = await run(trx, at);
    const outcome = answer.ok ? 'done' : answer.problem.code;
    const subject = other ? { with: other.userId } : {};
    await appendAudit(trx, { ...accountOf(actor), action, subject, outcome, requestId, at });
    return answer;
  });

const refused = (code: ProblemCode, params?: Problem['params']): { readonly answer: Result<never> } => ({
  answer: fail(problem(code, params)),
});

const after = (now: Date, count: number): Date => new Date(now.getTime() + count * minuteMs);

/** The policy's file says already which account somebody has elsewhere. */
export const isListed = ({ approvals }: Pick<CommandContext, 'approvals'>, { userId }: Account): boolean =>
  accountsOf(approvals.policy.aliases, userId).length > 1;

/** A new code, for the eyes of whoever asked. */
export const startLink = (context: CommandContext): Promise<Result<string>> =>
  step(context, 'identity.code', async (trx, now) => {
    const me = accountOf(context.actor);
    const windowMs = minutes.codesWithin * minuteMs;
    const count = await countLinkTry(trx, me, 'code', { at: now, windowMs });
    if (count > most.codes) return refused('linkTooOften', { minutes: minutes.codesWithin });
    const code = newCode();
    const expiresAt = after(now, minutes.code);
    await openLinkRequest(trx, { id: newId(), digest: digestOf(code), by: me, at: now, expiresAt });
    return { answer: ok(code) };
  });

/** A code that is right is used up by being typed, whatever comes of it: the line it stood in may be read by others. */
export const typeCode = (context: CommandContext, typed: string): Promise<Result<LinkRequest>> =>
  step(context, 'identity.type', async (trx, now) => {
    const me = accountOf(context.actor);
    const tries = { at: now, windowMs: minutes.code * minuteMs };
    if ((await countLinkTry(trx, me, 'typed', tries)) > most.typed)
      return refused('linkTooManyTries', { minutes: minutes.code });
    const request = await linkRequestOfCode(trx, digestOf(typed));
    if (request?.state !== 'open' || request.expiresAt <= now)
      return refused('linkCodeUnknown', { minutes: minutes.code });
    const { id, first } = request;
    const against = await obstacle(context, trx, first, me);
    const expiresAt = after(now, minutes.confirm);
    await moveLinkRequest(trx, id, {
      from: 'open',
      at: now,
      ...(against ? { to: 'refused' } : { to: 'typed', second: me, expiresAt }),
    });
    if (against) return { ...refused(against), with: first };
    return { answer: ok({ ...request, second: me, state: 'typed', expiresAt }), with: first };
  });

/** One account in each app: what is linked, or listed together in the policy, is not linked again. */
async function obstacle(
  context: CommandContext,
  trx: Trx,
  first: Account,
  second: Account,
): Promise<ProblemCode | undefined> {
  if (first.app === second.app) return 'linkSameApp';
  if (isListed(context, first) || isListed(context, second)) return 'linkListed';
  const taken = (await linkWith(trx, first)) ?? (await linkWith(trx, second));
  return taken && 'linkTaken';
}

export type Confirmed =
  | { readonly kind: 'asked'; readonly other: Account }
  | { readonly kind: 'linked'; readonly other: Account };

/** The account that typed the code says yes, then the one that was shown it; neither can say it for the other. */
export const confirmLink = (context: CommandContext, id: string): Promise<Result<Confirmed>> =>
  step(context, 'identity.confirm', async (trx, now): Promise<Told<Confirmed>> => {
    const me = accountOf(context.actor);
    const request = await linkRequestById(trx, id);
    if (!request?.second) return refused('linkGone');
    const { first, second, state } = request;
    if (isSame(me, second) && state === 'typed') {
      const expiresAt = after(now, minutes.confirm);
      const moved = await moveLinkRequest(trx, id, { from: 'typed', to: 'asked', at: now, expiresAt });
      if (!moved) return { ...refused('linkGone'), with: first };
      await tell(context, trx, { what: 'ask', id, to: first.app });
      return { answer: ok({ kind: 'asked', other: first }), with: first };
    }
    if (isSame(me, first) && state === 'asked') {
      if (!(await moveLinkRequest(trx, id, { from: 'asked', to: 'linked', at: now })))
        return { ...refused('linkGone'), with: second };
      if (!(await makeLink(trx, { id, ...sidesOf(first, second), linkedAt: now }))) {
        await moveLinkRequest(trx, id, { from: 'linked', to: 'refused', at: now });
        return { ...refused('linkTaken'), with: second };
      }
      await tell(context, trx, { what: 'made', id, to: second.app });
      return { answer: ok({ kind: 'linked', other: second }), with: second };
    }
    return refused(isSame(me, first) || isSame(me, second) ? 'linkGone' : 'linkNotYours');
  });

/** Either of the two ends it, and the other one hears of it. */
export const refuseLink = (context: CommandContext, id: string): Promise<Result<void>> =>
  step(context, 'identity.refuse', async (trx, now) => {
    const me = accountOf(context.actor);
    const request = await linkRequestById(trx, id);
    if (!request?.second) return refused('linkGone');
    const { first, second, state } = request;
    if (!isSame(me, first) && !isSame(me, second)) return refused('linkNotYours');
    const other = isSame(me, first) ? second : first;
    const isOpen = state === 'typed' || state === 'asked';
    if (!isOpen || !(await moveLinkRequest(trx, id, { from: state, to: 'refused', at: now })))
      return { ...refused('linkGone'), with: other };
    await tell(context, trx, { what: 'refused', id, to: other.app });
    return { answer: ok(undefined), with: other };
  });

const sidesOf = (one: Account, other: Account): Pick<Link, 'slack' | 'teams'> =>
  one.app === 'slack' ? { slack: one, teams: other } : { slack: other, teams: one };

export const tell = ({ jobs }: CommandContext, trx: Trx, news: TellLink): Promise<void> =>
  jobs.enqueue(trx, tellLinkJob, news, { jobId: `link-${news.what}-${news.id}-${news.to}` });
