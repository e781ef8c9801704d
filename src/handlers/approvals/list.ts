import { approvalsCard, type ApprovalTab, approvalTabs, tabWords } from '../../cards/approvals/list.ts';
import { ok } from '../../kernel/result.ts';
import { command } from '../command.ts';
import { stopOf } from '../money/banner.ts';
import { gather, linesOf } from './gather.ts';

const tabOf = (text: string | undefined): ApprovalTab =>
  approvalTabs.find((tab) => tab === text) ?? 'waiting';

const aliases: Readonly<Record<ApprovalTab, readonly string[]>> = {
  waiting: ['todo', '待办', '待我审批'],
  mine: ['my', '我的'],
  decided: ['done', '已办'],
};

export const approvals = command({
  path: ['approvals'],
  aliases: [['审批'], ['approval'], ['requests']],
  summary: 'deciding.listSummary',
  permission: 'approvals.read',
  effect: 'read',
  sites: ['cn'],
  args: {
    tab: {
      type: 'choice',
      label: 'deciding.tab',
      positional: true,
      options: approvalTabs.map((tab) => ({ value: tab, label: tabWords[tab], aliases: aliases[tab] })),
    },
  },
  examples: ['approvals', 'approvals mine'],
  async run({ approvals: room, ledger, actor, t }, input) {
    const tab = tabOf(input.tab);
    const { cases, incomplete } = await gather(tab, { room, db: ledger, me: actor });
    return ok(
      approvalsCard(t, {
        tab,
        lines: await linesOf(t, ledger, cases),
        incomplete,
        stop: await stopOf({ room, db: ledger, app: actor.app }),
        timeZone: actor.timeZone,
      }),
    );
  },
});
