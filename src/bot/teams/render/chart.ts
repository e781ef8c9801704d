import type { Chart, Table } from '../../../cards/card.ts';
import { type Lang, translator } from '../../../kernel/texts/index.ts';
import { cut, oneLine } from '../../text.ts';
import type { ChartElement, Element } from './elements.ts';
import { limits } from './limits.ts';
import { drawTable } from './table.ts';
import { plain } from './text.ts';

/** The chart, with its figures as a table for clients without charts, and always in words what it says. */
export function chartElements(chart: Chart, lang: Lang): Element[] {
  const alt = cut(oneLine(chart.alt), limits.note);
  const words = alt === '' ? [] : [plain(alt, { size: 'Small', isSubtle: true })];
  const drawn = drawnChart(chart, lang);
  if (drawn) return [drawn, ...words];
  const title = titleOf(chart);
  return [...(title === '' ? [] : [plain(title, { weight: 'Bolder' })]), ...words];
}

const titleOf = ({ title, unit }: Chart): string =>
  cut(oneLine(unit === '' ? title : `${title} (${unit})`), limits.chart.title);

/** Undefined when Teams' chart could not say the same: too many categories, a negative slice, nothing to draw. */
function drawnChart(chart: Chart, lang: Lang): ChartElement | undefined {
  const { data } = chart;
  const common = { title: titleOf(chart) || '–', fallback: inTable(chart, lang) };
  if (data.type === 'pie') {
    const segments = data.segments.filter(({ value }) => value !== 0);
    const drawable =
      segments.length > 0 && segments.every(({ value }) => Number.isFinite(value) && value > 0);
    if (!drawable) return undefined;
    const sorted = segments.toSorted((a, b) => b.value - a.value);
    const kept = sorted.length > limits.chart.segments ? sorted.slice(0, limits.chart.segments - 1) : sorted;
    const rest = sorted.slice(kept.length).reduce((sum, { value }) => sum + value, 0);
    const others = rest > 0 ? [{ label: translator(lang)('render.others'), value: rest }] : [];
    return {
      type: 'Chart.Donut',
      ...common,
      data: [...kept, ...others].map(({ label, value }) => ({ legend: short(label), value })),
    };
  }
  const { categories, series } = data;
  const drawable =
    categories.length > 0 &&
    categories.length <= limits.chart.categories &&
    series.length > 0 &&
    series.length <= limits.chart.series &&
    series.every(({ values }) => values.length === categories.length && values.every(Number.isFinite));
  if (!drawable) return undefined;
  const unit = cut(oneLine(chart.unit), limits.chart.axis);
  return {
    type: data.type === 'line' ? 'Chart.Line' : 'Chart.VerticalBar.Grouped',
    ...common,
    ...(unit === '' ? {} : { yAxisTitle: unit }),
    data: series.map(({ name, values }) => ({
      legend: short(name),
      values: categories.map((category, at) => ({ x: short(category), y: values[at] ?? 0 })),
    })),
  };
}

const short = (label: string): string => cut(oneLine(label), limits.chart.label) || '–';

/** For drawing and for reading at a glance; figures people rely on stand elsewhere on the card. */
const figure = (value: number): string => String(Math.round(value * 100) / 100);

const fallbackRoom = { blocks: 3, characters: 6_000 };

function inTable(chart: Chart, lang: Lang): Element {
  const { blocks } = drawTable(tableOf(chart), fallbackRoom, lang);
  return { type: 'Container', items: blocks };
}

function tableOf({ title, unit, data }: Chart): Table {
  const right = { align: 'right' } as const;
  if (data.type === 'pie')
    return {
      kind: 'table',
      caption: title,
      columns: [{ label: title }, { label: unit, ...right }],
      rows: data.segments.map(({ label, value }) => [label, figure(value)]),
    };
  return {
    kind: 'table',
    caption: title,
    columns: [{ label: unit }, ...data.series.map(({ name }) => ({ label: name, ...right }))],
    rows: data.categories.map((category, at) => [
      category,
      ...data.series.map(({ values }) => figure(values[at] ?? 0)),
    ]),
  };
}
