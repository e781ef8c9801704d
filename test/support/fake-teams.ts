import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export const appId = '5c1a9f6e-0000-4000-8000-00000000a001';
export const tenantId = '5c1a9f6e-0000-4000-8000-00000000b001';

/** A call that reached the connector or Graph. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Record<string, unknown>;
}

interface Reply {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Record<string, string>;
}

/** Microsoft's side on one port: keys, sign-in, connector, Graph and OneDrive. It takes notes. */
export interface FakeTeams {
  readonly url: string;
  readonly serviceUrl: string;
  readonly openIdMetadataUrl: string;
  readonly tokenEndpoint: string;
  readonly graphEndpoint: string;
  readonly calls: Call[];
  readonly uploads: { readonly range: string | undefined; readonly bytes: number }[];
  /** Groups by person. */
  readonly groups: Map<string, readonly string[]>;
  /** Answers the next calls whose path fits, in this order, before the usual is answered. */
  on(path: RegExp, ...replies: readonly Reply[]): void;
  /** A token as Teams' own, changed as asked. */
  token(claims?: Record<string, unknown>, by?: 'teams' | 'somebody'): string;
  close(): Promise<void>;
}

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2_048 });
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function openFakeTeams(): Promise<FakeTeams> {
  const keys = { teams: rsa(), somebody: rsa() };
  const kid = randomUUID();
  const calls: Call[] = [];
  const uploads: { range: string | undefined; bytes: number }[] = [];
  const groups = new Map<string, readonly string[]>();
  const planned: { path: RegExp; reply: Reply }[] = [];
  let count = 0;

  const usual = (path: string, body: Record<string, unknown>): Reply => {
    if (path === '/keys') {
      const key = keys.teams.publicKey.export({ format: 'jwk' });
      return { status: 200, body: { keys: [{ ...key, kid, use: 'sig', endorsements: ['msteams'] }] } };
    }
    if (path === '/openid')
      return { status: 200, body: { issuer: 'https://api.botframework.com', jwks_uri: `${url()}/keys` } };
    if (path === '/token') return { status: 200, body: { access_token: 'bot-token', expires_in: 3_600 } };
    const [, person] = /^\/graph\/v1.0\/users\/([^/]+)\/checkMemberGroups$/.exec(path) ?? [];
    if (person !== undefined) {
      const asked = Array.isArray(body['groupIds']) ? body['groupIds'] : [];
      return { status: 200, body: { value: (groups.get(person) ?? []).filter((id) => asked.includes(id)) } };
    }
    count += 1;
    return {
      status: 201,
      body: { id: path === '/connector/v3/conversations' ? `a:chat-${count}` : `m${count}` },
    };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const path = decodeURIComponent(request.url ?? '/');
    const raw = Buffer.concat(await request.toArray());
    if (path.startsWith('/onedrive')) {
      uploads.push({ range: request.headers['content-range'], bytes: raw.length });
      response.writeHead(201).end('{}');
      return;
    }
    const isForm = request.headers['content-type']?.includes('form-urlencoded') ?? false;
    const body = isForm
      ? Object.fromEntries(new URLSearchParams(raw.toString()))
      : (JSON.parse(raw.toString() || '{}') as Record<string, unknown>);
    const { authorization } = request.headers;
    calls.push({ method: request.method ?? '', path, authorization, body });
    const at = planned.findIndex((plan) => plan.path.test(path));
    const reply = at < 0 ? usual(path, body) : (planned.splice(at, 1)[0]?.reply ?? { status: 500 });
    response
      .writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
      .end(JSON.stringify(reply.body ?? {}));
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = () => {
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  };
  const serviceUrl = `${url()}/connector/`;

  return {
    url: url(),
    serviceUrl,
    openIdMetadataUrl: `${url()}/openid`,
    tokenEndpoint: `${url()}/token`,
    graphEndpoint: `${url()}/graph/v1.0/`,
    calls,
    uploads,
    groups,
    on: (path, ...replies) => planned.push(...replies.map((reply) => ({ path, reply }))),
    token: (claims = {}, by = 'teams') => {
      const now = Math.floor(Date.now() / 1_000);
      const payload = {
        iss: 'https://api.botframework.com',
        aud: appId,
        nbf: now - 10,
        exp: now + 3_600,
        serviceurl: serviceUrl,
        ...claims,
      };
      const text = `${base64({ alg: 'RS256', typ: 'JWT', kid })}.${base64(payload)}`;
      const signature = createSign('RSA-SHA256').update(text).sign(keys[by].privateKey).toString('base64url');
      return `Bearer ${text}.${signature}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
