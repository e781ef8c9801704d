import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Platform, startPlatform } from './platform.ts';
import { type Received, canonicalRequest, refuseSignature, stringToSign } from './signature.ts';
import { call, member } from './testing/client.ts';

interface Vector {
  readonly name: string;
  readonly ak: string;
  readonly sk: string;
  readonly date: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly sent: { readonly requestTarget: string; readonly addedHeaders: Readonly<Record<string, string>> };
  readonly canonicalRequest: string;
  readonly signedHeaders: string;
  readonly stringToSign: string;
  readonly authorization: string;
}

// The shape is asserted by using every field below.
const vectorsIn = (text: string): readonly Vector[] => (JSON.parse(text) as { vectors: Vector[] }).vectors;

const vectors = vectorsIn(
  readFileSync(new URL('../../contract/huawei/signing-vectors.json', import.meta.url), 'utf8'),
);

const received = (vector: Vector): Received => ({
  method: vector.method,
  target: vector.sent.requestTarget,
  headers: {
    ...Object.fromEntries(
      Object.entries({ ...vector.headers, ...vector.sent.addedHeaders }).map(([name, value]) => [
        name.toLowerCase(),
        value,
      ]),
    ),
    authorization: vector.authorization,
  },
  body: Buffer.from(vector.body, 'utf8'),
});

const momentOf = (vector: Vector) =>
  new Date(vector.date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

describe('a signature made by the vendor’s own signer', () => {
  test.each(vectors)('is recomputed byte for byte: $name', (vector) => {
    const canonical = canonicalRequest(received(vector), vector.signedHeaders.split(';'));
    expect(canonical).toBe(vector.canonicalRequest);
    expect(stringToSign(vector.date, canonical)).toBe(vector.stringToSign);
    expect(refuseSignature(received(vector), vector, momentOf(vector))).toBeUndefined();
  });

  test.each(vectors)('does not hold for other keys, other bytes or another day: $name', (vector) => {
    const good = received(vector);
    const now = momentOf(vector);
    expect(refuseSignature(good, { ...vector, sk: `${vector.sk}x` }, now)).toBe('verify aksk signature fail');
    expect(refuseSignature(good, { ...vector, ak: 'OTHER' }, now)).toMatch(/access key/);
    const other = { ...good, body: Buffer.from(`${vector.body} `) };
    expect(refuseSignature(other, vector, now)).toBe('verify aksk signature fail');
    expect(refuseSignature(good, vector, new Date(now.getTime() + 15 * 60_000))).toBeUndefined();
    expect(refuseSignature(good, vector, new Date(now.getTime() + 15 * 60_000 + 1000))).toMatch(/15 minutes/);
  });
});

describe('over the wire', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform({ rate: 0 });
  });
  afterAll(() => platform.stop());

  const path = '/v2/products/service-types';

  test('a signed request passes, with few or many headers signed', async () => {
    expect((await call(platform, path)).status).toBe(200);
    const headers = { 'x-domain-id': platform.domainId, 'x-language': 'en_US', 'x-note': ' padded ' };
    expect((await call(platform, path, { headers })).status).toBe(200);
  });

  test('query values with spaces, plus signs and Chinese are the ones that were signed', async () => {
    const answer = await call(platform, path, { query: [['service_type_name', '弹性 a+b&c=d/e~f*(g)']] });
    expect(answer.status).toBe(200);
    expect(member(answer, 'total_count')).toBe(0);
  });

  test('without a signature, or with a wrong key, the gateway answers 401 APIGW.0301 with its request id', async () => {
    const answers = [
      await call(platform, path, { unsigned: true }),
      await call({ ...platform, sk: 'wrong' }, path),
      await call({ ...platform, ak: 'WRONG' }, path),
      await call(platform, path, { date: new Date(Date.now() - 16 * 60_000) }),
      await call(platform, path, { date: new Date(Date.now() + 16 * 60_000) }),
      await call(platform, path, { unsigned: true, headers: { authorization: 'Basic abc' } }),
      await call(platform, path, { unsigned: true, headers: { 'x-auth-token': 'made-up' } }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.json).toMatchObject({
        error_code: 'APIGW.0301',
        request_id: answer.headers['x-request-id'],
      });
    }
  });

  test('a body that was not the signed one is refused, unless it was declared unsigned', async () => {
    const upload = '/v2/servicerequest/accessorys';
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const tampered = await call(platform, upload, {
      body: '--x--',
      headers: { ...headers, 'x-sdk-content-sha256': 'ab'.repeat(32) },
    });
    expect(tampered.status).toBe(401);
    const declared = await call(platform, upload, {
      body: '--x--',
      headers: { ...headers, 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' },
    });
    expect(declared.status).toBe(403);
    expect(declared.json).toMatchObject({ error_code: 'CBC.0151' });
  });

  test('another account’s id in X-Domain-Id is refused', async () => {
    const answer = await call(platform, path, {
      headers: { 'x-domain-id': 'ffffffffffffffffffffffffffffffff' },
    });
    expect(answer.status).toBe(403);
  });
});

describe('the identity service', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform();
  });
  afterAll(() => platform.stop());

  const login = (password: string) =>
    call(platform, '/v3/auth/tokens', {
      unsigned: true,
      body: {
        auth: {
          identity: {
            methods: ['password'],
            password: {
              user: {
                name: platform.user.name,
                password,
                domain: { name: platform.user.domainName },
              },
            },
          },
          scope: { domain: { name: platform.user.domainName } },
        },
      },
    });

  test('a password gives a token, the token opens the platform, and ending tokens closes it', async () => {
    const answer = await login(platform.user.password);
    expect(answer.status).toBe(201);
    const token = String(answer.headers['x-subject-token']);
    const asked = () =>
      call(platform, '/v2/products/service-types', { unsigned: true, headers: { 'x-auth-token': token } });
    expect((await asked()).status).toBe(200);
    platform.control.endTokens();
    expect((await asked()).status).toBe(401);
  });

  test('a wrong password and a foreign body are refused in the service’s own shape', async () => {
    const wrong = await login('guess');
    expect(wrong.status).toBe(401);
    expect(wrong.json).toMatchObject({ error: { code: 401, title: 'Unauthorized' } });
    expect((await call(platform, '/v3/auth/tokens', { unsigned: true, body: {} })).status).toBe(400);
  });

  test('a signed question for the account answers its id', async () => {
    const answer = await call(platform, '/v3/auth/domains');
    expect(member(answer, 'domains')).toMatchObject([{ id: platform.domainId }]);
    expect((await call(platform, '/v3/auth/domains', { unsigned: true })).status).toBe(401);
  });
});
