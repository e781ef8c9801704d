import { access } from 'node:fs/promises';
import type { EChartsCoreOption } from 'echarts/core';
import type { Chart } from './card.ts';

/**
 * Charts as pictures, for apps and workspaces that cannot draw them. The drawing libraries are loaded at the first
 * picture, so that a process which never draws one does not carry them.
 */
export interface ChartImage {
  readonly png: Buffer;
  readonly width: number;
  readonly height: number;
}

const width = 960;
const height = 480;

/** Okabe and Ito's colours, told apart by people with any kind of colour vision; dark enough to lie on white. */
const palette = ['#0072B2', '#E69F00', '#009E73', '#CC79A7', '#56B4E9', '#D55E00', '#000000', '#8C8C00'];

const ink = '#1D1C1D';
const faint = '#616061';

/** Undefined without a font: the picture would have no letters, and nothing would say so. */
export async function drawChart(chart: Chart, fontFile: string | undefined): Promise<ChartImage | undefined> {
  if (fontFile === undefined || !(await isReadable(fontFile))) return undefined;
  const svg = await drawSvg(chart);
  const { renderAsync } = await import('@resvg/resvg-js');
  const picture = await renderAsync(svg, {
    font: { fontFiles: [fontFile], loadSystemFonts: false },
    // Twice the size in pixels keeps letters sharp on a phone.
    fitTo: { mode: 'zoom', value: 2 },
    background: '#FFFFFF',
  });
  return { png: picture.asPng(), width: picture.width, height: picture.height };
}

async function drawSvg(chart: Chart): Promise<string> {
  const [core, charts, components, renderers] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ]);
  core.use([
    charts.BarChart,
    charts.LineChart,
    charts.PieChart,
    components.GridComponent,
    components.LegendComponent,
    components.TitleComponent,
    renderers.SVGRenderer,
  ]);
  const drawing = core.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    drawing.setOption(optionOf(chart));
    return drawing.renderToSVGString();
  } finally {
    drawing.dispose();
  }
}

function optionOf(chart: Chart): EChartsCoreOption {
  const common = {
    animation: false,
    color: palette,
    textStyle: { fontFamily: 'sans-serif', fontSize: 16, color: ink },
    title: { text: chart.title, left: 24, top: 16, textStyle: { fontSize: 20, fontWeight: 400, color: ink } },
  };
  const { data } = chart;
  if (data.type === 'pie') {
    return {
      ...common,
      series: [
        {
          type: 'pie',
          radius: ['38%', '68%'],
          center: ['50%', '56%'],
          data: data.segments.map(({ label, value }) => ({ name: label, value })),
          label: { fontSize: 16, color: ink, formatter: '{b}  {d}%' },
          itemStyle: { borderColor: '#FFFFFF', borderWidth: 2 },
        },
      ],
    };
  }
  const many = data.series.length > 1;
  return {
    ...common,
    ...(many ? { legend: { top: 18, right: 24, textStyle: { fontSize: 16, color: ink } } } : {}),
    grid: {
      left: 24,
      right: 32,
      top: 96,
      bottom: 24,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: {
      type: 'category',
      data: data.categories,
      axisLabel: { fontSize: 15, color: ink, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      name: chart.unit,
      nameTextStyle: { fontSize: 15, color: faint, align: 'left' },
      axisLabel: { fontSize: 15, color: faint },
    },
    series: data.series.map(({ name, values }) => ({
      type: data.type,
      name,
      data: values,
      barMaxWidth: 56,
      lineStyle: { width: 3 },
      symbolSize: 9,
    })),
  };
}

/** Where fonts with Chinese characters are found when none is configured (`CHART_FONT`). */
const usualFonts = [
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
  '/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc',
  '/System/Library/Fonts/PingFang.ttc',
  '/System/Library/Fonts/Hiragino Sans GB.ttc',
  '/System/Library/Fonts/STHeiti Light.ttc',
  'C:\\Windows\\Fonts\\msyh.ttc',
  'C:\\Windows\\Fonts\\simsun.ttc',
];

/** The font file to draw with: the configured one, else the first usual one that is there. */
export async function findChartFont(configured?: string): Promise<string | undefined> {
  for (const path of configured === undefined ? usualFonts : [configured]) {
    if (await isReadable(path)) return path;
  }
  return undefined;
}

const isReadable = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
