import { type Command, command } from '../../src/handlers/command.ts';
import { ok } from '../../src/kernel/result.ts';
import { sites } from '../../src/kernel/site.ts';

/** Commands that use every kind of argument, so that tests of the framework do not hang on what is sold this month. */
const answer = (summary: string) => Promise.resolve(ok({ summary, blocks: [] }));

export const sampleBill: Command = command({
  path: ['bill'],
  aliases: [['bills'], ['账单'], ['查', '账单']],
  summary: 'api.summary',
  args: {
    month: { type: 'month', label: 'desk.thisMonth', positional: true },
    customer: { type: 'customer', label: 'desk.columnAsked', positional: true },
    by: {
      type: 'choice',
      label: 'desk.columnState',
      options: [
        { value: 'service', label: 'desk.columnWhen', aliases: ['服务', '产品'] },
        { value: 'customer', label: 'desk.me', aliases: ['客户'] },
        { value: 'day', label: 'desk.again', aliases: ['日', '天'] },
      ],
    },
    csv: { type: 'flag', label: 'api.rows' },
    xlsx: { type: 'flag', label: 'api.yes', permission: 'bills.export' },
  },
  permission: 'bills.read',
  effect: 'read',
  sites,
  examples: ['bill', 'bill last', 'bill 上月 acme --by service'],
  run: (_context, input) => answer(`bill ${JSON.stringify(input)}`),
});

export const sampleBalance: Command = command({
  path: ['balance'],
  aliases: [['余额']],
  summary: 'api.summary',
  args: { customer: { type: 'customer', label: 'desk.columnAsked', positional: true, alsoMe: true } },
  permission: 'accounts.read',
  effect: 'read',
  sites: ['cn'],
  examples: ['balance', 'balance me'],
  run: (_context, input) => answer(`balance ${JSON.stringify(input)}`),
});

export const sampleFind: Command = command({
  path: ['customer', 'find'],
  aliases: [
    ['customer', 'search'],
    ['客户', '查'],
    ['客户', '查找'],
  ],
  summary: 'api.summary',
  args: { text: { type: 'text', label: 'desk.columnAsked', required: true, positional: true, rest: true } },
  permission: 'customers.read',
  effect: 'read',
  sites,
  examples: ['customer find cloud'],
  run: (_context, input) => answer(`find ${JSON.stringify(input)}`),
});

export const sampleShow: Command = command({
  path: ['customer', 'show'],
  aliases: [['客户', '详情']],
  summary: 'api.summary',
  args: { customer: { type: 'customer', label: 'desk.columnAsked', required: true, positional: true } },
  permission: 'customers.read',
  effect: 'read',
  sites,
  examples: ['customer show acme'],
  run: (_context, input) => answer(`show ${JSON.stringify(input)}`),
});

export const sampleLog: Command = command({
  path: ['log'],
  aliases: [['记录']],
  summary: 'api.summary',
  args: {
    from: { type: 'date', label: 'desk.columnWhen', positional: true },
    customer: { type: 'text', label: 'desk.columnAsked', positional: true },
    within: { type: 'days', label: 'desk.columnState' },
  },
  permission: 'customers.read',
  effect: 'read',
  sites,
  examples: ['log today'],
  run: (_context, input) => answer(`log ${JSON.stringify(input)}`),
});
