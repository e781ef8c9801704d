import { expect, test } from 'vitest';
import { decimal } from '../kernel/decimal.ts';
import { translator } from '../kernel/texts/index.ts';
import { billChart, type BillGroup } from './bill-chart.ts';

const day = (at: number): BillGroup => {
  const total = decimal('1.50');
  const name = `2026-10-${String(at).padStart(2, '0')}`;
  return { key: name, name, charged: total, refunds: decimal('0'), total };
};

test('a month by day is drawn with no more points than every app draws, and all its days are in it', () => {
  const groups = Array.from({ length: 31 }, (_, at) => day(at + 1));
  const chart = billChart(
    translator('en'),
    { cycle: '2026-10', currency: 'CNY' },
    { by: 'day', groups, head: 40 },
    (value) => value.toFixed(2),
  );
  if (chart?.data.type !== 'line') throw new Error('a line was to be drawn');
  expect(chart.data.categories).toHaveLength(16);
  expect(chart.data.categories[1]).toBe('2026-10-03');
  expect(chart.data.series[0]?.values.reduce((sum, one) => sum + one, 0)).toBe(46.5);
});
