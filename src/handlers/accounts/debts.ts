import { debtsCard } from '../../cards/forecast.ts';
import { ok } from '../../kernel/result.ts';
import { command } from '../command.ts';
import { balancesOfAll, mostUrgentFirst } from './all-customers.ts';
import { mayTransfer } from './may-transfer.ts';
import { outlooks, sourcesOf, usualDays } from './outlooks.ts';

export const debts = command({
  path: ['debts'],
  aliases: [['debt'], ['arrears'], ['欠费'], ['欠费客户'], ['查欠费']],
  summary: 'forecast.debtsSummary',
  args: {},
  permission: 'accounts.read',
  effect: 'read',
  // The other sites work with budgets and have no operation for balances (dossier §1).
  sites: ['cn'],
  examples: ['debts'],
  async run(context) {
    const { t, actor } = context;
    const all = await balancesOfAll(context);
    if (!all.ok) return all;
    const { balances, missing, directoryComplete, source, asOf } = all.value;
    const debtors = balances.filter(({ debt }) => debt.amount.gt('0')).toSorted(mostUrgentFirst);
    const { of, through } = await outlooks(context, debtors, usualDays);
    return ok(
      debtsCard(t, {
        debtors: of,
        asked: balances.length,
        days: usualDays,
        through,
        missing,
        directoryComplete,
        mayTransfer: mayTransfer(actor),
        from: { sources: sourcesOf(source, through), asOf, timeZone: actor.timeZone },
      }),
    );
  },
});
