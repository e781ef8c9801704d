import {
  balancesCard,
  type CustomersPart,
  customerBalanceCard,
  type NamedBalance,
  noBalanceCard,
  ownBalanceCard,
} from '../../cards/accounts.ts';
import type { Card } from '../../cards/card.ts';
import { problemText } from '../../cards/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { customersOfAssociation, directoryReadAt, nameOf } from '../../ledger/customers.ts';
import { command, type CommandContext, type CustomerRef } from '../command.ts';

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

async function ofCustomer(
  { partner, t, actor }: CommandContext,
  { customerId, name }: CustomerRef,
): Promise<Result<Card>> {
  const answer = await partner.accounts.ofCustomers([customerId]);
  if (!answer.ok) return answer;
  const { value, source, asOf } = answer.value;
  const from = { sources: [source], asOf, timeZone: actor.timeZone };
  const found = value.balances.find((one) => one.customerId === customerId);
  return ok(
    found
      ? customerBalanceCard(t, { balance: { ...found, name }, bill: actor.may.has('bills.read'), from })
      : noBalanceCard(t, { customerId, name, from }),
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

async function ofAllCustomers({
  partner,
  ledger,
  t,
}: CommandContext): Promise<{ readonly part: CustomersPart; readonly source?: string }> {
  const [entries, readAt] = await Promise.all([
    customersOfAssociation(ledger, 'resale'),
    directoryReadAt(ledger),
  ]);
  const directoryComplete = readAt !== undefined;
  if (entries.length === 0) return { part: { balances: [], missing: [], directoryComplete } };
  const answer = await partner.accounts.ofCustomers(entries.map(({ customerId }) => customerId));
  if (!answer.ok) return { part: { unreadable: problemText(answer.problem, t) } };
  const names = new Map(entries.map((entry) => [entry.customerId, nameOf(entry)]));
  const balances = answer.value.value.balances
    .map((one) => ({ ...one, name: names.get(one.customerId) ?? one.customerId }))
    .sort(mostUrgentFirst);
  return {
    part: { balances, missing: answer.value.value.missing, directoryComplete },
    source: answer.value.source,
  };
}

/** Largest debt, then lowest balance. */
const mostUrgentFirst = (a: NamedBalance, b: NamedBalance): number =>
  b.debt.amount.cmp(a.debt.amount) ||
  a.available.amount.cmp(b.available.amount) ||
  a.name.localeCompare(b.name);
