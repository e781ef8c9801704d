import {
  balancesCard,
  type CustomersPart,
  customerBalanceCard,
  noBalanceCard,
  ownBalanceCard,
} from '../../cards/accounts.ts';
import type { Card } from '../../cards/card.ts';
import { problemText } from '../../cards/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { command, type CommandContext, type CustomerRef } from '../command.ts';
import { balancesOfAll, mostUrgentFirst } from './all-customers.ts';
import { mayTransfer } from './may-transfer.ts';
import { outlooks, sourcesOf, usualDays } from './outlooks.ts';

export const balance = command({
  path: ['balance'],
  aliases: [['balances'], ['余额'], ['查余额']],
  summary: 'accounts.summary',
  args: {
    customer: {
      type: 'customer',
      label: 'accounts.who',
      hint: 'accounts.whoHint',
      positional: true,
      alsoMe: true,
    },
  },
  permission: 'accounts.read',
  effect: 'read',
  // The other sites work with budgets and have no operation for balances (dossier §1).
  sites: ['cn'],
  examples: ['balance', 'balance me', 'balance cloud'],
  run(context, { customer }) {
    if (customer === 'me') return own(context);
    return customer ? ofCustomer(context, customer) : ownAndCustomers(context);
  },
});

async function own({ partner, t, actor }: CommandContext): Promise<Result<Card>> {
  const answer = await partner.accounts.own();
  if (!answer.ok) return answer;
  const { value, source, asOf } = answer.value;
  return ok(ownBalanceCard(t, value, { sources: [source], asOf, timeZone: actor.timeZone }));
}

async function ofCustomer(context: CommandContext, { customerId, name }: CustomerRef): Promise<Result<Card>> {
  const { partner, t, actor } = context;
  const answer = await partner.accounts.ofCustomers([customerId]);
  if (!answer.ok) return answer;
  const { value, source, asOf } = answer.value;
  const from = { sources: [source], asOf, timeZone: actor.timeZone };
  const found = value.balances.find((one) => one.customerId === customerId);
  if (!found) return ok(noBalanceCard(t, { customerId, name, from }));
  const { of, through } = await outlooks(context, [{ ...found, name }], usualDays);
  const [outlook] = of;
  return ok(
    customerBalanceCard(t, {
      balance: { ...found, name },
      outlook:
        outlook && through
          ? { outlook, through, days: usualDays, mayTransfer: mayTransfer(actor) }
          : undefined,
      bill: actor.may.has('bills.read'),
      from: { ...from, sources: sourcesOf(source, through) },
    }),
  );
}

async function ownAndCustomers(context: CommandContext): Promise<Result<Card>> {
  const { partner, t, actor } = context;
  const [ownAnswer, customers] = await Promise.all([partner.accounts.own(), ofAllCustomers(context)]);
  if (!ownAnswer.ok) return ownAnswer;
  const { value, source, asOf } = ownAnswer.value;
  const sources = [source, ...(customers.source === undefined ? [] : [customers.source])];
  return ok(
    balancesCard(t, {
      own: value,
      customers: customers.part,
      from: { sources, asOf, timeZone: actor.timeZone },
    }),
  );
}

async function ofAllCustomers(
  context: CommandContext,
): Promise<{ readonly part: CustomersPart; readonly source?: string }> {
  const all = await balancesOfAll(context);
  if (!all.ok) return { part: { unreadable: problemText(all.problem, context.t) } };
  const { balances, source, ...part } = all.value;
  return {
    part: { ...part, balances: balances.toSorted(mostUrgentFirst) },
    ...(source === undefined ? {} : { source }),
  };
}
