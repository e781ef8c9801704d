import type { Chart } from '../../../cards/card.ts';
import type { Translate } from '../../../kernel/texts/index.ts';
import {
  type DataPoint,
  type DataVisualizationBlock,
  lineText,
  plainText,
  section,
  type SlackBlock,
  smallPrint,
} from './blocks.ts';
import { limits } from './limits.ts';
import { cut, oneLine } from '../../text.ts';

/**
 * How charts are shown. Slack's own block first; a workspace that does not have it yet answers `invalid_blocks`, and
 * then pictures (the id of an uploaded file for each chart) or words do.
 */
export type ChartMode = 'native' | 'text' | { readonly picture: (chart: Chart) => string | undefined };

/** The chart and, always, in words what it says. */
export function chartBlocks(chart: Chart, mode: ChartMode, t: Translate): SlackBlock[] {
  const alt = oneLine(chart.alt);
  const words = alt === '' ? [] : [smallPrint(plainText(alt, limits.context.text))];
  if (mode === 'native') {
    const block = nativeChart(chart, t);
    if (block) return [block, ...words];
  }
  const file = typeof mode === 'object' ? mode.picture(chart) : undefined;
  if (file !== undefined) return [picture(chart, file), ...words];
  const text = `${titleOf(chart)}\n${alt}`.trim();
  return text === '' ? [] : [section(plainText(text, limits.section.text))];
}

const titleOf = ({ title, unit }: Chart): string => oneLine(unit === '' ? title : `${title} (${unit})`);

const picture = (chart: Chart, id: string): SlackBlock => ({
  type: 'image',
  slack_file: { id },
  title: lineText(titleOf(chart), limits.image.title),
  alt_text: cut(oneLine(chart.alt) || titleOf(chart) || '–', limits.image.alt),
});

/** Undefined when Slack's chart could not say the same: too many categories, a negative slice, nothing to draw. */
function nativeChart(chart: Chart, t: Translate): DataVisualizationBlock | undefined {
  const title = cut(titleOf(chart), limits.chart.title) || '–';
  const { data } = chart;
  if (data.type === 'pie') {
    const segments = mergeSmallest(data.segments, t('render.others'));
    const drawable =
      segments.length > 0 && segments.every(({ value }) => Number.isFinite(value) && value > 0);
    return drawable ? { type: 'data_visualization', title, chart: { type: 'pie', segments } } : undefined;
  }
  const { categories, series } = data;
  const drawable =
    categories.length > 0 &&
    categories.length <= limits.chart.categories &&
    series.length > 0 &&
    series.length <= limits.chart.series &&
    series.every(({ values }) => values.length === categories.length && values.every(Number.isFinite));
  if (!drawable) return undefined;
  const labels = distinct(categories);
  const names = distinct(series.map(({ name }) => name));
  const unit = cut(oneLine(chart.unit), limits.chart.axis);
  return {
    type: 'data_visualization',
    title,
    chart: {
      type: data.type,
      series: series.map(({ values }, index) => ({
        name: names[index] ?? '–',
        data: labels.map((label, at) => ({ label, value: values[at] ?? 0 })),
      })),
      axis_config: { categories: labels, ...(unit === '' ? {} : { y_label: unit }) },
    },
  };
}

/** As they stand where they fit; else the largest slices and the rest as one. Slices of nothing are not drawn. */
function mergeSmallest(segments: readonly DataPoint[], others: string): DataPoint[] {
  const visible = segments.filter(({ value }) => value !== 0);
  const fits = visible.length <= limits.chart.segments;
  const sorted = fits ? visible : visible.toSorted((a, b) => b.value - a.value);
  const kept = fits ? sorted : sorted.slice(0, limits.chart.segments - 1);
  const rest = sorted.slice(kept.length);
  if (rest.some(({ value }) => !(value > 0))) return rest;
  const points = fits
    ? kept
    : [...kept, { label: others, value: rest.reduce((sum, { value }) => sum + value, 0) }];
  const labels = distinct(points.map(({ label }) => label));
  return points.map(({ value }, index) => ({ label: labels[index] ?? '–', value }));
}

/** Short labels, each different from the others: Slack tells points and series apart by them. */
function distinct(labels: readonly string[]): string[] {
  const seen = new Set<string>();
  return labels.map((label) => {
    const name = oneLine(label) || '–';
    let short = cut(name, limits.chart.label);
    for (let n = 2; seen.has(short); n += 1) {
      const suffix = ` ${n}`;
      short = cut(name, limits.chart.label - suffix.length) + suffix;
    }
    seen.add(short);
    return short;
  });
}
