import type { Pages } from '../huawei/partner.ts';
import { ok, type Result } from '../kernel/result.ts';

export interface Gathered<T> {
  readonly rows: readonly T[];
  /** How many there are; when not all were read, what the platform says. */
  readonly total: number;
  readonly whole: boolean;
}

/** Reads a list to its end, or only its first page when it has more rows than a person can wait for. */
export async function gather<T>(pages: Pages<T>, most: number): Promise<Result<Gathered<T>>> {
  const rows: T[] = [];
  for await (const page of pages) {
    if (!page.ok) return page;
    const { total, read } = page.value;
    rows.push(...page.value.rows);
    const expected = Math.max(total ?? 0, read);
    if (expected > most) return ok({ rows, total: expected, whole: false });
  }
  return ok({ rows, total: rows.length, whole: true });
}
