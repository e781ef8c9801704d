import { plain } from '../../cards/approvals/news.ts';
import type { Card } from '../../cards/card.ts';
import { stateWord } from '../../cards/remit/words.ts';
import {
  creditRemittance,
  declineMatch,
  type Done,
  type PersonStep,
  stepRemittance,
} from '../../jobs/remit-acts.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import type { Remittance } from '../../kernel/remittance/remittance.ts';
import type { TextKey } from '../../kernel/texts/index.ts';
import { accountChangesByIds } from '../../ledger/account-changes.ts';
import type { ActionHandler } from '../action.ts';
import { command, type CommandContext } from '../command.ts';
import { codeArgument } from './look.ts';
import { withoutAccounts } from './private-line.ts';
import { personOf, remittanceNamed, remittancePressed } from './rights.ts';

const saidOf = {
  claim: 'remit.stepClaimed',
  review: 'remit.stepReview',
  reject: 'remit.stepRejected',
  withdraw: 'remit.stepWithdrawn',
} as const satisfies Record<PersonStep, TextKey>;

/** What somebody says they have done, or want. */
async function move(
  context: CommandContext,
  one: Remittance,
  step: PersonStep,
  note?: string,
): Promise<Result<Card>> {
  const { t } = context;
  const { code } = one;
  if (one.route === 'dedicated' && step !== 'withdraw')
    return ok(plain(t('remit.dedicatedNoClaim', { code })));
  const done = await stepRemittance(partsOf(context), deedOf(context, one), step, note);
  return answer(context, done, () => t(saidOf[step], { code }));
}

const partsOf = ({ ledger, jobs, clock }: CommandContext) => ({ ledger, jobs, clock });

const deedOf = ({ actor, requestId }: CommandContext, { id }: Remittance) => ({
  id,
  by: personOf(actor),
  requestId,
});

function answer(
  { t }: CommandContext,
  done: Done | undefined,
  text: (after: Remittance) => string,
  otherwise: TextKey = 'remit.notNow',
): Result<Card> {
  if (!done) return fail(problem('actionGone'));
  if (done.done) return ok(plain(text(done.after)));
  const { code, state } = done.is;
  if (done.why === 'spent') return ok(plain(t('remit.spent')));
  return ok(plain(t(otherwise, { code, state: stateWord(t, state) })));
}

const byCode = (
  verb: string,
  step: PersonStep,
  summary: TextKey,
  aliases: readonly (readonly [string, string])[],
) =>
  command({
    path: ['remit', verb],
    aliases,
    summary,
    permission: 'remittances.read',
    effect: 'write',
    sites: ['cn'],
    args: { remittance: codeArgument },
    examples: [`remit ${verb} RM-7K2M-4QXA`],
    async run(context, { remittance }) {
      const one = await remittanceNamed(context, remittance);
      return one.ok ? move(context, one.value, step) : one;
    },
  });

const claimed = byCode('claimed', 'claim', 'remit.claimedSummary', [['汇款', '已认领']]);
const review = byCode('review', 'review', 'remit.reviewSummary', [['汇款', '审核中']]);
const withdraw = byCode('withdraw', 'withdraw', 'remit.withdrawSummary', [['汇款', '撤回']]);

const rejected = command({
  path: ['remit', 'rejected'],
  aliases: [['汇款', '驳回']],
  summary: 'remit.rejectedSummary',
  permission: 'remittances.read',
  effect: 'write',
  sites: ['cn'],
  args: {
    remittance: codeArgument,
    reason: {
      type: 'text',
      label: 'remit.reason',
      required: true,
      positional: true,
      rest: true,
      least: 2,
      most: 300,
    },
  },
  examples: ['remit rejected RM-7K2M-4QXA voucher not readable'],
  async run(context, { remittance, reason }) {
    const one = await remittanceNamed(context, remittance);
    return one.ok ? move(context, one.value, 'reject', withoutAccounts(reason)) : one;
  },
});

export const moveCommands = [claimed, review, rejected, withdraw];

const pressed = (name: string, step: PersonStep): ActionHandler => ({
  name,
  permission: 'remittances.read',
  async run(context, token) {
    const one = await remittancePressed(context, token);
    return one.ok ? move(context, one.value, step) : one;
  },
});

/** Finance decides about a top-up; the token names the remittance and the platform's record. */
const onMatch = (
  name: string,
  said: TextKey,
  decide: (context: CommandContext, one: Remittance, changeId: string) => Promise<Done | undefined>,
): ActionHandler => ({
  name,
  permission: 'remittances.confirm',
  async run(context, token) {
    const { ledger, partner, t } = context;
    const [id = '', changeId = ''] = token.split(':');
    const one = await remittancePressed(context, id);
    if (!one.ok) return one;
    const { account, code } = one.value;
    const [topUp] = await accountChangesByIds(ledger, { partner: partner.account, account, ids: [changeId] });
    const done = await decide(context, one.value, changeId);
    const gone = done && !done.done && done.is.endedAt === undefined;
    return answer(
      context,
      done,
      () => t(said, { day: topUp?.day ?? '', code }),
      gone ? 'remit.candidateGone' : 'remit.notNow',
    );
  },
});

const confirm = onMatch('remit.confirm', 'remit.stepCredited', (context, one, changeId) =>
  creditRemittance(partsOf(context), deedOf(context, one), {
    partner: context.partner.account,
    changeId,
  }),
);

const decline = onMatch('remit.decline', 'remit.stepDeclined', (context, one, changeId) =>
  declineMatch(partsOf(context), deedOf(context, one), changeId),
);

export const moveActions: readonly ActionHandler[] = [
  pressed('remit.claimed', 'claim'),
  pressed('remit.review', 'review'),
  pressed('remit.withdraw', 'withdraw'),
  confirm,
  decline,
];
