import { formatDecimal, formatInstant } from '../../kernel/format.ts';
import type { Money } from '../../kernel/money.ts';
import type { TextKey, Translate } from '../../kernel/texts/index.ts';
import type { Card } from '../card.ts';
import { typed } from '../coupons/words.ts';

/** What the nightly comparison of the platform's records with our intents has found. */

export interface OutsideLine {
  readonly couponId: string;
  readonly customer: string;
  readonly amount: Money;
  readonly at: Date | undefined;
  readonly remark: string;
}

export function outsideCard(
  t: Translate,
  { lines, timeZone }: { readonly lines: readonly OutsideLine[]; readonly timeZone: string },
): Card {
  const summary = t('deciding.sweepOutside', { count: lines.length });
  return {
    summary,
    title: t('deciding.sweepTitle'),
    blocks: [
      { kind: 'notice', tone: 'info', text: summary },
      {
        kind: 'table',
        caption: t('deciding.sweepTitle'),
        columns: [
          { label: t('approvals.columnWhen') },
          { label: t('approvals.columnCustomer') },
          { label: t('approvals.columnAmount'), align: 'right' },
          { label: t('approvals.columnCoupon') },
          { label: t('deciding.columnMemo') },
        ],
        rows: lines.map(({ at, customer, amount, couponId, remark }) => [
          at ? formatInstant(at, timeZone) : '–',
          customer,
          formatDecimal(amount.amount),
          couponId,
          remark,
        ]),
      },
      { kind: 'actions', actions: [typed(t('coupons.buttonHistory'), 'coupon history')] },
      { kind: 'notes', notes: [t('audit.zone', { zone: timeZone })] },
    ],
  };
}

export function twiceCard(t: Translate, codes: readonly string[]): Card {
  const text = t('deciding.sweepTwiceText', { codes: codes.join(t('common.listSeparator')) });
  return {
    summary: text,
    title: t('deciding.sweepTwice'),
    blocks: [{ kind: 'notice', tone: 'error', text }],
  };
}

export interface MoveOutsideLine {
  readonly transId: string;
  readonly direction: string;
  readonly customer: string;
  readonly amount: Money;
  readonly at: Date | undefined;
}

const directions: Readonly<Record<string, TextKey>> = {
  'to-customer': 'deciding.sweepToCustomer',
  'from-customer': 'deciding.sweepFromCustomer',
  unbound: 'deciding.sweepUnbound',
};

export function movesOutsideCard(
  t: Translate,
  { lines, timeZone }: { readonly lines: readonly MoveOutsideLine[]; readonly timeZone: string },
): Card {
  const summary = t('deciding.sweepMoves', { count: lines.length });
  const title = t('deciding.sweepMovesTitle');
  const word = (direction: string) => {
    const key = Object.hasOwn(directions, direction) ? directions[direction] : undefined;
    return key === undefined ? direction : t(key);
  };
  return {
    summary,
    title,
    blocks: [
      { kind: 'notice', tone: 'info', text: summary },
      {
        kind: 'table',
        caption: title,
        columns: [
          { label: t('approvals.columnWhen') },
          { label: t('approvals.columnCustomer') },
          { label: t('deciding.sweepWhat') },
          { label: t('approvals.columnAmount'), align: 'right' },
          { label: t('approvals.columnTrans') },
        ],
        rows: lines.map(({ at, customer, direction, amount, transId }) => [
          at ? formatInstant(at, timeZone) : '–',
          customer,
          word(direction),
          formatDecimal(amount.amount),
          transId,
        ]),
      },
      { kind: 'notes', notes: [t('audit.zone', { zone: timeZone })] },
    ],
  };
}
