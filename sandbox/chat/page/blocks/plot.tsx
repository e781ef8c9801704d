import type { JSX } from 'preact';
import type { ChartBlock } from '../../blocks/figures.ts';
import { useDesk } from '../desk.ts';
import { Canvas, colourOf, useWidth } from './chart.tsx';
import { ticks } from './scale.ts';

/** Bars, lines and areas over categories. */

type Plotted = Exclude<ChartBlock['chart'], { type: 'pie' }>;

const height = 240;
const top = 12;
const right = 12;
const letter = 7;
const widestBar = 44;
const slantedBottom = 74;
const straightBottom = 26;

export function Plot({ title, chart }: { title: string; chart: Plotted }): JSX.Element {
  const { me } = useDesk();
  const [box, width] = useWidth();
  const { categories, x_label: xLabel, y_label: yLabel } = chart.axis_config;
  const short = new Intl.NumberFormat(me.locale, { notation: 'compact', maximumFractionDigits: 1 });
  const long = new Intl.NumberFormat(me.locale, { maximumFractionDigits: 2 });

  const series = chart.series.map(({ name, data }, index) => ({
    name,
    colour: colourOf(index),
    values: categories.map((label) => data.find((point) => point.label === label)?.value ?? 0),
  }));
  const marks = ticks(series.flatMap((one) => one.values));
  const [low = 0] = marks;
  const high = marks.at(-1) ?? 1;

  const left = Math.max(...marks.map((mark) => short.format(mark).length)) * letter + 14;
  const slot = (width - left - right) / categories.length;
  const slanted = categories.some((label) => visualLength(label) * letter > slot - 6);
  const bottom = slanted ? slantedBottom : straightBottom;
  const y = (value: number) => top + ((high - value) / (high - low)) * (height - top - bottom);
  const middle = (index: number) => left + slot * (index + 0.5);

  return (
    <div class="plot" ref={box}>
      <div class="legend">
        {series.length > 1 &&
          series.map((one) => (
            <span key={one.name}>
              <span class="swatch" style={{ background: one.colour }} />
              {one.name}
            </span>
          ))}
        {yLabel !== undefined && <span class="axis-title">↑ {yLabel}</span>}
      </div>
      <Canvas
        title={title}
        words={series
          .map(
            (one) =>
              `${one.name}: ${categories.map((label, index) => `${label} ${long.format(one.values[index] ?? 0)}`).join(', ')}`,
          )
          .join('; ')}
        width={width}
        height={height}
      >
        {marks.map((mark) => (
          <g key={mark}>
            <line
              class={mark === 0 ? 'axis' : 'grid'}
              x1={left}
              x2={width - right}
              y1={y(mark)}
              y2={y(mark)}
            />
            <text class="tick" x={left - 8} y={y(mark)} dy="0.35em" text-anchor="end">
              {short.format(mark)}
            </text>
          </g>
        ))}
        {categories.map((label, index) => (
          <text
            key={label}
            class="tick"
            text-anchor={slanted ? 'end' : 'middle'}
            transform={`translate(${middle(index)} ${height - bottom + (slanted ? 12 : 18)})${slanted ? ' rotate(-32)' : ''}`}
          >
            {shortened(label, slanted ? 16 : 20)}
          </text>
        ))}
        {chart.type === 'bar'
          ? series.map((one, nth) =>
              one.values.map((value, index) => {
                const wide = Math.min(widestBar, (slot * 0.72) / series.length);
                return (
                  <rect
                    key={`${one.name}${index}`}
                    x={middle(index) + (nth - series.length / 2) * wide + 1}
                    y={Math.min(y(value), y(0))}
                    width={Math.max(1, wide - 2)}
                    height={Math.max(value === 0 ? 0 : 1, Math.abs(y(value) - y(0)))}
                    rx={2}
                    fill={one.colour}
                  >
                    <title>{`${categories[index] ?? ''} · ${one.name}: ${long.format(value)}`}</title>
                  </rect>
                );
              }),
            )
          : series.map((one) => {
              const points = one.values.map((value, index) => `${middle(index)} ${y(value)}`);
              return (
                <g key={one.name} stroke={one.colour}>
                  {chart.type === 'area' && (
                    <path
                      class="area"
                      fill={one.colour}
                      d={`M ${middle(0)} ${y(0)} L ${points.join(' L ')} L ${middle(points.length - 1)} ${y(0)} Z`}
                    />
                  )}
                  <path class="line" d={`M ${points.join(' L ')}`} />
                  {one.values.map((value, index) => (
                    <circle key={index} cx={middle(index)} cy={y(value)} r={3.5} fill={one.colour}>
                      <title>{`${categories[index] ?? ''} · ${one.name}: ${long.format(value)}`}</title>
                    </circle>
                  ))}
                </g>
              );
            })}
      </Canvas>
      {xLabel !== undefined && <p class="axis-title">{xLabel} →</p>}
    </div>
  );
}

/** Chinese characters take about twice the room. */
const visualLength = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 1.7 : 1), 0);

function shortened(text: string, most: number): string {
  let kept = '';
  for (const character of text) {
    if (visualLength(kept + character) > most) return `${kept.trimEnd()}…`;
    kept += character;
  }
  return kept;
}
