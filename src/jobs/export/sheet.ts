import type { TextKey, Translate } from '../../kernel/texts/index.ts';

/** A line as the file shows it: one text per column, every digit of every amount. */
export type Row = readonly string[];

/** The first line of a file, and in which columns a spreadsheet may count. All others are text, however much it looks like a number. */
export interface Head {
  readonly titles: Row;
  readonly amounts: readonly boolean[];
}

/** A column of a list of `T`; `known` is what the list knows besides its own rows, such as names of customers. */
export interface Column<T, K> {
  readonly header: TextKey;
  readonly of: (row: T, known: K) => string;
  /** For codes: what they mean. A code that is not in here is shown as it came. */
  readonly words?: Readonly<Record<string, TextKey>>;
  /** Digits that a spreadsheet may count with. */
  readonly amount?: true;
}

/** A text such as `=cmd|…` in a resource name must not be carried out by a spreadsheet. */
const harmless = (text: string): string => (/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text);

export const headOf = <T, K>(t: Translate, columns: readonly Column<T, K>[]): Head => ({
  titles: columns.map(({ header }) => t(header)),
  amounts: columns.map(({ amount }) => amount === true),
});

/** Rows as cells in one language. Words are looked up once: there may be a million rows. */
export function cellsIn<T, K>(t: Translate, columns: readonly Column<T, K>[]): (row: T, known: K) => Row {
  const cells = columns.map(({ of, words, amount }): Column<T, K>['of'] => {
    if (amount) return of;
    if (!words) return (row, known) => harmless(of(row, known));
    const meanings = new Map(Object.entries(words).map(([code, key]) => [code, t(key)]));
    return (row, known) => {
      const code = of(row, known);
      return meanings.get(code) ?? harmless(code);
    };
  });
  return (row, known) => cells.map((of) => of(row, known));
}
