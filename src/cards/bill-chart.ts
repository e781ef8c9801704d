import { type Decimal, sum } from '../kernel/decimal.ts';
import type { TextKey, Translate } from '../kernel/texts/index.ts';
import type { Chart } from './card.ts';

export interface BillGroup {
  readonly key: string;
  /** Empty for lines without a day. */
  readonly name: string;
  readonly charged: Decimal;
  readonly refunds: Decimal;
  readonly total: Decimal;
}

export interface BillSplit {
  readonly by: 'customer' | 'service' | 'day';
  /** All of them: largest first, days in their order. */
  readonly groups: readonly BillGroup[];
  /** How many stand in the table by themselves; the rest is one row. */
  readonly head: number;
}

export const splitNames: Readonly<
  Record<BillSplit['by'], { caption: TextKey; column: TextKey; chart: TextKey }>
> = {
  customer: { caption: 'bills.perCustomer', column: 'bills.customer', chart: 'bills.chartCustomer' },
  service: { caption: 'bills.perService', column: 'bills.service', chart: 'bills.chartService' },
  day: { caption: 'bills.perDay', column: 'bills.day', chart: 'bills.chartDay' },
};

/** As many parts as an eye tells apart. */
const parts = 5;

/** A picture of a split, where there is more than one thing to compare. */
export function billChart(
  t: Translate,
  { cycle, currency }: { readonly cycle: string; readonly currency: string },
  { by, groups }: BillSplit,
  money: (value: Decimal) => string,
): Chart | undefined {
  const largest = groups.reduce<BillGroup | undefined>(
    (most, one) => (most && most.total.gte(one.total) ? most : one),
    undefined,
  );
  if (!largest || groups.length < 2) return undefined;
  const name = (one: BillGroup) => one.name || t('bills.dayUnknown');
  const head = { kind: 'chart', unit: currency, title: t(splitNames[by].chart, { cycle }) } as const;
  const alt = t('bills.chartAlt', { name: name(largest), amount: money(largest.total) });
  const series = (values: readonly number[]) => [{ name: t('bills.total'), values }];
  if (by === 'day') {
    const spans = spansOf(groups);
    return {
      ...head,
      alt,
      data: {
        type: 'line',
        categories: spans.map(([first]) => name(first)),
        series: series(spans.map((span) => drawn(sum(span.map(({ total }) => total))))),
      },
    };
  }
  const rest = groups.slice(parts);
  const slices = [
    ...groups.slice(0, parts).map((one) => ({ label: name(one), value: drawn(one.total) })),
    ...(rest.length > 0
      ? [{ label: t('bills.other'), value: drawn(sum(rest.map(({ total }) => total))) }]
      : []),
  ];
  // A share of a whole cannot be drawn when a part is negative.
  const whole = groups.every(({ total }) => total.gte('0')) && slices.every(({ value }) => value > 0);
  return {
    ...head,
    alt,
    data:
      whole && by === 'service'
        ? { type: 'pie', segments: slices }
        : {
            type: 'bar',
            categories: slices.map(({ label }) => label),
            series: series(slices.map(({ value }) => value)),
          },
  };
}

/** As many points as every chat app draws. */
const points = 20;

/** Days one by one, or so many together, named by their first, that a whole month can be drawn. */
function spansOf(days: readonly BillGroup[]): (readonly [BillGroup, ...BillGroup[]])[] {
  const size = Math.ceil(days.length / points);
  const spans: (readonly [BillGroup, ...BillGroup[]])[] = [];
  for (let at = 0; at < days.length; at += size) {
    const [first, ...rest] = days.slice(at, at + size);
    if (first) spans.push([first, ...rest]);
  }
  return spans;
}

const drawn = (value: Decimal): number => Number(value.toFixed(2));
