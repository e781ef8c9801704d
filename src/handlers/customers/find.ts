import { type FoundCustomers, foundCustomersCard } from '../../cards/customers.ts';
import { problemText } from '../../cards/problem.ts';
import { ok } from '../../kernel/result.ts';
import { sites } from '../../kernel/site.ts';
import { command, type CommandContext } from '../command.ts';
import { doorsOf } from './doors.ts';
import { type LookedUp, lookUp } from './look-up.ts';

export const customerFind = command({
  path: ['customer', 'find'],
  aliases: [['customer', 'search'], ['客户', '查找'], ['客户', '搜索'], ['客户', '查'], ['查客户']],
  summary: 'customers.findSummary',
  args: {
    text: {
      type: 'text',
      label: 'customers.findText',
      hint: 'customers.findTextHint',
      required: true,
      positional: true,
      rest: true,
    },
  },
  permission: 'customers.read',
  effect: 'read',
  sites,
  examples: ['customer find cloud', 'customer find 科技'],
  run: async (context, { text }) =>
    ok(foundCustomersCard(context.t, foundCustomers(context, text, await lookUp(context, text)))),
});

/** What was looked up, as the cards show it. */
export const foundCustomers = (context: CommandContext, text: string, found: LookedUp): FoundCustomers => ({
  text,
  customers: found.entries,
  total: found.total,
  open: found.open,
  directoryComplete: found.directoryReadAt !== undefined,
  ...(found.silent ? { silent: problemText(found.silent, context.t) } : {}),
  doors: doorsOf(context),
  from: {
    sources: found.asked ? ['ListSubCustomers'] : [],
    asOf: found.asked ? context.clock.now() : (found.directoryReadAt ?? context.clock.now()),
    timeZone: context.actor.timeZone,
  },
});
