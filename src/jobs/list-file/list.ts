import type { ListWords } from '../../cards/list-file.ts';
import type { Pages, PartnerPlatform } from '../../huawei/partner.ts';
import type { Day } from '../../kernel/day.ts';
import { type Decimal, sum } from '../../kernel/decimal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import type { Db } from '../../ledger/ledger.ts';
import { cellsIn, type Column, type Head, headOf, type Row } from '../export/sheet.ts';

/** A list that can be had as a file. */
export interface List {
  readonly words: ListWords;
  /** The operations that answer. */
  readonly sources: readonly string[];
  /** Without its ending. */
  fileName(today: Day): string;
  /** What the audit calls it. */
  readonly action: string;
  open(from: ListSource): Sheet;
}

export interface ListSource {
  readonly ledger: Db;
  readonly partner: PartnerPlatform;
  readonly t: Translate;
}

/** A list on its way into a file. */
export interface Sheet {
  readonly head: Head;
  readonly pages: AsyncIterable<Result<{ readonly rows: readonly Row[]; readonly total: Decimal }>>;
}

export interface SheetParts<T, K> {
  readonly columns: readonly Column<T, K>[];
  readonly pages: Pages<T>;
  readonly amountOf: (row: T) => Decimal;
  /** Looks up what the rows of a page do not say themselves. */
  readonly learn: (rows: readonly T[]) => Promise<K>;
}

export function sheetOf<T, K>(t: Translate, { columns, pages, amountOf, learn }: SheetParts<T, K>): Sheet {
  const cells = cellsIn(t, columns);
  return {
    head: headOf(t, columns),
    pages: mapPages(pages, async (rows) => {
      const known = await learn(rows);
      return { rows: rows.map((row) => cells(row, known)), total: sum(rows.map(amountOf)) };
    }),
  };
}

async function* mapPages<T, U>(
  pages: Pages<T>,
  map: (rows: readonly T[]) => Promise<U>,
): AsyncGenerator<Result<U>, void, undefined> {
  for await (const page of pages) yield page.ok ? ok(await map(page.value.rows)) : page;
}
