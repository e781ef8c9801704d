import { refuseCase } from '../../approvals/acts.ts';
import type { Case } from '../../approvals/case.ts';
import { isKnownTo } from '../../approvals/channels.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { caseIdOfReceipt } from '../../ledger/money.ts';
import { type ArgSpec, command, type CommandContext } from '../command.ts';
import { personOf, takeBackNow, withdrawNow } from './actions.ts';
import { closedCard, namesFor, sentence } from './answers.ts';

/** What is done to a request by its receipt: what the buttons of its card do, typed. */

const receipt = {
  type: 'text',
  label: 'approvals.receipt',
  hint: 'deciding.receiptHint',
  required: true,
  positional: true,
  most: 40,
} as const satisfies ArgSpec;

async function caseOf({ approvals, ledger, actor }: CommandContext, typed: string): Promise<Result<Case>> {
  const id = await caseIdOfReceipt(ledger, typed.trim().toUpperCase().replace(/-\d+$/, ''));
  const kase = id === undefined ? undefined : await approvals.store.read(id);
  const isHere = kase && isKnownTo(actor, kase, approvals.homes());
  return isHere && kase.state !== 'draft' ? ok(kase) : fail(problem('requestGone'));
}

export const refuse = command({
  path: ['approvals', 'refuse'],
  aliases: [['审批', '拒绝']],
  summary: 'deciding.refuseSummary',
  permission: 'approvals.read',
  effect: 'money',
  sites: ['cn'],
  args: {
    receipt,
    reason: {
      type: 'text',
      label: 'approvals.reason',
      required: true,
      positional: true,
      rest: true,
      least: 2,
      most: 500,
    },
  },
  examples: ['approvals refuse PD-7K2M-4QXA wrong customer'],
  async run(context, input) {
    const kase = await caseOf(context, input.receipt);
    if (!kase.ok) return kase;
    const { approvals, actor, t } = context;
    const refused = await refuseCase(approvals, kase.value.id, personOf(actor), input.reason);
    if (!refused.ok) return refused;
    return ok(
      refused.value === 'refused'
        ? sentence(t, 'deciding.refusedNow', { receipt: kase.value.receipt })
        : typeof refused.value === 'string'
          ? sentence(t, 'deciding.nothingToSettle')
          : closedCard(t, refused.value, await namesFor(context, kase.value)),
    );
  },
});

export const withdraw = command({
  path: ['approvals', 'withdraw'],
  aliases: [['审批', '撤回']],
  summary: 'deciding.withdrawSummary',
  permission: 'approvals.read',
  effect: 'money',
  sites: ['cn'],
  args: { receipt },
  examples: ['approvals withdraw PD-7K2M-4QXA'],
  async run(context, input) {
    const kase = await caseOf(context, input.receipt);
    return kase.ok ? withdrawNow(context, kase.value) : kase;
  },
});

export const takeBack = command({
  path: ['approvals', 'takeback'],
  aliases: [
    ['审批', '收回'],
    ['approvals', 'take-back'],
  ],
  summary: 'deciding.takeBackSummary',
  permission: 'approvals.read',
  effect: 'money',
  sites: ['cn'],
  args: { receipt },
  examples: ['approvals takeback PD-7K2M-4QXA'],
  async run(context, input) {
    const kase = await caseOf(context, input.receipt);
    return kase.ok ? takeBackNow(context, kase.value) : kase;
  },
});
