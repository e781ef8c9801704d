import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChartBlock } from '../../blocks/figures.ts';
import { useDesk } from '../desk.ts';
import { Pie } from './pie.tsx';
import { Plot } from './plot.tsx';

/** Told apart by people who do not see all colours (after Okabe and Ito), dark enough on white. */
const colours = ['#0b6e99', '#d98200', '#3d8b5f', '#b3567f', '#6a5fb0', '#7a6a58'] as const;
export const colourOf = (index: number): string => colours[index % colours.length] ?? colours[0];

export function Chart({ block: { title, chart } }: { block: ChartBlock }): JSX.Element {
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      {chart.type === 'pie' ? <Pie title={title} chart={chart} /> : <Plot title={title} chart={chart} />}
    </figure>
  );
}

interface CanvasProps {
  readonly title: string;
  /** All the figures in words. */
  readonly words: string;
  readonly width: number;
  readonly height: number;
  readonly children: ComponentChildren;
}

export function Canvas({ title, words, width, height, children }: CanvasProps): JSX.Element {
  const { t } = useDesk();
  const id = useId();
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-words`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <title id={`${id}-title`}>{t.chartOf(title)}</title>
      <desc id={`${id}-words`}>{words}</desc>
      {children}
    </svg>
  );
}

/** The width there is, so that letters in a drawing keep their size on every screen. */
export function useWidth(): [{ current: HTMLDivElement | null }, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(560);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(240, Math.floor(element.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [box, width];
}
