import { parse } from 'csv-parse/sync';
import { mostFileBytes } from '../../cards/form.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { fold, normalise } from '../parse/normalise.ts';

/** A spreadsheet has an opinion on each of these. */
const headings = new Set(
  [
    'customer',
    'customer id',
    'customer_id',
    'customerid',
    '客户',
    '客户id',
    '客户 id',
    '客户编号',
    '客户名称',
  ].map(fold),
);

/** The customers in a CSV file: the column that is called so, else the first. Names and ids as they stand. */
export function readCustomerFile(bytes: Uint8Array): Result<string[]> {
  if (bytes.length > mostFileBytes) return fail(problem('fileTooBig', { most: mostFileBytes / 1_000 }));
  const text = decode(bytes);
  const rows = text === undefined ? undefined : rowsOf(text);
  if (!rows) return fail(problem('fileUnreadable'));
  const [first = []] = rows;
  const column = first.findIndex((cell) => headings.has(fold(cell)));
  const names = rows
    .slice(column < 0 ? 0 : 1)
    .map((row) => normalise(row[Math.max(column, 0)] ?? ''))
    .filter((name) => name !== '');
  return names.length > 0 ? ok(names) : fail(problem('fileEmpty'));
}

/** UTF-8 with or without a mark, UTF-16 with one, else what Excel writes in China. */
function decode(bytes: Uint8Array): string | undefined {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe && 'utf-16le') || undefined;
  for (const encoding of marked ? [marked] : ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // A picture or a workbook under another name.
      return text.includes('\0') ? undefined : text;
    } catch {
      continue;
    }
  }
  return undefined;
}

function rowsOf(text: string): string[][] | undefined {
  try {
    return parse(text, {
      delimiter: [',', ';', '\t'],
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: true,
      trim: true,
    });
  } catch {
    return undefined;
  }
}
