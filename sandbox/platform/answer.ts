/** What an operation answers, before it becomes bytes. */
export type Answer =
  | {
      readonly kind: 'list';
      /** Wire name of the list and of the count beside it. */
      readonly list: string;
      readonly count?: string;
      readonly rows: Rows;
      readonly fields?: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'object'; readonly body: Readonly<Record<string, unknown>> }
  | Refusal;

export interface Refusal {
  readonly kind: 'refusal';
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** A list that may be far longer than memory: rows are written as JSON when they are asked for. */
export interface Rows {
  readonly total: number;
  /** JSON texts of up to `limit` rows. */
  slice(offset: number, limit: number): readonly string[];
}

export const rowsOf = (items: readonly unknown[]): Rows => ({
  total: items.length,
  slice: (offset, limit) => items.slice(offset, offset + limit).map((item) => JSON.stringify(item)),
});

export const noRows: Rows = rowsOf([]);

export const object = (body: Readonly<Record<string, unknown>>): Answer => ({ kind: 'object', body });

export const refuse = (status: number, code: string, message: string): Refusal => ({
  kind: 'refusal',
  status,
  code,
  message,
});

export const badParameter = (message: string): Refusal => refuse(400, 'CBC.0100', message);

/** Writes one page. The rows are JSON already: that is what makes a page of a thousand bill lines cheap. */
export function listText(
  answer: Extract<Answer, { kind: 'list' }>,
  page: { readonly offset: number; readonly limit: number },
): string {
  const parts = Object.entries(answer.fields ?? {}).map(
    ([name, value]) => `"${name}":${JSON.stringify(value)}`,
  );
  if (answer.count !== undefined) parts.push(`"${answer.count}":${answer.rows.total}`);
  parts.push(`"${answer.list}":[${answer.rows.slice(page.offset, page.limit).join(',')}]`);
  return `{${parts.join(',')}}`;
}
