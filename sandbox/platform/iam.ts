import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Reply, json } from './reply.ts';

/** The identity service: passwords for tokens, keys for the account's id. Judged by real time, as callers do. */
export interface Identity {
  readonly domainId: string;
  readonly domainName: string;
  readonly user: string;
  readonly password: string;
}

export interface Iam {
  /** Answers `POST /v3/auth/tokens`. */
  issue(body: Uint8Array): Reply;
  /** Answers `GET /v3/auth/domains`. */
  domains(): Reply;
  /** Why a token is not good, or undefined. */
  refuseToken(token: string): string | undefined;
  /** Ends every token, as a change of password does. */
  endTokens(): void;
}

const lifetime = 24 * 3_600_000;

const request = z.object({
  auth: z.object({
    identity: z.object({
      methods: z.array(z.string()),
      password: z
        .object({
          user: z.object({
            name: z.string(),
            password: z.string(),
            domain: z.object({ name: z.string() }),
          }),
        })
        .optional(),
    }),
    scope: z.object({ domain: z.object({ name: z.string().optional(), id: z.string().optional() }) }),
  }),
});

const refusal = (status: number, title: string, message: string): Reply =>
  json(status, { error: { code: status, message, title } });

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}

export function openIam(identity: Identity): Iam {
  const expiry = new Map<string, number>();
  return {
    issue: (body) => {
      const read = request.safeParse(parsed(body));
      if (!read.success) return refusal(400, 'Bad Request', 'The request body is invalid.');
      const { methods, password } = read.data.auth.identity;
      if (methods.join() !== 'password')
        return refusal(403, 'Forbidden', 'The practice world knows the password method only.');
      const user = password?.user;
      if (
        user?.name !== identity.user ||
        user.password !== identity.password ||
        user.domain.name !== identity.domainName
      )
        return refusal(401, 'Unauthorized', 'The username or password is wrong.');
      const token = `MII${randomBytes(96).toString('base64url')}`;
      const expires = Date.now() + lifetime;
      expiry.set(token, expires);
      return json(
        201,
        {
          token: {
            expires_at: new Date(expires).toISOString(),
            issued_at: new Date().toISOString(),
            methods: ['password'],
            domain: { id: identity.domainId, name: identity.domainName },
            user: { name: identity.user, domain: { id: identity.domainId, name: identity.domainName } },
          },
        },
        { 'X-Subject-Token': token },
      );
    },
    domains: () =>
      json(200, {
        domains: [{ id: identity.domainId, name: identity.domainName, enabled: true, description: '' }],
        links: { self: '/v3/auth/domains', previous: null, next: null },
      }),
    refuseToken: (token) => {
      const expires = expiry.get(token);
      return expires !== undefined && expires > Date.now()
        ? undefined
        : 'Incorrect IAM authentication information: the token must be updated';
    },
    endTokens: () => expiry.clear(),
  };
}
