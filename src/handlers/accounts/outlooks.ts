import type { NamedBalance } from '../../cards/accounts.ts';
import type { Outlook } from '../../cards/outlook.ts';
import { type Day, dayOf } from '../../kernel/day.ts';
import { pastUse, missingFor, runsOut, usualPerDay } from '../../kernel/forecast.ts';
import { money } from '../../kernel/money.ts';
import { useOf } from '../../ledger/customer-use.ts';
import type { CommandContext } from '../command.ts';

/** The operation that gave the balances, and the one that told what customers use, as far as it has. */
export const sourcesOf = (balances: string | undefined, through: Day | undefined): string[] => [
  ...(balances === undefined ? [] : [balances]),
  ...(through === undefined ? [] : ['ListSubcustomerMonthlyBills']),
];

/** How long a balance should last, unless told otherwise. */
export const usualDays = 30;

/** When each of these balances will be used up, and what it lacks to last so many days. */
export async function outlooks(
  { ledger, clock }: CommandContext,
  balances: readonly NamedBalance[],
  days: number,
): Promise<{ readonly of: readonly Outlook[]; readonly through: Day | undefined }> {
  const known = await useOf(
    ledger,
    balances.map(({ customerId }) => customerId),
  );
  const today = dayOf(clock.now());
  const of = balances.map((balance): Outlook => {
    const { available, debt } = balance;
    const use = pastUse(known.of(balance.customerId), today);
    if (!use) return { ...balance, forecast: undefined };
    const missing = missingFor(days, { balance: available.amount, debt: debt.amount }, use, today);
    return {
      ...balance,
      forecast: runsOut(available.amount, use, today),
      perDay: money(usualPerDay(use), available.currency),
      missing: money(missing, available.currency),
      byDay: use.byDay,
    };
  });
  return { of, through: known.through };
}
