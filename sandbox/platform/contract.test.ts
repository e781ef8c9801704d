import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Site } from '../../src/kernel/site.ts';
import { modelFault } from './check.ts';
import { type Operation, type Spec, loadContract } from './contract.ts';
import { type Platform, startPlatform } from './platform.ts';
import { type CallAnswer, call } from './testing/client.ts';

/** A value that fits a spec, for asking operations whose answer does not depend on it. */
function sample(spec: Spec, operation: Operation, name: string): unknown {
  const [option] = spec.enum ?? [];
  if (option !== undefined) return option;
  switch (spec.type) {
    case 'string':
      if (spec.format === 'utc-datetime') return '2026-01-01T00:00:00Z';
      if (spec.format === 'date') return '2026-01-01';
      if (spec.format === 'year-month') return monthNow;
      return 'a1'.padEnd(spec.minLength ?? 2, 'a').slice(0, spec.maxLength ?? 64);
    case 'integer':
    case 'number':
      return Math.max(1, spec.min ?? 1);
    case 'boolean':
      return true;
    case 'object':
      return {};
    case 'array':
      return spec.items ? [sample(spec.items, operation, name)] : [];
    case 'ref':
      return sampleModel(spec.ref ?? '', operation);
  }
}

const monthNow = new Date().toISOString().slice(0, 7);

const sampleModel = (model: string, operation: Operation): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(operation.models[model]?.fields ?? {})
      .filter(([, spec]) => spec.required)
      .map(([name, spec]) => [name, sample(spec, operation, name)]),
  );

function ask(platform: Platform, operation: Operation): Promise<CallAnswer> {
  const path = operation.path
    .replace('{domain_id}', platform.domainId)
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      const param = operation.pathParams.find((p) => p.name === name);
      return String(param ? sample(param, operation, name) : 'a1');
    });
  const query = operation.queryParams
    .filter((param) => param.required)
    .flatMap((param) => {
      const value = sample(param, operation, param.name);
      return (Array.isArray(value) ? value : [value]).map((one) => [param.name, String(one)] as const);
    });
  const multipart = operation.contentType === 'multipart/form-data';
  return call(platform, path, {
    method: operation.method,
    query,
    headers: {
      ...(multipart
        ? { 'content-type': 'multipart/form-data; boundary=x', 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' }
        : {}),
      ...Object.fromEntries(
        operation.headerParams
          .filter((param) => param.required)
          .map((param) => [param.name.toLowerCase(), String(sample(param, operation, param.name))]),
      ),
    },
    ...(operation.body === null
      ? {}
      : { body: multipart ? '--x--' : sampleModel(operation.body, operation) }),
  });
}

describe.each(['cn', 'intl', 'eu'] as const)('on the %s site', (site: Site) => {
  let platform: Platform;
  let operations: readonly Operation[];
  beforeAll(async () => {
    platform = await startPlatform({ site, rate: 0 });
    ({ operations } = await loadContract(site));
  });
  afterAll(() => platform.stop());

  // Coupons and money move for real; what they answer to a made-up id is told here.
  const played: Readonly<Record<string, string>> = {
    CreatePartnerCoupons: 'CBC.99000012',
    ReclaimPartnerCoupons: 'CBC.0100',
    ReclaimToPartnerAccount: 'CBC.99000035',
    UpdateCustomerAccountAmount: 'CBC.99000035',
  };

  test('every operation that reads answers within its contract, every other one says it is not played', async () => {
    const wrong: string[] = [];
    for (const operation of operations) {
      const answer = await ask(platform, operation);
      if (!operation.reads) {
        if (!answer.text.includes(played[operation.name] ?? '"CBC.0151"'))
          wrong.push(`${operation.name} ${answer.status} ${answer.text.slice(0, 200)}`);
        continue;
      }
      const documented = /"error_code":"(OSM\.01010015|CBC\.99000035)"/.test(answer.text);
      const fault = documented
        ? undefined
        : modelFault(operation.response.model, answer.json, 'body', {
            models: operation.models,
            strictness: 'answer',
          });
      if ((answer.status !== 200 && !documented) || fault !== undefined)
        wrong.push(`${operation.name} ${answer.status} ${fault} ${answer.text.slice(0, 200)}`);
    }
    expect(wrong).toEqual([]);
    expect(operations.length).toBe(site === 'cn' ? 91 + 82 : 54 + 82);
  });
});

describe('a request that breaks the contract', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform({ rate: 0 });
  });
  afterAll(() => platform.stop());

  const sums = '/v2/bills/partner-bills/subcustomer-bills/monthly-sum';
  const customers = '/v2/partners/sub-customers/query';
  const cycle = ['cycle', monthNow] as const;
  const mode = ['charge_mode', 3] as const;

  test.each([
    ['a missing parameter', () => call(platform, sums, { query: [cycle] }), 'charge_mode is missing'],
    [
      'an unknown parameter',
      () => call(platform, sums, { query: [cycle, mode, ['page', 1]] }),
      'page is not a known',
    ],
    [
      'a value outside the list',
      () => call(platform, sums, { query: [cycle, ['charge_mode', 2]] }),
      'charge_mode must be one of 1, 3, 11',
    ],
    [
      'a wrong type',
      () => call(platform, sums, { query: [cycle, mode, ['limit', 'ten']] }),
      'limit must be a number',
    ],
    [
      'a fraction for a whole number',
      () => call(platform, sums, { query: [cycle, mode, ['limit', '1.5']] }),
      'limit must be a whole number',
    ],
    [
      'a limit over the cap',
      () => call(platform, sums, { query: [cycle, mode, ['limit', 101]] }),
      'limit must be at most 100',
    ],
    [
      'a limit of nothing',
      () => call(platform, sums, { query: [cycle, mode, ['limit', 0]] }),
      'limit must be at least 1',
    ],
    [
      'a negative offset',
      () => call(platform, sums, { query: [cycle, mode, ['offset', -1]] }),
      'offset must be at least 0',
    ],
    [
      'a parameter given twice',
      () => call(platform, sums, { query: [cycle, mode, mode] }),
      'charge_mode is given more than once',
    ],
    [
      'an impossible month',
      () => call(platform, sums, { query: [['cycle', '2026-13'], mode] }),
      'cycle must be written YYYY-MM',
    ],
    [
      'a text that is too long',
      () => call(platform, customers, { body: { account_name: 'x'.repeat(65) } }),
      'account_name must have at most 64',
    ],
    [
      'an unknown field',
      () => call(platform, customers, { body: { accountName: 'x' } }),
      'accountName is not a known',
    ],
    [
      'a number as text',
      () => call(platform, customers, { body: { limit: '10' } }),
      'limit must be a number',
    ],
    ['a null', () => call(platform, customers, { body: { label: null } }), 'label must be a string'],
    [
      'a limit in the body over the cap',
      () => call(platform, customers, { body: { limit: 101 } }),
      'limit must be at most 100',
    ],
    ['no body at all', () => call(platform, customers, { method: 'POST' }), 'body is missing'],
    [
      'a body that is not an object',
      () => call(platform, customers, { body: '[]' }),
      'body must be an object',
    ],
    [
      'a body that is not JSON',
      () => call(platform, customers, { body: '{"limit"' }),
      'body must be an object',
    ],
    [
      'a blank in a fuzzy filter',
      () => call(platform, customers, { body: { customer: ' ' } }),
      'customer must not be blank',
    ],
    [
      'a body where none belongs',
      () => call(platform, '/v2/products/service-types', { method: 'GET', body: '{}' }),
      'takes no body',
    ],
    [
      'another content type',
      () => call(platform, customers, { body: '{}', headers: { 'content-type': 'text/plain' } }),
      'Content-Type',
    ],
    [
      'a language nobody speaks',
      () => call(platform, '/v2/products/service-types', { headers: { 'x-language': 'fr_FR' } }),
      'header X-Language',
    ],
    [
      'an enumeration in a list',
      () => call(platform, '/v2/partners/coupon-quotas/query', { body: { quota_status_list: [1] } }),
      'quota_status_list[0]',
    ],
    [
      'too many ids',
      () =>
        call(platform, '/v2/partners/coupon-quotas/query', {
          body: { quota_ids: Array.from({ length: 51 }, String) },
        }),
      'quota_ids must hold at most 50',
    ],
  ])('with %s is refused with CBC.0100 that names the field', async (_, ask, sentence) => {
    const answer = await ask();
    expect(answer.json).toMatchObject({ error_code: 'CBC.0100' });
    expect(answer.text).toContain(sentence);
    expect(answer.status).toBe(400);
  });

  test('the ticket service says it within a 200, in its own code', async () => {
    const answer = await call(platform, '/v2/servicerequest/cases', { query: [['nonsense', 1]] });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ error_code: 'OSM.01010001' });
  });

  test('an operation that does not exist, or not with this method, is the gateway’s 404', async () => {
    for (const [path, method] of [
      ['/v2/nothing', 'GET'],
      ['/v2/products/service-types', 'POST'],
      ['/v2/bills/partner-bills/postpaid-bill-summary', 'GET'],
    ] as const) {
      const answer = await call(platform, path, { method });
      expect(answer.status).toBe(404);
      expect(answer.json).toMatchObject({ error_code: 'APIGW.0101' });
    }
  });

  test('a malformed request line is the gateway’s 400', async () => {
    const answer = await fetch(`${platform.endpoint}/v2/products/service-types?limit=%E5%`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error_code: 'APIGW.0201' });
  });

  test('an empty filter of a GET is taken literally and finds nothing', async () => {
    const path = '/v2/promotions/benefits/partner-coupons';
    expect((await call(platform, path)).json).not.toMatchObject({ total_count: 0 });
    const answer = await call(platform, path, { query: [['customer_id', '']] });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ total_count: 0, user_coupons: [] });
  });
});
