import { describe, expect, test } from 'vitest';
import { virtualClock } from '../../test/support/clock.ts';
import { Secret } from '../kernel/secret.ts';
import { openAuthority } from './authority.ts';
import type { Transport, WireAnswer, WireRequest } from './transport.ts';

const unsigned = {
  method: 'GET',
  host: 'bss.example',
  path: '/v2/a',
  query: [['b', '1']] as const,
  headers: { 'Content-Type': 'application/json' },
  body: '',
};
const iamEndpoint = 'https://iam.example';
const user = { kind: 'token', userName: 'desk', password: new Secret('pw'), domainName: 'partner' } as const;

function iam(answer: (request: WireRequest, count: number) => Partial<WireAnswer>) {
  const clock = virtualClock('2026-11-23T10:00:00Z');
  const asked: WireRequest[] = [];
  const transport: Transport = {
    totalMs: 1,
    maxBytes: 1,
    close: () => undefined,
    send: async (request) => {
      asked.push(request);
      const count = asked.length;
      await Promise.resolve();
      return { status: 200, header: () => undefined, body: '{}', ...answer(request, count) };
    },
  };
  return { clock, asked, options: { iamEndpoint, transport, clock } };
}

/** A token for an hour and a half, so that the last hour of it begins soon. */
const tokens = () => {
  const made = iam((_request, count) => ({
    status: 201,
    header: (name) => (name === 'x-subject-token' ? `token-${count}` : undefined),
    body: JSON.stringify({
      token: {
        expires_at: new Date(made.clock.now().getTime() + 90 * 60_000).toISOString(),
        user: { domain: { id: 'd1' } },
      },
    }),
  }));
  return made;
};

const tokenOf = async (authority: ReturnType<typeof openAuthority>): Promise<string | undefined> => {
  const authorized = await authority.authorize(unsigned);
  return authorized.ok ? authorized.value.headers['X-Auth-Token'] : authorized.problem.code;
};

describe('signing with keys', () => {
  test('the account is named only when it is known', async () => {
    const { options } = iam(() => ({}));
    const keys = { kind: 'aksk', ak: 'AK', sk: new Secret('SK') } as const;
    const plain = await openAuthority(keys, options).authorize(unsigned);
    expect(plain).toMatchObject({ value: { requestTarget: '/v2/a?b=1' } });
    expect(JSON.stringify(plain)).not.toContain('Domain');
    const named = await openAuthority({ ...keys, domainId: 'd1' }, options).authorize(unsigned);
    expect(named).toMatchObject({
      value: {
        headers: {
          'X-Domain-Id': 'd1',
          Authorization: expect.stringContaining('x-domain-id;x-sdk-date') as string,
        },
      },
    });
  });

  test('the account is looked up once, with a signature of its own, and a failure is not kept', async () => {
    const { asked, options } = iam((_request, count) =>
      count === 1 ? { status: 500 } : { body: '{"domains":[{"id":"d7","name":"partner"}]}' },
    );
    const authority = openAuthority({ kind: 'aksk', ak: 'AK', sk: new Secret('SK') }, options);
    expect(await authority.domainId()).toMatchObject({ ok: false, problem: { code: 'platformDown' } });
    expect(await authority.domainId()).toEqual({ ok: true, value: 'd7' });
    expect(await authority.domainId()).toEqual({ ok: true, value: 'd7' });
    expect(asked.map(({ url }) => url)).toEqual([
      `${iamEndpoint}/v3/auth/domains`,
      `${iamEndpoint}/v3/auth/domains`,
    ]);
    expect(asked[1]?.headers['Authorization']).toMatch(/^SDK-HMAC-SHA256 Access=AK/);
  });
});

describe('tokens', () => {
  test('one token serves everybody who comes meanwhile and afterwards', async () => {
    const { asked, options } = tokens();
    const authority = openAuthority(user, options);
    const held = await Promise.all(Array.from({ length: 20 }, () => tokenOf(authority)));
    expect(new Set(held)).toEqual(new Set(['token-1']));
    expect(await tokenOf(authority)).toBe('token-1');
    expect(asked).toHaveLength(1);
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'desk', password: 'pw', domain: { name: 'partner' } } },
        },
        scope: { domain: { name: 'partner' } },
      },
    });
  });

  test('the next token is fetched while the old one still serves', async () => {
    const { asked, clock, options } = tokens();
    const authority = openAuthority(user, options);
    await tokenOf(authority);
    await clock.advance(31 * 60_000);
    expect(await tokenOf(authority)).toBe('token-1');
    await clock.advance(0);
    expect(await tokenOf(authority)).toBe('token-2');
    expect(asked).toHaveLength(2);
  });

  test('an ended token is not used, and after a refusal a new one is fetched', async () => {
    const { clock, options } = tokens();
    const authority = openAuthority(user, options);
    await tokenOf(authority);
    await clock.advance(91 * 60_000);
    expect(await tokenOf(authority)).toBe('token-2');
    expect(authority.renew()).toBe(true);
    expect(await tokenOf(authority)).toBe('token-3');
    expect(await authority.domainId()).toEqual({ ok: true, value: 'd1' });
  });

  test('a wrong password is a problem of the credentials and shows no secret', async () => {
    const { options } = iam(() => ({ status: 401, body: '{"error":{"code":401,"message":"pw"}}' }));
    const authorized = await openAuthority(user, options).authorize(unsigned);
    expect(authorized).toMatchObject({ ok: false, problem: { code: 'platformCredentials', retry: 'no' } });
    expect(JSON.stringify(authorized)).not.toContain('pw');
  });
});
