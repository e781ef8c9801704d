import { formatDecimal, formatMoney } from '../kernel/format.ts';
import type { Money } from '../kernel/money.ts';
import type { TextKey, Translate } from '../kernel/texts/index.ts';
import type { Action, Block, Card } from './card.ts';
import { type OneOutlook, outlookActions, outlookFacts, outlookNotes } from './outlook.ts';
import { type Provenance, provenanceNotes } from './provenance.ts';

export interface OwnBalance {
  readonly accounts: readonly {
    readonly kind: string;
    readonly amount: Money;
    readonly earmarked: Money;
    readonly creditLimit: Money | undefined;
  }[];
  readonly spendable: Money;
}

const accountNames: Readonly<Record<string, TextKey>> = {
  cash: 'accounts.cash',
  credit: 'accounts.credit',
  bonus: 'accounts.bonus',
  deposit: 'accounts.deposit',
  transferable: 'accounts.transferable',
};

/** The partner's own accounts. */
const ownBalanceBlocks = (t: Translate, own: OwnBalance): Block[] => [
  {
    kind: 'facts',
    facts: [
      { label: t('accounts.spendable'), value: [{ bold: formatMoney(own.spendable) }] },
      ...own.accounts.map((account) => ({
        label: accountName(t, account.kind),
        value: accountText(t, account),
      })),
    ],
  },
];

function accountName(t: Translate, kind: string): string {
  const name = Object.hasOwn(accountNames, kind) ? accountNames[kind] : undefined;
  return name === undefined ? kind : t(name);
}

function accountText(
  t: Translate,
  { amount, earmarked, creditLimit }: OwnBalance['accounts'][number],
): string {
  const parts = [
    ...(earmarked.amount.eq('0') ? [] : [t('accounts.partEarmarked', { amount: formatMoney(earmarked) })]),
    ...(creditLimit ? [t('accounts.partLimit', { amount: formatMoney(creditLimit) })] : []),
  ];
  if (parts.length === 0) return formatMoney(amount);
  return t('accounts.amountWith', {
    amount: formatMoney(amount),
    parts: parts.join(t('common.listSeparator')),
  });
}

export const ownBalanceCard = (t: Translate, own: OwnBalance, from: Provenance): Card => ({
  summary: t('accounts.ownSummary', { spendable: formatMoney(own.spendable) }),
  title: t('accounts.ownTitle'),
  blocks: [
    ...ownBalanceBlocks(t, own),
    { kind: 'actions', actions: [typed(t('accounts.buttonCustomers'), 'balance')] },
    provenanceNotes(t, from, [t('accounts.spendableMeans')]),
  ],
});

/** A balance with the name the directory has for the customer. */
export interface NamedBalance {
  readonly customerId: string;
  readonly name: string;
  readonly available: Money;
  readonly debt: Money;
}

export function customerBalanceCard(
  t: Translate,
  {
    balance,
    outlook,
    bill,
    from,
  }: { balance: NamedBalance; outlook: OneOutlook | undefined; bill: boolean; from: Provenance },
): Card {
  const { customerId, name } = balance;
  const available = formatMoney(balance.available);
  const debt = formatMoney(balance.debt);
  return {
    summary: t('accounts.customerSummary', { name, available, debt }),
    title: t('accounts.customerTitle', { name }),
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: t('accounts.available'), value: [{ bold: available }] },
          { label: t('accounts.debt'), value: debt },
          ...(outlook ? outlookFacts(t, outlook) : []),
          { label: t('accounts.customerId'), value: [{ code: customerId }] },
        ],
      },
      ...(balance.debt.amount.gt('0')
        ? [{ kind: 'notice', tone: 'warning', text: t('accounts.inDebt') } as const]
        : []),
      {
        kind: 'actions',
        actions: [
          ...(outlook ? outlookActions(t, outlook) : []),
          typed(t('accounts.buttonShow'), `customer show ${customerId}`),
          ...(bill ? [typed(t('accounts.buttonBill'), `bill last ${customerId}`)] : []),
          typed(t('accounts.buttonRefresh'), `balance ${customerId}`),
        ],
      },
      provenanceNotes(t, from, outlook ? outlookNotes(t, outlook) : []),
    ],
  };
}

export function noBalanceCard(
  t: Translate,
  { customerId, name, from }: { customerId: string; name: string; from: Provenance },
): Card {
  const text = t('accounts.noneForCustomer', { name, id: customerId });
  return {
    summary: text,
    blocks: [
      { kind: 'notice', tone: 'info', text },
      {
        kind: 'actions',
        actions: [typed(t('accounts.buttonShow'), `customer show ${customerId}`)],
      },
      provenanceNotes(t, from),
    ],
  };
}

export interface BalanceList {
  /** In the order to be shown. */
  readonly balances: readonly NamedBalance[];
  readonly missing: readonly string[];
  readonly directoryComplete: boolean;
}

/** What of the customers could be read, or the sentence why not. */
export type CustomersPart = BalanceList | { readonly unreadable: string };

export const balancesCard = (
  t: Translate,
  { own, customers, from }: { own: OwnBalance; customers: CustomersPart; from: Provenance },
): Card => ({
  summary: t('accounts.ownSummary', { spendable: formatMoney(own.spendable) }),
  title: t('accounts.ownTitle'),
  blocks: [
    ...ownBalanceBlocks(t, own),
    { kind: 'divider' },
    ...('unreadable' in customers
      ? [
          {
            kind: 'notice',
            tone: 'warning',
            text: t('accounts.customersUnreadable', { why: customers.unreadable }),
          } as const,
        ]
      : listBlocks(t, customers)),
    provenanceNotes(t, from, [t('accounts.spendableMeans')]),
  ],
});

const rowsShown = 100;

function listBlocks(t: Translate, { balances, missing, directoryComplete }: BalanceList): Block[] {
  const count = balances.length;
  const debtors = balances.filter(({ debt }) => debt.amount.gt('0')).length;
  const shown = balances.slice(0, rowsShown);
  const partial: Block[] = directoryComplete
    ? []
    : [{ kind: 'notice', tone: 'info', text: t('accounts.directoryPartial') }];
  if (count + missing.length === 0) {
    return [...partial, { kind: 'text', text: t('accounts.customersNone') }];
  }
  const currency = shown[0]?.available.currency;
  const inCurrency = (label: string) => (currency === undefined ? label : `${label} (${currency})`);
  return [
    ...partial,
    { kind: 'text', text: [{ bold: t('accounts.customersSummary', { count, debtors }) }] },
    {
      kind: 'table',
      caption: t('accounts.customersTitle'),
      columns: [
        { label: t('accounts.name') },
        { label: inCurrency(t('accounts.available')), align: 'right' },
        { label: inCurrency(t('accounts.debt')), align: 'right' },
        { label: t('accounts.customerId') },
      ],
      rows: shown.map(({ name, available, debt, customerId }) => [
        name,
        formatDecimal(available.amount),
        formatDecimal(debt.amount),
        customerId,
      ]),
      ...(count > shown.length ? { total: count } : {}),
      rowAction: (row) => {
        const balance = shown[row];
        return balance && typed(t('accounts.buttonShow'), `customer show ${balance.customerId}`);
      },
    },
    { kind: 'notes', notes: [t('accounts.customersOrder'), ...leftOutNote(t, missing)] },
  ];
}

const idsShown = 10;

export function leftOutNote(t: Translate, missing: readonly string[]): string[] {
  if (missing.length === 0) return [];
  const ids = missing.slice(0, idsShown).join(t('common.listSeparator'));
  const more = missing.length - idsShown;
  const rest = more > 0 ? t('accounts.leftOutMore', { count: more }) : '';
  return [t('accounts.leftOut', { count: missing.length, ids: ids + rest })];
}

const typed = (label: string, line: string): Action => ({ label, does: { type: 'command', line } });
