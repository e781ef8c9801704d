import { problem, type Problem } from '../kernel/problem.ts';
import type { WireCode } from './contract.ts';
import { wireCodes } from './generated/wire-codes.ts';
import { isRecord, type Json, scalarText } from './json.ts';
import type { WireFailure } from './transport.ts';

/** The call a problem is told about. */
export interface CallFacts {
  readonly operation: string;
  /** Nothing changes on the platform, so a repeat is harmless. */
  readonly reads: boolean;
  readonly host: string;
  readonly permissions?: readonly string[];
  readonly requestId?: string;
}

/** What an answer says about itself, wherever it says it: BSS and OSM on top, the gateway likewise, IAM inside `error`. */
export interface Verdict {
  readonly status: number;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
}

export function wireCodeOf(body: Json | undefined): string | undefined {
  if (!isRecord(body)) return undefined;
  const inner = isRecord(body['error']) ? body['error'] : body;
  const code = scalarText(inner['error_code'] ?? (inner === body ? undefined : inner['code']));
  return code === '' ? undefined : code;
}

/** Some answers say `CBC.0000` for "fine". */
export const saysFine = ({ status, code }: Verdict): boolean =>
  status >= 200 && status < 300 && (code === undefined || code === 'CBC.0000');

/** The one place where the platform's refusals become problems. Call it only when {@link saysFine} is false. */
export function problemOf(call: CallFacts, verdict: Verdict): Problem {
  const { operation, reads } = call;
  const { code } = verdict;
  const known = code === undefined ? undefined : wireCodes[code];
  // OSM and some BSS lists put failures into a 200; the table knows what they would have been.
  const status = verdict.status >= 300 ? verdict.status : Math.max(known?.status ?? 400, 400);
  const label = code ?? `HTTP ${status}`;
  const more: Partial<Problem> = {
    ...(code === undefined ? {} : { wireCode: code }),
    ...(verdict.requestId === undefined ? {} : { requestId: verdict.requestId }),
  };

  if (status === 429 || code === 'CBC.0250') {
    const wait = verdict.retryAfterMs === undefined ? {} : { retryAfterMs: verdict.retryAfterMs };
    return problem('platformBusy', { operation }, { ...more, ...wait, retry: 'later' });
  }
  if (status === 401 || code === 'CBC.0154') return problem('platformCredentials', { code: label }, more);
  if (code === 'CBC.0156') return problem('platformOtherSite', undefined, more);
  if (status === 403 && (known === undefined || code?.startsWith('CBC.015'))) {
    return call.permissions
      ? problem(
          'platformForbiddenItem',
          { operation, code: label, items: call.permissions.join(' / ') },
          more,
        )
      : problem('platformForbidden', { operation, code: label }, more);
  }
  if (status === 404 && (code === undefined || code.startsWith('APIGW.'))) {
    return problem('platformNoSuchApi', { operation, host: call.host }, more);
  }
  if (!reads && (status >= 500 || saysNothing(verdict, known))) return outcomeUnknown(call, more);
  if (status >= 500 && (known === undefined || known.retry)) {
    return problem('platformDown', { operation, code: label }, { ...more, retry: 'later' });
  }
  const retry = known?.retry ? 'later' : 'no';
  return known && code !== undefined
    ? problem(
        'platformRefusedBecause',
        { operation, code, wire: code.replaceAll('.', '_') },
        { ...more, retry },
      )
    : problem('platformRefused', { operation, code: label }, more);
}

/** A success with a code nobody has written down, or a server that stopped waiting: neither is a refusal. */
const saysNothing = (verdict: Verdict, known: WireCode | undefined): boolean =>
  verdict.status === 408 || (verdict.status < 300 && known === undefined);

/** What an answer that is otherwise fine says about one of the things it was asked for. */
export const problemOfPart = (call: CallFacts, code: string | undefined): Problem =>
  problemOf(call, {
    status: (code === undefined ? undefined : wireCodes[code]?.status) ?? 400,
    code,
    requestId: call.requestId,
    retryAfterMs: undefined,
  });

/** No answer, or none that can be read. */
export function problemOfFailure(
  call: CallFacts,
  { failure, cause }: WireFailure,
  limits: WireLimits,
): Problem {
  const { operation } = call;
  // What was never sent was not carried out, whatever it would have been.
  if (failure === 'unreachable') {
    return problem('platformUnreachable', { host: call.host }, { retry: 'later', cause });
  }
  if (!call.reads) return outcomeUnknown(call, { cause });
  const seconds = Math.round(limits.totalMs / 1000);
  switch (failure) {
    case 'timeout':
      return problem('platformTimeout', { operation, seconds }, { retry: 'later', cause });
    case 'lost':
      return problem('platformConnectionLost', { operation }, { retry: 'later', cause });
    case 'stopped':
      return problem('stopped', undefined, { retry: 'later', cause });
    case 'too-large':
      return problem(
        'platformTooLarge',
        { operation, megabytes: Math.round(limits.maxBytes / 2 ** 20) },
        { cause },
      );
  }
}

export interface WireLimits {
  readonly totalMs: number;
  readonly maxBytes: number;
}

/** A success that is no JSON, is cut off, or is not what the contract says at `what`. */
export function unreadable(call: CallFacts, what: string, cause?: unknown): Problem {
  const more: Partial<Problem> = {
    ...(call.requestId === undefined ? {} : { requestId: call.requestId }),
    ...(cause === undefined ? {} : { cause }),
  };
  return call.reads
    ? problem('platformUnreadable', { operation: call.operation, what }, { ...more, retry: 'later' })
    : outcomeUnknown(call, more);
}

/** The call may have been carried out. */
export const outcomeUnknown = (call: CallFacts, more: Partial<Problem> = {}): Problem =>
  problem(
    'outcomeUnknown',
    { operation: call.operation },
    {
      ...(call.requestId === undefined ? {} : { requestId: call.requestId }),
      ...more,
      retry: 'unknown-outcome',
    },
  );

/** `Retry-After` in seconds or as a date. */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
