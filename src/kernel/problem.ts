import type { problems } from './texts/problems.ts';

/** Every expected failure has a code; the sentence a person reads is looked up by it (`kernel/texts/problems.ts`). */
export type ProblemCode = keyof typeof problems;

/**
 * `no`: repeating the same request cannot help. `later`: the request was not carried out and may succeed later.
 * `unknown-outcome`: the request may have been carried out; look before repeating it.
 */
export type Retry = 'no' | 'later' | 'unknown-outcome';

export interface Problem {
  readonly code: ProblemCode;
  /** Values for the sentence. Never secrets or personal data: they reach messages and logs. */
  readonly params?: Readonly<Record<string, string | number>>;
  readonly retry: Retry;
  readonly retryAfterMs?: number;
  /** The platform's own code, e.g. `CBC.0151`, and request id, for a support ticket. */
  readonly wireCode?: string;
  readonly requestId?: string;
  readonly cause?: unknown;
}

export function problem(code: ProblemCode, params?: Problem['params'], more: Partial<Problem> = {}): Problem {
  return { code, retry: 'no', ...(params ? { params } : {}), ...more };
}
