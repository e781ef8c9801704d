import { lowCard } from '../../cards/forecast.ts';
import type { Outlook } from '../../cards/outlook.ts';
import { dayOf, shiftDay } from '../../kernel/day.ts';
import type { Decimal } from '../../kernel/decimal.ts';
import { money } from '../../kernel/money.ts';
import { ok } from '../../kernel/result.ts';
import { command } from '../command.ts';
import { balancesOfAll } from './all-customers.ts';
import { mayTransfer } from './may-transfer.ts';
import { outlooks, sourcesOf, usualDays } from './outlooks.ts';

export const low = command({
  path: ['low'],
  aliases: [['balance', 'low'], ['forecast'], ['余额不足'], ['低余额'], ['余额预测']],
  summary: 'forecast.lowSummary',
  args: {
    amount: { type: 'amount', label: 'forecast.lowAmount', hint: 'forecast.lowAmountHint', positional: true },
    days: { type: 'days', label: 'forecast.days', hint: 'forecast.daysHint' },
  },
  permission: 'accounts.read',
  effect: 'read',
  // The other sites work with budgets and have no operation for balances (dossier §1).
  sites: ['cn'],
  examples: ['low', 'low 500', 'low --days 14d'],
  async run(context, { amount, days = usualDays }) {
    const { t, actor, clock, partner } = context;
    const all = await balancesOfAll(context);
    if (!all.ok) return all;
    const { balances, missing, directoryComplete, source, asOf } = all.value;
    const { of, through } = await outlooks(context, balances, days);
    const until = shiftDay(dayOf(clock.now()), days - 1);
    const shown = amount ? below(of, amount) : of.filter((one) => endsBy(one, until));
    return ok(
      lowCard(t, {
        rows: shown.toSorted(amount ? lowestFirst : soonestFirst),
        asked: balances.length,
        unknown: of.filter(({ forecast }) => forecast === undefined).length,
        limit: amount && money(amount, partner.currency),
        days,
        through,
        missing,
        directoryComplete,
        mayTransfer: mayTransfer(actor),
        from: { sources: sourcesOf(source, through), asOf, timeZone: actor.timeZone },
      }),
    );
  },
});

const below = (all: readonly Outlook[], amount: Decimal): Outlook[] =>
  all.filter(({ available, debt }) => available.amount.minus(debt.amount).lt(amount));

/** In debt, empty while something is used, or perhaps empty by then. */
function endsBy(one: Outlook, until: string): boolean {
  if (one.debt.amount.gt('0')) return true;
  if (!one.forecast) return false;
  const { forecast, missing } = one;
  return forecast.kind === 'empty'
    ? missing.amount.gt('0')
    : forecast.kind === 'runs-out' && forecast.earliest <= until;
}

const lowestFirst = (a: Outlook, b: Outlook): number =>
  a.available.amount.minus(a.debt.amount).cmp(b.available.amount.minus(b.debt.amount)) ||
  a.name.localeCompare(b.name);

/** Those without anything left first, the largest debt on top; then by the first day on which it may end. */
const soonestFirst = (a: Outlook, b: Outlook): number =>
  endOf(a).localeCompare(endOf(b)) || b.debt.amount.cmp(a.debt.amount) || a.name.localeCompare(b.name);

const endOf = ({ forecast }: Outlook): string =>
  forecast?.kind === 'runs-out' ? `${forecast.earliest} ${forecast.likely ?? '~'}` : '';
