import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { Secret } from '../kernel/secret.ts';
import {
  type CallFacts,
  problemOf,
  problemOfFailure,
  retryAfterMs,
  unreadable,
  wireCodeOf,
} from './errors.ts';
import { type Json, parseJson } from './json.ts';
import { canonicalQuery, sign, type Unsigned } from './signer.ts';
import type { Transport } from './transport.ts';

/** How calls prove whose they are: signed with keys (recommended), or with the token of an IAM user. */
export type Credentials =
  | {
      readonly kind: 'aksk';
      readonly ak: string;
      readonly sk: Secret;
      readonly domainId?: string | undefined;
    }
  | {
      readonly kind: 'token';
      readonly userName: string;
      readonly password: Secret;
      readonly domainName: string;
    };

interface Authorized {
  readonly requestTarget: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Authority {
  authorize(request: Unsigned): Promise<Result<Authorized>>;
  /** Called after a 401. `true`: another try may go better. */
  renew(): boolean;
  /** The account the credentials belong to. Asks IAM once when it was not given. */
  domainId(): Promise<Result<string>>;
}

export interface AuthorityOptions {
  readonly iamEndpoint: string;
  readonly transport: Transport;
  readonly clock: Clock;
}

export const openAuthority = (credentials: Credentials, options: AuthorityOptions): Authority =>
  credentials.kind === 'aksk' ? keyAuthority(credentials, options) : tokenAuthority(credentials, options);

function keyAuthority(
  keys: Credentials & { kind: 'aksk' },
  { iamEndpoint, transport, clock }: AuthorityOptions,
): Authority {
  const authorize = (request: Unsigned): Authorized => {
    const { ak, sk, domainId } = keys;
    const headers = { ...request.headers, ...(domainId === undefined ? {} : { 'X-Domain-Id': domainId }) };
    const signed = sign({ ...request, headers }, { ak, sk: sk.reveal() }, clock.now());
    return {
      requestTarget: signed.requestTarget,
      headers: { ...headers, ...signed.addedHeaders, Authorization: signed.authorization },
    };
  };

  const lookUp = async (): Promise<Result<string>> => {
    const path = '/v3/auth/domains';
    const { host } = new URL(iamEndpoint);
    const { headers } = authorize({ method: 'GET', host, path, query: [], headers: {}, body: '' });
    const answer = await askIam(
      transport,
      clock,
      { method: 'GET', url: iamEndpoint + path, headers, body: '' },
      'IAM domains',
    );
    if (!answer.ok) return answer;
    const domain = domainsAnswer.safeParse(answer.value.body);
    return domain.success
      ? ok(domain.data.domains[0].id)
      : fail(unreadable(iamCall('IAM domains', host), 'domains'));
  };

  return {
    authorize: (request) => Promise.resolve(ok(authorize(request))),
    renew: () => false,
    domainId: keys.domainId === undefined ? once(lookUp) : () => Promise.resolve(ok(keys.domainId ?? '')),
  };
}

const domainsAnswer = z.object({ domains: z.tuple([z.object({ id: z.string() })]).rest(z.unknown()) });

interface Token {
  readonly text: string;
  readonly domainId: string;
  readonly expiresAt: number;
}

/** A token lives 24 hours; a new one is fetched in the last of them while the old one still serves. */
const renewAheadMs = 60 * 60_000;

function tokenAuthority(
  user: Credentials & { kind: 'token' },
  { iamEndpoint, transport, clock }: AuthorityOptions,
): Authority {
  const fetchToken = async (): Promise<Result<Token>> => {
    const domain = { name: user.domainName };
    const body = JSON.stringify({
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: user.userName, password: user.password.reveal(), domain } },
        },
        scope: { domain },
      },
    });
    const url = `${iamEndpoint}/v3/auth/tokens?nocatalog=true`;
    const headers = { 'Content-Type': 'application/json;charset=utf8' };
    const answer = await askIam(transport, clock, { method: 'POST', url, headers, body }, 'IAM token');
    if (!answer.ok) return answer;
    const told = tokenAnswer.safeParse(answer.value.body);
    const text = answer.value.header('x-subject-token');
    if (!told.success || text === undefined) {
      return fail(unreadable(iamCall('IAM token', new URL(url).host), 'token'));
    }
    const { expires_at, user: owner } = told.data.token;
    return ok({ text, domainId: owner.domain.id, expiresAt: Date.parse(expires_at) });
  };

  let current: Token | undefined;
  let underWay: Promise<Result<Token>> | undefined;
  const fetchOnce = (): Promise<Result<Token>> => {
    underWay ??= fetchToken()
      .then((result) => {
        if (result.ok) current = result.value;
        return result;
      })
      .finally(() => (underWay = undefined));
    return underWay;
  };
  const token = async (): Promise<Result<Token>> => {
    const left = current === undefined ? 0 : current.expiresAt - clock.now().getTime();
    if (current === undefined || left <= 0) return fetchOnce();
    if (left < renewAheadMs) void fetchOnce();
    return ok(current);
  };

  return {
    async authorize(request) {
      const held = await token();
      if (!held.ok) return held;
      const query = canonicalQuery(request.query);
      return ok({
        requestTarget: query === '' ? request.path : `${request.path}?${query}`,
        headers: { ...request.headers, 'X-Auth-Token': held.value.text },
      });
    },
    renew() {
      current = undefined;
      return true;
    },
    async domainId() {
      const held = await token();
      return held.ok ? ok(held.value.domainId) : held;
    },
  };
}

const tokenAnswer = z.object({
  token: z.object({
    expires_at: z.iso.datetime({ offset: true }),
    user: z.object({ domain: z.object({ id: z.string() }) }),
  }),
});

const iamCall = (operation: string, host: string): CallFacts => ({ operation, host, reads: true });

async function askIam(
  transport: Transport,
  clock: Clock,
  request: { method: string; url: string; headers: Readonly<Record<string, string>>; body: string },
  operation: string,
): Promise<Result<{ readonly body: Json; header(name: string): string | undefined }>> {
  const call = iamCall(operation, new URL(request.url).host);
  const answer = await transport.send(request);
  if ('failure' in answer) return fail(problemOfFailure(call, answer, transport));
  let body: Json | undefined;
  try {
    body = parseJson(answer.body);
  } catch {
    body = undefined;
  }
  if (answer.status >= 300) {
    return fail(
      problemOf(call, {
        status: answer.status,
        code: wireCodeOf(body),
        requestId: answer.header('x-request-id'),
        retryAfterMs: retryAfterMs(answer.header('retry-after'), clock.now()),
      }),
    );
  }
  if (body === undefined) return fail(unreadable(call, 'JSON'));
  return ok({ body, header: (name) => answer.header(name) });
}

/** The first success is kept; callers who come meanwhile share the question. */
function once<T>(ask: () => Promise<Result<T>>): () => Promise<Result<T>> {
  let asked: Promise<Result<T>> | undefined;
  return () => {
    asked ??= ask().then((result) => {
      if (!result.ok) asked = undefined;
      return result;
    });
    return asked;
  };
}
