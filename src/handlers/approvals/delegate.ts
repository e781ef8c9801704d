import { areOne } from '../../approvals/policy/identities.ts';
import { plain } from '../../cards/approvals/news.ts';
import { moment } from '../../cards/approvals/subject.ts';
import type { Card } from '../../cards/card.ts';
import { said } from '../../cards/said.ts';
import { type Day, dayMs, endOfDay } from '../../kernel/day.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { appendAudit } from '../../ledger/audit.ts';
import { delegate as write, delegationFrom, endDelegation } from '../../ledger/delegations.ts';
import { command, type CommandContext } from '../command.ts';
import { sentence } from './answers.ts';

const mostDays = 90;

/** `@U0WANG0003`, as the chat app writes a mention and the door reads it. */
const mention = /^@?<?@?([UW][A-Z0-9]{2,})(?:\|[^>]*)?>?$/;

/** `delegate @wang until 2026-12-01`, `delegate stop`, and `delegate` alone to see how it stands. */
export const delegate = command({
  path: ['approvals', 'delegate'],
  aliases: [['审批', '委托']],
  summary: 'deciding.delegateSummary',
  permission: 'approvals.read',
  effect: 'write',
  sites: ['cn'],
  args: {
    until: { type: 'date', label: 'deciding.until', hint: 'deciding.untilHint', positional: true },
    person: {
      type: 'text',
      label: 'deciding.person',
      hint: 'deciding.personHint',
      positional: true,
      rest: true,
    },
  },
  examples: ['approvals delegate @U0EXAMPLE02 until 2026-12-01', 'approvals delegate stop'],
  run(context, { person, until }) {
    const words = (person ?? '').replaceAll(/(^|\s)(until|to|至|到)(?=\s|$)/gi, ' ').trim();
    if (words === '' && until === undefined) return standing(context);
    if (/^(stop|end|nobody|off|停止|结束|取消)$/i.test(words)) return end(context);
    const to = mention.exec(words)?.[1];
    if (to === undefined) return refused(problem('personUnreadable', { typed: words || '–' }));
    if (until === undefined) return refused(problem('delegationNeedsDay'));
    return give(context, to, until);
  },
});

const refused = (reason: ReturnType<typeof problem>): Promise<Result<Card>> => Promise.resolve(fail(reason));

async function standing({ ledger, actor, clock, t }: CommandContext): Promise<Result<Card>> {
  const given = await delegationFrom(ledger, actor);
  if (!given || given.until <= clock.now()) return ok(sentence(t, 'deciding.delegationNone'));
  const text = said(t, 'deciding.delegationNow', {
    person: { person: given.toId },
    until: moment(given.until, actor.timeZone),
  });
  const stop = {
    label: t('deciding.buttonStopDelegating'),
    does: { type: 'command', line: 'approvals delegate stop' },
  } as const;
  const card = plain(text);
  return ok({ ...card, blocks: [...card.blocks, { kind: 'actions', actions: [stop] }] });
}

async function give(context: CommandContext, to: string, day: Day): Promise<Result<Card>> {
  const { ledger, actor, clock, approvals, t } = context;
  const now = clock.now();
  const until = endOfDay(day);
  const identitiesAt = await approvals.people.identities();
  if (areOne(identitiesAt(now), to, actor.userId)) return fail(problem('delegationToSelf'));
  if (until <= now || until.getTime() - now.getTime() > (mostDays + 1) * dayMs)
    return fail(problem('delegationDay', { most: mostDays }));
  await ledger.transaction().execute(async (trx) => {
    await write(trx, actor, { to, until, at: now });
    await note(context, trx, { to, until: day });
  });
  return ok(plain(said(t, 'deciding.delegated', { person: { person: to }, day })));
}

async function end(context: CommandContext): Promise<Result<Card>> {
  const { ledger, actor, t } = context;
  const ended = await ledger.transaction().execute(async (trx) => {
    const was = await endDelegation(trx, actor);
    if (was) await note(context, trx, {});
    return was;
  });
  return ok(sentence(t, ended ? 'deciding.delegationEnded' : 'deciding.delegationNone'));
}

type Trx = Parameters<typeof appendAudit>[0];

const note = (
  { actor, clock, requestId }: CommandContext,
  trx: Trx,
  given: Readonly<Record<string, string>>,
): Promise<void> => {
  const { app, tenantId, userId } = actor;
  const outcome = 'to' in given ? 'given' : 'ended';
  return appendAudit(trx, {
    app,
    tenantId,
    userId,
    action: 'money.delegate',
    subject: given,
    outcome,
    requestId,
    at: clock.now(),
  });
};
