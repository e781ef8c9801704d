import { createHash, createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { isObject } from '../check.ts';

/** A caller with its own signing, written from the documents apart from the platform's verifier and from the bot's signer. */
export interface Caller {
  readonly endpoint: string;
  readonly ak: string;
  readonly sk: string;
}

export interface CallOptions {
  readonly method?: string;
  readonly query?: Query;
  /** An object is sent as JSON; text as it stands. */
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly date?: Date;
  /** Sends no signature at all. */
  readonly unsigned?: boolean;
  readonly signal?: AbortSignal;
}

export type Query = readonly (readonly [name: string, value: string | number])[];

export interface CallAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly json: unknown;
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

const escape = (text: string) =>
  Array.from(Buffer.from(text, 'utf8'), (byte) => {
    const char = String.fromCharCode(byte);
    return /[\w.~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const queryText = (query: Query) =>
  query
    .map(([name, value]) => [name, String(value)] as const)
    .sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
    .map(([name, value]) => `${escape(name)}=${escape(value)}`)
    .join('&');

const stamp = (date: Date) => `${date.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** The Authorization header for a request whose headers, by lower-case name, are all signed. */
function authorization(
  keys: Pick<Caller, 'ak' | 'sk'>,
  given: {
    readonly method: string;
    readonly path: string;
    readonly query: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  },
): string {
  const names = Object.keys(given.headers).sort();
  const path = given.path.split('/').map(escape).join('/');
  const canonical = [
    given.method,
    path.endsWith('/') ? path : `${path}/`,
    given.query,
    ...names.map((name) => `${name}:${given.headers[name]?.trim() ?? ''}`),
    '',
    names.join(';'),
    given.body === '' ? sha256('') : (given.headers['x-sdk-content-sha256'] ?? sha256(given.body)),
  ].join('\n');
  const toSign = `SDK-HMAC-SHA256\n${given.headers['x-sdk-date'] ?? ''}\n${sha256(canonical)}`;
  const signature = createHmac('sha256', keys.sk).update(toSign).digest('hex');
  return `SDK-HMAC-SHA256 Access=${keys.ak}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
}

const agent = new Agent({ keepAlive: true });

export async function call(caller: Caller, path: string, options: CallOptions = {}): Promise<CallAnswer> {
  const { host, hostname, port } = new URL(caller.endpoint);
  const body = typeof options.body === 'object' ? JSON.stringify(options.body) : (options.body ?? '');
  const method = options.method ?? (options.body === undefined ? 'GET' : 'POST');
  const query = queryText(options.query ?? []);
  const signed: Record<string, string> = {
    host,
    'content-type': 'application/json',
    'x-sdk-date': stamp(options.date ?? new Date()),
    ...options.headers,
  };
  const headers: Record<string, string> = options.unsigned
    ? signed
    : { ...signed, authorization: authorization(caller, { method, path, query, headers: signed, body }) };
  return new Promise((resolve, reject) => {
    const { signal } = options;
    const sent = request(
      {
        hostname,
        port,
        agent,
        method,
        path: query === '' ? encodeURI(path) : `${encodeURI(path)}?${query}`,
        headers: {
          ...headers,
          ...(body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        },
        ...(signal ? { signal } : {}),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parse(text) });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A member of an answer by name. */
export const member = (answer: CallAnswer, name: string): unknown =>
  isObject(answer.json) ? answer.json[name] : undefined;

/** The rows of a list in an answer. */
export function rowsIn(answer: CallAnswer, list: string): readonly Record<string, unknown>[] {
  const rows = member(answer, list);
  if (!Array.isArray(rows)) throw new Error(`no ${list} in ${answer.status} ${answer.text.slice(0, 300)}`);
  return rows.filter(isObject);
}

/** All rows of a list, page by page. */
export async function allRows(
  caller: Caller,
  path: string,
  list: string,
  ask: { readonly query?: Query; readonly body?: object; readonly limit?: number } = {},
): Promise<readonly Record<string, unknown>[]> {
  const limit = ask.limit ?? 100;
  const rows: Record<string, unknown>[] = [];
  for (let offset = 0; ; offset += limit) {
    const answer = ask.body
      ? await call(caller, path, { body: { ...ask.body, offset, limit } })
      : await call(caller, path, {
          query: [...(ask.query ?? []), ['offset', offset], ['limit', limit]],
        });
    const page = rowsIn(answer, list);
    rows.push(...page);
    if (page.length < limit) return rows;
  }
}
