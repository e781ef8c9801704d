import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import type { Chart } from './card.ts';
import { drawChart, findChartFont } from './chart-image.ts';

const font = await findChartFont();

const bars = (categories: string[], title: string): Chart => ({
  kind: 'chart',
  title,
  alt: '',
  unit: '',
  data: { type: 'bar', categories, series: [{ name: '2026-10', values: [3, 2, 1] }] },
});

/** Pixels that are not the white of the paper. */
function inked(png: Buffer, width: number, height: number): number {
  const href = `data:image/png;base64,${png.toString('base64')}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image href="${href}" width="${width}" height="${height}"/></svg>`;
  const { pixels } = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  let count = 0;
  for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] ?? 255) < 128) count += 1;
  return count;
}

describe('a chart as a picture', () => {
  it.skipIf(font === undefined)('has ink where its Chinese labels are', async () => {
    const named = await drawChart(bars(['弹性云服务器', '对象存储', '云数据库'], '本月消费'), font);
    const blank = await drawChart(bars([' ', '  ', '   '], ' '), font);
    expect(named).toBeDefined();
    if (!named || !blank) return;
    const difference =
      inked(named.png, named.width, named.height) - inked(blank.png, blank.width, blank.height);
    // Seventeen characters of some thirty pixels in the square.
    expect(difference).toBeGreaterThan(2_000);
  });

  it.skipIf(font === undefined)(
    'is drawn for slices and lines too, in the size that was promised',
    async () => {
      const pie: Chart = {
        ...bars([], '消费'),
        data: { type: 'pie', segments: [{ label: '其他', value: 1 }] },
      };
      const line: Chart = {
        ...bars([], '消费'),
        data: { type: 'line', categories: ['1', '2'], series: [{ name: 'a', values: [1, 2] }] },
      };
      for (const chart of [pie, line]) {
        const image = await drawChart(chart, font);
        expect(image).toMatchObject({ width: 1920, height: 960 });
        expect(image?.png.subarray(1, 4).toString()).toBe('PNG');
      }
    },
  );

  it('is not drawn without a font, because it would come without a letter', async () => {
    expect(await drawChart(bars(['a', 'b', 'c'], 'title'), undefined)).toBeUndefined();
    expect(await drawChart(bars(['a', 'b', 'c'], 'title'), '/no/such/font.ttc')).toBeUndefined();
  });

  it('a configured font that is missing is not replaced behind the back of who configured it', async () => {
    expect(await findChartFont('/no/such/font.ttc')).toBeUndefined();
  });
});
