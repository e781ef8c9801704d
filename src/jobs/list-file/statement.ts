import { z } from 'zod';
import { accountWord, detailWord, isTradeType, tradeTypes } from '../../cards/statement/words.ts';
import { signedAmount } from '../../huawei/account-change.ts';
import type { AccountChange, AccountChangeQuery, Pages, PartnerPlatform } from '../../huawei/partner.ts';
import { type Day, eastEightText } from '../../kernel/day.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import { customerNames } from '../../ledger/customers.ts';
import type { Column } from '../export/sheet.ts';
import { type List, sheetOf } from './list.ts';

// The command that asks for the file has read them.
const day = z.custom<Day>((value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value));

export const statementQuery = z.object({
  list: z.literal('statement'),
  from: day,
  to: day,
  type: z.string().refine(isTradeType).exactOptional(),
});

interface Known {
  readonly t: Translate;
  readonly called: (customerId: string) => string;
}

const columns: readonly Column<AccountChange, Known>[] = [
  { header: 'statement.time', of: ({ at }) => (at ? eastEightText(at) : '') },
  { header: 'statement.account', of: ({ account }, { t }) => accountWord(t, account) },
  { header: 'statement.kind', of: ({ detail }, { t }) => detailWord(t, detail) },
  {
    header: 'statement.columnDirection',
    of: ({ direction }) => direction,
    words: { income: 'statement.income', expense: 'statement.expense' },
  },
  { header: 'statement.amount', of: (change) => signedAmount(change).toFixed(), amount: true },
  {
    header: 'statement.balanceAfter',
    of: ({ balanceAfter }) => balanceAfter?.amount.toFixed() ?? '',
    amount: true,
  },
  { header: 'statement.columnCurrency', of: ({ amount }) => amount.currency },
  {
    header: 'statement.customer',
    of: ({ customerId }, { called }) => (customerId === undefined ? '' : called(customerId)),
  },
  { header: 'statement.columnCustomerAccount', of: ({ customerAccount = '' }) => customerAccount },
  { header: 'statement.columnCustomerId', of: ({ customerId = '' }) => customerId },
  { header: 'statement.columnTradeId', of: ({ tradeId }) => tradeId },
  { header: 'statement.columnChangeId', of: ({ changeId }) => changeId },
  { header: 'statement.columnCode', of: ({ detail }) => detail },
];

export const statement = ({ from, to, type }: z.output<typeof statementQuery>): List => ({
  words: { title: 'statement.fileTitle', total: 'statement.fileTotal' },
  sources: ['ListPartnerAccountChangeRecords'],
  fileName: () => ['statement', from, to, ...(type === undefined ? [] : [type])].join('-'),
  action: 'statement.export',
  open: ({ ledger, partner, t }) =>
    sheetOf(t, {
      columns,
      pages: bothAccounts(partner, {
        from,
        to,
        ...(type === undefined ? {} : { trade: tradeTypes[type].code }),
      }),
      amountOf: signedAmount,
      learn: async (rows) => ({
        t,
        called: await customerNames(
          ledger,
          rows.flatMap(({ customerId }) => customerId ?? []),
        ),
      }),
    }),
});

/** The platform answers for one account at a time. */
async function* bothAccounts(
  partner: PartnerPlatform,
  query: Omit<AccountChangeQuery, 'account'>,
): Pages<AccountChange> {
  yield* partner.accounts.changes({ ...query, account: 'cash' });
  yield* partner.accounts.changes({ ...query, account: 'credit' });
}
