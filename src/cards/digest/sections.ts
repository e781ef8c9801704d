import { sum } from '../../kernel/decimal.ts';
import { formatDecimal, formatInstant } from '../../kernel/format.ts';
import type { TextKey, Translate } from '../../kernel/texts/index.ts';
import type { Action, Block } from '../card.ts';
import { amountsIn, signed, whyText } from './amounts.ts';
import type { DigestSection, DigestView, SectionViews } from './view.ts';

/** How a section is told. */
export interface Told {
  /** The sentence it would open the digest with, and how much that matters today. */
  readonly headline?: { readonly weight: number; readonly text: string };
  /** Itself in a line or two; undefined when there is nothing to tell. */
  readonly line: string | undefined;
  /** The rest, for those who want to know. */
  readonly details?: { readonly label: string; readonly blocks: readonly Block[] };
  readonly actions?: readonly Action[];
}

type Teller<S extends DigestSection> = (t: Translate, data: SectionViews[S], view: DigestView) => Told;

export const sectionNames: Readonly<Record<DigestSection, TextKey>> = {
  anomalies: 'digest.anomalies',
  movers: 'digest.movers',
  spend: 'digest.spend',
  balances: 'digest.balances',
  expiring: 'digest.expiring',
  approvals: 'digest.approvals',
  customers: 'digest.customers',
  failures: 'digest.failures',
};

const typed = (label: string, line: string): Action => ({ label, does: { type: 'command', line } });

const rowsShown = 20;

/** A table of the details; only its head when it is long. */
function table<R>(
  caption: string,
  columns: readonly string[],
  rows: readonly R[],
  cells: (row: R) => readonly string[],
  action?: (row: R) => Action | undefined,
): Block {
  const shown = rows.slice(0, rowsShown);
  return {
    kind: 'table',
    caption,
    columns: columns.map((label) => ({
      label: label.replace(/^>/, ''),
      ...(label.startsWith('>') ? { align: 'right' } : {}),
    })),
    rows: shown.map(cells),
    ...(rows.length > shown.length ? { total: rows.length } : {}),
    ...(action
      ? {
          rowAction: (at) => {
            const row = shown[at];
            return row && action(row);
          },
        }
      : {}),
  };
}

const billOf =
  (t: Translate, { may, spendDay }: DigestView) =>
  ({ customerId, name }: { readonly customerId: string; readonly name: string }): Action | undefined =>
    may.bills
      ? typed(t('digest.buttonBill', { name }), `bill ${spendDay.slice(0, 7)} ${customerId}`)
      : undefined;

/** In a table the row says whose it is. */
const billRow =
  (t: Translate, view: DigestView) => (row: { readonly customerId: string; readonly name: string }) => {
    const action = billOf(t, view)(row);
    return action && { ...action, label: t('digest.rowBill') };
  };

const anomalies: Teller<'anomalies'> = (t, { found, unknown, weeks, weeksNeeded }, view) => {
  const { money } = amountsIn(view.currency);
  const [first] = found;
  const tooLittle =
    unknown > 0 && weeks < weeksNeeded
      ? t('digest.lineTooLittle', { weeks, needed: weeksNeeded })
      : undefined;
  if (!first) return { line: tooLittle };
  const { name } = first;
  const said = { name, now: money(first.now), usual: money(first.usual) };
  const label = t('digest.foldAnomalies');
  const { currency, spendDay: day } = view;
  return {
    headline: { weight: 90, text: t('digest.headAnomaly', { ...said, day }) },
    line: t('digest.lineAnomalies', { ...said, count: found.length }),
    details: {
      label,
      blocks: [
        table(
          label,
          [
            t('digest.columnCustomer'),
            `>${t('digest.columnNow', { day, currency })}`,
            `>${t('digest.columnUsual', { currency })}`,
            t('digest.columnWhy'),
          ],
          found,
          (one) => [one.name, formatDecimal(one.now), formatDecimal(one.usual), whyText(t, one.reasons)],
          billRow(t, view),
        ),
      ],
    },
    actions: [billOf(t, view)(first)].flatMap((action) => action ?? []),
  };
};

const movers: Teller<'movers'> = (t, { movers: found, comparedWith }, view) => {
  const { change } = amountsIn(view.currency);
  const [first] = found;
  if (!first) return { line: undefined };
  const { name } = first;
  const { currency, spendDay: day } = view;
  const label = t('digest.foldMovers', { day: comparedWith });
  return {
    headline: { weight: 40, text: t('digest.headMover', { name, day, change: change(first.change) }) },
    line: t('digest.lineMovers', {
      name,
      change: change(first.change),
      count: found.length,
    }),
    details: {
      label,
      blocks: [
        table(
          label,
          [
            t('digest.columnCustomer'),
            `>${t('digest.columnNow', { day, currency })}`,
            `>${t('digest.columnChange', { currency })}`,
            t('digest.columnWhy'),
          ],
          found,
          (one) => [one.name, formatDecimal(one.now), signed(one.change), whyText(t, one.reasons)],
          billRow(t, view),
        ),
      ],
    },
    actions: [billOf(t, view)(first)].flatMap((action) => action ?? []),
  };
};

const spend: Teller<'spend'> = (t, { day: now, weekBefore, month }, view) => {
  const { money, change } = amountsIn(view.currency);
  const { spendDay: day } = view;
  const ofDay =
    weekBefore === undefined
      ? t('digest.lineSpend', { now: money(now), day })
      : t('digest.lineSpendWeek', { now: money(now), day, change: change(now.minus(weekBefore)) });
  const ofMonth = month && {
    cycle: month.cycle,
    total: money(month.total),
    previousCycle: month.previousCycle,
    previous: money(month.previous),
  };
  const monthLine =
    month?.pace === undefined
      ? ofMonth && t('digest.lineMonth', ofMonth)
      : ofMonth && t('digest.linePace', { ...ofMonth, pace: money(month.pace) });
  return {
    headline: { weight: 10, text: t('digest.headSpend', { now: money(now), day }) },
    line: monthLine === undefined ? ofDay : `${ofDay}\n${monthLine}`,
    actions: view.may.bills ? [typed(t('digest.buttonMonth'), `bill ${day.slice(0, 7)}`)] : [],
  };
};

const balances: Teller<'balances'> = (t, { spendable, debtors, low }, view) => {
  const { money } = amountsIn(view.currency);
  const [most] = debtors;
  const parts = [
    ...(debtors.length > 0 ? [t('digest.lineDebtors', { count: debtors.length })] : []),
    ...(low.length > 0 ? [t('digest.lineLow', { count: low.length })] : []),
    ...(spendable ? [t('digest.lineSpendable', { amount: money(spendable) })] : []),
  ];
  const label = t('digest.foldBalances');
  const { currency } = view;
  const poor = [
    ...debtors.map((one) => ({ ...one, cells: ['', formatDecimal(one.debt), ''] })),
    ...low.map((one) => ({
      ...one,
      cells: [formatDecimal(one.available), '', t('digest.lastsDays', { count: one.days })],
    })),
  ];
  const transfer = (one: { readonly customerId: string; readonly name: string }): Action => ({
    label: t('digest.buttonTransfer', { name: one.name }),
    does: { type: 'form', line: `transfer ${one.customerId}` },
  });
  const transferRow: typeof transfer = (one) => ({ ...transfer(one), label: t('digest.rowTransfer') });
  const [neediest] = poor;
  return {
    ...(most
      ? {
          headline: {
            weight: 70,
            text: t('digest.headDebt', { count: debtors.length, name: most.name, debt: money(most.debt) }),
          },
        }
      : {}),
    line: parts.length > 0 ? parts.join('\n') : undefined,
    ...(poor.length > 0
      ? {
          details: {
            label,
            blocks: [
              table(
                label,
                [
                  t('digest.columnCustomer'),
                  `>${t('digest.columnAvailable', { currency })}`,
                  `>${t('digest.columnDebt', { currency })}`,
                  t('digest.columnLasts'),
                ],
                poor,
                ({ name, cells }) => [name, ...cells],
                view.may.transfer ? transferRow : billRow(t, view),
              ),
            ],
          },
        }
      : {}),
    actions: view.may.transfer && neediest ? [transfer(neediest)] : [],
  };
};

const expiring: Teller<'expiring'> = (t, { quotas, coupons }, view) => {
  const { money } = amountsIn(view.currency);
  const quotaSum = sum(quotas.map(({ balance }) => balance));
  const couponSum = sum(coupons.map(({ balance }) => balance));
  const parts = [
    ...(quotas.length > 0 ? [t('digest.lineQuotas', { count: quotas.length, amount: money(quotaSum) })] : []),
    ...(coupons.length > 0
      ? [t('digest.lineCoupons', { count: coupons.length, amount: money(couponSum) })]
      : []),
  ];
  if (parts.length === 0) return { line: undefined };
  const label = t('digest.foldExpiring');
  const things = [
    ...quotas.map((one) => ({
      ...one,
      what: t(one.cash ? 'digest.thingCashQuota' : 'digest.thingVoucherQuota', { id: one.quotaId }),
    })),
    ...coupons.map((one) => ({ ...one, what: t('digest.thingCoupon', { name: one.name }) })),
  ].sort((a, b) => a.expires.getTime() - b.expires.getTime());
  return {
    headline: { weight: 30, text: t('digest.headExpiring', { amount: money(quotaSum.plus(couponSum)) }) },
    line: parts.join('\n'),
    details: {
      label,
      blocks: [
        table(
          label,
          [
            t('digest.columnThing'),
            `>${t('digest.columnBalance', { currency: view.currency })}`,
            t('digest.columnExpires'),
          ],
          things,
          ({ what, balance, expires }) => [
            what,
            formatDecimal(balance),
            formatInstant(expires, view.from.timeZone),
          ],
        ),
      ],
    },
    actions: coupons.length > 0 ? [typed(t('digest.buttonExpiring'), 'coupon list --expiring 7d')] : [],
  };
};

const approvals: Teller<'approvals'> = (t, { waiting }, view) => {
  const { money } = amountsIn(view.currency);
  const count = waiting.length;
  if (count === 0) return { line: undefined };
  const label = t('digest.foldApprovals');
  return {
    headline: { weight: 80, text: t('digest.headApprovals', { count }) },
    line: t('digest.lineWaiting', { count, amount: money(sum(waiting.map(({ total }) => total))) }),
    details: {
      label,
      blocks: [
        table(
          label,
          [
            t('digest.columnReceipt'),
            `>${t('digest.columnAmount', { currency: view.currency })}`,
            t('digest.columnFor'),
            t('digest.columnSince'),
          ],
          waiting,
          (one) => [
            one.receipt,
            formatDecimal(one.total),
            one.about,
            formatInstant(one.askedAt, view.from.timeZone),
          ],
        ),
      ],
    },
    actions: [typed(t('digest.buttonApprovals'), 'approvals')],
  };
};

const customers: Teller<'customers'> = (t, { added }, view) => {
  const [first] = added;
  if (!first) return { line: undefined };
  const label = t('digest.foldCustomers');
  return {
    line: t('digest.lineCustomers', { name: first.name, count: added.length }),
    details: {
      label,
      blocks: [
        table(
          label,
          [t('digest.columnCustomer'), t('digest.columnSince')],
          added,
          ({ name, at }) => [name, formatInstant(at, view.from.timeZone)],
          ({ customerId }) => typed(t('accounts.buttonShow'), `customer show ${customerId}`),
        ),
      ],
    },
  };
};

const failures: Teller<'failures'> = (t, { failed }, view) => {
  const count = failed.length;
  if (count === 0) return { line: undefined };
  const label = t('digest.foldFailures');
  return {
    headline: { weight: 50, text: t('digest.headFailures', { count }) },
    line: t('digest.lineFailures', { count }),
    details: {
      label,
      blocks: [
        table(
          label,
          [t('digest.columnThing'), t('digest.columnSince'), t('digest.columnReason')],
          failed,
          ({ what, at, why }) => [what, formatInstant(at, view.from.timeZone), why],
        ),
      ],
    },
  };
};

/** One teller a section: what a digest can hold is this table. */
export const tellers: { readonly [S in DigestSection]: Teller<S> } = {
  anomalies,
  movers,
  spend,
  balances,
  expiring,
  approvals,
  customers,
  failures,
};
