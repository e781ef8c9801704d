import { type Problem, problem } from '../kernel/problem.ts';

/** Connections that were never made: the call cannot have had an effect. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** A call to a chat app that got no answer. */
export function unreachable(cause: unknown): Problem {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return problem(
    'chatUnavailable',
    {},
    {
      retry: neverSent.has(code) ? 'later' : 'unknown-outcome',
      wireCode: code || 'no answer',
      cause,
    },
  );
}
