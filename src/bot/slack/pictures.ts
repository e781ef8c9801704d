import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Card, Chart } from '../../cards/card.ts';
import { drawChart, findChartFont } from '../../cards/chart-image.ts';
import { uploadFile } from './files.ts';
import { limits } from './render/limits.ts';
import type { SlackApi } from './web-api.ts';

/** Draws the charts of a card and uploads them; answers the file of each, or undefined when there is none to show. */
export type Pictures = (card: Card) => Promise<((chart: Chart) => string | undefined) | undefined>;

/** For workspaces that do not have Slack's own charts yet. Slow, and only asked for after Slack has refused a chart. */
export function openPictures(api: SlackApi, configuredFont: string | undefined): Pictures {
  return async (card) => {
    const charts = card.blocks.filter((block) => block.kind === 'chart').slice(0, limits.message.charts);
    const font = charts.length > 0 ? await findChartFont(configuredFont) : undefined;
    const files = new Map<Chart, string>();
    for (const chart of charts) {
      const image = await drawChart(chart, font);
      const fileId = image && (await upload(api, chart, image.png));
      if (fileId !== undefined) files.set(chart, fileId);
    }
    return files.size > 0 ? (chart) => files.get(chart) : undefined;
  };
}

/** A file that is shared nowhere is seen by nobody until a message of ours shows it. */
async function upload(api: SlackApi, chart: Chart, png: Buffer): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'chart-'));
  try {
    const path = join(folder, 'chart.png');
    await writeFile(path, png);
    const sent = await uploadFile(api, {
      path,
      name: 'chart.png',
      bytes: png.length,
      comment: '',
      userId: '',
    });
    if (!sent.ok) return undefined;
    const { fileId } = sent.value;
    const done = await api.patiently(
      'files.completeUploadExternal',
      (client) => client.files.completeUploadExternal({ files: [{ id: fileId, title: chart.title }] }),
      { repeatable: true },
    );
    return done.ok ? fileId : undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
