import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { z } from 'zod';
import type { FileFormat, OpenFile } from './file.ts';
import type { Head, Row } from './sheet.ts';

/** A sheet holds 1,048,576 rows; a round number below it is easier to explain. */
const sheetRows = 1_000_000;

/** What a cell holds at most. */
const cellCharacters = 32_767;

/** Compressed bytes are slower than cells: as much may wait for them. */
const backlogBytes = 1 << 18;

/** Cells are much work; after so many rows others have their turn. */
const breathRows = 200;

export const xlsxFile: FileFormat = {
  extension: 'xlsx',
  // A row in a line of its own, so that pieces can be joined.
  encode: (rows) => Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
  create: (path, head, sheet) => Promise.resolve(createWorkbook(path, head, sheet)),
};

export function createWorkbook(
  path: string,
  { titles, amounts }: Head,
  name: string,
  rowsPerSheet = sheetRows,
): OpenFile {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: path,
    useStyles: true,
    useSharedStrings: false,
    zip: { zlib: { level: 1 } },
  });
  let sheets = 0;
  const newSheet = () => {
    sheets += 1;
    const sheet = book.addWorksheet(sheets === 1 ? name : `${name} (${sheets})`, {
      views: [{ state: 'frozen', ySplit: 1 }],
    });
    const head = sheet.addRow([...titles]);
    head.font = { bold: true };
    head.commit();
    return { sheet, rows: 0 };
  };
  let current = newSheet();
  let open = true;

  const close = async () => {
    open = false;
    current.sheet.commit();
    await book.commit();
  };
  return {
    append: async (piece) => {
      for (const row of decode(piece)) {
        if (current.rows === rowsPerSheet) {
          current.sheet.commit();
          current = newSheet();
        }
        current.sheet.addRow(row.map((text, index) => cellOf(text, amounts[index] === true))).commit();
        current.rows += 1;
        if (current.rows % breathRows === 0) await breathe(current.sheet);
      }
    },
    close,
    // The library can only be left by finishing.
    abandon: () => (open ? close() : Promise.resolve()),
  };
}

/** One row at a time: a piece is small as text and large as cells. */
function* decode(piece: Buffer): Generator<Row, void, undefined> {
  for (const line of piece.toString().split('\n')) if (line !== '') yield rowIn(line);
}

// Nobody but `encode` writes these.
const rowIn = (line: string): Row => JSON.parse(line) as Row;

/** Amounts become numbers where a number holds every digit, so that a sheet can count with them. */
function cellOf(text: string, counts: boolean): string | number {
  if (!counts) return text.slice(0, cellCharacters);
  return text !== '' && isExactNumber(text) ? Number(text) : text;
}

/** A spreadsheet keeps 15 significant digits. */
const isExactNumber = (text: string): boolean => text.replace(/^-?0*\.?0*|\./g, '').length <= 15;

async function breathe(sheet: ExcelJS.Worksheet): Promise<void> {
  await turn();
  while (backlogOf(sheet) > backlogBytes) await pause(2);
}

const zipInput = z.object({
  stream: z.object({ pipes: z.tuple([z.object({ _writableState: z.object({ length: z.number() }) })]) }),
});

/**
 * Bytes that wait to be compressed. The library never says when to wait, and without waiting it holds the whole sheet in
 * memory; so this looks at the stream inside it (exceljs 4.4).
 */
function backlogOf(sheet: ExcelJS.Worksheet): number {
  const input = zipInput.safeParse(sheet);
  return input.success ? input.data.stream.pipes[0]._writableState.length : 0;
}
