import { formatDecimal, formatInstant, formatMoney } from '../../kernel/format.ts';
import { addMoney, type Money } from '../../kernel/money.ts';
import type { Problem } from '../../kernel/problem.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import type { Action, Block, Card, Fact, Rich, Span, Table } from '../card.ts';
import { problemText } from '../problem.ts';
import { type Provenance, provenanceNotes } from '../provenance.ts';
import { inCurrency, kindWord } from './words.ts';

/** What asking for coupons would do, before anybody is asked. */
export interface CouponPreview {
  readonly action: 'coupon.issue' | 'coupon.reclaim' | 'coupon.replace';
  readonly customers: readonly PreviewedCustomer[];
  /** What stands against the whole. */
  readonly conflicts: readonly Problem[];
  readonly total: Money;
  readonly terms: PreviewedTerms | undefined;
  /** The coupon that is taken back. */
  readonly coupon: { readonly id: string; readonly customer: string; readonly balance: Money } | undefined;
  readonly reason: string;
  readonly needed: { readonly count: number; readonly who: string };
  /** What the button to ask carries; none while something stands against it. */
  readonly caseId: string | undefined;
  /** The line whose form asks for the same again. */
  readonly line: string;
  readonly from: Provenance;
}

export interface PreviewedCustomer {
  readonly id: string;
  readonly name: string;
  /** Of coupons that are usable at the same time. */
  readonly held: readonly Money[];
  readonly conflicts: readonly Problem[];
}

export interface PreviewedTerms {
  readonly faceValue: Money;
  readonly effective: Date | undefined;
  readonly expires: Date | undefined;
  readonly services: readonly string[];
  readonly quota:
    | { readonly id: string; readonly kind: string; readonly balance: Money; readonly leftAfter: Money }
    | undefined;
}

const titles = {
  'coupon.issue': 'couponAsks.issueTitle',
  'coupon.reclaim': 'couponAsks.reclaimTitle',
  'coupon.replace': 'couponAsks.replaceTitle',
} as const;

export function couponPreviewCard(t: Translate, view: CouponPreview): Card {
  const { action, terms, customers, from } = view;
  const title = t(titles[action]);
  const obstacles = obstaclesOf(view);
  const [first] = obstacles;
  const effect = effectText(t, view);
  const summary = first ? t('couponAsks.cannot', { why: problemText(first, t) }) : effect;
  const holding = customers.filter(({ held }) => held.length > 0).length;
  return {
    summary,
    title,
    blocks: [
      ...(first ? conflictNotices(t, view, obstacles) : [{ kind: 'text', text: effect } as const]),
      ...(action === 'coupon.replace' && !first ? [notice('info', t('couponAsks.spentMeanwhile'))] : []),
      { kind: 'facts', facts: facts(t, view) },
      ...(holding > 0 ? [notice('warning', t('couponAsks.overlapping', { count: holding }))] : []),
      ...(terms ? [customerTable(t, view, terms)] : []),
      { kind: 'actions', actions: previewActions(t, view) },
      provenanceNotes(t, from, [t('couponAsks.again'), ...(holding > 0 ? [t('couponAsks.holdsNote')] : [])]),
    ],
  };
}

const notice = (tone: 'info' | 'warning' | 'error', text: string): Block => ({ kind: 'notice', tone, text });

const obstaclesOf = ({ conflicts, customers }: CouponPreview): Problem[] => [
  ...conflicts,
  ...customers.flatMap((customer) => customer.conflicts),
];

function effectText(t: Translate, { action, terms, coupon, customers, total }: CouponPreview): string {
  const face = terms ? formatMoney(terms.faceValue) : '';
  if (action === 'coupon.issue') {
    const [only, ...others] = customers;
    return only && others.length === 0
      ? t('couponAsks.wouldIssueOne', { face, customer: only.name })
      : t('couponAsks.wouldIssue', { face, count: customers.length, total: formatMoney(total) });
  }
  const { id = '', customer = '' } = coupon ?? {};
  const params = { coupon: id, customer, face, balance: coupon ? formatMoney(coupon.balance) : '' };
  return t(action === 'coupon.reclaim' ? 'couponAsks.wouldReclaim' : 'couponAsks.wouldReplace', params);
}

/** A card is read at a glance; the table holds the rest. */
const conflictsShown = 8;

function conflictNotices(t: Translate, { customers }: CouponPreview, obstacles: readonly Problem[]): Block[] {
  const shown = obstacles.slice(0, conflictsShown).map((found) => notice('error', problemText(found, t)));
  const hidden = new Set(obstacles.slice(conflictsShown));
  const more = customers.filter(({ conflicts }) => conflicts.some((found) => hidden.has(found))).length;
  return more > 0 ? [...shown, notice('error', t('couponAsks.moreConflicts', { count: more }))] : shown;
}

function facts(t: Translate, { terms, coupon, total, needed, reason, from }: CouponPreview): Fact[] {
  const quota = terms?.quota;
  const balance = quota && { kind: kindWord(t, quota.kind), balance: formatMoney(quota.balance) };
  return [
    ...(terms ? [{ label: t('couponAsks.total'), value: [{ bold: formatMoney(total) }] }] : []),
    ...(coupon ? [{ label: t('couponAsks.returns'), value: formatMoney(coupon.balance) }] : []),
    ...(quota && balance
      ? [
          {
            label: t('couponAsks.quota'),
            value: [{ code: quota.id }, ` ${t('couponAsks.quotaOf', balance)}`],
          },
          ...(quota.leftAfter.amount.lt('0')
            ? []
            : [{ label: t('couponAsks.leftAfter'), value: formatMoney(quota.leftAfter) }]),
        ]
      : []),
    ...(terms ? [{ label: t('coupons.valid'), value: validity(terms, from.timeZone) }] : []),
    ...(terms && terms.services.length > 0
      ? [{ label: t('couponAsks.services'), value: terms.services.join(t('common.listSeparator')) }]
      : []),
    { label: t('couponAsks.needs'), value: t('couponAsks.approvals', needed) },
    { label: t('couponAsks.reason'), value: reason },
  ];
}

function validity({ effective, expires }: PreviewedTerms, timeZone: string): Rich {
  const moment = (at: Date | undefined): Span => (at ? { at, fallback: formatInstant(at, timeZone) } : '…');
  return effective || expires ? [moment(effective), ' – ', moment(expires)] : '–';
}

function customerTable(t: Translate, { customers }: CouponPreview, { faceValue }: PreviewedTerms): Table {
  const anyConflict = customers.some(({ conflicts }) => conflicts.length > 0);
  const none = t('couponAsks.none');
  return {
    kind: 'table',
    caption: t('couponAsks.tableCaption'),
    columns: [
      { label: t('coupons.customer') },
      { label: inCurrency(t('coupons.faceValue'), faceValue), align: 'right' },
      { label: inCurrency(t('couponAsks.holds'), faceValue), align: 'right' },
      ...(anyConflict ? [{ label: t('couponAsks.conflict') }] : []),
      { label: t('coupons.customerId') },
    ],
    rows: customers.map(({ name, id, held, conflicts }) => [
      name,
      formatDecimal(faceValue.amount),
      held.length === 0 ? none : heldText(t, held, faceValue),
      ...(anyConflict ? [conflicts.map((found) => problemText(found, t)).join(' ') || none] : []),
      id,
    ]),
  };
}

const heldText = (t: Translate, held: readonly Money[], { currency }: Money): string =>
  t('couponAsks.held', { count: held.length, balance: formatDecimal(addMoney(currency, held).amount) });

/** To ask, to change, to drop it; only to change it while something stands against it. */
export function previewActions(
  t: Translate,
  { caseId, line }: { readonly caseId: string | undefined; readonly line: string },
): Action[] {
  const change = { label: t('couponAsks.change'), does: { type: 'form', line } } as const;
  if (caseId === undefined) return [{ ...change, style: 'primary' }];
  return [
    {
      label: t('couponAsks.ask'),
      style: 'primary',
      does: { type: 'action', name: 'approval.send', token: caseId },
    },
    change,
    { label: t('couponAsks.discard'), does: { type: 'action', name: 'approval.discard', token: caseId } },
  ];
}
