import type {
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  PlainTextElement,
  SectionBlock,
  TableBlock,
  TextObject,
} from '@slack/types';
import { limits } from './limits.ts';
import { clean, cut, oneLine } from '../../text.ts';

/** Live since June 2026, not yet in @slack/types. */
export interface DataVisualizationBlock {
  readonly type: 'data_visualization';
  readonly block_id?: string;
  readonly title: string;
  readonly chart: PieChart | SeriesChart;
}

interface PieChart {
  readonly type: 'pie';
  readonly segments: readonly DataPoint[];
}

interface SeriesChart {
  readonly type: 'bar' | 'line' | 'area';
  readonly series: readonly { readonly name: string; readonly data: readonly DataPoint[] }[];
  readonly axis_config: {
    readonly categories: readonly string[];
    readonly x_label?: string;
    readonly y_label?: string;
  };
}

export interface DataPoint {
  readonly label: string;
  readonly value: number;
}

export type SlackBlock = KnownBlock | DataVisualizationBlock;

/** Plain text shows what it says: no mentions, no formatting, and `:smile:` stays what the customer typed. */
export const plainText = (text: string, max: number): PlainTextElement => ({
  type: 'plain_text',
  text: cut(clean(text), max),
  emoji: false,
});

/** For labels, titles and buttons: one line, never empty. */
export const lineText = (text: string, max: number): PlainTextElement => ({
  type: 'plain_text',
  text: cut(oneLine(text), max) || '–',
  emoji: false,
});

export const section = (text: TextObject): SectionBlock => ({ type: 'section', text });

export const header = (title: string): HeaderBlock => ({
  type: 'header',
  text: lineText(title, limits.header),
});

export const smallPrint = (text: TextObject): ContextBlock => ({ type: 'context', elements: [text] });

/**
 * What a block costs of a message: its JSON and a comma. A table counts by the texts of its cells: one within its own
 * documented limits would otherwise never fit.
 */
export const weight = (block: SlackBlock): number =>
  block.type === 'table' ? tableCharacters(block) : jsonLength(block);

export const jsonLength = (value: unknown): number => JSON.stringify(value).length + 1;

export const weights = (blocks: readonly SlackBlock[]): number =>
  blocks.reduce((sum, block) => sum + weight(block), 0);

const tableCharacters = ({ rows }: TableBlock): number =>
  rows.flat().reduce((sum, cell) => sum + ('text' in cell ? cell.text.length : jsonLength(cell)), 0);
