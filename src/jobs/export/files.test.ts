import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { billLine } from '../../../test/support/bill-partner.ts';
import { decimal } from '../../kernel/decimal.ts';
import { translator } from '../../kernel/texts/index.ts';
import { sheetIn } from './columns.ts';
import type { Row } from './sheet.ts';
import { csvFile } from './csv-file.ts';
import type { FileFormat } from './file.ts';
import { createWorkbook, xlsxFile } from './xlsx-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partner-desk-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const { head, row: rowOf } = sheetIn(translator('en'));
const at = (name: string) => {
  const index = head.titles.indexOf(name);
  if (index < 0) throw new Error(`no column ${name}`);
  return index;
};

const formulas = ['=cmd|/c calc!A1', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '＝1+1'];
const rows: Row[] = [
  ...formulas.map((resourceLabel, index) =>
    rowOf(billLine('c1', String(index), '1', { resourceLabel }), '广州"云帆",科技'),
  ),
  rowOf(
    billLine('c2', '12345678901234567890', '-0.00000001', {
      tradeId: '9007199254740993',
      resourceLabel: 'two\nlines',
    }),
    '',
  ),
  rowOf(billLine('c2', 'long', '1234567890123.12345678'), 'a & b <c>'),
];

async function write(format: FileFormat, name: string): Promise<string> {
  const path = join(folder, name);
  const file = await format.create(path, head, 'Bill 2026-10');
  // Pieces are kept one by one and joined.
  await file.append(Buffer.concat([format.encode(rows.slice(0, 2)), format.encode(rows.slice(2, 5))]));
  await file.append(format.encode(rows.slice(5)));
  await file.close();
  await file.abandon();
  return path;
}

async function sheetsOf(path: string): Promise<ExcelJS.Worksheet[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  return book.worksheets;
}

describe('a CSV file', () => {
  let content: Buffer;
  let cells: string[][];
  beforeAll(async () => {
    content = await readFile(await write(csvFile, 'a.csv'));
    cells = parse(content, { bom: true });
  });

  it('begins with the mark by which Excel knows UTF-8', () => {
    expect(content.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(content.toString()).toMatch(/\r\n$/);
  });

  it('holds the header once and every row', () => {
    expect(cells[0]).toEqual(head.titles);
    expect(cells).toHaveLength(rows.length + 1);
  });

  it('lets no text become a formula', () => {
    expect(cells.slice(1, 7).map((row) => row[at('Resource name')])).toEqual(
      formulas.map((text) => `'${text}`),
    );
  });

  it('keeps the sign of an amount and all its digits', () => {
    expect(cells[7]?.[at('Payable')]).toBe('-0.00000001');
    expect(cells[8]?.[at('Payable')]).toBe('1234567890123.12345678');
  });

  it('keeps Chinese, quotes, commas and line ends', () => {
    expect(cells[1]?.[at('Customer')]).toBe('广州"云帆",科技');
    expect(cells[7]?.[at('Resource name')]).toBe('two\nlines');
  });
});

describe('an Excel file', () => {
  let sheet: ExcelJS.Worksheet;
  const cell = (row: number, name: string) => sheet.getRow(row).getCell(at(name) + 1).value;
  beforeAll(async () => {
    const [first] = await sheetsOf(await write(xlsxFile, 'a.xlsx'));
    if (!first) throw new Error('no sheet');
    sheet = first;
  });

  it('has a header that stays in sight', () => {
    expect(sheet.name).toBe('Bill 2026-10');
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(cell(1, 'Payable')).toBe('Payable');
    expect(sheet.rowCount).toBe(rows.length + 1);
  });

  it('lets no text become a formula', () => {
    expect(cell(2, 'Resource name')).toBe("'=cmd|/c calc!A1");
    for (let row = 2; row <= sheet.rowCount; row += 1)
      expect(sheet.getRow(row).getCell(9).formula).toBeFalsy();
  });

  it('counts with amounts as numbers, and keeps as text what a number cannot hold', () => {
    expect(cell(2, 'Payable')).toBe(1);
    expect(cell(8, 'Payable')).toBe(-0.00000001);
    expect(cell(9, 'Payable')).toBe('1234567890123.12345678');
  });

  it('keeps ids that look like numbers, and Chinese, as text', () => {
    expect(cell(8, 'Order/transaction ID')).toBe('9007199254740993');
    expect(cell(8, 'Line ID')).toBe('12345678901234567890');
    expect(cell(2, 'Customer')).toBe('广州"云帆",科技');
    expect(cell(9, 'Customer')).toBe('a & b <c>');
  });

  it('goes on in another sheet, header and all, when one is full', async () => {
    const path = join(folder, 'split.xlsx');
    const file = createWorkbook(path, head, 'Bill', 3);
    await file.append(xlsxFile.encode(rows));
    await file.close();
    const sheets = await sheetsOf(path);
    expect(sheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['Bill', 4],
      ['Bill (2)', 4],
      ['Bill (3)', 3],
    ]);
    expect(sheets[2]?.getRow(1).getCell(1).value).toBe('Bill cycle');
  });

  it('given up halfway leaves nothing open', async () => {
    const file = await xlsxFile.create(join(folder, 'half.xlsx'), head, 'Bill');
    await file.append(xlsxFile.encode(rows));
    await file.abandon();
    await file.abandon();
  });
});

it('words for modes and types are in the reader’s language, and new codes come through as they are', () => {
  const zh = sheetIn(translator('zh-CN'));
  const row = zh.row(billLine('c1', '1', '1', { chargeMode: '11', lineType: '777' }), '');
  expect(row[at('Billing mode')]).toBe('节省计划');
  expect(row[at('Bill type')]).toBe('777');
});

it('an amount the platform did not send is an empty cell, not a zero', () => {
  expect(rowOf(billLine('c1', '1', '1'), '')[at('Paid by voucher')]).toBe('');
});

it('amounts are never written with an exponent', () => {
  const line = billLine('c1', '1', '1');
  const tiny = { ...line, amounts: { ...line.amounts, payable: decimal('1e-12'), list: decimal('1e21') } };
  const row = rowOf(tiny, '');
  expect(row[at('Payable')]).toBe('0.000000000001');
  expect(row[at('List price')]).toBe('1000000000000000000000');
});
