import type { Table } from '../../../cards/card.ts';
import { formatCount } from '../../../kernel/format.ts';
import { type Lang, translator } from '../../../kernel/texts/index.ts';
import type { Drawn as DrawnOf, Room } from '../../fit.ts';
import { cut, oneLine } from '../../text.ts';
import { press } from './button.ts';
import { type Button, bytesOf, type Cell, type Element, type TextRun } from './elements.ts';
import { limits } from './limits.ts';
import { plain } from './text.ts';

type Drawn = DrawnOf<Element>;

const textOf = (text: string | undefined): string => cut(oneLine(text ?? ''), limits.table.cell) || '–';

type Look = Omit<TextRun, 'type' | 'text' | 'selectAction'>;

const cell = (text: string | undefined, look: Look = {}, selectAction?: Button): Cell => ({
  type: 'TableCell',
  items: [plain(textOf(text), look)],
  ...(selectAction ? { selectAction } : {}),
});

const captionOf = (table: Table): Element[] => {
  const caption = cut(oneLine(table.caption), limits.table.caption);
  return caption === '' ? [] : [plain(caption, { weight: 'Bolder' }, { spacing: 'Medium' })];
};

/** "First 50 of 312 rows", and the columns if some did not fit; nothing when everything is there. */
function note(table: Table, rows: number, columns: number, lang: Lang): Element[] {
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
  return sentences.length === 0 ? [] : [plain(sentences.join(' '), { size: 'Small', isSubtle: true })];
}

/** A row is pressed at its first cell. What wants a confirmation is left to its own card. */
function pressOf(table: Table, row: number): Button | undefined {
  const action = table.rowAction?.(row);
  return action && !action.confirm
    ? press(action.does, { title: cut(oneLine(action.label), limits.actions.title) })
    : undefined;
}

const sum = (elements: readonly Element[]): number =>
  elements.reduce((total, element) => total + bytesOf(element), 0);

/** As many rows as Teams and the room allow, under a head, with a note when that is not all. */
export function drawTable(table: Table, room: Room, lang: Lang): Drawn {
  const columns = table.columns.slice(0, limits.table.columns);
  const caption = captionOf(table);
  if (columns.length === 0 || table.rows.length === 0) {
    const blocks = [...caption, ...note(table, 0, table.columns.length, lang)];
    const fits = blocks.length <= room.blocks && sum(blocks) <= room.characters;
    return fits ? { blocks, complete: true } : { blocks: [], complete: false };
  }
  const longestNote = note({ ...table, total: 999_999_999 }, 0, 0, lang);
  const shell = tableOf(table, columns, []);
  const around = [...caption, ...longestNote];
  let left = room.characters - sum(around) - bytesOf(shell);
  const rows: (readonly Cell[])[] = [];
  for (const [index, row] of table.rows.slice(0, limits.table.rows).entries()) {
    const action = pressOf(table, index);
    const cells = columns.map((_, column) =>
      column === 0 && action ? cell(row[column], { color: 'Accent' }, action) : cell(row[column]),
    );
    left -= bytesOf({ type: 'TableRow', cells });
    if (left < 0) break;
    rows.push(cells);
  }
  if (rows.length === 0 || room.blocks < around.length + 1) return { blocks: [], complete: false };
  const blocks = [
    ...caption,
    tableOf(table, columns, rows),
    ...note(table, rows.length, columns.length, lang),
  ];
  return { blocks, complete: true };
}

const tableOf = (table: Table, columns: Table['columns'], rows: readonly (readonly Cell[])[]): Element => ({
  type: 'Table',
  columns: columns.map(({ align }, index) => ({
    width: widthOf(table, index),
    ...(align === 'right' ? { horizontalCellContentAlignment: 'Right' as const } : {}),
  })),
  rows: [columns.map(({ label }) => cell(label, { weight: 'Bolder' })), ...rows].map((cells) => ({
    type: 'TableRow',
    cells,
  })),
  firstRowAsHeader: true,
  showGridLines: true,
});

/**
 * Columns share the width by what stands in them: a word that cannot be broken (an id, an amount) needs its own width, a sentence
 * may wrap.
 */
function widthOf({ columns, rows }: Table, column: number): number {
  const texts = [columns[column]?.label, ...rows.slice(0, 20).map((row) => row[column])].map(textOf);
  const needs = texts.map((text) => Math.max(...text.split(' ').map(unbroken), Math.min(breadth(text), 14)));
  return Math.min(Math.max(...needs, 5), 32);
}

const wide = /[\p{sc=Han}\u3000-\u303f\uff00-\uffef]/gu;

/** In half-width letters: a Chinese one takes two. */
const breadth = (text: string): number => text.length + (text.match(wide)?.length ?? 0);

/** Chinese wraps between any two letters. */
const unbroken = (word: string): number => Math.max(...word.split(wide).map(({ length }) => length));

/** Labels and values side by side, without lines. */
export const pairs = (rows: readonly (readonly [Element, Element])[]): Element => ({
  type: 'Table',
  columns: [{ width: 1 }, { width: 2 }],
  rows: rows.map((cells) => ({
    type: 'TableRow',
    cells: cells.map((element) => ({ type: 'TableCell', items: [element] })),
  })),
  firstRowAsHeader: false,
  showGridLines: false,
});
