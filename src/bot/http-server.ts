import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { newId } from '../kernel/ids.ts';
import type { Log } from '../kernel/log.ts';

/** Answers one request. What it throws or rejects with is logged, and the caller reads "500" and nothing else. */
export type Route = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** What the server answers, by path and method: `{ '/healthz': { GET: … } }`. Query strings are no part of a path. */
export type Routes = Readonly<Record<string, Readonly<Partial<Record<'GET' | 'POST', Route>>>>>;

export interface HttpServer {
  readonly port: number;
  /** Stops accepting, lets requests in flight finish, and cuts what is left at the deadline. */
  close(deadlineMs: number): Promise<void>;
}

export interface HttpServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly routes: Routes;
  readonly log: Log;
}

const limits = {
  /** Longer than a load balancer keeps an idle connection (60 s), so that we are never the one who closes first. */
  keepAliveTimeout: 65_000,
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  maxHeaderSize: 16_384,
  maxHeadersCount: 100,
} as const;

/** The one server of the bot: chat apps, health and downloads. */
export async function openHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { keepAliveTimeout, headersTimeout, requestTimeout, maxHeaderSize } = limits;
  const idOf = requestIds();
  let closing = false;
  const server = createServer(
    { keepAliveTimeout, headersTimeout, requestTimeout, maxHeaderSize },
    (request, response) => {
      const id = idOf(request);
      response.setHeader('x-request-id', id);
      if (closing) response.setHeader('connection', 'close');
      void answer(options, request, response, id);
    },
  );
  server.maxHeadersCount = limits.maxHeadersCount;
  const port = await listen(server, options.host, options.port);
  return {
    port,
    close: async (deadlineMs) => {
      closing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const cut = setTimeout(() => server.closeAllConnections(), deadlineMs);
      // A connection whose request ends only now would be kept alive, and the server with it.
      const sweep = setInterval(() => server.closeIdleConnections(), 50);
      await closed;
      clearTimeout(cut);
      clearInterval(sweep);
    },
  };
}

async function answer(
  { routes, log }: HttpServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
): Promise<void> {
  const path = pathOf(request);
  const methods = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (!methods) {
    refuse(response, 404);
    return;
  }
  const route = methods[request.method === 'POST' ? 'POST' : 'GET'];
  if (!route || (request.method !== 'GET' && request.method !== 'POST')) {
    response.setHeader('allow', Object.keys(methods).join(', '));
    refuse(response, 405);
    return;
  }
  try {
    await route(request, response);
  } catch (error) {
    log.error({ err: error, path, httpRequestId: id }, 'a route failed');
    if (response.headersSent) response.destroy();
    else refuse(response, 500);
  }
}

function refuse(response: ServerResponse, status: 404 | 405 | 500): void {
  response.writeHead(status).end();
}

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? '/';
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}

/** Ids of this process: its own mark and a number. */
function requestIds(): (request: IncomingMessage) => string {
  const mark = newId().slice(0, 8);
  let count = 0;
  return (request) => {
    const given = request.headers['x-request-id'];
    // One that came along is kept only if it is short and harmless: it goes into logs and back out in a header.
    if (typeof given === 'string' && /^[\w.-]{1,64}$/.test(given)) return given;
    count += 1;
    return `${mark}-${count}`;
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
