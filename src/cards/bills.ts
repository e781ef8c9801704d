import { type Decimal, decimalPlaces, zero } from '../kernel/decimal.ts';
import { formatDecimal } from '../kernel/format.ts';
import type { Currency } from '../kernel/money.ts';
import type { TextKey, Translate } from '../kernel/texts/index.ts';
import { billChart, type BillSplit, splitNames } from './bill-chart.ts';
import type { Action, Block, Card, Fact, Table } from './card.ts';
import { type Provenance, provenanceNotes } from './provenance.ts';

export interface BillTally {
  readonly charged: Decimal;
  /** Negative or zero. */
  readonly refunds: Decimal;
  readonly total: Decimal;
}

/** The month before, or the sentence why it could not be read. */
export type BillBefore =
  | { readonly cycle: string; readonly total: Decimal }
  | { readonly cycle: string; readonly unreadable: string };

export interface Bill {
  readonly cycle: string;
  readonly previousCycle: string | undefined;
  /** The month still runs, so comparing it with a whole one says little. */
  readonly running: boolean;
  readonly provisional: boolean;
  readonly customer: { readonly customerId: string; readonly name: string } | undefined;
  readonly currency: Currency;
  readonly tally: BillTally;
  readonly unpaid: Decimal;
  /** How it was paid, as the platform names the kinds; empty where that is not known. */
  readonly paidBy: readonly { readonly key: string; readonly total: Decimal }[];
  readonly before: BillBefore | undefined;
  /** Each adds up to the total. The first is shown as a table, the last as a chart. */
  readonly splits: readonly BillSplit[];
  /** Made of detail lines rather than of monthly sums. */
  readonly fromLines: boolean;
  readonly mayExport: boolean;
  readonly consoleUrl: string;
  readonly from: Provenance;
}

export function billCard(t: Translate, bill: Bill): Card {
  const { cycle, customer, tally } = bill;
  const amounts = amountsOf(bill);
  const [first] = bill.splits;
  const chart = bill.splits.map((split) => billChart(t, bill, split, amounts.money)).findLast(Boolean);
  return {
    summary: t('bills.summaryLine', {
      cycle,
      whom: customer?.name ?? t('bills.allCustomers'),
      total: amounts.money(tally.total),
    }),
    title: customer ? t('bills.titleCustomer', { cycle, name: customer.name }) : t('bills.title', { cycle }),
    blocks: [
      ...provisionalNotice(t, bill),
      { kind: 'facts', facts: totalFacts(t, bill, amounts) },
      ...paymentLine(t, bill, amounts),
      ...(chart ? [chart] : []),
      ...(first ? [splitTable(t, first, bill, amounts)] : []),
      { kind: 'actions', actions: billActions(t, { ...bill, shown: first?.by }) },
      provenanceNotes(t, bill.from, [
        t(bill.fromLines ? 'bills.basisDetail' : 'bills.basis'),
        ...roundingNotes(t, bill),
        ...(bill.before && 'unreadable' in bill.before
          ? [t('bills.previousUnknown', { why: bill.before.unreadable })]
          : []),
        t('bills.consolePath'),
      ]),
    ],
  };
}

interface Amounts {
  /** The digits alone, for columns that name the currency above. */
  readonly digits: (value: Decimal) => string;
  readonly money: (value: Decimal) => string;
}

/** For the eye, to the hundredth; a note gives the total to the last digit. */
const amountsOf = ({ currency }: Bill): Amounts => ({
  digits: (value) => formatDecimal(value),
  money: (value) => `${currency} ${formatDecimal(value)}`,
});

/** Rounded parts need not add up to a rounded total: the card says so wherever something was rounded. */
function roundingNotes(t: Translate, { currency, tally, splits }: Bill): string[] {
  const places = Math.max(
    decimalPlaces(tally.total),
    ...splits.flatMap(({ groups }) => groups.map(({ total }) => decimalPlaces(total))),
  );
  if (places <= 2) return [];
  return [t('bills.rounded', { total: `${currency} ${formatDecimal(tally.total, places)}` })];
}

const provisionalNotice = (t: Translate, { provisional, cycle }: Bill): Block[] =>
  provisional ? [{ kind: 'notice', tone: 'warning', text: t('bills.provisional', { cycle }) }] : [];

function totalFacts(t: Translate, bill: Bill, amounts: Amounts): Fact[] {
  const { tally, unpaid } = bill;
  return [
    { label: t('bills.total'), value: [{ bold: amounts.money(tally.total) }] },
    { label: t('bills.charged'), value: amounts.money(tally.charged) },
    { label: t('bills.refunds'), value: amounts.money(tally.refunds) },
    ...(unpaid.eq('0') ? [] : [{ label: t('bills.unpaid'), value: amounts.money(unpaid) }]),
    ...comparison(t, bill, amounts),
  ];
}

function comparison(t: Translate, { before, running, tally }: Bill, { money }: Amounts): Fact[] {
  if (!before || !('total' in before)) return [];
  if (running) return [{ label: t('bills.previousWhole'), value: money(before.total) }];
  const delta = tally.total.minus(before.total);
  const shown = `${delta.gt('0') ? '+' : ''}${money(delta)}`;
  // Against next to nothing a percentage says nothing.
  const comparable = before.total.gt('0') && delta.abs().lt(before.total.times('10'));
  const percent = comparable ? percentOf(delta, before.total) : undefined;
  return [
    { label: t('bills.previous'), value: money(before.total) },
    {
      label: t('bills.change'),
      value:
        percent === undefined
          ? shown
          : t('bills.changeWithPercent', { delta: shown, percent: `${delta.gt('0') ? '+' : ''}${percent}` }),
    },
  ];
}

const percentOf = (part: Decimal, whole: Decimal): string => formatDecimal(part.times('100').div(whole), 1);

const payments: Readonly<Record<string, TextKey>> = {
  BALANCE_TYPE_DEBIT: 'bills.paidCash',
  BALANCE_TYPE_CREDIT: 'bills.paidCredit',
  BALANCE_TYPE_BONUS: 'bills.paidBonus',
  BALANCE_TYPE_COUPON: 'bills.paidVoucher',
  BALANCE_TYPE_RCASH_COUPON: 'bills.paidCashCoupon',
  BALANCE_TYPE_STORED_VALUE_CARD: 'bills.paidCard',
};

/** `Paid in cash: CNY 1.00 · Paid by voucher: CNY 2.00`: how, in one line under the total. */
function paymentLine(t: Translate, { paidBy }: Bill, { money }: Amounts): Block[] {
  if (paidBy.length === 0) return [];
  const parts = paidBy.map(({ key, total }) => {
    const name = Object.hasOwn(payments, key) ? payments[key] : undefined;
    const label = name ? t(name) : t('bills.paidOther', { kind: key });
    return t('bills.paidPart', { label, amount: money(total) });
  });
  return [{ kind: 'text', text: parts.join(' · ') }];
}

function splitTable(
  t: Translate,
  { by, groups, head }: BillSplit,
  { cycle, currency, tally: { total } }: Bill,
  { digits }: Amounts,
): Table {
  const shown = groups.slice(0, head);
  const rest = groups.slice(head);
  const shares = by !== 'day' && total.gt('0');
  const row = (name: string, one: BillTally): string[] => [
    name,
    digits(one.total),
    digits(one.charged),
    digits(one.refunds),
    ...(shares ? [`${percentOf(one.total, total)}%`] : []),
  ];
  return {
    kind: 'table',
    caption: t(splitNames[by].caption),
    columns: [
      { label: t(splitNames[by].column) },
      { label: `${t('bills.total')} (${currency})`, align: 'right' },
      { label: t('bills.charged'), align: 'right' },
      { label: t('bills.refunds'), align: 'right' },
      ...(shares ? [{ label: t('bills.share'), align: 'right' } as const] : []),
    ],
    rows: [
      ...shown.map((one) => row(one.name || t('bills.dayUnknown'), one)),
      ...(rest.length > 0 ? [row(t('bills.rest', { count: rest.length }), addUp(rest))] : []),
    ],
    ...(by === 'customer'
      ? {
          rowAction: (index: number) => {
            const customerId = shown[index]?.key;
            return customerId === undefined
              ? undefined
              : typed(t('bills.buttonOne'), `bill ${cycle} ${customerId}`);
          },
        }
      : {}),
  };
}

const addUp = (groups: readonly BillTally[]): BillTally =>
  groups.reduce<BillTally>(
    (sum, one) => ({
      charged: sum.charged.plus(one.charged),
      refunds: sum.refunds.plus(one.refunds),
      total: sum.total.plus(one.total),
    }),
    { charged: zero, refunds: zero, total: zero },
  );

type BillLinks = Pick<Bill, 'cycle' | 'previousCycle' | 'customer' | 'mayExport' | 'consoleUrl'> & {
  /** What the card shows already. */
  readonly shown?: BillSplit['by'] | undefined;
};

function billActions(
  t: Translate,
  { cycle, previousCycle, customer, mayExport, consoleUrl, shown }: BillLinks,
): Action[] {
  const line = (month: string) => (customer ? `bill ${month} ${customer.customerId}` : `bill ${month}`);
  const by = (one: BillSplit['by'], label: TextKey): Action[] =>
    shown === one ? [] : [typed(t(label), `${line(cycle)} --by ${one}`)];
  return [
    ...by('service', 'bills.buttonService'),
    ...(customer ? by('day', 'bills.buttonDay') : by('customer', 'bills.buttonCustomer')),
    ...(previousCycle === undefined ? [] : [typed(t('bills.buttonPrevious'), line(previousCycle))]),
    ...(customer ? [typed(t('bills.buttonAll'), `bill ${cycle}`)] : []),
    ...(mayExport ? exportActions(t, line(cycle)) : []),
    { label: t('bills.buttonConsole'), does: { type: 'open', url: consoleUrl } },
  ];
}

const exportActions = (t: Translate, line: string): Action[] => [
  typed(t('bills.buttonCsv'), `${line} --csv`),
  typed(t('bills.buttonXlsx'), `${line} --xlsx`),
];

const typed = (label: string, line: string): Action => ({ label, does: { type: 'command', line } });

/** Nothing was spent, or nothing of it can be seen from here: says so, and why that may be. */
export function emptyBillCard(
  t: Translate,
  bill: BillLinks & Pick<Bill, 'provisional' | 'fromLines' | 'from'>,
): Card {
  const whom = bill.customer?.name ?? t('bills.allCustomers');
  const text = t('bills.empty', { cycle: bill.cycle, whom });
  const reasons: TextKey[] = [
    ...(bill.fromLines ? [] : ['bills.emptyReferral' as const]),
    ...(bill.provisional ? ['bills.emptyNotYet' as const] : []),
    ...(bill.customer ? ['bills.emptyElsewhere' as const] : []),
  ];
  return {
    summary: text,
    blocks: [
      { kind: 'notice', tone: 'info', text },
      ...(reasons.length > 0
        ? [
            {
              kind: 'text',
              text: [t('bills.emptyReasons'), ...reasons.map((reason) => t(reason))].join('\n'),
            } as const,
          ]
        : []),
      { kind: 'actions', actions: billActions(t, { ...bill, mayExport: false }) },
      provenanceNotes(t, bill.from, [t(bill.fromLines ? 'bills.basisDetail' : 'bills.basis')]),
    ],
  };
}

/** By day there is one customer at a time. */
export function dayNeedsCustomerCard(t: Translate, cycle: string): Card {
  const text = t('bills.dayNeedsCustomer', { example: `bill ${cycle} cloud --by day` });
  const action: Action = {
    label: t('bills.customer'),
    style: 'primary',
    does: { type: 'form', line: `bill ${cycle} --by day` },
  };
  return {
    summary: text,
    blocks: [
      { kind: 'notice', tone: 'info', text },
      { kind: 'actions', actions: [action] },
    ],
  };
}

/** Too many detail lines to add up while somebody waits. */
export function tooManyLinesCard(
  t: Translate,
  bill: { cycle: string; customer: NonNullable<Bill['customer']>; lines: string; mayExport: boolean },
): Card {
  const { cycle, customer, lines, mayExport } = bill;
  const text = t('bills.dayTooMany', { name: customer.name, cycle, lines });
  const line = `bill ${cycle} ${customer.customerId}`;
  return {
    summary: text,
    blocks: [
      { kind: 'notice', tone: 'info', text },
      {
        kind: 'actions',
        actions: [
          ...(mayExport ? exportActions(t, line) : []),
          typed(t('bills.buttonService'), `${line} --by service`),
        ],
      },
    ],
  };
}
