import type { ActionsBlock, PlainTextOption, RawTextElement } from '@slack/types';
import type { Table } from '../../../cards/card.ts';
import { formatCount } from '../../../kernel/format.ts';
import { type Lang, translator } from '../../../kernel/texts/index.ts';
import { pickId, pickValue } from './action-ids.ts';
import {
  jsonLength,
  lineText,
  plainText,
  section,
  type SlackBlock,
  smallPrint,
  weight,
  weights,
} from './blocks.ts';
import { button } from './button.ts';
import { type Drawn, type Room, startOf } from './fit.ts';
import { limits } from './limits.ts';
import { bold, mrkdwnText } from './mrkdwn.ts';
import { cut, oneLine } from '../../text.ts';

/** Enough for any caption or note around the rows, so that they are never what does not fit. */
const captionLength = 200;

const cell = (text: string | undefined): RawTextElement => ({
  type: 'raw_text',
  text: cut(oneLine(text ?? ''), limits.table.cell) || '–',
});

const captionBlock = (table: Table): SlackBlock[] => {
  const caption = bold(cut(oneLine(table.caption), captionLength));
  return caption === '' ? [] : [section(mrkdwnText(caption))];
};

/** "First 50 of 312 rows", and the columns if some did not fit; nothing when everything is there. */
function note(table: Table, rows: number, columns: number, lang: Lang): SlackBlock[] {
  const t = translator(lang);
  const total = Math.max(table.total ?? 0, table.rows.length);
  const sentences = [
    ...(total === 0 ? [t('render.noRows')] : []),
    ...(rows < total
      ? [t('render.firstRows', { shown: formatCount(rows, lang), total: formatCount(total, lang) })]
      : []),
    ...(columns < table.columns.length
      ? [t('render.firstColumns', { shown: columns, total: table.columns.length })]
      : []),
  ];
  return sentences.length === 0 ? [] : [smallPrint(plainText(sentences.join(' '), limits.context.text))];
}

const longestNote = (table: Table, lang: Lang): SlackBlock[] =>
  note({ ...table, total: Math.max(table.total ?? 0, 999_999_999) }, 0, 0, lang);

/** A row as something to choose, named by its first two cells. */
function option(table: Table, row: number): PlainTextOption | undefined {
  const action = table.rowAction?.(row);
  // One question cannot be asked for many rows, so what wants a confirmation is left to its own card.
  if (!action || action.confirm) return undefined;
  const value = pickValue(action.does);
  if (!value || value.length > limits.option.value) return undefined;
  const name = (table.rows[row] ?? []).slice(0, 2).map(oneLine).filter(Boolean).join(' · ');
  return { text: lineText(name || action.label, limits.option.text), value };
}

function picker(label: string, options: readonly PlainTextOption[], place: string): ActionsBlock {
  return {
    type: 'actions',
    elements: [
      {
        type: 'static_select',
        action_id: pickId(place),
        placeholder: lineText(label, limits.select.placeholder),
        options: [...options],
      },
    ],
  };
}

function pickerLabel({ rows, rowAction }: Table): string {
  if (!rowAction) return '';
  for (const row of rows.slice(0, limits.table.rows).keys()) {
    const action = rowAction(row);
    if (action) return action.label;
  }
  return '';
}

const nothing = (table: Table): Drawn => ({ blocks: [], complete: table.rows.length === 0 });

/** The native table: as many rows as Slack and the room allow, a note when that is not all, and the choice of a row. */
export function drawTable(table: Table, room: Room, lang: Lang, place: string): Drawn {
  const columns = table.columns.slice(0, limits.table.columns);
  if (columns.length === 0 || table.rows.length === 0) return drawEmpty(table, room, lang);
  const label = pickerLabel(table);
  const caption = captionBlock(table);
  const around = [...caption, ...longestNote(table, lang), picker(label, [], place)];
  const rows = [columns.map((column) => cell(column.label))];
  const options: PlainTextOption[] = [];
  let characters = room.characters - weights(around) - lengthOf(rows[0]);
  let texts = limits.table.characters - lengthOf(rows[0]);
  for (const [index, row] of table.rows.entries()) {
    const cells = columns.map((_, column) => cell(row[column]));
    const choice = option(table, index);
    texts -= lengthOf(cells);
    characters -= lengthOf(cells) + (choice ? jsonLength(choice) : 0);
    if (characters < 0 || texts < 0 || rows.length === limits.table.rows) break;
    rows.push(cells);
    if (choice) options.push(choice);
  }
  if (rows.length === 1 || room.blocks < around.length + 1) return nothing(table);
  const column_settings = columns.map(({ align = 'left' }) => ({ align, is_wrapped: align === 'left' }));
  const blocks: SlackBlock[] = [
    ...caption,
    { type: 'table', rows, column_settings },
    ...note(table, rows.length - 1, columns.length, lang),
    ...(options.length > 0 ? [picker(label, options, place)] : []),
  ];
  return { blocks, complete: true };
}

const lengthOf = (cells: readonly RawTextElement[] = []): number =>
  cells.reduce((sum, { text }) => sum + text.length, 0);

function drawEmpty(table: Table, room: Room, lang: Lang): Drawn {
  const blocks = [...captionBlock(table), ...note(table, 0, table.columns.length, lang)];
  return startOf(blocks, room);
}

/** Rows as sections, each with its button: for the places that have no table, and the second table of a message. */
export function drawList(table: Table, room: Room, lang: Lang, place: string): Drawn {
  if (table.columns.length === 0 || table.rows.length === 0) return drawEmpty(table, room, lang);
  const caption = captionBlock(table);
  const around = [...caption, ...longestNote(table, lang)];
  let characters = room.characters - weights(around);
  const blocks: SlackBlock[] = [];
  for (const [index, row] of table.rows.entries()) {
    if (blocks.length + around.length >= room.blocks) break;
    const block = listed(table, row, index, place);
    characters -= weight(block);
    if (characters < 0) break;
    blocks.push(block);
  }
  if (blocks.length === 0) return nothing(table);
  return {
    blocks: [...caption, ...blocks, ...note(table, blocks.length, table.columns.length, lang)],
    complete: true,
  };
}

function listed(table: Table, row: readonly string[], index: number, place: string): SlackBlock {
  const action = table.rowAction?.(index);
  const accessory = action && button(action, `${place}-${index}`);
  const values = table.columns.map(({ label }, column) => {
    const value = oneLine(row[column] ?? '') || '–';
    return column === 0 ? value : `${oneLine(label)} ${value}`.trim();
  });
  const [first = '–', ...others] = values;
  const text = others.length === 0 ? first : `${first}\n${others.join(' · ')}`;
  return { ...section(plainText(text, limits.section.text)), ...(accessory ? { accessory } : {}) };
}
