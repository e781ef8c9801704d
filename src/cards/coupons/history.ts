import type { Day } from '../../kernel/day.ts';
import { formatCount, formatDecimal, formatInstant, formatMoney } from '../../kernel/format.ts';
import { addMoney, type Currency, type Money } from '../../kernel/money.ts';
import type { Lang, Translate } from '../../kernel/texts/index.ts';
import type { Action, Block, Card, Fact, Table } from '../card.ts';
import { type Provenance, provenanceNotes } from '../provenance.ts';
import { customerAction, tooMany } from './list.ts';
import { inCurrency, operationWord, typed } from './words.ts';

/** Who did it: this bot (its receipt is known), somebody elsewhere, the platform by itself, or it cannot be told. */
export type RecordOrigin =
  | { readonly by: 'bot'; readonly receipt: string }
  | { readonly by: 'outside' | 'platform' | 'unknown' };

export interface RecordLine {
  readonly operation: string;
  readonly couponId: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly amount: Money;
  readonly at: Date | undefined;
  readonly succeeded: boolean;
  readonly remark: string;
  readonly origin: RecordOrigin;
}

export interface CouponHistory {
  readonly customer: { readonly customerId: string; readonly name: string } | undefined;
  /** Both included. */
  readonly days: { readonly from: Day; readonly to: Day };
  /** In the order to be shown. */
  readonly records: readonly RecordLine[];
  readonly total: number;
  /** All of them were read; otherwise `records` is the head and nothing is added up. */
  readonly whole: boolean;
  readonly currency: Currency;
  readonly lang: Lang;
  /** The line that lists the same. */
  readonly line: string;
  /** The line that looks further back; undefined when the days were chosen. */
  readonly longer: string | undefined;
  readonly from: Provenance;
}

const rowsShown = 100;

export function couponHistoryCard(t: Translate, history: CouponHistory): Card {
  const { customer, days, records, total, whole, from } = history;
  const title = t('coupons.historyTitle', { ...days, whom: customer?.name ?? t('coupons.all') });
  const notes = provenanceNotes(t, from, [
    t('coupons.originMeans'),
    t('coupons.historyLate'),
    t('coupons.historyDays'),
    t('coupons.ownZone'),
  ]);
  if (records.length === 0) {
    const text = t('coupons.historyNone', { title });
    return {
      summary: text,
      blocks: [
        { kind: 'notice', tone: 'info', text },
        { kind: 'actions', actions: actionsOf(t, history) },
        notes,
      ],
    };
  }
  return {
    summary: t('coupons.historySummaryLine', { title, count: total }),
    title,
    blocks: [
      ...outside(t, history),
      ...(whole ? [{ kind: 'facts', facts: sums(t, history) } as const] : []),
      ...tooMany(t, { shown: Math.min(records.length, rowsShown), total, lang: history.lang }),
      recordTable(t, history),
      { kind: 'actions', actions: actionsOf(t, history) },
      notes,
    ],
  };
}

function outside(t: Translate, { records, currency }: CouponHistory): Block[] {
  const others = records.filter(
    ({ operation, origin, succeeded }) => operation === 'issue' && origin.by === 'outside' && succeeded,
  );
  if (others.length === 0) return [];
  const amount = formatMoney(
    addMoney(
      currency,
      others.map((record) => record.amount),
    ),
  );
  const text = t('coupons.outsideNotice', { count: others.length, amount });
  return [{ kind: 'notice', tone: 'warning', text }];
}

function sums(t: Translate, { records, total, currency, lang }: CouponHistory): Fact[] {
  const done = records.filter(({ succeeded }) => succeeded);
  const issued = done.filter(({ operation }) => operation === 'issue');
  // A coupon that moves with its customer to another reseller gives nothing back.
  const returned = done.filter(({ operation }) => operation !== 'issue' && operation !== 'moved');
  const add = (lines: readonly RecordLine[]) =>
    formatMoney(
      addMoney(
        currency,
        lines.map(({ amount }) => amount),
      ),
    );
  return [
    { label: t('coupons.records'), value: formatCount(total, lang) },
    { label: t('coupons.issuedTotal'), value: add(issued) },
    { label: t('coupons.returnedTotal'), value: add(returned) },
  ];
}

function recordTable(t: Translate, { records, total, customer, from }: CouponHistory): Table {
  const shown = records.slice(0, rowsShown);
  return {
    kind: 'table',
    caption: t('coupons.buttonHistory'),
    columns: [
      { label: t('coupons.when') },
      { label: t('coupons.customer') },
      { label: t('coupons.operation') },
      { label: inCurrency(t('coupons.amount'), shown[0]?.amount), align: 'right' },
      { label: t('coupons.origin') },
      { label: t('coupons.couponId') },
      { label: t('coupons.remark') },
    ],
    rows: shown.map((record) => [
      record.at ? formatInstant(record.at, from.timeZone) : '–',
      record.customerName,
      operationText(t, record),
      formatDecimal(record.amount.amount),
      originText(t, record.origin),
      record.couponId,
      record.remark,
    ]),
    ...(total > shown.length ? { total } : {}),
    ...(customer
      ? {}
      : {
          rowAction: (row: number) => customerAction(t, shown, row),
        }),
  };
}

function operationText(t: Translate, { operation, succeeded }: RecordLine): string {
  const word = operationWord(t, operation);
  return succeeded ? word : t('coupons.operationFailed', { operation: word });
}

export function originText(t: Translate, origin: RecordOrigin): string {
  switch (origin.by) {
    case 'bot':
      return t('coupons.originHere', { receipt: origin.receipt });
    case 'outside':
      return t('coupons.originOutside');
    case 'platform':
      return t('coupons.originPlatform');
    case 'unknown':
      return t('coupons.originUnknown');
  }
}

function actionsOf(t: Translate, { customer, records, line, longer }: CouponHistory): Action[] {
  const whose = customer ? ` ${customer.customerId}` : '';
  return [
    ...(records.length > 0 ? [typed(t('coupons.buttonCsv'), `${line} --csv`)] : []),
    ...(longer === undefined ? [] : [typed(t('coupons.buttonLonger'), longer)]),
    typed(t('coupons.buttonList'), `coupon list${whose}`),
    ...(customer ? [typed(t('coupons.buttonAll'), 'coupon history')] : []),
    typed(t('coupons.buttonQuota'), 'coupon quota'),
  ];
}
