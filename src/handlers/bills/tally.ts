import type { BillLine, BillSum } from '../../huawei/partner.ts';
import { dayOfInstant } from '../../kernel/bill-cycle.ts';
import { type Decimal, sum, zero } from '../../kernel/decimal.ts';

/** What was charged and what was given back; `refunds` is negative or zero, and the two add up to `total`. */
export interface Tally {
  readonly charged: Decimal;
  readonly refunds: Decimal;
  readonly total: Decimal;
}

export interface Group extends Tally {
  readonly key: string;
  readonly name: string;
}

/** The sign tells a refund: amounts of unsubscriptions and write-offs are negative (dossier §6.2). */
export function tally(amounts: Iterable<Decimal>): Tally {
  let charged = zero;
  let refunds = zero;
  for (const amount of amounts) {
    if (amount.lt('0')) refunds = refunds.plus(amount);
    else charged = charged.plus(amount);
  }
  return { charged, refunds, total: charged.plus(refunds) };
}

interface Entry {
  readonly key: string;
  readonly name: string;
  readonly amount: Decimal;
}

/** Groups entries by key, in the order of their first appearance. */
function group(entries: Iterable<Entry>): Group[] {
  const found = new Map<string, { name: string; amounts: Decimal[] }>();
  for (const { key, name, amount } of entries) {
    const one = found.get(key);
    if (one) one.amounts.push(amount);
    else found.set(key, { name, amounts: [amount] });
  }
  return [...found].map(([key, { name, amounts }]) => ({ key, name, ...tally(amounts) }));
}

/** Largest first; equals by key, so that the order does not depend on the order of the pages. */
const bySize = (a: Group, b: Group): number => b.total.cmp(a.total) || (a.key < b.key ? -1 : 1);

export const byService = (rows: readonly BillSum[]): Group[] =>
  group(
    rows.map((row) => ({
      key: row.serviceCode,
      name: row.serviceName || row.serviceCode,
      amount: row.amount.amount,
    })),
  ).sort(bySize);

/** Named by their ids: whoever has better names puts them in. */
export const byCustomer = (rows: readonly BillSum[]): Group[] =>
  group(rows.map((row) => ({ key: row.customerId, name: row.customerId, amount: row.amount.amount }))).sort(
    bySize,
  );

/** In the order of the days; lines without any day come last under an empty key. */
export const byDay = (lines: readonly BillLine[]): Group[] =>
  group(
    lines.map((line) => {
      const day = dayOf(line);
      return { key: day, name: day, amount: line.amounts.payable ?? zero };
    }),
  ).sort((a, b) => ((a.key || '~') < (b.key || '~') ? -1 : 1));

/** Usage has a day of its own; an order counts on the day it was traded. */
function dayOf(line: BillLine): string {
  if (line.consumeDay !== '') return line.consumeDay;
  const traded = new Date(line.tradeTime);
  return Number.isNaN(traded.getTime()) ? '' : dayOfInstant(traded);
}

export const unpaidOf = (rows: readonly BillSum[]): Decimal => sum(rows.map((row) => row.debt.amount));

/** How it was paid, largest first. */
export const byPayment = (rows: readonly BillSum[]): Group[] =>
  group(
    rows.flatMap((row) =>
      row.paidBy.map(({ balanceType, amount }) => ({
        key: balanceType,
        name: balanceType,
        amount: amount.amount,
      })),
    ),
  )
    .filter(({ total }) => !total.eq('0'))
    .sort(bySize);
