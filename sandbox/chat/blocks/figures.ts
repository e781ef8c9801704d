import { z } from 'zod';
import { type RichParagraph, type RichPiece, richText } from './rich-text.ts';
import { blockId, limits, words } from './text.ts';

/** Tables and charts. */

const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) }),
  richText,
]);
const row = z.array(cell).min(1).max(limits.tableColumns);

type Cell = z.infer<typeof cell>;

const pieces = (paragraph: RichParagraph): readonly RichPiece[] =>
  paragraph.type === 'rich_text_list'
    ? paragraph.elements.flatMap((section) => section.elements)
    : paragraph.elements;

const cellText = (cell: Cell): string =>
  cell.type === 'rich_text'
    ? cell.elements
        .flatMap(pieces)
        .map((piece) => ('text' in piece ? (piece.text ?? '') : ''))
        .join('')
    : cell.text;

const characters = (rows: readonly (readonly Cell[])[]): number =>
  rows.flat().reduce((sum, cell) => sum + cellText(cell).length, 0);

const short = (table: { rows: readonly (readonly Cell[])[] }) =>
  characters(table.rows) <= limits.tableCharacters;
const tooLong = {
  error: `must be less than ${limits.tableCharacters + 1} characters in all cells`,
  path: ['rows'],
};
const even = (table: { rows: readonly (readonly Cell[])[] }) =>
  table.rows.every((cells) => cells.length === table.rows[0]?.length);
const uneven = { error: 'every row must have the same number of cells', path: ['rows'] };

export const table = z
  .strictObject({
    type: z.literal('table'),
    block_id: blockId,
    rows: z.array(row).min(1).max(limits.tableRows),
    column_settings: z
      .array(
        z
          .strictObject({
            align: z.enum(['left', 'center', 'right']).optional(),
            is_wrapped: z.boolean().optional(),
          })
          .nullable(),
      )
      .max(limits.tableColumns)
      .optional(),
  })
  .refine(even, uneven)
  .refine(short, tooLong);

export const dataTable = z
  .strictObject({
    type: z.literal('data_table'),
    block_id: blockId,
    caption: z.string().min(1),
    rows: z.array(row).min(2).max(limits.dataTableRows),
    page_size: z.int().min(1).max(100).optional(),
    row_header_column_index: z.int().min(0).optional(),
  })
  .refine(even, uneven)
  .refine((block) => block.rows[0]?.every((cell) => cell.type !== 'rich_text') ?? false, {
    error: 'rich_text is not allowed in the header row',
    path: ['rows', 0],
  })
  .refine(short, tooLong);

const label = words(limits.chartLabel);

const pie = z.strictObject({
  type: z.literal('pie'),
  segments: z
    .array(z.strictObject({ label, value: z.number().positive() }))
    .min(1)
    .max(limits.chartSegments),
});

const plotted = <T extends 'bar' | 'line' | 'area'>(type: T) =>
  z
    .strictObject({
      type: z.literal(type),
      series: z
        .array(z.strictObject({ name: label, data: z.array(z.strictObject({ label, value: z.number() })) }))
        .min(1)
        .max(limits.chartSeries),
      axis_config: z.strictObject({
        categories: z.array(label).min(1).max(limits.chartCategories),
        x_label: words(limits.chartAxisTitle).optional(),
        y_label: words(limits.chartAxisTitle).optional(),
      }),
    })
    .refine((chart) => new Set(chart.series.map((one) => one.name)).size === chart.series.length, {
      error: 'series names must be unique',
      path: ['series'],
    })
    .refine(
      (chart) =>
        new Set(chart.axis_config.categories).size === chart.axis_config.categories.length &&
        chart.series.every(
          (one) =>
            one.data.length === chart.axis_config.categories.length &&
            chart.axis_config.categories.every((name) => one.data.some((point) => point.label === name)),
        ),
      { error: 'every series must have one data point per category', path: ['series'] },
    );

export const chart = z.strictObject({
  type: z.literal('data_visualization'),
  block_id: blockId,
  title: words(limits.chartTitle),
  chart: z.discriminatedUnion('type', [pie, plotted('bar'), plotted('line'), plotted('area')]),
});

export type TableBlock = z.infer<typeof table>;
export type DataTableBlock = z.infer<typeof dataTable>;
export type TableCell = Cell;
export type ChartBlock = z.infer<typeof chart>;
