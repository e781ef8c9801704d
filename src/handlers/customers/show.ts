import { customerCard, type CustomerMoney } from '../../cards/customers.ts';
import { problemText } from '../../cards/problem.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok } from '../../kernel/result.ts';
import { sites } from '../../kernel/site.ts';
import { upsertCustomers } from '../../ledger/customers.ts';
import { command, type CommandContext } from '../command.ts';
import { doorsOf } from './doors.ts';

export const customerShow = command({
  path: ['customer', 'show'],
  aliases: [['customer', 'info'], ['客户', '详情'], ['客户', '查看'], ['客户详情']],
  summary: 'customers.showSummary',
  args: {
    customer: {
      type: 'customer',
      label: 'customers.customer',
      hint: 'customers.customerHint',
      required: true,
      positional: true,
    },
  },
  permission: 'customers.read',
  effect: 'read',
  sites,
  examples: ['customer show cloud', 'customer show 科技'],
  async run(context, { customer: { customerId, name } }) {
    const shown = await context.partner.customers.show(customerId);
    if (!shown.ok) return shown;
    const { value: customer, source, asOf } = shown.value;
    if (!customer) return fail(problem('customerNotFound', { typed: name }));
    await upsertCustomers(context.ledger, [customer], asOf);
    const doors = doorsOf(context);
    const money =
      customer.association === 'resale' && doors.balance ? await moneyOf(context, customerId) : undefined;
    return ok(
      customerCard(context.t, {
        customer,
        ...(money ? { money } : {}),
        doors,
        from: {
          sources: [source, ...(money ? [balances] : [])],
          asOf,
          timeZone: context.actor.timeZone,
        },
      }),
    );
  },
});

const balances = 'ListCustomersBalancesDetail';

/** A customer is worth showing without its balance too. */
async function moneyOf({ partner, t }: CommandContext, customerId: string): Promise<CustomerMoney> {
  const answer = await partner.accounts.ofCustomers([customerId]);
  if (!answer.ok) return { known: 'unreadable', why: problemText(answer.problem, t) };
  const balance = answer.value.value.balances.find((one) => one.customerId === customerId);
  return balance
    ? { known: 'read', available: balance.available, debt: balance.debt }
    : { known: 'left-out' };
}
