import { formatCount, formatDecimal, formatInstant, formatMoney } from '../../kernel/format.ts';
import { addMoney, type Currency, type Money } from '../../kernel/money.ts';
import type { Lang, Translate } from '../../kernel/texts/index.ts';
import type { Action, Block, Card, Fact, Table } from '../card.ts';
import { type Provenance, provenanceNotes } from '../provenance.ts';
import { inCurrency, kindWord, stateWord, typed, validityText } from './words.ts';

export interface CouponLine {
  readonly couponId: string;
  readonly kind: string;
  readonly state: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly faceValue: Money;
  readonly balance: Money;
  readonly effective: Date | undefined;
  readonly expires: Date | undefined;
  readonly frozen: boolean;
}

export interface CouponList {
  readonly customer: { readonly customerId: string; readonly name: string } | undefined;
  readonly state: string | undefined;
  readonly expiringDays: number | undefined;
  /** In the order to be shown. */
  readonly coupons: readonly CouponLine[];
  readonly total: number;
  /** All of them were read; otherwise `coupons` is the head and nothing is added up. */
  readonly whole: boolean;
  readonly currency: Currency;
  readonly lang: Lang;
  /** The reader may ask for a coupon to be taken back or replaced. */
  readonly mayAsk: boolean;
  /** The line that lists the same. */
  readonly line: string;
  readonly from: Provenance;
}

const rowsShown = 100;

export function couponListCard(t: Translate, list: CouponList): Card {
  const { coupons, total, whole, from } = list;
  const title = titleOf(t, list);
  const notes = provenanceNotes(t, from, [
    ...(whole && total > 1 ? [t('coupons.listOrder')] : []),
    t('coupons.ownZone'),
    t('coupons.resaleOnly'),
  ]);
  if (coupons.length === 0) {
    const text = t('coupons.listNone', { title });
    return {
      summary: text,
      blocks: [
        { kind: 'notice', tone: 'info', text },
        { kind: 'actions', actions: actionsOf(t, list) },
        notes,
      ],
    };
  }
  return {
    summary: t('coupons.listSummaryLine', { title, count: total }),
    title,
    blocks: [
      ...(whole ? [{ kind: 'facts', facts: sums(t, list) } as const] : []),
      ...tooMany(t, { shown: Math.min(coupons.length, rowsShown), total, lang: list.lang }),
      couponTable(t, list),
      { kind: 'actions', actions: actionsOf(t, list) },
      notes,
    ],
  };
}

function titleOf(t: Translate, { customer, state, expiringDays }: CouponList): string {
  const whom = customer?.name ?? t('coupons.all');
  if (expiringDays !== undefined) return t('coupons.listTitleExpiring', { count: expiringDays, whom });
  return state === undefined
    ? t('coupons.listTitle', { whom })
    : t('coupons.listTitleState', { state: stateWord(t, state), whom });
}

function sums(t: Translate, { coupons, total, currency, lang, from }: CouponList): Fact[] {
  const usable = coupons.filter(({ state, frozen }) => state === 'usable' && !frozen);
  const ends = usable.flatMap(({ expires }) => expires?.getTime() ?? []);
  const first = ends.length > 0 ? new Date(Math.min(...ends)) : undefined;
  const add = (values: readonly Money[]) => formatMoney(addMoney(currency, values));
  return [
    { label: t('coupons.count'), value: formatCount(total, lang) },
    { label: t('coupons.faceTotal'), value: add(coupons.map(({ faceValue }) => faceValue)) },
    { label: t('coupons.usableLeft'), value: [{ bold: add(usable.map(({ balance }) => balance)) }] },
    ...(first
      ? [
          {
            label: t('coupons.usableUntil'),
            value: [{ at: first, fallback: formatInstant(first, from.timeZone) }],
          },
        ]
      : []),
  ];
}

/** Says that what is shown is only the head. */
export const tooMany = (
  t: Translate,
  { shown, total, lang }: { readonly shown: number; readonly total: number; readonly lang: Lang },
): Block[] =>
  total > shown
    ? [
        {
          kind: 'notice',
          tone: 'info',
          text: t('coupons.tooMany', { shown: formatCount(shown, lang), total: formatCount(total, lang) }),
        },
      ]
    : [];

function couponTable(t: Translate, { coupons, total, customer, mayAsk, from }: CouponList): Table {
  const shown = coupons.slice(0, rowsShown);
  return {
    kind: 'table',
    caption: t('coupons.buttonList'),
    columns: [
      { label: t('coupons.customer') },
      { label: t('coupons.couponId') },
      { label: t('coupons.kind') },
      { label: t('coupons.state') },
      { label: inCurrency(t('coupons.faceValue'), shown[0]?.faceValue), align: 'right' },
      { label: inCurrency(t('coupons.balance'), shown[0]?.balance), align: 'right' },
      { label: t('coupons.valid') },
      { label: t('coupons.customerId') },
    ],
    rows: shown.map((coupon) => [
      coupon.customerName,
      coupon.couponId,
      kindWord(t, coupon.kind),
      couponState(t, coupon),
      formatDecimal(coupon.faceValue.amount),
      formatDecimal(coupon.balance.amount),
      validityText(t, coupon, from.timeZone),
      coupon.customerId,
    ]),
    ...(total > shown.length ? { total } : {}),
    ...(customer
      ? mayAsk && { rowAction: (row: number) => reclaimAction(t, shown[row]) }
      : { rowAction: (row: number) => customerAction(t, shown, row) }),
  };
}

/** What is still on it can be taken back. */
const reclaimAction = (t: Translate, coupon: CouponLine | undefined): Action | undefined =>
  coupon && (coupon.state === 'usable' || coupon.state === 'not-activated')
    ? {
        label: t('couponAsks.buttonReclaim'),
        does: { type: 'form', line: `coupon reclaim ${coupon.couponId}` },
      }
    : undefined;

/** At the first row of each customer. */
export function customerAction(
  t: Translate,
  rows: readonly { readonly customerId: string }[],
  at: number,
): Action | undefined {
  const customerId = rows[at]?.customerId;
  const first = rows.findIndex((row) => row.customerId === customerId) === at;
  return customerId !== undefined && first
    ? typed(t('coupons.buttonCustomer'), `coupon list ${customerId}`)
    : undefined;
}

export function couponState(t: Translate, { state, frozen }: Pick<CouponLine, 'state' | 'frozen'>): string {
  const word = stateWord(t, state);
  return frozen ? t('coupons.stateFrozen', { state: word }) : word;
}

function actionsOf(t: Translate, { customer, expiringDays, coupons, mayAsk, line }: CouponList): Action[] {
  const whose = customer ? ` ${customer.customerId}` : '';
  return [
    ...(coupons.length > 0 ? [typed(t('coupons.buttonCsv'), `${line} --csv`)] : []),
    ...(expiringDays === undefined
      ? [typed(t('coupons.buttonSoon'), `coupon list${whose} --expiring 7d`)]
      : []),
    typed(t('coupons.buttonHistory'), `coupon history${whose}`),
    ...(customer && mayAsk ? asks(t, customer.customerId, coupons.length > 0) : []),
    ...(customer ? [typed(t('coupons.buttonAll'), 'coupon list')] : []),
    typed(t('coupons.buttonQuota'), 'coupon quota'),
  ];
}

const asks = (t: Translate, customerId: string, hasCoupons: boolean): Action[] => [
  { label: t('couponAsks.buttonIssue'), does: { type: 'form', line: `coupon issue ${customerId}` } },
  ...(hasCoupons
    ? [{ label: t('couponAsks.buttonReplace'), does: { type: 'form', line: 'coupon replace' } } as const]
    : []),
];
