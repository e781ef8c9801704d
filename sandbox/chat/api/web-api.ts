import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Response } from 'node-fetch';
import { answerBot, type Counter, type Refusals } from '../../wire/answer-bot.ts';
import type { Switchboard } from '../../wire/faults.ts';
import { json, readText } from '../../wire/http.ts';
import { fileUrl, mimeType, readFile, receiveFile } from '../state/files.ts';
import { record, type World } from '../state/world.ts';
import { chatMethods } from './chat.ts';
import { directoryMethods } from './directory.ts';
import { fileMethods } from './files.ts';
import { type Answer, type Method, no } from './method.ts';
import { reply } from './reply.ts';
import { viewMethods } from './views.ts';

/** Everything the bot may call: the Web API, its reply addresses, and the place its files go. */

export interface ApiSettings {
  readonly botToken: string;
  readonly appToken: string;
  /** Where Socket Mode connects. */
  readonly socketUrl: () => string;
}

const methods: Readonly<Record<string, Method>> = {
  ...chatMethods,
  ...viewMethods,
  ...fileMethods,
  ...directoryMethods,
};

const openSocket = (settings: ApiSettings): Method => ({
  appLevel: true,
  run: () => ({ ok: true, url: settings.socketUrl() }),
});

function readArguments(request: IncomingMessage, body: string): Record<string, unknown> {
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const given: Record<string, unknown> = Object.fromEntries(query);
  if (request.headers['content-type']?.includes('json')) {
    const parsed: unknown = body === '' ? {} : JSON.parse(body);
    return { ...given, ...(typeof parsed === 'object' ? parsed : {}) };
  }
  return { ...given, ...Object.fromEntries(new URLSearchParams(body)) };
}

function tokenFault(method: Method, settings: ApiSettings, token: string | undefined): string | undefined {
  if (!token) return 'not_authed';
  const wanted = method.appLevel ? settings.appToken : settings.botToken;
  if (token === wanted) return undefined;
  return token === settings.appToken || token === settings.botToken
    ? 'not_allowed_token_type'
    : 'invalid_auth';
}

async function call(
  world: World,
  settings: ApiSettings,
  name: string,
  request: IncomingMessage,
  body: string,
): Promise<Answer> {
  const method = name === 'apps.connections.open' ? openSocket(settings) : methods[name];
  if (!method) return no('unknown_method');
  let args: Record<string, unknown>;
  try {
    args = readArguments(request, body);
  } catch {
    return no('invalid_json');
  }
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const fault = tokenFault(method, settings, bearer ?? (args['token'] as string | undefined));
  return fault === undefined ? method.run(world, args) : no(fault);
}

const refusals: Refusals = {
  ratelimited: ({ retryAfter }) => ({
    ...json({ ok: false, error: 'ratelimited' }, 429),
    headers: { 'retry-after': String(retryAfter) },
  }),
  error: ({ error }, call) => json({ ok: false, error }, call.name === 'response_url' ? 404 : 200),
  noBlock: () =>
    json({
      ok: false,
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] unsupported type: a block this workspace does not have yet'] },
    }),
};

/** True when the path was one of ours. */
export async function serveApi(
  world: World,
  faults: Switchboard,
  settings: ApiSettings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const [, first = '', second = '', third = ''] = new URL(
    request.url ?? '/',
    'http://localhost',
  ).pathname.split('/');
  const counter: Counter = {
    now: world.now,
    faults,
    refusals,
    record: (entry) => record(world, entry),
  };
  if (first === 'api') {
    const body = await readText(request);
    await answerBot(counter, {
      name: second,
      request,
      response,
      body,
      note: request.headers['content-type']?.split(';')[0] ?? '',
      run: async () => json(await call(world, settings, second, request, body)),
    });
    return true;
  }
  if (first === 'commands' || first === 'actions') {
    const body = await readText(request);
    await answerBot(counter, {
      name: 'response_url',
      request,
      response,
      body,
      note: `use ${(world.replyAddresses.get(third)?.uses ?? 0) + 1} of 5`,
      run: () => {
        const { status, text } = reply(world, third, parsed(body));
        return Promise.resolve({ status, body: text });
      },
    });
    return true;
  }
  if (first === 'upload') {
    await answerBot(counter, {
      name: 'upload',
      request,
      response,
      body: '',
      note: `${request.headers['content-length'] ?? '?'} bytes`,
      run: () => upload(world, third, request),
    });
    return true;
  }
  if (first === 'files') {
    await download(world, second, response);
    return true;
  }
  return false;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

async function upload(world: World, id: string, request: IncomingMessage) {
  const file = world.files.get(id);
  if (!file || file.uploaded) return { status: 404, body: 'no such upload' };
  const content = await uploadedContent(request);
  return content && (await receiveFile(world, file, content))
    ? { status: 200, body: `OK - ${file.bytes}` }
    : { status: 400, body: 'the bytes do not fit the announced length' };
}

/** The bytes themselves, or the first file of a multipart form, as Slack takes both. */
async function uploadedContent(request: IncomingMessage): Promise<Readable | undefined> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return request;
  const form = await new Response(request, { headers: { 'content-type': type } }).formData();
  for (const [, part] of form) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : Buffer.from(await part.arrayBuffer());
    return Readable.from([bytes]);
  }
  return undefined;
}

async function download(world: World, id: string, response: ServerResponse): Promise<void> {
  const file = world.files.get(id);
  if (!file?.uploaded) {
    response.writeHead(404).end();
    return;
  }
  const name = fileUrl(world, file).split('/').at(-1) ?? 'file';
  response.writeHead(200, {
    'content-type': mimeType(file),
    'content-length': file.bytes,
    'content-disposition': `${mimeType(file).startsWith('image/') ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  // Whoever stops a download half-way has a reason.
  await pipeline(readFile(world, file), response).catch(() => undefined);
}
