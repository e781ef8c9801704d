import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { faultSwitches } from './faults.ts';
import { type Platform, startPlatform } from './platform.ts';
import { allRows, call, member, rowsIn } from './testing/client.ts';

const issuing = '/v2/promotions/benefits/partner-coupons';
const reclaiming = `${issuing}/reclaim`;
const records = `${issuing}/records/query`;

const options = { rate: 0, customers: 150, now: new Date('2026-11-23T02:00:00Z') };
let platform: Platform;
let resale: string[];
let quota: string;

beforeAll(async () => {
  platform = await startPlatform(options);
  const rows = await allRows(platform, '/v2/partners/sub-customers/query', 'customer_infos', { body: {} });
  resale = rows
    .filter((row) => row['association_type'] === '2' && row['verified_status'] === '2')
    .map((row) => String(row['customer_id']));
  quota = platform.control.coupons.quotas()[0]?.id ?? '';
});
afterEach(() => {
  platform.control.faults.clear();
});
afterAll(() => platform.stop());

const issue = (customer_ids: readonly string[], more: object = {}) =>
  call(platform, issuing, { body: { quota_id: quota, customer_ids, face_value: 10, memo: 'm', ...more } });
const idsIn = (rows: readonly Record<string, unknown>[]) => rows.map((row) => row['id']);
const quotaNow = (id = quota) => platform.control.coupons.quotas().find((known) => known.id === id);
const issuedNow = () => platform.control.coupons.issued();

describe('issuing coupons', () => {
  test('for many customers answers 200 and per customer, and takes the sum from the quota', async () => {
    const before = Number(quotaNow()?.balance);
    const asked = [...resale.slice(0, 98), 'nobody', 'f'.repeat(32)];
    const answer = await issue(asked);
    expect(answer.status).toBe(200);
    expect(idsIn(rowsIn(answer, 'coupon_infos'))).toEqual(asked.slice(0, 98));
    expect(rowsIn(answer, 'error_details')).toMatchObject([
      { id: 'nobody', error_code: 'CBC.99000035' },
      { id: 'f'.repeat(32), error_code: 'CBC.99000035' },
    ]);
    expect(Number(quotaNow()?.balance)).toBe(before - 980);
    const coupons = new Set(rowsIn(answer, 'coupon_infos').map((row) => row['coupon_id']));
    expect(issuedNow().filter(({ id }) => coupons.has(id))).toHaveLength(98);
  });

  test('for too many, for none, or for one of them twice is refused as a whole', async () => {
    const many = Array.from({ length: 101 }, (_, index) => `customer-${index}`);
    for (const ids of [many, [], [resale[0] ?? '', resale[0] ?? '']]) {
      const answer = await issue(ids);
      expect(answer.status).toBe(400);
      expect(member(answer, 'error_code')).toBe('CBC.0100');
    }
  });

  test('goes on until the quota is used up', async () => {
    platform.control.coupons.changeQuota(quota, { balance: '25.00' });
    const answer = await issue(resale.slice(0, 3));
    expect(rowsIn(answer, 'coupon_infos')).toHaveLength(2);
    expect(rowsIn(answer, 'error_details')).toMatchObject([{ id: resale[2], error_code: 'CBC.99000013' }]);
    expect(quotaNow()?.balance).toBe('5.00');
    platform.control.coupons.changeQuota(quota, { topUp: '100000' });
    expect(rowsIn(await issue(resale.slice(2, 3)), 'coupon_infos')).toHaveLength(1);
  });

  test('stops at the number of coupons a customer may hold of the quota', async () => {
    const cash = platform.control.coupons.quotas()[6]?.id ?? '';
    const codes: unknown[] = [];
    for (let turn = 0; turn < 7; turn++) {
      const answer = await issue(resale.slice(9, 10), { quota_id: cash });
      codes.push(rowsIn(answer, 'error_details')[0]?.['error_code']);
    }
    expect(codes[0]).toBeUndefined();
    expect(codes.at(-1)).toBe('CBC.99000020');
  });

  test('the same calls make the same coupons in the same world', async () => {
    const worlds = await Promise.all([startPlatform(options), startPlatform(options)]);
    const ids = await Promise.all(
      worlds.map(async (one) => {
        const body = { quota_id: quota, customer_ids: resale.slice(0, 5), face_value: 10 };
        await call(one, issuing, { body });
        await one.stop();
        return one.control.coupons.issued().map(({ id }) => id);
      }),
    );
    expect(ids[0]).toHaveLength(5);
    expect(ids[0]).toEqual(ids[1]);
  });
});

describe('the life of a coupon', () => {
  const issueOne = async (more: object = {}) => {
    const answer = await issue(resale.slice(0, 1), more);
    return String(rowsIn(answer, 'coupon_infos')[0]?.['coupon_id']);
  };
  const shown = async (id: string) =>
    rowsIn(await call(platform, issuing, { query: [['coupon_id', id]] }), 'user_coupons')[0];

  test('it waits for its time, is spent, and what is left expires back to its quota', async () => {
    const id = await issueOne({
      valid_time: '2026-11-24T00:00:00Z',
      expire_time: '2026-11-30T00:00:00Z',
    });
    expect(await shown(id)).toMatchObject({ status: 1, balance: 10, use_limits: [] });
    platform.control.clock.set(new Date('2026-11-25T00:00:00Z'));
    expect(await shown(id)).toMatchObject({ status: 2 });
    platform.control.coupons.spend(id, '4.50');
    expect(await shown(id)).toMatchObject({
      status: 2,
      balance: 5.5,
      last_used_time: '2026-11-25T00:00:00Z',
    });
    const before = Number(quotaNow()?.balance);
    platform.control.clock.set(new Date('2026-11-30T00:00:00Z'));
    expect(await shown(id)).toMatchObject({ status: 4 });
    expect(Number(quotaNow()?.balance)).toBeGreaterThanOrEqual(before + 5.5);
    const told = await call(platform, records, { query: [['coupon_ids', id]] });
    expect(rowsIn(told, 'records')).toMatchObject([
      { operation_type: '1', operation_amount: 10, remark: 'm' },
      { operation_type: '4', operation_amount: 5.5, remark: '' },
    ]);
  });

  test('it is reclaimed once, with an empty answer; then a 200 says that it is gone', async () => {
    const id = await issueOne();
    const first = await call(platform, reclaiming, { body: { coupon_id: id } });
    expect([first.status, first.text]).toEqual([204, '']);
    const balance = quotaNow()?.balance;
    const second = await call(platform, reclaiming, { body: { coupon_id: id } });
    expect([second.status, member(second, 'error_code')]).toEqual([200, 'CBC.99000048']);
    expect(quotaNow()?.balance).toBe(balance);
  });

  test('no more is spent than is on it', async () => {
    const id = await issueOne();
    expect(() => platform.control.coupons.spend(id, '10.01')).toThrow(RangeError);
    expect(platform.control.coupons.spend(id, '10')?.status).toBe(3);
    expect(() => platform.control.coupons.spend(id, '0.01')).toThrow(RangeError);
  });

  test('a quota whose end has come issues nothing more', async () => {
    const short = platform.control.coupons.quotas()[1];
    platform.control.clock.set(new Date(short?.expiresAt ?? ''));
    const answer = await issue(resale.slice(0, 1), { quota_id: short?.id });
    expect(member(answer, 'error_code')).toBe('CBC.99000017');
    expect(quotaNow(short?.id)?.status).toBe(3);
  });
});

describe('bad days of coupons', () => {
  test('some customers of a call are refused: every other one, or those that are named', async () => {
    platform.control.faults.add({ operation: 'CreatePartnerCoupons', kind: 'partial', times: 1 });
    const [a, b, c] = resale.slice(20, 23);
    const some = await issue([a ?? '', b ?? '', c ?? '']);
    expect(idsIn(rowsIn(some, 'coupon_infos'))).toEqual([b]);
    platform.control.faults.add({ kind: 'partial', code: 'CBC.50000034', customers: [b ?? ''] });
    const named = await issue([a ?? '', b ?? '', c ?? '']);
    expect(rowsIn(named, 'error_details')).toMatchObject([{ id: b, error_code: 'CBC.50000034' }]);
  });

  test('chance meets about as many calls as it says, the same ones for the same seed', () => {
    const turns = (seed: number, times?: number) => {
      const faults = faultSwitches();
      faults.add({ kind: 'reset', chance: 0.2, seed, ...(times ? { times } : {}) });
      return Array.from({ length: 1000 }, () => faults.meet('CreatePartnerCoupons').length);
    };
    const count = (list: readonly number[]) => list.filter((met) => met > 0).length;
    expect(turns(1)).toEqual(turns(1));
    expect(turns(1)).not.toEqual(turns(2));
    expect(count(turns(1))).toBeGreaterThan(150);
    expect(count(turns(1))).toBeLessThan(250);
    expect(count(turns(1, 7))).toBe(7);
  });

  test('two faults of the same chance meet calls apart from each other', () => {
    const faults = faultSwitches();
    faults.add({ kind: 'reset', chance: 0.5, effect: 'before' });
    faults.add({ kind: 'reset', chance: 0.5, effect: 'after' });
    const met = Array.from({ length: 100 }, () => faults.meet('x').length);
    expect(new Set(met)).toEqual(new Set([0, 1, 2]));
  });
});

describe('over HTTP', () => {
  const turn = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${platform.endpoint}/_control/${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: answer.status, json: await answer.json() };
  };

  test('the world is shown, a quota frozen and topped up, a coupon spent', async () => {
    const answer = await issue(resale.slice(30, 31), { memo: 'over http' });
    const id = String(rowsIn(answer, 'coupon_infos')[0]?.['coupon_id']);
    const { json } = await turn('GET', 'coupons');
    expect(JSON.stringify(json)).toContain('over http');
    expect(json).toMatchObject({ issued: issuedNow().map((coupon) => coupon.id) });

    expect(await turn('PUT', `quotas/${quota}`, { status: 5 })).toMatchObject({
      status: 200,
      json: { status: 5 },
    });
    expect(member(await issue(resale.slice(0, 1)), 'error_code')).toBe('CBC.99000012');
    await turn('PUT', `quotas/${quota}`, { status: 0, topUp: '1000.00' });
    expect((await issue(resale.slice(0, 1))).status).toBe(200);

    const spent = await turn('PUT', `coupons/${id}`, { spend: '2.50' });
    expect(spent).toMatchObject({ status: 200, json: { balance: '7.50' } });
  });

  test('what cannot be done is said in one sentence', async () => {
    const coupon = issuedNow().at(-1)?.id ?? '';
    expect(await turn('PUT', `coupons/${coupon}`, { spend: '1000.00' })).toMatchObject({ status: 409 });
    expect(await turn('PUT', `coupons/${coupon}`, { spend: 1 })).toMatchObject({ status: 400 });
    expect(await turn('PUT', 'coupons/CP0', { spend: '1' })).toMatchObject({ status: 404 });
    expect(await turn('PUT', 'quotas/CQ0', { status: 5 })).toMatchObject({ status: 404 });
    expect(await turn('PUT', `quotas/${quota}`, { status: 9 })).toMatchObject({ status: 400 });
  });
});
