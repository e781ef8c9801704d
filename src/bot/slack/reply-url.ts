import type { FetchFunction } from '@slack/web-api';
import { chatCalls } from '../../kernel/metrics.ts';
import { type Problem, problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { unreachable } from '../unreachable.ts';
import { rateLimited } from './web-api.ts';

/** A request's own reply address takes five messages in half an hour (Slack, "Handling user interaction"). */
export const replyLimits = { uses: 5, ageMs: 29 * 60_000 } as const;

export interface EphemeralReply {
  readonly text: string;
  readonly blocks?: readonly object[];
  readonly replaceOriginal: boolean;
}

/** `replyEnded` in `wireCode`: expired or used up; another way must be found. */
export const replyEnded = 'reply_ended';

/** Posts to a reply address, seen by the asker alone. What Slack would assume is said all the same. */
export async function reply(
  fetch: FetchFunction,
  url: string,
  { text, blocks, replaceOriginal }: EphemeralReply,
  timeoutMs = 5_000,
): Promise<Result<void>> {
  const result = await post(fetch, url, timeoutMs, {
    response_type: 'ephemeral',
    replace_original: replaceOriginal,
    text,
    ...(blocks && blocks.length > 0 ? { blocks } : {}),
  });
  chatCalls.inc({ app: 'slack', method: 'response_url', end: result.ok ? 'ok' : result.problem.code });
  return result;
}

async function post(
  fetch: FetchFunction,
  url: string,
  timeoutMs: number,
  body: object,
): Promise<Result<void>> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const refusal = refusalIn(await response.text());
    if (response.ok && refusal === undefined) return ok(undefined);
    return fail(problemOf(response.status, refusal, response.headers.get('retry-after')));
  } catch (error) {
    return fail(unreachable(error));
  }
}

/** Slack answers `ok`, or JSON in which `ok` is false; the status alone does not tell. */
function refusalIn(body: string): string | undefined {
  return /"ok"\s*:\s*false/.test(body) ? (/"error"\s*:\s*"(\w+)"/.exec(body)?.[1] ?? 'unknown') : undefined;
}

const ended = new Set(['expired_url', 'used_url', 'cannot_respond']);

function problemOf(status: number, refusal: string | undefined, retryAfter: string | null): Problem {
  if (status === 429) return rateLimited(Number(retryAfter) || 5);
  if (status >= 500)
    return problem('chatUnavailable', {}, { retry: 'unknown-outcome', wireCode: String(status) });
  const gone = status === 404 || status === 410 || (refusal !== undefined && ended.has(refusal));
  const wireCode = gone ? replyEnded : (refusal ?? String(status));
  return problem('chatRefused', { reason: wireCode }, { wireCode });
}
