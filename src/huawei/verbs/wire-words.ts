import { ok } from '../../kernel/result.ts';
import type { Pages } from '../partner.ts';

type Words<T extends string> = Readonly<Record<string, T>>;

/** The word for a code; a code we have no word for stays as it came. */
export const wordFor = <T extends string>(words: Words<T>, code: string | number | undefined): T | string =>
  words[String(code ?? '')] ?? String(code ?? '');

/** The code for a word, which may be a code that had no word. */
export const codeFor = (words: Words<string>, word: string): string =>
  Object.keys(words).find((code) => words[code] === word) ?? word;

export function momentOf(text: string | undefined): Date | undefined {
  const at = new Date(text ?? '');
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** `2026-11-23T02:00:00Z`: the platform knows no fractions of a second. */
export const wireMoment = (at: Date | undefined): string | undefined =>
  at?.toISOString().replace(/\.\d+Z$/, 'Z');

/**
 * Whether a moment lies before the end of a window. The platform does not say whether it counts the end in; with this it
 * makes no difference.
 */
export const before = (at: Date | undefined, end: Date | undefined): boolean =>
  at === undefined || end === undefined || at < end;

/** A list without the rows that lie behind its window. */
export async function* upTo<T>(list: Pages<T>, keep: (row: T) => boolean): Pages<T> {
  for await (const page of list) {
    yield page.ok ? ok({ ...page.value, rows: page.value.rows.filter(keep) }) : page;
  }
}

type Present<T> = {
  readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The fields that have a value: the platform takes one that is there and empty for a filter. */
export function present<T extends object>(fields: T): Present<T> {
  // `fromEntries` forgets which key had which type.
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as unknown as Present<T>;
}
