import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { Site } from '../../src/kernel/site.ts';
import { callBook } from './calls.ts';
import { platformClock } from './clock.ts';
import { loadContract } from './contract.ts';
import { type Control, answerControl, makeControl } from './control.ts';
import { type Outcome, type Parts, exchange } from './exchange.ts';
import { faultSwitches } from './faults.ts';
import { openIam } from './iam.ts';
import { hash, hexId } from './random.ts';
import { type Reply, gatewayFailure } from './reply.ts';
import type { Received } from './signature.ts';
import { createWorld } from './world.ts';

export interface PlatformOptions {
  /** 0 (default): a free one. */
  readonly port?: number;
  readonly seed?: number;
  readonly customers?: number;
  /** Detail lines of the biggest customer in each whole month; the others have fewer. */
  readonly billLines?: number;
  /** Requests per second and operation; 0: no limit; absent: as documented, mostly 10. */
  readonly rate?: number;
  readonly site?: Site;
  /** Milliseconds before each answer. */
  readonly latency?: number;
  /** The platform's today at the start; absent: today. */
  readonly now?: Date;
}

export const platformDefaults = { port: 0, seed: 1, customers: 40, billLines: 3000, latency: 0 } as const;

export interface Platform {
  readonly endpoint: string;
  readonly ak: string;
  readonly sk: string;
  readonly domainId: string;
  /** For token authentication. */
  readonly user: { readonly domainName: string; readonly name: string; readonly password: string };
  readonly control: Control;
  stop(): Promise<void>;
}

const largestBody = 12 * 1024 * 1024;

export async function startPlatform(options: PlatformOptions = {}): Promise<Platform> {
  const { port, seed, customers, billLines, latency } = { ...platformDefaults, ...options };
  const site = options.site ?? 'cn';
  const clock = platformClock(options.now);
  const world = createWorld({ seed, site, customers, billLines, today: clock.now() });
  const keys = {
    ak: `PRACTICE${hexId(12, seed, 'ak').toUpperCase()}`,
    sk: hexId(40, hash(seed, 'sk')),
  };
  const user = { domainName: world.domainName, name: 'desk', password: keys.sk };
  const iam = openIam({ ...user, domainId: world.domainId, user: user.name });
  const parts: Parts = {
    contract: await loadContract(site),
    world,
    keys,
    iam,
    clock,
    faults: faultSwitches(),
    calls: callBook(),
    rate: options.rate,
    latency,
  };
  const control = makeControl(parts);
  const answer = exchange(parts);

  const server = createServer((request, response) => {
    serve(request, response, answer, control).catch((error: unknown) => {
      console.error(error);
      request.socket.destroy();
    });
  });
  // Longer than callers keep idle connections, so that a reused one is never closed under them.
  server.keepAliveTimeout = 75_000;

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');

  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    ...keys,
    domainId: world.domainId,
    user,
    control,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (received: Received) => Promise<Outcome>,
  control: Control,
): Promise<void> {
  const { method = 'GET', url: target = '/' } = request;
  const body = await readBody(request);
  if (target.startsWith('/_control/')) {
    const reply = fromHere(request)
      ? answerControl(control, method, target.split('?')[0] ?? target, body ?? Buffer.alloc(0))
      : { status: 403, body: '{"error":"the switches answer to this machine only"}' };
    write(response, reply);
    return;
  }
  if (body === undefined) {
    write(response, gatewayFailure(413, 'APIGW.0201', 'The request body is larger than 12 MB', ''));
    return;
  }
  const outcome = await answer({ method, target, headers: headersOf(request), body });
  if (outcome === 'silence') return;
  if (outcome === 'reset') request.socket.resetAndDestroy();
  else write(response, outcome.reply, outcome.requestId);
}

/** A web page elsewhere can reach a loopback port through the browser; it cannot fake these headers. */
function fromHere({ headers }: IncomingMessage): boolean {
  const local = /^(https?:\/\/)?(127\.0\.0\.1|localhost)(:\d+)?$/;
  return local.test(headers.host ?? '') && (headers.origin === undefined || local.test(headers.origin));
}

/** Undefined when the body is larger than the gateway takes. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const { headers } = request;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined)
    return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size <= largestBody) chunks.push(bytes);
  }
  return size > largestBody ? undefined : Buffer.concat(chunks);
}

const headersOf = (request: IncomingMessage): Received['headers'] =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : value,
    ]),
  );

function write(response: ServerResponse, reply: Reply, requestId?: string): void {
  if (response.destroyed) return;
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
  response.writeHead(reply.status, {
    ...(body.length > 0 ? { 'Content-Type': 'application/json' } : {}),
    'Content-Length': body.length,
    ...(requestId === undefined ? {} : { 'X-Request-Id': requestId }),
    ...reply.headers,
  });
  response.end(body);
}
