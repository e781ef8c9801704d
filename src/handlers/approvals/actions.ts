import {
  approveCase,
  sendForApproval,
  settleIntent,
  takeBackApproval,
  withdrawCase,
} from '../../approvals/acts.ts';
import type { Case } from '../../approvals/case.ts';
import { isKnownTo } from '../../approvals/channels.ts';
import type { Choice } from '../../approvals/machine/carry.ts';
import { viewOf } from '../../approvals/view.ts';
import { detailsCard } from '../../cards/approvals/details.ts';
import { plain } from '../../cards/approvals/news.ts';
import { choiceWord } from '../../cards/approvals/words.ts';
import type { Card } from '../../cards/card.ts';
import { said } from '../../cards/said.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { caseOfIntent } from '../../ledger/money.ts';
import { namesOfPeople } from '../../ledger/people.ts';
import type { ActionHandler } from '../action.ts';
import type { CommandContext } from '../command.ts';
import { approvedCard, closedCard, type NameOf, namesFor, sentence } from './answers.ts';
import { learnCard } from './known-card.ts';

/**
 * The buttons of a request. Each only says which request is meant; who may do what is found out by the act itself, from the
 * policy and the chat app at that moment.
 */
const onCase = (
  name: string,
  run: (context: CommandContext, kase: Case) => Promise<Result<Card>>,
): ActionHandler => ({
  name,
  permission: 'approvals.read',
  async run(context, token) {
    const kase = await context.approvals.store.read(token);
    if (!kase || !isHere(kase, context)) return fail(problem('requestGone'));
    const answer = await run(context, kase);
    await learnCard(context, kase.id);
    return answer;
  },
});

const isHere = (kase: Case, { actor, approvals }: CommandContext): boolean =>
  isKnownTo(actor, kase, approvals.homes());

const send = onCase('approval.send', async ({ approvals, actor, t }, { id }) => {
  const sent = await sendForApproval(approvals, id, personOf(actor));
  return sent.ok ? ok(sentence(t, 'deciding.sent', { receipt: sent.value.receipt })) : sent;
});

const discard = onCase('approval.discard', async (context, kase) => {
  const { approvals, actor, t } = context;
  if (kase.state !== 'draft') return fail(problem('requestGone'));
  const gone = await withdrawCase(approvals, kase.id, personOf(actor));
  if (!gone.ok) return gone;
  if (gone.value === 'withdrawn') return ok(sentence(t, 'deciding.discarded'));
  return ok(answerOf(t, gone.value, kase, await namesFor(context, kase)));
});

const approve = onCase('approval.approve', async (context, kase) => {
  const { approvals, actor, t } = context;
  const approved = await approveCase(approvals, kase.id, personOf(actor));
  return approved.ok ? ok(approvedCard(t, approved.value, await namesFor(context, kase))) : approved;
});

const withdraw = onCase('approval.withdraw', (context, kase) => withdrawNow(context, kase));
const takeBack = onCase('approval.take-back', (context, kase) => takeBackNow(context, kase));

export async function withdrawNow(context: CommandContext, kase: Case): Promise<Result<Card>> {
  const { approvals, actor, t } = context;
  const done = await withdrawCase(approvals, kase.id, personOf(actor));
  return done.ok ? ok(answerOf(t, done.value, kase, await namesFor(context, kase))) : done;
}

function answerOf(
  t: CommandContext['t'],
  withdrawn: Extract<Awaited<ReturnType<typeof withdrawCase>>, { ok: true }>['value'],
  { requester, receipt }: Case,
  name: NameOf,
): Card {
  if (withdrawn === 'withdrawn') return sentence(t, 'deciding.withdrawnNow', { receipt });
  if (withdrawn === 'not-yours') return plain(said(t, 'deciding.notYours', { person: name(requester) }));
  return closedCard(t, withdrawn, name);
}

export async function takeBackNow(context: CommandContext, kase: Case): Promise<Result<Card>> {
  const { approvals, actor, t } = context;
  const { id, receipt } = kase;
  const done = await takeBackApproval(approvals, id, personOf(actor));
  if (!done.ok) return done;
  if (done.value === 'taken-back') return ok(sentence(t, 'deciding.takenBackNow', { receipt }));
  if (done.value === 'none-of-yours') return ok(sentence(t, 'deciding.noneOfYours'));
  return ok(closedCard(t, done.value, await namesFor(context, kase)));
}

const details = onCase('approval.details', async ({ approvals, ledger, actor, t }, kase) => {
  const { timeZone } = actor;
  const view = await viewOf(kase, actor.app, { room: approvals, db: ledger, timeZone });
  const userIds = view.events.flatMap(({ by }) => (typeof by === 'object' ? by.person : []));
  const people = await namesOfPeople(ledger, { app: actor.app, tenantId: actor.tenantId, userIds });
  return ok(detailsCard(t, view, people));
});

const choices = {
  'approval.settle-done': 'is-done',
  'approval.settle-not-done': 'not-done',
  'approval.settle-go-on': 'go-on',
  'approval.settle-leave': 'leave',
} as const satisfies Record<string, Choice>;

const settles = Object.entries(choices).map(
  ([name, choice]): ActionHandler => ({
    name,
    permission: 'approvals.read',
    async run(context, intentId) {
      const { approvals, ledger, actor, t } = context;
      const caseId = await caseOfIntent(ledger, intentId);
      const kase = caseId === undefined ? undefined : await approvals.store.read(caseId);
      if (!kase || !isHere(kase, context)) return fail(problem('requestGone'));
      const settled = await settleIntent(approvals, kase.id, personOf(actor), intentId, choice);
      if (!settled.ok) return settled;
      await learnCard(context, kase.id);
      return ok(
        settled.value === 'settled'
          ? sentence(t, 'deciding.settledNow', { choice: choiceWord(t, choice) })
          : sentence(t, 'deciding.nothingToSettle'),
      );
    },
  }),
);

export const personOf = ({ app, tenantId, userId }: CommandContext['actor']): Case['requester'] => ({
  app,
  tenantId,
  userId,
});

export const approvalActions: readonly ActionHandler[] = [
  send,
  discard,
  approve,
  withdraw,
  takeBack,
  details,
  ...settles,
];
