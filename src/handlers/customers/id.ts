import { customerIdCard, customerIdsCard } from '../../cards/customers.ts';
import { ok } from '../../kernel/result.ts';
import { sites } from '../../kernel/site.ts';
import { type DirectoryEntry, fold } from '../../ledger/customers.ts';
import { command } from '../command.ts';
import { doorsOf } from './doors.ts';
import { foundCustomers } from './find.ts';
import { lookUp } from './look-up.ts';

export const customerId = command({
  path: ['customer', 'id'],
  aliases: [['客户', 'id'], ['客户', '账号id'], ['客户id']],
  summary: 'customers.idSummary',
  args: {
    name: {
      type: 'text',
      label: 'customers.idName',
      hint: 'customers.customerHint',
      required: true,
      positional: true,
      rest: true,
    },
  },
  permission: 'customers.read',
  effect: 'read',
  sites,
  examples: ['customer id cloud', 'customer id 科技'],
  async run(context, { name }) {
    const looked = await lookUp(context, name);
    const found = foundCustomers(context, name, looked);
    const customer = theOne(name, looked.entries);
    return ok(
      customer
        ? customerIdCard(context.t, { customer, doors: doorsOf(context), from: found.from })
        : customerIdsCard(context.t, found),
    );
  },
});

/** The only match, or the only one that is called exactly so. */
function theOne(name: string, entries: readonly DirectoryEntry[]): DirectoryEntry | undefined {
  if (entries.length === 1) return entries[0];
  const wanted = fold(name);
  const exact = entries.filter(({ customerId: id, accountName, company }) =>
    [id, accountName, company].some((called) => fold(called) === wanted),
  );
  return exact.length === 1 ? exact[0] : undefined;
}
