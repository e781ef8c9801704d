import http from 'node:http';
import https from 'node:https';
import { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import fetch, { FetchError } from 'node-fetch';
import { ProxyAgent } from 'proxy-agent';

export interface TransportOptions {
  readonly connectMs?: number;
  /** From the first byte out to the last byte in. */
  readonly totalMs?: number;
  readonly maxBytes?: number;
  /** `noProxy` lists hosts and domain endings that are reached directly, as `NO_PROXY` does. */
  readonly proxy?: { readonly url: string; readonly noProxy?: string };
}

export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WireAnswer {
  readonly status: number;
  header(name: string): string | undefined;
  readonly body: string;
}

/**
 * `unreachable`: nothing was sent. `timeout`, `lost`: it may have arrived. `too-large`: the answer is beyond the cap.
 * `stopped`: the caller's signal.
 */
export interface WireFailure {
  readonly failure: 'unreachable' | 'timeout' | 'lost' | 'too-large' | 'stopped';
  readonly cause: unknown;
}

export interface Transport {
  readonly totalMs: number;
  readonly maxBytes: number;
  send(request: WireRequest, signal?: AbortSignal): Promise<WireAnswer | WireFailure>;
  close(): void;
}

/** HTTP with connections that are kept, and an end to every wait. */
export function openTransport(options: TransportOptions = {}): Transport {
  const { connectMs = 5_000, totalMs = 30_000, maxBytes = 64 * 1024 * 1024, proxy } = options;
  const kept = { keepAlive: true, keepAliveMsecs: 15_000, maxSockets: 64, scheduling: 'lifo' } as const;
  const direct = {
    'http:': withConnectLimit(new http.Agent(kept), connectMs),
    'https:': withConnectLimit(new https.Agent(kept), connectMs),
  };
  const proxied = proxy
    ? withTunnelLimit(new ProxyAgent({ ...kept, getProxyForUrl: () => proxy.url }), connectMs)
    : undefined;
  const agentFor = (url: URL): http.Agent => {
    if (proxied && !bypasses(url.hostname, proxy?.noProxy)) return proxied;
    return url.protocol === 'http:' ? direct['http:'] : direct['https:'];
  };

  return {
    totalMs,
    maxBytes,
    async send(request, signal) {
      const deadline = deadlineOf(totalMs, signal);
      try {
        const answer = await fetch(request.url, {
          method: request.method,
          headers: request.headers,
          body: request.body === '' ? null : request.body,
          redirect: 'manual',
          size: maxBytes,
          agent: agentFor,
          signal: deadline.signal,
        });
        const body = await answer.text();
        return { status: answer.status, header: (name) => answer.headers.get(name) ?? undefined, body };
      } catch (cause) {
        return {
          failure: deadline.passed() ? 'timeout' : signal?.aborted ? 'stopped' : kindOf(cause),
          cause,
        };
      } finally {
        deadline.clear();
      }
    },
    close() {
      for (const agent of [direct['http:'], direct['https:'], proxied]) agent?.destroy();
    },
  };
}

// AbortSignal.any would do, but on Node 20 it keeps memory for as long as the caller's signal lives.
function deadlineOf(ms: number, signal: AbortSignal | undefined) {
  const controller = new AbortController();
  let passed = false;
  const timer = setTimeout(() => {
    passed = true;
    controller.abort();
  }, ms);
  const stop = () => controller.abort();
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    passed: () => passed,
    clear() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    },
  };
}

const connectTimeout = 'DESK_CONNECT_TIMEOUT';
const connectTimedOut = (): Error => Object.assign(new Error('connect time-out'), { code: connectTimeout });

/** Before a connection stands, names and certificates are settled: whatever fails there, nothing was sent. */
const neverSent = new Set([
  connectTimeout,
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'CERT_HAS_EXPIRED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function kindOf(error: unknown): WireFailure['failure'] {
  if (error instanceof FetchError && error.type === 'max-size') return 'too-large';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return neverSent.has(code) ? 'unreachable' : 'lost';
}

function withConnectLimit<A extends http.Agent>(agent: A, ms: number): A {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, done) => {
    const socket = connect(options, done);
    if (socket instanceof Socket && socket.connecting) {
      const timer = setTimeout(() => socket.destroy(connectTimedOut()), ms);
      const clear = () => clearTimeout(timer);
      socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', clear).once('close', clear);
    }
    return socket;
  };
  return agent;
}

/** Through a proxy the connection stands when the request is given its socket: name, proxy and TLS included. */
function withTunnelLimit(agent: ProxyAgent, ms: number): ProxyAgent {
  const createSocket = agent.createSocket.bind(agent);
  agent.createSocket = (request, options, done) => {
    const timer = setTimeout(() => request.destroy(connectTimedOut()), ms);
    const clear = () => clearTimeout(timer);
    request.once('socket', clear).once('close', clear);
    createSocket(request, options, done);
  };
  return agent;
}

/** `NO_PROXY`: `*`, a host, or the end of one (`.example.com`, `example.com`). */
export function bypasses(host: string, noProxy: string | undefined): boolean {
  return (noProxy ?? '')
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map((entry) => entry.replace(/^\*?\./, '').replace(/:\d+$/, ''))
    .some((entry) => entry === '*' || host === entry || host.endsWith(`.${entry}`));
}
