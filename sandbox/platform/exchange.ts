import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, listBytes } from './answer.ts';
import { type Ask, numberOf, readAsk } from './ask.ts';
import { areas } from './areas/index.ts';
import type { Call, CallBook } from './calls.ts';
import type { PlatformClock } from './clock.ts';
import type { Contract, Found } from './contract.ts';
import { amountsAsStrings, movingRows, unknownEnums } from './fault-effects.ts';
import type { Fault, FaultSwitches } from './faults.ts';
import { emptyAnswer, genericAnswer } from './generic.ts';
import type { Iam } from './iam.ts';
import { type Allowance, allowance } from './rate.ts';
import { type Reply, failure, gatewayFailure, gatewayPage } from './reply.ts';
import { type Keys, type Received, queryPairs, refuseSignature, splitTarget } from './signature.ts';
import type { World } from './world.ts';

/** How a request ends: with a reply, in silence, or with a broken connection. */
export type Outcome = { readonly reply: Reply; readonly requestId: string } | 'silence' | 'reset';

export interface Parts {
  readonly contract: Contract;
  readonly world: World;
  readonly keys: Keys;
  readonly iam: Iam;
  readonly clock: PlatformClock;
  readonly faults: FaultSwitches;
  readonly calls: CallBook;
  /** Requests per second for every operation; undefined leaves each its documented limit. */
  readonly rate: number | undefined;
  readonly latency: number;
}

type Query = readonly (readonly [name: string, value: string])[];

/** What a request line leads to. */
interface Route {
  readonly name: string;
  readonly open: boolean;
  readonly limit: number;
  answer(received: Received, query: Query, faults: readonly Fault[]): Reply;
}

const unlimited = 0;

export function exchange(parts: Parts): (received: Received) => Promise<Outcome> {
  const allowances = new Map<string, Allowance>();
  const pages = new Map<string, number>();

  const routeOf = (method: string, path: string): Route | undefined => {
    if (method === 'POST' && path === '/v3/auth/tokens')
      return {
        name: 'iam.CreateToken',
        open: true,
        limit: unlimited,
        answer: ({ body }) => parts.iam.issue(body),
      };
    if (method === 'GET' && path === '/v3/auth/domains')
      return { name: 'iam.ListDomains', open: false, limit: unlimited, answer: () => parts.iam.domains() };
    const found = parts.contract.find(method, path);
    if (!found) return undefined;
    return {
      name: found.operation.name,
      open: false,
      limit: parts.rate ?? found.operation.limit,
      answer: (received, query, faults) => perform(parts, pages, { found, received, query, faults }),
    };
  };

  const refuseBeforehand = (route: Route, received: Received, requestId: string): Reply | undefined => {
    const stranger = route.open ? undefined : refuseCaller(parts, received);
    if (stranger !== undefined)
      return gatewayFailure(
        401,
        'APIGW.0301',
        `Incorrect IAM authentication information: ${stranger}`,
        requestId,
      );
    const domain = received.headers['x-domain-id'];
    if (domain !== undefined && domain !== parts.world.domainId)
      return failure(403, 'CBC.0155', 'X-Domain-Id is not the account of the credentials.');
    const turn = allowances.get(route.name) ?? allowance(route.limit);
    allowances.set(route.name, turn);
    const now = performance.now();
    if (turn.take(now)) {
      parts.calls.passed(route.name, now);
      return undefined;
    }
    const message = `The throttling threshold has been reached: policy user over ratelimit,limit:${route.limit},time:1 second`;
    return gatewayFailure(429, 'APIGW.0308', message, requestId);
  };

  return async (received) => {
    const requestId = randomBytes(16).toString('hex');
    const started = performance.now();
    const { path, query: queryText } = splitTarget(received.target);
    const query = readQuery(path, queryText);
    const route = query === undefined ? undefined : routeOf(received.method, path);
    const call = parts.calls.arrived(
      { operation: route?.name ?? 'unknown', method: received.method, target: received.target, requestId },
      started,
    );
    const end = (reply: Reply): Outcome => {
      parts.calls.ended(call, reply.status, reply.code, Math.round(performance.now() - started));
      return { reply, requestId };
    };

    if (query === undefined)
      return end(gatewayFailure(400, 'APIGW.0201', 'The request line is malformed', requestId));
    if (!route)
      return end(
        gatewayFailure(404, 'APIGW.0101', 'The API does not exist or has not been published', requestId),
      );
    const refused = refuseBeforehand(route, received, requestId);
    if (refused) return end(refused);

    const faults = parts.faults.meet(route.name);
    await pause(parts.latency + slowness(faults, 'before'));
    const ended = endings(faults, 'before', call);
    if (ended !== undefined) return typeof ended === 'string' ? ended : end(ended);
    const reply = route.answer(received, query, faults);
    await pause(slowness(faults, 'after'));
    const spoiled = endings(faults, 'after', call) ?? reply;
    return typeof spoiled === 'string' ? spoiled : end(cut(faults, spoiled));
  };
}

function readQuery(path: string, query: string): Query | undefined {
  try {
    decodeURIComponent(path);
    return queryPairs(query);
  } catch {
    return undefined;
  }
}

function refuseCaller(parts: Parts, received: Received): string | undefined {
  const token = received.headers['x-auth-token'];
  return token === undefined
    ? refuseSignature(received, parts.keys, new Date())
    : parts.iam.refuseToken(token);
}

const pause = (ms: number): Promise<void> => (ms > 0 ? delay(ms) : Promise.resolve());

const slowness = (faults: readonly Fault[], moment: 'before' | 'after'): number =>
  faults.reduce((sum, fault) => sum + (fault.kind === 'slow' && fault.effect === moment ? fault.ms : 0), 0);

/** How the faults end the call before or after the operation has taken effect; undefined: they do not. */
function endings(
  faults: readonly Fault[],
  moment: 'before' | 'after',
  call: Call,
): Reply | 'silence' | 'reset' | undefined {
  for (const fault of faults) {
    if (fault.kind === 'html' && moment === 'before') return gatewayPage(fault.status);
    if (fault.kind === 'timeout' && fault.effect === moment) return 'silence';
    if (fault.kind === 'reset' && fault.effect === moment) return 'reset';
    if (fault.kind === 'status' && fault.effect === moment) {
      const { code = usualCodes[fault.status] ?? 'CBC.0999', message = 'A fault was switched on.' } = fault;
      if (fault.body !== undefined) return { status: fault.status, body: fault.body };
      const reply = code.startsWith('APIG')
        ? gatewayFailure(fault.status, code, message, call.requestId)
        : failure(fault.status, code, message);
      return fault.retryAfter === undefined
        ? reply
        : { ...reply, headers: { ...reply.headers, 'Retry-After': String(fault.retryAfter) } };
    }
  }
  return undefined;
}

const usualCodes: Readonly<Record<number, string>> = {
  400: 'CBC.0100',
  401: 'APIGW.0301',
  403: 'CBC.0151',
  404: 'APIGW.0101',
  429: 'APIGW.0308',
  500: 'CBC.0999',
};

const cut = (faults: readonly Fault[], reply: Reply): Reply =>
  faults.some(({ kind }) => kind === 'truncate')
    ? { ...reply, body: Buffer.from(reply.body).subarray(0, Math.floor(reply.body.length * 0.6)) }
    : reply;

interface Performance {
  readonly found: Found;
  readonly received: Received;
  readonly query: Query;
  readonly faults: readonly Fault[];
}

function perform(parts: Parts, pages: Map<string, number>, performance: Performance): Reply {
  const { found, received, query, faults } = performance;
  const { operation } = found;
  const domain = found.path['domain_id'];
  if (operation.pathFromCredentials?.includes('domain_id') && domain !== parts.world.domainId)
    return failure(403, 'CBC.0155', 'domain_id is not the account of the credentials.');
  const read = readAsk({
    found,
    query,
    headers: received.headers,
    body: received.body,
    now: parts.clock.now(),
    faults,
  });
  if ('fault' in read)
    return operation.service === 'osm'
      ? failure(200, 'OSM.01010001', read.fault)
      : failure(400, 'CBC.0100', read.fault);

  const { ask } = read;
  const answer = ask.blank ? emptyAnswer(operation) : answerOf(ask, parts.world);
  if (answer.kind === 'refusal') return failure(answer.status, answer.code, answer.message);
  if (answer.kind === 'nothing') return { status: 204, body: '' };
  return { status: 200, body: disguise(ask, bodyOf(ask, answer, faults, pages), faults) };
}

function answerOf(ask: Ask, world: World): Answer {
  const handler = areas[ask.operation.name];
  return handler ? handler(ask, world) : genericAnswer(ask.operation);
}

const usualLimit = 10;

function bodyOf(
  ask: Ask,
  answer: Exclude<Answer, { kind: 'refusal' | 'nothing' }>,
  faults: readonly Fault[],
  pages: Map<string, number>,
): Buffer {
  if (answer.kind === 'object') return Buffer.from(JSON.stringify(answer.body));
  const page = { offset: numberOf(ask, 'offset') ?? 0, limit: numberOf(ask, 'limit') ?? usualLimit };
  let { rows } = answer;
  for (const fault of faults) {
    if (fault.kind !== 'moving') continue;
    const key = JSON.stringify([fault.id, { ...ask.params, offset: 0 }]);
    const before = pages.get(key) ?? 0;
    pages.set(key, before + 1);
    rows = movingRows(rows, fault, before);
  }
  return listBytes({ ...answer, rows }, page);
}

function disguise(ask: Ask, body: Buffer, faults: readonly Fault[]): Buffer | string {
  const strings = faults.some(({ kind }) => kind === 'amountsAsStrings');
  const unheardOf = faults.some(({ kind }) => kind === 'unknownEnum');
  if (!strings && !unheardOf) return body;
  const text = strings ? amountsAsStrings(ask.operation, body.toString()) : body.toString();
  return unheardOf ? unknownEnums(ask.operation, text) : text;
}
