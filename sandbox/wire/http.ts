import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The little of HTTP that every server of the practice world needs. */

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const json = (value: unknown, status = 200): HttpAnswer => ({
  status,
  body: JSON.stringify(value),
  type: 'application/json; charset=utf-8',
});

/** Undefined when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const longestBody = 8 * 1024 * 1024;

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > longestBody) throw new RangeError('the body is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export const readText = async (request: IncomingMessage): Promise<string> =>
  (await readBytes(request)).toString('utf8');

export function write(response: ServerResponse, answer: HttpAnswer): void {
  response.writeHead(answer.status, {
    'content-type': answer.type ?? 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...answer.headers,
  });
  response.end(answer.body);
}

export const flatHeaders = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** A page elsewhere whose name was pointed at this machine must not act here. */
export const onThisMachine = (request: IncomingMessage): boolean =>
  /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(request.headers.host ?? '');

/** True when it was this one's to answer. */
export type Answering = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on loopback and asks each in turn; port 0 is a free one. */
export async function serve(
  answering: readonly Answering[],
  port: number,
  server: Server = createServer(),
): Promise<Listening> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    for (const one of answering) if (await one(request, response)) return;
    response.writeHead(404).end();
  };
  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
