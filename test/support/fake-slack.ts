import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

export interface SlackCall {
  readonly method: string;
  /** Form fields; those that hold JSON are parsed. */
  readonly args: Readonly<Record<string, unknown>>;
}

export interface SlackAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | string;
  /** Takes the call and breaks the connection. */
  readonly hangUp?: boolean;
}

export interface FakeSlack {
  readonly apiUrl: string;
  readonly replyUrl: string;
  readonly calls: SlackCall[];
  /** JSON posted to reply addresses. */
  readonly replies: Readonly<Record<string, unknown>>[];
  readonly uploads: { readonly bytes: number; readonly contentLength: string | undefined }[];
  of(method: string): SlackCall[];
  /** Answers a method (`reply`: a reply address; `upload`: an upload) from now on; undefined falls back to the usual. */
  on(method: string, answer: (call: SlackCall, times: number) => SlackAnswer | undefined): void;
  /** Resolves when something is true. */
  until(what: () => boolean): Promise<void>;
  /** Socket Mode connections that are open. */
  readonly sockets: ReadonlySet<WebSocket>;
  reset(): void;
  close(): Promise<void>;
}

export const team = { id: 'T1', domain: 'acme' } as const;
const bot = { id: 'B1', userId: 'UBOT' } as const;

/** A Slack that notes what it is told and answers as the real one does when all is well. */
export async function openFakeSlack(): Promise<FakeSlack> {
  const calls: SlackCall[] = [];
  const replies: Readonly<Record<string, unknown>>[] = [];
  const uploads: { bytes: number; contentLength: string | undefined }[] = [];
  const answers = new Map<string, (call: SlackCall, times: number) => SlackAnswer | undefined>();
  const times = new Map<string, number>();
  const connections = new Set<Socket>();
  let url = '';
  let messages = 0;

  const usual = (method: string, { args }: SlackCall): SlackAnswer => {
    const yes = (more: object = {}): SlackAnswer => ({ body: { ok: true, ...more } });
    switch (method) {
      case 'auth.test':
        return yes({ team_id: team.id, bot_id: bot.id, user_id: bot.userId });
      case 'users.info':
        return yes({ user: { id: args['user'], real_name: 'Ann', locale: 'en-US', tz: 'Europe/Berlin' } });
      case 'usergroups.users.list':
        return yes({ users: [] });
      case 'chat.postMessage': {
        const channel = String(args['channel']);
        messages += 1;
        return yes({
          channel: channel.startsWith('U') ? `D${channel}` : channel,
          ts: `1700000000.${messages}`,
        });
      }
      case 'files.getUploadURLExternal':
        return yes({ upload_url: `${url}/upload`, file_id: 'F1' });
      case 'files.info':
        return yes({ file: { id: args['file'] } });
      case 'apps.connections.open':
        return yes({ url: `${url.replace('http', 'ws')}/socket` });
      case 'reply':
        return { body: 'ok' };
      case 'upload':
        return { body: 'OK' };
      default:
        return yes();
    }
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '';
    const { bytes, text } = await bodyOf(request, path === '/upload');
    const method = path.startsWith('/api/')
      ? path.slice('/api/'.length)
      : (path.slice(1).split('/')[0] ?? '');
    const args = method === 'upload' ? {} : argsOf(request, text);
    const call = { method, args };
    if (method === 'reply') replies.push(args);
    else if (method === 'upload') uploads.push({ bytes, contentLength: request.headers['content-length'] });
    else calls.push(call);
    const time = (times.get(method) ?? 0) + 1;
    times.set(method, time);
    const answer = answers.get(method)?.(call, time) ?? usual(method, call);
    if (answer.hangUp) request.socket.destroy();
    else {
      const { body = '' } = answer;
      response.writeHead(answer.status ?? 200, {
        'content-type': typeof body === 'string' ? 'text/plain' : 'application/json',
        ...answer.headers,
      });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    }
  };

  const server: Server = createServer((request, response) => void handle(request, response));
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
  });
  const webSockets = new WebSocketServer({ server, path: '/socket' });
  webSockets.on('connection', (socket) => {
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  url = `http://127.0.0.1:${address.port}`;

  return {
    apiUrl: `${url}/api/`,
    replyUrl: `${url}/reply/1`,
    calls,
    replies,
    uploads,
    sockets: webSockets.clients,
    of: (method) => calls.filter((call) => call.method === method),
    on: (method, answer) => {
      answers.set(method, answer);
      times.delete(method);
    },
    until: (what) =>
      new Promise((resolve, reject) => {
        const deadline = Date.now() + 8_000;
        const look = () => {
          if (what()) resolve();
          else if (Date.now() < deadline) setTimeout(look, 5);
          else {
            const seen = [...calls.map(({ method }) => method), ...replies.map(() => 'reply')].join(', ');
            reject(new Error(`it did not happen; Slack was told: ${seen}`));
          }
        };
        look();
      }),
    reset: () => {
      calls.length = 0;
      replies.length = 0;
      uploads.length = 0;
      answers.clear();
      times.clear();
    },
    close: async () => {
      for (const socket of webSockets.clients) socket.terminate();
      webSockets.close();
      for (const socket of connections) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function bodyOf(
  request: IncomingMessage,
  countOnly: boolean,
): Promise<{ bytes: number; text: string }> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (!countOnly) chunks.push(chunk);
  }
  return { bytes, text: Buffer.concat(chunks).toString() };
}

function argsOf(request: IncomingMessage, text: string): Readonly<Record<string, unknown>> {
  if (request.headers['content-type']?.includes('json')) return JSON.parse(text) as Record<string, unknown>;
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([name, value]) => [
      name,
      /^[[{]/.test(value) ? parsed(value) : value,
    ]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
