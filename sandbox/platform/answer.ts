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
  /** Done, and nothing to say about it. */
  | { readonly kind: 'nothing' }
  | Refusal;

export interface Refusal {
  readonly kind: 'refusal';
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** A list that may be far longer than memory: rows are made when they are asked for. */
export interface Rows {
  readonly total: number;
  /** Up to `limit` rows as JSON, with commas between. Bytes: a page of bill lines is put together from ready-made parts. */
  write(offset: number, limit: number): Buffer;
}

export const joined = (rows: readonly string[]): Buffer => Buffer.from(rows.join(','));

/** Rows of a list that is there anyway, shown through `show` when they are asked for. */
export const rowsOf = <T>(items: readonly T[], show: (item: T) => unknown = (item) => item): Rows => ({
  total: items.length,
  write: (offset, limit) =>
    joined(items.slice(offset, offset + limit).map((item) => JSON.stringify(show(item)))),
});

export const object = (body: Readonly<Record<string, unknown>>): Answer => ({ kind: 'object', body });

export const refuse = (status: number, code: string, message: string): Refusal => ({
  kind: 'refusal',
  status,
  code,
  message,
});

export const badParameter = (message: string): Refusal => refuse(400, 'CBC.0100', message);

/** One page of a list answer. */
export function listBytes(
  answer: Extract<Answer, { kind: 'list' }>,
  page: { readonly offset: number; readonly limit: number },
): Buffer {
  const parts = Object.entries(answer.fields ?? {}).map(
    ([name, value]) => `"${name}":${JSON.stringify(value)}`,
  );
  if (answer.count !== undefined) parts.push(`"${answer.count}":${answer.rows.total}`);
  parts.push(`"${answer.list}":[`);
  const rows = answer.rows.write(page.offset, page.limit);
  return Buffer.concat([Buffer.from(`{${parts.join(',')}`), rows, Buffer.from(']}')]);
}
