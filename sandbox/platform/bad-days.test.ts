import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FaultInput } from './faults.ts';
import { type Platform, startPlatform } from './platform.ts';
import { allowance, peakRate } from './rate.ts';
import { allRows, call, member, rowsIn } from './testing/client.ts';

const services = '/v2/products/service-types';
const customers = '/v2/partners/sub-customers/query';

describe('the limit on calls', () => {
  test('holds in every window of one second, not only in the second of the clock', () => {
    const turns = allowance(10);
    const passed = Array.from({ length: 3000 }, (_, ms) => ms).filter((ms) => turns.take(ms));
    for (const start of passed) {
      expect(passed.filter((ms) => ms >= start && ms < start + 1000).length).toBeLessThanOrEqual(10);
    }
    expect(passed).toHaveLength(30);
  });

  test('of nothing lets everything pass', () => {
    const turns = allowance(0);
    expect(Array.from({ length: 500 }, () => turns.take(1)).every(Boolean)).toBe(true);
  });

  test('the peak is the fullest second, wherever it began', () => {
    const peak = peakRate();
    for (const ms of [0, 400, 900, 1399, 1400, 3000]) peak.note(ms);
    expect(peak.peak()).toBe(3);
  });

  test('is counted per operation, answers 429 APIGW.0308 and names itself', async () => {
    const platform = await startPlatform({ rate: 3 });
    try {
      const answers = await Promise.all(Array.from({ length: 6 }, () => call(platform, services)));
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused).toHaveLength(3);
      expect(refused[0]?.json).toMatchObject({
        error_code: 'APIGW.0308',
        request_id: refused[0]?.headers['x-request-id'],
      });
      expect(refused[0]?.text).toContain('over ratelimit,limit:3,time:1 second');
      expect((await call(platform, customers, { body: {} })).status).toBe(200);
      const { operations } = platform.control.calls.report();
      expect(operations['ListServiceTypes']).toMatchObject({
        calls: 6,
        byStatus: { 200: 3, 429: 3 },
        peakPerSecond: 6,
        peakPassedPerSecond: 3,
      });
    } finally {
      await platform.stop();
    }
  });

  test('is the documented one when none is given: twenty for the statement, ten elsewhere', async () => {
    const platform = await startPlatform();
    try {
      const burst = async (path: string, query: readonly (readonly [string, string])[]) => {
        const answers = await Promise.all(Array.from({ length: 25 }, () => call(platform, path, { query })));
        return answers.filter(({ status }) => status === 200).length;
      };
      const statement = '/v2/accounts/partner-accounts/account-change-records';
      expect(await burst(statement, [['balance_type', 'BALANCE_TYPE_DEBIT']])).toBe(20);
      expect(await burst('/v2/accounts/partner-accounts/balances', [])).toBe(10);
    } finally {
      await platform.stop();
    }
  });
});

describe('a fault that is switched on', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform({ rate: 0 });
  });
  afterAll(() => platform.stop());
  afterEach(() => {
    platform.control.faults.clear();
  });

  const on = (fault: FaultInput) => platform.control.faults.add(fault);

  test('meets as many calls as it was told, after letting some pass, and only its operation', async () => {
    on({ operation: 'ListServiceTypes', kind: 'status', status: 500, times: 2, skip: 1 });
    const seen: number[] = [];
    for (let i = 0; i < 5; i++) seen.push((await call(platform, services)).status);
    expect(seen).toEqual([200, 500, 500, 200, 200]);
    on({ operation: 'ListServiceTypes', kind: 'status', status: 500 });
    expect((await call(platform, customers, { body: {} })).status).toBe(200);
  });

  test('answers a status with the code that usually goes with it, or the one given', async () => {
    on({ kind: 'status', status: 500, times: 1 });
    expect((await call(platform, services)).json).toMatchObject({ error_code: 'CBC.0999' });
    on({ kind: 'status', status: 403, code: 'CBC.0156', times: 1 });
    expect((await call(platform, services)).json).toMatchObject({ error_code: 'CBC.0156' });
    on({ kind: 'status', status: 200, code: 'CBC.5001', times: 1 });
    const masked = await call(platform, services);
    expect([masked.status, masked.json]).toMatchObject([200, { error_code: 'CBC.5001' }]);
    on({ kind: 'status', status: 429, retryAfter: 7, times: 1 });
    const throttled = await call(platform, services);
    expect(throttled.headers['retry-after']).toBe('7');
    expect(throttled.json).toMatchObject({ error_code: 'APIGW.0308' });
  });

  test('can let the caller down after the operation was carried out', async () => {
    on({ operation: 'ListServiceTypes', kind: 'status', status: 500, effect: 'after', times: 1 });
    expect((await call(platform, services)).status).toBe(500);
  });

  test.each(['before', 'after'] as const)(
    'never answers, or breaks the connection, %s the effect',
    async (effect) => {
      on({ kind: 'timeout', effect, times: 1 });
      await expect(call(platform, services, { signal: AbortSignal.timeout(150) })).rejects.toThrow(/abort/);
      on({ kind: 'reset', effect, times: 1 });
      await expect(call(platform, services)).rejects.toThrow(/ECONNRESET|socket hang up/);
      expect((await call(platform, services)).status).toBe(200);
    },
  );

  test('cuts the JSON short', async () => {
    on({ kind: 'truncate', times: 1 });
    const answer = await call(platform, services);
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(/^\{"total_count":/);
    expect(() => JSON.parse(answer.text) as unknown).toThrow();
  });

  test('answers with a page of the gateway', async () => {
    on({ kind: 'html', times: 1 });
    const answer = await call(platform, services);
    expect(answer.status).toBe(502);
    expect(answer.headers['content-type']).toBe('text/html');
    expect(answer.text).toContain('<h1>502 Bad Gateway</h1>');
  });

  test('makes answers late', async () => {
    on({ kind: 'slow', ms: 120, times: 1 });
    const started = performance.now();
    await call(platform, services);
    expect(performance.now() - started).toBeGreaterThanOrEqual(115);
  });

  test('turns amounts into strings without touching a digit', async () => {
    const id = String(
      rowsIn(await call(platform, customers, { body: {} }), 'customer_infos')[0]?.['customer_id'],
    );
    const month = new Date(Date.now() - 35 * 86_400_000).toISOString().slice(0, 7);
    const ask = () =>
      call(platform, '/v2/bills/subcustomer-bills/res-fee-records', {
        query: [
          ['bill_cycle', month],
          ['customer_id', id],
          ['limit', 20],
        ],
      });
    const plain = await ask();
    on({ kind: 'amountsAsStrings' });
    const stringy = await ask();
    expect(plain.text).toMatch(/"payment_amount":-?\d+\.\d{8}/);
    expect(rowsIn(stringy, 'fee_records').every((row) => typeof row['payment_amount'] === 'string')).toBe(
      true,
    );
    expect(rowsIn(stringy, 'fee_records').every((row) => typeof row['charging_mode'] === 'number')).toBe(
      true,
    );
    expect(stringy.text.replaceAll(/"(-?\d+(?:\.\d+)?)"/g, '$1')).toBe(
      plain.text.replaceAll(/"(-?\d+(?:\.\d+)?)"/g, '$1'),
    );
  });

  test('puts in enumeration values nobody has heard of', async () => {
    on({ kind: 'unknownEnum' });
    const [first, second] = rowsIn(await call(platform, customers, { body: {} }), 'customer_infos');
    expect(first).toMatchObject({ association_type: 'UNHEARD_OF_99', customer_type: 99 });
    expect(second?.['association_type']).toMatch(/^[12]$/);
  });

  const idsOf = (rows: readonly Record<string, unknown>[]) => rows.map((row) => row['customer_id']);

  test('rows inserted in front of a reader push rows it has seen onto the next page', async () => {
    const still = idsOf(await allRows(platform, customers, 'customer_infos', { body: {} }));
    on({ kind: 'moving', change: 'insert', rows: 2 });
    const moved = idsOf(await allRows(platform, customers, 'customer_infos', { body: {}, limit: 10 }));
    expect(new Set(moved).size).toBeLessThan(moved.length);
    expect(moved.every((id) => still.includes(id))).toBe(true);
  });

  test('rows removed in front of a reader make it miss rows', async () => {
    const still = idsOf(await allRows(platform, customers, 'customer_infos', { body: {} }));
    on({ kind: 'moving', change: 'remove', rows: 2 });
    const moved = idsOf(await allRows(platform, customers, 'customer_infos', { body: {}, limit: 10 }));
    expect(new Set(moved).size).toBe(moved.length);
    expect(moved.length).toBeLessThan(still.length - 2);
  });

  test('rows appended while reading raise the total from page to page', async () => {
    on({ kind: 'moving', change: 'append', rows: 3 });
    const totals: unknown[] = [];
    for (const offset of [0, 10, 20])
      totals.push(member(await call(platform, customers, { body: { offset, limit: 10 } }), 'count'));
    expect(totals).toEqual([20, 23, 26]);
  });
});

describe('the switches over HTTP', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform({ rate: 0 });
  });
  afterAll(() => platform.stop());

  const turn = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${platform.endpoint}/_control/${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    return { status: answer.status, json: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };

  test('the clock is read, set, moved on and given back', async () => {
    expect(await turn('PUT', 'clock', { now: '2027-02-01T00:00:00Z' })).toMatchObject({ status: 200 });
    await turn('PUT', 'clock', { advanceMs: 86_400_000 });
    const { json } = await turn('GET', 'clock');
    expect(JSON.stringify(json)).toMatch(/^\{"now":"2027-02-02T00:00:0/);
    // Signatures are judged by real time, whatever day the platform believes it is.
    expect((await call(platform, services)).status).toBe(200);
    await turn('DELETE', 'clock');
    expect(Math.abs(platform.control.clock.now().getTime() - Date.now())).toBeLessThan(1000);
    expect((await turn('PUT', 'clock', { now: 'soon' })).status).toBe(400);
  });

  test('faults are switched on, listed and cleared, one or all', async () => {
    const made = await turn('POST', 'faults', { operation: 'ListServiceTypes', kind: 'status', status: 503 });
    expect(made.status).toBe(201);
    expect((await call(platform, services)).status).toBe(503);
    expect((await turn('GET', 'faults')).json).toMatchObject({ faults: [{ kind: 'status', status: 503 }] });
    const id = /fault-\d+/.exec(JSON.stringify(made.json))?.[0] ?? '';
    expect((await turn('DELETE', `faults/${id}`)).status).toBe(204);
    expect((await call(platform, services)).status).toBe(200);
    expect((await turn('DELETE', `faults/${id}`)).status).toBe(404);
    await turn('POST', 'faults', { kind: 'html' });
    expect((await turn('DELETE', 'faults')).status).toBe(204);
    expect((await call(platform, services)).status).toBe(200);
  });

  test('a fault nobody knows is refused with one sentence', async () => {
    for (const fault of [{ kind: 'explode' }, { kind: 'status' }, { kind: 'slow', ms: 1, speed: 2 }]) {
      const { status, json } = await turn('POST', 'faults', fault);
      expect(status).toBe(400);
      expect(JSON.stringify(json)).toMatch(/^\{"error":"not a fault this world knows/);
    }
  });

  test('calls are counted and told, and forgotten on request', async () => {
    await turn('DELETE', 'calls');
    await call(platform, services, { query: [['limit', 5]] });
    await call(platform, '/v2/nothing');
    const { json } = await turn('GET', 'calls');
    expect(json).toMatchObject({
      total: 2,
      operations: { ListServiceTypes: { calls: 1, byStatus: { 200: 1 } }, unknown: { calls: 1 } },
      last: [
        { operation: 'ListServiceTypes', target: `${services}?limit=5`, status: 200 },
        { operation: 'unknown', status: 404, code: 'APIGW.0101' },
      ],
    });
    await turn('DELETE', 'calls');
    expect((await turn('GET', 'calls')).json).toMatchObject({ total: 0, last: [] });
  });

  test('a page from elsewhere in a browser cannot turn them', async () => {
    expect((await turn('GET', 'calls', undefined, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await turn('GET', 'calls', undefined, { origin: 'http://localhost:4700' })).status).toBe(200);
  });

  test('an unknown switch is named', async () => {
    const { status, json } = await turn('GET', 'weather');
    expect(status).toBe(404);
    expect(JSON.stringify(json)).toMatch(/^\{"error":"known: clock/);
  });
});
