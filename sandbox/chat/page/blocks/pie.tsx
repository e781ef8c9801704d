import type { JSX } from 'preact';
import type { ChartBlock } from '../../blocks/figures.ts';
import { useDesk } from '../desk.ts';
import { Canvas, colourOf } from './chart.tsx';
import { arcs, ringPath } from './scale.ts';

const size = 168;
const radius = size / 2 - 2;
const hole = radius * 0.58;

/** As many decimals for all as one of them needs, so that they stand under each other. */
function numberFormat(locale: string, segments: readonly { readonly value: number }[]): Intl.NumberFormat {
  const whole = segments.every(({ value }) => Number.isInteger(value));
  return new Intl.NumberFormat(locale, whole ? {} : { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

interface PieProps {
  readonly title: string;
  readonly chart: Extract<ChartBlock['chart'], { type: 'pie' }>;
}

export function Pie({ title, chart: { segments } }: PieProps): JSX.Element {
  const { me } = useDesk();
  const number = numberFormat(me.locale, segments);
  const percent = new Intl.NumberFormat(me.locale, { style: 'percent', maximumFractionDigits: 1 });
  const parts = arcs(segments.map((segment) => segment.value));
  const rows = segments.map(({ label, value }, index) => {
    const part = parts[index] ?? { from: 0, to: 0 };
    return {
      label,
      part,
      colour: colourOf(index),
      value: number.format(value),
      share: percent.format(part.to - part.from),
    };
  });
  return (
    <div class="pie">
      <Canvas
        title={title}
        words={rows.map((row) => `${row.label}: ${row.value} (${row.share})`).join('; ')}
        width={size}
        height={size}
      >
        <g transform={`translate(${size / 2} ${size / 2})`}>
          {rows.map((row) => (
            <path key={row.label} class="slice" d={ringPath(row.part, radius, hole)} fill={row.colour}>
              <title>{`${row.label}: ${row.value} (${row.share})`}</title>
            </path>
          ))}
        </g>
      </Canvas>
      <table class="legend-table">
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">
                <span class="swatch" style={{ background: row.colour }} />
                {row.label}
              </th>
              <td>{row.value}</td>
              <td>{row.share}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
