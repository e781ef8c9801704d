import type { Problem } from './problem.ts';

/** What can be expected to go wrong is a value; only bugs are thrown. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (problem: Problem): Result<never> => ({ ok: false, problem });
