import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Platform, startPlatform } from './platform.ts';
import { type Query, allRows, call, member, rowsIn } from './testing/client.ts';
import { trickyNames } from './world/names.ts';

const now = new Date('2026-11-23T09:30:00Z');
const customersPath = '/v2/partners/sub-customers/query';
const listCustomers = (platform: Platform, body: object = {}) =>
  allRows(platform, customersPath, 'customer_infos', { body });

describe('the world', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform({ rate: 0, now, customers: 60 });
  });
  afterAll(() => platform.stop());

  const get = (path: string, query: Query = [], headers: Record<string, string> = {}) =>
    call(platform, path, { query, headers });

  test('is the same for the same seed and another for another', async () => {
    const twin = await startPlatform({ rate: 0, now, customers: 60 });
    const other = await startPlatform({ rate: 0, now, customers: 60, seed: 2 });
    try {
      expect([twin.ak, twin.sk, twin.domainId]).toEqual([platform.ak, platform.sk, platform.domainId]);
      const mine = await listCustomers(platform);
      expect(await listCustomers(twin)).toEqual(mine);
      expect(await listCustomers(other)).not.toEqual(mine);
      expect(other.ak).not.toBe(platform.ak);
    } finally {
      await twin.stop();
      await other.stop();
    }
  });

  test('has as many customers as asked for, with ids and account names of their own', async () => {
    const rows = await listCustomers(platform);
    expect(rows).toHaveLength(60);
    expect(new Set(rows.map((row) => row['customer_id'])).size).toBe(60);
    expect(new Set(rows.map((row) => row['account_name'])).size).toBe(60);
    expect(new Set(rows.map((row) => row['verified_status'])).size).toBeGreaterThan(1);
    expect(rows.filter((row) => row['association_type'] === '2').length).toBeGreaterThan(40);
    for (const row of rows) if (row['verified_status'] !== '2') expect(row['customer']).toBe('');
  });

  test('has names that break careless programs', async () => {
    const names = (await listCustomers(platform)).map((row) => row['customer']);
    for (const { company } of trickyNames) expect(names).toContain(company);
  });

  test('finds customers by part of a name, in either script and any case, one filter or several', async () => {
    const of = async (body: object) => (await listCustomers(platform, body)).map((row) => row['customer']);
    expect(await of({ customer: '星河智联' })).toEqual([
      '深圳市星河智联科技有限公司',
      '深圳星河智联科技有限公司',
    ]);
    expect(await of({ account_name: 'HUARUI' })).toEqual(['深圳市华锐智造股份有限公司']);
    expect(await of({ account_name: 'xinghe_zhilian', customer: '深圳市' })).toEqual([
      '深圳市星河智联科技有限公司',
    ]);
    expect(await of({ customer: 'nobody is called so' })).toEqual([]);
    const referral = await listCustomers(platform, { association_type: '1' });
    expect(referral.length).toBeGreaterThan(0);
    expect(referral.every((row) => row['association_type'] === '1')).toBe(true);
  });

  test('finds customers by the time they came', async () => {
    const all = await listCustomers(platform);
    const middle = '2023-06-01T00:00:00Z';
    const early = await listCustomers(platform, { associated_on_end: middle });
    const late = await listCustomers(platform, { associated_on_begin: middle });
    expect(early.length + late.length).toBe(all.length);
    expect(early.every((row) => String(row['associated_on']) <= middle)).toBe(true);
  });

  test('shows a reseller’s customers only for the reseller, and refuses a stranger’s id', async () => {
    const resellers = await allRows(platform, '/v2/partners/indirect-partners/query', 'indirect_partners', {
      body: {},
    });
    const id = String(resellers[0]?.['indirect_partner_id']);
    const theirs = await listCustomers(platform, { indirect_partner_id: id });
    expect(theirs.length).toBeGreaterThan(0);
    const own = (await listCustomers(platform)).map((row) => row['customer_id']);
    expect(theirs.some((row) => own.includes(row['customer_id']))).toBe(false);
    const refused = await call(platform, customersPath, { body: { indirect_partner_id: 'x' } });
    expect([refused.status, refused.json]).toMatchObject([400, { error_code: 'CBC.99000037' }]);
  });

  test('tells the partner’s own money, and the statement ends at its balance', async () => {
    const balances = rowsIn(await get('/v2/accounts/partner-accounts/balances'), 'account_balances');
    const cash = balances.find((row) => row['account_type'] === 1) ?? {};
    const credit = balances.find((row) => row['account_type'] === 2) ?? {};
    expect(Number(cash['amount'])).toBeGreaterThan(Number(cash['designated_amount']));
    expect(Number(credit['credit_amount'])).toBeGreaterThanOrEqual(Number(credit['amount']));
    for (const [type, amount] of [
      ['BALANCE_TYPE_DEBIT', cash['amount']],
      ['BALANCE_TYPE_CREDIT', credit['amount']],
    ] as const) {
      const path = '/v2/accounts/partner-accounts/account-change-records';
      const records = await allRows(platform, path, 'records', { query: [['balance_type', type]] });
      expect(records.length).toBeGreaterThan(50);
      expect(Number(records[0]?.['balance_after_change'])).toBe(amount);
      for (const [i, record] of records.slice(0, -1).entries()) {
        const before = Number(records[i + 1]?.['balance_after_change']) * 100;
        const change = Number(record['change_amount']) * 100 * (record['type'] === '1' ? 1 : -1);
        expect(Math.round(Number(record['balance_after_change']) * 100)).toBe(Math.round(before + change));
        expect(String(record['trade_time']) >= String(records[i + 1]?.['trade_time'])).toBe(true);
      }
    }
  });

  test('shows a top-up among what happened by itself, and counts it in every balance after it', async () => {
    const path = '/v2/accounts/partner-accounts/account-change-records';
    const query = { query: [['balance_type', 'BALANCE_TYPE_DEBIT']] } as const;
    const before = await allRows(platform, path, 'records', query);
    const at = '2026-11-20T02:00:00Z';
    const { id } = platform.control.accounts.topUp({ amount: '1000.00', at });
    const after = await allRows(platform, path, 'records', query);
    expect(after).toHaveLength(before.length + 1);
    expect(after.find((row) => row['account_change_id'] === id)).toMatchObject({
      trade_detail_type: 'SOURCE_OPERAIION_RECHARGE',
      trade_time: at,
      change_amount: '1000.00',
      type: '1',
    });
    const balanceOf = (rows: typeof after, of: string) =>
      Number(rows.find((row) => row['account_change_id'] === of)?.['balance_after_change']);
    for (const row of before) {
      const rise = String(row['trade_time']) >= at ? 1000 : 0;
      const key = String(row['account_change_id']);
      expect(balanceOf(after, key)).toBeCloseTo(balanceOf(before, key) + rise, 2);
    }
  });

  test('filters the statement by days in UTC+8 and refuses more than a year', async () => {
    const path = '/v2/accounts/partner-accounts/account-change-records';
    const cash = ['balance_type', 'BALANCE_TYPE_DEBIT'] as const;
    const some = await allRows(platform, path, 'records', {
      query: [cash, ['trade_time_begin', '2026-09-01'], ['trade_time_end', '2026-09-30']],
    });
    expect(some.length).toBeGreaterThan(10);
    for (const row of some) {
      const day = new Date(Date.parse(String(row['trade_time'])) + 8 * 3_600_000).toISOString().slice(0, 7);
      expect(day).toBe('2026-09');
    }
    const long = await get(path, [
      cash,
      ['trade_time_begin', '2025-01-01'],
      ['trade_time_end', '2026-09-30'],
    ]);
    expect(long.status).toBe(400);
  });

  test('leaves strangers and referral customers out of balances without a word', async () => {
    const rows = await listCustomers(platform);
    const resale = rows.find((row) => row['association_type'] === '2')?.['customer_id'];
    const referral = rows.find((row) => row['association_type'] === '1')?.['customer_id'];
    const answer = await call(platform, '/v2/accounts/customer-accounts/balances/batch-query', {
      body: { customer_infos: [resale, referral, 'f'.repeat(32)].map((id) => ({ customer_id: id })) },
    });
    expect(answer.status).toBe(200);
    expect(rowsIn(answer, 'customer_balances').map((row) => row['customer_id'])).toEqual([resale]);
    const many = await call(platform, '/v2/accounts/customer-accounts/balances/batch-query', {
      body: { customer_infos: Array.from({ length: 101 }, () => ({ customer_id: 'a' })) },
    });
    expect(many.status).toBe(400);
  });

  test('some customers are in debt, and those have nothing left', async () => {
    const ids = (await listCustomers(platform)).map((row) => ({ customer_id: row['customer_id'] }));
    const answer = await call(platform, '/v2/accounts/customer-accounts/balances/batch-query', {
      body: { customer_infos: ids },
    });
    const inDebt = rowsIn(answer, 'customer_balances').filter((row) => Number(row['debt_amount']) > 0);
    expect(inDebt.length).toBeGreaterThan(0);
    expect(inDebt.every((row) => row['amount'] === 0)).toBe(true);
  });

  test('asks for quotas answer vouchers unless cash coupons are asked for', async () => {
    const path = '/v2/partners/coupon-quotas/query';
    const vouchers = await allRows(platform, path, 'quotas', { body: {} });
    const cash = await allRows(platform, path, 'quotas', { body: { quota_type: 1 } });
    expect(vouchers.map((quota) => quota['quota_type'])).not.toContain(1);
    expect(cash.map((quota) => quota['quota_type'])).not.toContain(0);
    const states = await allRows(platform, path, 'quotas', { body: { quota_status_list: [4, 5] } });
    expect(new Set(states.map((quota) => quota['quota_status']))).toEqual(new Set([4, 5]));
    for (const quota of vouchers)
      expect(Number(quota['balance'])).toBeLessThanOrEqual(Number(quota['quota_value']));
  });

  test('issued coupons and their records tell the same story', async () => {
    const issued = await allRows(platform, '/v2/promotions/benefits/partner-coupons', 'user_coupons');
    const path = '/v2/promotions/benefits/partner-coupons/records/query';
    const records = await allRows(platform, path, 'records');
    const issues = await allRows(platform, path, 'records', { query: [['operation_types', '1']] });
    expect(issues).toHaveLength(issued.length);
    expect(records.length).toBeGreaterThan(issues.length);
    const first = issued[0] ?? {};
    const ofFirst = await allRows(platform, path, 'records', {
      query: [
        ['coupon_ids', String(first['coupon_id'])],
        ['operation_types', '1'],
        ['operation_types', '2'],
      ],
    });
    expect(ofFirst[0]).toMatchObject({
      customer_id: first['customer_id'],
      operation_amount: first['face_value'],
    });
  });

  test('orders are asked for per customer, and for all with sub_customer', async () => {
    const path = '/v2/orders/customer-orders';
    expect(member(await get(path), 'total_count')).toBe(0);
    const all = await allRows(platform, path, 'order_infos', { query: [['method', 'sub_customer']] });
    expect(all.length).toBeGreaterThan(60);
    const id = String(all[0]?.['customer_id']);
    const theirs = await allRows(platform, path, 'order_infos', { query: [['customer_id', id]] });
    expect(theirs).toEqual(all.filter((order) => order['customer_id'] === id));
    const long = await get(path, [
      ['create_time_begin', '2025-01-01T00:00:00Z'],
      ['create_time_end', '2026-06-01T00:00:00Z'],
    ]);
    expect(long.status).toBe(400);
  });

  test('names services and resources in the language asked for', async () => {
    const zh = rowsIn(await get('/v2/products/service-types', [['limit', 1]]), 'service_types');
    const en = rowsIn(
      await get('/v2/products/service-types', [['limit', 1]], { 'x-language': 'en_US' }),
      'service_types',
    );
    expect([zh[0]?.['service_type_name'], en[0]?.['service_type_name']]).toEqual([
      '弹性云服务器',
      'Elastic Cloud Server',
    ]);
    expect(member(await get('/v2/products/service-types'), 'total_count')).toBeGreaterThan(20);
    expect(rowsIn(await get('/v2/bases/measurements'), 'measure_units').length).toBeGreaterThan(5);
    const policies = await get('/v2/products/incentive-discount-policies', [
      ['time', '2026-10'],
      ['limit', 100],
    ]);
    expect(new Set(rowsIn(policies, 'policies').map((row) => row['incentive_policy'])).size).toBe(4);
    expect((await get('/v2/products/incentive-discount-policies', [['time', '2026-12']])).status).toBe(400);
  });
});

describe('the international site', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform({ site: 'intl', rate: 0, now });
  });
  afterAll(() => platform.stop());

  test('counts in dollars, knows resellers’ customers as type 3, and bills the partner with tax', async () => {
    const customers = await listCustomers(platform);
    expect(new Set(customers.map((row) => row['association_type']))).toEqual(new Set(['1', '3']));
    const bill = await call(platform, '/v2/bills/partner-bills/postpaid-bill-summary', {
      query: [['bill_cycle', '2026-10']],
    });
    expect(bill.json).toMatchObject({ bill_cycle: '2026-10', currency: 'USD' });
    const [due, ...parts] = [
      'initial_amount_due',
      'consume_amount',
      'refunds',
      'adjustments',
      'tax_amount',
    ].map((name) => Math.round(Number(member(bill, name)) * 100));
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(due);
    expect(Number(member(bill, 'refunds'))).toBeLessThan(0);
  });

  test('gives resale customers a budget, and tells the quota in strings', async () => {
    const customers = await listCustomers(platform);
    const path = '/v2/partners/sub-customers/budget';
    const budgetOf = (type: string) =>
      call(platform, path, {
        query: [
          ['customer_id', String(customers.find((row) => row['association_type'] === type)?.['customer_id'])],
        ],
      });
    expect((await budgetOf('3')).json).toMatchObject({ currency: 'USD', measure_id: 1 });
    expect((await budgetOf('1')).status).toBe(400);
    const quota = await call(platform, '/v2/partners/credit/consumption-quota');
    expect(member(quota, 'used_consumption_quota')).toMatch(/^-?\d+\.\d\d$/);
  });
});
