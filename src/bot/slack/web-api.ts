import type { Agent as HttpAgent } from 'node:http';
import {
  type FetchFunction,
  type Logger,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import nodeFetch from 'node-fetch';
import type { Clock } from '../../kernel/clock.ts';
import { chatCalls } from '../../kernel/metrics.ts';
import { type Problem, problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { type AgentFor, agentsFor } from '../agents.ts';
import { type Patience, patiently } from '../patience.ts';
import { unreachable } from '../unreachable.ts';
import { givenFileReader, type ReadGiven } from './given-file.ts';

/** Calls to Slack. Every failure is a Problem; what Slack answered stands in `wireCode`. */
export interface SlackApi {
  /** While a person's click still waits: one short try. */
  now<T>(method: string, call: (client: WebClient) => Promise<T>): Promise<Result<T>>;
  /**
   * For jobs: waits out rate limits and outages up to a minute. A call whose outcome is unknown is repeated only if it
   * is `repeatable`.
   */
  patiently<T>(
    method: string,
    call: (client: WebClient) => Promise<T>,
    options?: Patience,
  ): Promise<Result<T>>;
  /** A file that somebody put into a form. */
  readonly readGiven: ReadGiven;
  readonly fetch: FetchFunction;
  readonly agentFor: AgentFor;
}

export interface SlackApiOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly clock: Clock;
  /** A proxy's agent; without one, connections are kept open per host. */
  readonly agent?: HttpAgent | undefined;
}

const interactiveMs = 2_500;
const patientMs = 20_000;

export function openSlackApi({ token, apiUrl, logger, clock, agent }: SlackApiOptions): SlackApi {
  const agentFor = agentsFor(agent);
  const fetch = fetchThrough(agentFor);
  const client = (timeout: number) =>
    new WebClient(token, {
      slackApiUrl: apiUrl,
      timeout,
      fetch,
      logger,
      // Repeats are decided here, by whether the call can have had an effect; the library repeats regardless.
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
    });
  const interactive = client(interactiveMs);
  const patient = client(patientMs);
  return {
    readGiven: givenFileReader({ token, apiUrl, agentFor }),
    fetch,
    agentFor,
    now: (method, call) => attempt(method, () => call(interactive)),
    patiently: (method, call, patience) =>
      patiently(clock, () => attempt(method, () => call(patient)), patience),
  };
}

async function attempt<T>(method: string, call: () => Promise<T>): Promise<Result<T>> {
  try {
    const value = await call();
    chatCalls.inc({ app: 'slack', method, end: 'ok' });
    return ok(value);
  } catch (error) {
    const found = problemOf(error);
    if (!found) throw error;
    chatCalls.inc({ app: 'slack', method, end: found.code });
    return fail(found);
  }
}

/** Platform errors that pass by themselves. Everything else Slack refuses stays refused. */
const passing = new Set([
  'ratelimited',
  'rate_limited',
  'service_unavailable',
  'internal_error',
  'fatal_error',
  'request_timeout',
  'accesslimited',
]);

/** What a failed call means; undefined for an error that is ours. */
function problemOf(error: unknown): Problem | undefined {
  if (error instanceof WebAPIRateLimitedError) return rateLimited(error.retryAfter);
  if (error instanceof WebAPIPlatformError) {
    const { error: wireCode } = error.data;
    return passing.has(wireCode)
      ? problem('chatUnavailable', {}, { retry: 'later', wireCode })
      : problem('chatRefused', { reason: wireCode }, { wireCode });
  }
  if (error instanceof WebAPIHTTPError) {
    const wireCode = String(error.statusCode);
    return error.statusCode >= 500
      ? problem('chatUnavailable', {}, { retry: 'unknown-outcome', wireCode })
      : problem('chatRefused', { reason: `HTTP ${wireCode}` }, { wireCode });
  }
  if (error instanceof WebAPIRequestError) return unreachable(error.original);
  return undefined;
}

export const rateLimited = (seconds: number): Problem =>
  problem(
    'chatUnavailable',
    {},
    { retry: 'later', wireCode: 'ratelimited', retryAfterMs: Math.max(seconds, 1) * 1_000 },
  );

function fetchThrough(agentFor: AgentFor): FetchFunction {
  return async (url, { body, signal, ...init } = {}) => {
    if (body !== undefined && typeof body !== 'string')
      throw new TypeError('only text bodies are sent this way');
    const response = await nodeFetch(url, {
      ...init,
      agent: agentFor,
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
    });
    // The library turns a 429 that does not say how long into a nameless error.
    if (response.status === 429 && !/^\d+$/.test(response.headers.get('retry-after') ?? '')) {
      throw new WebAPIRateLimitedError(30);
    }
    return response;
  };
}
