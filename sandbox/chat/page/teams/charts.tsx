import {
  CardElement,
  CardObjectRegistry,
  GlobalRegistry,
  type SerializationContext,
  Table,
  Versions,
} from 'adaptivecards';
import { render } from 'preact';
import { isNode, list, type Node, text } from '../../../teams/cards/card.ts';
import type { ChartBlock } from '../../blocks/figures.ts';
import { Chart } from '../blocks/chart.tsx';
import { type Desk, DeskProvider } from '../desk.ts';

/** Charts are Teams' own; the library does not know them, so they are drawn as on the Slack side. */

const nodes = (value: unknown): Node[] => list(value).filter(isNode);

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

const labelOf = (value: unknown): string => (typeof value === 'number' ? String(value) : text(value));

const pie = (chart: Node): ChartBlock => ({
  type: 'data_visualization',
  title: text(chart['title']),
  chart: {
    type: 'pie',
    segments: nodes(chart['data']).map((point) => ({
      label: text(point['legend']),
      value: numberOf(point['value']),
    })),
  },
});

function plot(type: 'bar' | 'line', chart: Node): ChartBlock {
  const points = (all: unknown) =>
    nodes(all).map((point) => ({
      label: labelOf(point['x'] ?? point['legend']),
      value: numberOf(point['y'] ?? point['value']),
    }));
  const grouped = nodes(chart['data']).every((one) => Array.isArray(one['values'] ?? one['data']));
  const series = grouped
    ? nodes(chart['data']).map((one) => ({
        name: text(one['legend'] ?? one['title']),
        data: points(one['values'] ?? one['data']),
      }))
    : [{ name: text(chart['title']), data: points(chart['data']) }];
  return {
    type: 'data_visualization',
    title: text(chart['title']),
    chart: {
      type,
      series,
      axis_config: {
        categories: series[0]?.data.map((point) => point.label) ?? [],
        ...(text(chart['xAxisTitle']) ? { x_label: text(chart['xAxisTitle']) } : {}),
        ...(text(chart['yAxisTitle']) ? { y_label: text(chart['yAxisTitle']) } : {}),
      },
    },
  };
}

const drawings: Readonly<Record<string, (chart: Node) => ChartBlock>> = {
  'Chart.Donut': pie,
  'Chart.Pie': pie,
  'Chart.Line': (chart) => plot('line', chart),
  'Chart.VerticalBar': (chart) => plot('bar', chart),
  'Chart.VerticalBar.Grouped': (chart) => plot('bar', chart),
  'Chart.HorizontalBar': (chart) => plot('bar', chart),
  'Chart.HorizontalBar.Stacked': (chart) => plot('bar', chart),
};

/** The library makes its elements from classes. */
function chartClass(type: string, draw: (chart: Node) => ChartBlock, desk: Desk) {
  return class extends CardElement {
    private source: Node = {};

    override getJsonTypeName(): string {
      return type;
    }

    protected override internalParse(source: Record<string, unknown>, context: SerializationContext): void {
      super.internalParse(source, context);
      this.source = source;
    }

    protected override internalRender(): HTMLElement {
      const box = document.createElement('div');
      render(
        <DeskProvider value={desk}>
          <Chart block={draw(this.source)} />
        </DeskProvider>,
        box,
      );
      return box;
    }
  };
}

export function elementsWithCharts(desk: Desk): CardObjectRegistry<CardElement> {
  const registry = new CardObjectRegistry<CardElement>();
  GlobalRegistry.populateWithDefaultElements(registry);
  // It enters itself by a side effect, which bundling leaves out.
  registry.register('Table', Table, Versions.v1_5);
  for (const [type, draw] of Object.entries(drawings)) registry.register(type, chartClass(type, draw, desk));
  return registry;
}
