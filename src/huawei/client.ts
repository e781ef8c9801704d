import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { platformSeconds, platformWaitSeconds } from '../kernel/metrics.ts';
import { problem } from '../kernel/problem.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { Authority } from './authority.ts';
import type { Operation, Param, ServiceTable } from './contract.ts';
import { decode } from './decode.ts';
import { encode, type Encoded, type Request } from './encode.ts';
import {
  type CallFacts,
  problemOf,
  problemOfFailure,
  retryAfterMs,
  saysFine,
  unreadable,
  wireCodeOf,
} from './errors.ts';
import { type Json, parseJson, parseValues } from './json.ts';
import type { Lane } from '../kernel/call-window.ts';
import type { Limiter } from './limiter/limiter.ts';
import { isRead } from './reads.ts';
import { withRetries } from './retry.ts';
import type { Transport } from './transport.ts';

/** For whom a call is made, and until when. */
export interface CallContext {
  readonly lane: Lane;
  /** Whose turn it is: jobs and requests of one lane take turns by this name. */
  readonly job: string;
  readonly signal: AbortSignal | undefined;
  readonly log: Log;
}

interface Call {
  readonly table: ServiceTable;
  /** Host and scheme, without a slash at the end. */
  readonly endpoint: string;
  readonly name: string;
  readonly operation: Operation;
  readonly request: Request;
  readonly fill: (param: Param) => string | undefined;
  /** The answer is shown as it came, so its numbers keep even their trailing zeros. */
  readonly verbatim: boolean;
}

export interface Answer {
  /** What the contract knows of the answer, typed by it. */
  readonly value: Readonly<Record<string, unknown>>;
  /** All of it. */
  readonly raw: Json;
  readonly requestId: string | undefined;
  readonly asOf: Date;
}

export interface ClientOptions {
  readonly transport: Transport;
  readonly authority: Authority;
  readonly limiter: Limiter;
  readonly clock: Clock;
  readonly random: () => number;
}

export type Client = (call: Call, context: CallContext) => Promise<Result<Answer>>;

const userAgent = 'partner-desk';

/** One call: its turn, its signature, its answer or its problem; again where a repeat is harmless. */
export function openClient(options: ClientOptions): Client {
  const { transport, authority, limiter, clock, random } = options;

  const attempt = async (
    call: Call,
    encoded: Encoded,
    facts: CallFacts,
    context: CallContext,
  ): Promise<Result<Answer>> => {
    const waiting = clock.now().getTime();
    try {
      await limiter.turn({ operation: call.name, ...context });
    } catch (cause) {
      // Its turn had not come: nothing was sent.
      return fail(problem('stopped', undefined, { retry: 'later', cause }));
    }
    const started = clock.now().getTime();
    platformWaitSeconds.observe({ operation: call.name, lane: context.lane }, (started - waiting) / 1000);
    const result = await exchange(call, encoded, facts, context);
    const seconds = (clock.now().getTime() - started) / 1000;
    platformSeconds.observe({ operation: call.name, end: result.ok ? 'ok' : result.problem.code }, seconds);
    return result;
  };

  const exchange = async (
    call: Call,
    encoded: Encoded,
    facts: CallFacts,
    context: CallContext,
  ): Promise<Result<Answer>> => {
    const headers = { 'Content-Type': 'application/json', ...encoded.headers };
    const authorized = await authority.authorize({
      ...encoded,
      method: call.operation.method,
      host: facts.host,
      headers,
    });
    if (!authorized.ok) return authorized;
    const answer = await transport.send(
      {
        method: call.operation.method,
        url: call.endpoint + authorized.value.requestTarget,
        headers: { ...authorized.value.headers, 'User-Agent': userAgent, Accept: 'application/json' },
        body: encoded.body,
      },
      context.signal,
    );
    if ('failure' in answer) return fail(problemOfFailure(facts, answer, transport));

    const requestId = answer.header('x-request-id');
    const told: CallFacts = requestId === undefined ? facts : { ...facts, requestId };
    const body = readBody(answer.body, call.verbatim ? parseJson : parseValues);
    const verdict = {
      status: answer.status,
      code: wireCodeOf(body.json),
      requestId,
      retryAfterMs: retryAfterMs(answer.header('retry-after'), clock.now()),
    };
    if (answer.status >= 300 || (body.json !== undefined && !saysFine(verdict))) {
      return fail(problemOf(facts, verdict));
    }
    if (body.json === undefined) return fail(unreadable(told, 'JSON', body.cause));
    const decoded = decode(call.table, call.operation.answer, body.json);
    if (!decoded.ok) return fail(unreadable(told, decoded.where));
    return ok({ value: decoded.value, raw: body.json, requestId, asOf: clock.now() });
  };

  return async (call, context) => {
    const { operation, name } = call;
    const reads = isRead(name, operation);
    const facts: CallFacts = {
      operation: name,
      reads,
      host: new URL(call.endpoint).host,
      ...(operation.permissions ? { permissions: operation.permissions } : {}),
    };
    const domain = operation.ownDomain ? await authority.domainId() : undefined;
    if (domain && !domain.ok) return domain;
    const request = domain ? { ...call.request, domain_id: domain.value } : call.request;
    const encoded = encode(call.table, operation, request, call.fill);

    let attempts = 0;
    const started = clock.now().getTime();
    const retry = { reads, clock, random, signal: context.signal };
    let result = await withRetries((number) => {
      attempts = number;
      return attempt(call, encoded, facts, context);
    }, retry);
    // A 401 was not carried out. Once, because a second one says that the credentials are wrong.
    if (!result.ok && result.problem.code === 'platformCredentials' && authority.renew()) {
      attempts += 1;
      result = await attempt(call, encoded, facts, context);
    }

    const line = {
      operation: name,
      end: result.ok ? 'ok' : result.problem.code,
      attempts,
      ms: clock.now().getTime() - started,
      lane: context.lane,
      platformRequestId: result.ok ? result.value.requestId : result.problem.requestId,
      ...(result.ok ? {} : { wireCode: result.problem.wireCode, cause: causeText(result.problem.cause) }),
    };
    if (result.ok) context.log.info(line, 'platform call');
    else context.log.warn(line, 'platform call failed');
    return result;
  };
}

/** An empty body is an answer without fields, as 204 gives it. */
function readBody(
  text: string,
  parse: (text: string) => Json,
): { readonly json?: Json; readonly cause?: unknown } {
  if (text.trim() === '') return { json: {} };
  try {
    return { json: parse(text) };
  } catch (cause) {
    return { cause };
  }
}

/** The code of a broken connection; messages may quote what was sent. */
const causeText = (cause: unknown): string | undefined =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
