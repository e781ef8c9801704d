import nodeFetch, { type Response } from 'node-fetch';
import { chatCalls } from '../../kernel/metrics.ts';
import { type Problem, problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import type { AgentFor } from '../agents.ts';
import { unreachable } from '../unreachable.ts';

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | NodeJS.ReadableStream;
  readonly timeoutMs: number;
  /** Answers that ask to come again here, and mean a refusal elsewhere. */
  readonly alsoPassing?: readonly number[];
  readonly signal?: AbortSignal | undefined;
}

/** A call to Microsoft; the answer as JSON, or the Problem it means. */
export type Http = (name: string, call: HttpCall) => Promise<Result<unknown>>;

/** An answer of Graph or the connector is a few kilobytes; more is none of theirs. */
const mostAnswer = 2_000_000;

export const openHttp =
  (agentFor: AgentFor): Http =>
  async (name, { timeoutMs, signal, url, alsoPassing = [], ...init }) => {
    const result = await attempt(async () => {
      const timeout = AbortSignal.timeout(timeoutMs);
      const response = await nodeFetch(url, {
        ...init,
        agent: agentFor,
        redirect: 'error',
        size: mostAnswer,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      const body = parsed(await response.text());
      return response.ok ? ok(body) : fail(problemOf(response, body, alsoPassing));
    });
    chatCalls.inc({ app: 'teams', method: name, end: result.ok ? 'ok' : result.problem.code });
    return result;
  };

async function attempt(call: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
  try {
    return await call();
  } catch (error) {
    return fail(unreachable(error));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Microsoft asks to repeat these; the connector does so itself when its own back ends dawdle. */
const passing = new Set([412, 429, 502, 503, 504]);

function problemOf({ status, headers }: Response, body: unknown, alsoPassing: readonly number[]): Problem {
  const wireCode = codeIn(body) ?? String(status);
  if (passing.has(status) || alsoPassing.includes(status)) {
    const seconds = Number(headers.get('retry-after'));
    return problem(
      'chatUnavailable',
      {},
      { retry: 'later', wireCode, ...(seconds > 0 ? { retryAfterMs: seconds * 1_000 } : {}) },
    );
  }
  if (status >= 500) return problem('chatUnavailable', {}, { retry: 'unknown-outcome', wireCode });
  return problem('chatRefused', { reason: wireCode }, { wireCode });
}

/** `{ error: { code } }` of the connector and of Graph, `{ error: 'invalid_client' }` of the sign-in. */
function codeIn(body: unknown): string | undefined {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  if (typeof error === 'string') return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code !== '' ? code : undefined;
}
