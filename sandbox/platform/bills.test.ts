import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Platform, startPlatform } from './platform.ts';
import { allRows, call, member, rowsIn } from './testing/client.ts';

const now = new Date('2026-11-23T09:30:00Z');
const details = '/v2/bills/subcustomer-bills/res-fee-records';
const sums = '/v2/bills/partner-bills/subcustomer-bills/monthly-sum';
const consumers = '/v2/bills/subcustomer-bills/res-fee-records/sub-customers/query';

const kinds = [
  'cash_amount',
  'credit_amount',
  'coupon_amount',
  'flexipurchase_coupon_amount',
  'stored_value_card_amount',
  'debt_amount',
];

/** Hundred-millionths as a whole number: sums of JavaScript fractions would hide what is tested here. */
const units = (value: unknown): bigint => BigInt(Math.round(Number(value) * 1e8));

const addAll = (values: readonly unknown[]): bigint =>
  values.reduce((sum: bigint, value) => sum + units(value), 0n);

type Row = Readonly<Record<string, unknown>>;

const billTypes: Readonly<Record<string, string>> = { 4: '1', 16: '2' };

function summed(lines: readonly Row[]): ReadonlyMap<string, bigint> {
  const sum = new Map<string, bigint>();
  for (const line of lines) {
    const key = [
      line['customer_id'],
      line['service_type_code'],
      line['resource_type_code'],
      line['charging_mode'],
      billTypes[String(line['bill_detail_type'])] ?? '0',
    ].join(' ');
    sum.set(key, (sum.get(key) ?? 0n) + units(line['payment_amount']));
  }
  return sum;
}

describe('bills', () => {
  let platform: Platform;
  let ids: readonly string[];
  let resale: ReadonlySet<string>;

  const linesOf = (customer: string, cycle: string) =>
    allRows(platform, details, 'fee_records', {
      query: [
        ['bill_cycle', cycle],
        ['customer_id', customer],
      ],
      limit: 1000,
    });
  const sumsOf = async (cycle: string) =>
    (
      await Promise.all(
        [1, 3, 11].map((mode) =>
          allRows(platform, sums, 'bill_sums', {
            query: [
              ['cycle', cycle],
              ['charge_mode', mode],
            ],
          }),
        ),
      )
    ).flat();

  beforeAll(async () => {
    platform = await startPlatform({ rate: 0, customers: 20, billLines: 2500, now });
    const customers = await allRows(platform, '/v2/partners/sub-customers/query', 'customer_infos', {
      body: {},
    });
    ids = customers.map((customer) => String(customer['customer_id']));
    resale = new Set(
      customers.filter((c) => c['association_type'] === '2').map((c) => String(c['customer_id'])),
    );
  });
  afterAll(() => platform.stop());

  test('each line’s payable is the sum of the ways it was paid, and refunds are negative', async () => {
    const lines = await linesOf(ids[0] ?? '', '2026-10');
    expect(lines).toHaveLength(2500);
    expect(new Set(lines.map((line) => line['id'])).size).toBe(2500);
    for (const line of lines) {
      expect(units(line['payment_amount'])).toBe(addAll(kinds.map((kind) => line[kind])));
      expect(units(line['official_amount'])).toBe(
        addAll([line['payment_amount'], line['official_discount_amount']]),
      );
      const payable = Number(line['payment_amount']);
      if (['4', '16'].includes(String(line['bill_detail_type']))) expect(payable).toBeLessThanOrEqual(0);
      else expect(payable).toBeGreaterThanOrEqual(0);
    }
    expect(lines.filter((line) => Number(line['payment_amount']) < 0).length).toBeGreaterThan(50);
  });

  test('resale customers’ lines of a closed month add up to the monthly sums, row by row', async () => {
    const rows = await sumsOf('2026-09');
    const consuming = await allRows(platform, consumers, 'sub_customers', {
      body: { bill_cycle: '2026-09' },
    });
    const lines: Row[] = [];
    for (const { customer_id: id } of consuming) lines.push(...(await linesOf(String(id), '2026-09')));
    const counted = summed(lines.filter((line) => line['association_type'] === '2'));

    expect(rows.length).toBeGreaterThan(100);
    const stated = new Map(
      rows.map((row) => [
        [
          row['customer_id'],
          row['cloud_service_type'],
          row['resource_type_code'],
          row['charge_mode'],
          row['bill_type'],
        ].join(' '),
        units(row['amount']),
      ]),
    );
    expect([...stated].sort()).toEqual([...counted].sort());
    expect(lines.some((line) => line['association_type'] === '1')).toBe(true);
    // Codes that no document lists turn up, as they do over time.
    expect(lines.some((line) => line['bill_detail_type'] === 106)).toBe(true);
    expect(JSON.stringify(rows)).toContain('BALANCE_TYPE_RCASH_COUPON');
  });

  test('a sum’s account details and debt make up its amount, over three charge modes and three bill types', async () => {
    const rows = await sumsOf('2026-10');
    for (const row of rows) {
      const paid = Array.isArray(row['account_details']) ? row['account_details'] : [];
      const parts = paid.map((detail: Row) => detail['amount']);
      expect(units(row['amount'])).toBe(addAll([...parts, row['debt_amount']]));
      expect(row['measure_id']).toBe(1);
      if (row['bill_type'] !== '0') expect(Number(row['amount'])).toBeLessThan(0);
    }
    expect(new Set(rows.map((row) => row['bill_type']))).toEqual(new Set(['0', '1', '2']));
    expect(new Set(rows.map((row) => row['charge_mode']))).toEqual(new Set(['1', '3', '11']));
  });

  test('referral customers consume and have lines, but stand in no sum', async () => {
    const consuming = await allRows(platform, consumers, 'sub_customers', {
      body: { bill_cycle: '2026-10' },
    });
    const consumingIds = consuming.map((row) => String(row['customer_id']));
    const referral = consumingIds.find((id) => ids.includes(id) && !resale.has(id)) ?? '';
    expect(await linesOf(referral, '2026-10')).not.toHaveLength(0);
    const inSums = new Set((await sumsOf('2026-10')).map((row) => row['customer_id']));
    expect(inSums.has(referral)).toBe(false);
    expect([...inSums].every((id) => consumingIds.includes(String(id)))).toBe(true);
  });

  test('customers that have left still stand in old months, and not every customer consumes in every month', async () => {
    const old = await allRows(platform, consumers, 'sub_customers', { body: { bill_cycle: '2026-03' } });
    const recent = await allRows(platform, consumers, 'sub_customers', { body: { bill_cycle: '2026-10' } });
    const strangers = (rows: readonly Row[]) =>
      rows.filter((row) => !ids.includes(String(row['customer_id'])));
    expect(strangers(old).length + strangers(recent).length).toBeGreaterThan(0);
    expect(strangers(recent)).toHaveLength(0);
    expect(recent.length).toBeLessThan(ids.length);
  });

  test('this month grows with the clock: lines to this second, sums through yesterday', async () => {
    const biggest = ids[0] ?? '';
    const lines = await linesOf(biggest, '2026-11');
    expect(lines.length).toBeGreaterThan(1800);
    expect(lines.length).toBeLessThan(2500);
    expect(lines.every((line) => Date.parse(String(line['trade_time'])) <= now.getTime())).toBe(true);

    const untilYesterday = summed(lines.filter((line) => String(line['consume_time']) < '2026-11-23'));
    const stated = (await sumsOf('2026-11')).filter((row) => row['customer_id'] === biggest);
    expect(addAll(stated.map((row) => row['amount']))).toBe(
      [...untilYesterday.values()].reduce((sum, value) => sum + value, 0n),
    );

    platform.control.clock.advance(86_400_000);
    expect((await linesOf(biggest, '2026-11')).length).toBeGreaterThan(lines.length + 50);
    platform.control.clock.set(now);
  });

  test('filters and days give exactly the lines that fit, on any page', async () => {
    const biggest = ids[0] ?? '';
    const all = await linesOf(biggest, '2026-10');
    const probe = all[700] ?? {};
    const cases: readonly (readonly [readonly (readonly [string, string])[], (line: Row) => boolean])[] = [
      [
        [['service_type_code', String(probe['service_type_code'])]],
        (l) => l['service_type_code'] === probe['service_type_code'],
      ],
      [[['charging_mode', '1']], (l) => l['charging_mode'] === 1],
      [[['bill_detail_type', '4']], (l) => l['bill_detail_type'] === 4],
      [[['resource_id', String(probe['resource_id'])]], (l) => l['resource_id'] === probe['resource_id']],
      [[['region_code', String(probe['region_code'])]], (l) => l['region_code'] === probe['region_code']],
      [[['trade_id', String(probe['trade_id'])]], (l) => l['trade_id'] === probe['trade_id']],
      [[['trade_id', 'TX1']], () => false],
      [[['association_type', '1']], () => false],
      [
        [
          ['bill_date_begin', '2026-10-05'],
          ['bill_date_end', '2026-10-06'],
        ],
        (l) => ['2026-10-05', '2026-10-06'].includes(String(l['consume_time'])),
      ],
    ];
    for (const [filter, fits] of cases) {
      const query = [['bill_cycle', '2026-10'], ['customer_id', biggest], ...filter] as const;
      const found = await allRows(platform, details, 'fee_records', { query, limit: 37 });
      expect(found).toEqual(all.filter(fits));
      const counted = await call(platform, details, { query });
      expect(member(counted, 'total_count')).toBe(found.length);
    }
  });

  test('names come in the language asked for, digits stay the same', async () => {
    const query = [
      ['bill_cycle', '2026-10'],
      ['customer_id', ids[0] ?? ''],
      ['limit', 5],
    ] as const;
    const zh = rowsIn(await call(platform, details, { query }), 'fee_records');
    const en = rowsIn(
      await call(platform, details, { query, headers: { 'x-language': 'en_us' } }),
      'fee_records',
    );
    expect(zh[0]?.['service_type_name']).toMatch(/\p{Script=Han}/u);
    expect(en[0]?.['service_type_name']).toMatch(/^[\x20-\x7e]+$/);
    expect(en[0]?.['payment_amount']).toBe(zh[0]?.['payment_amount']);
  });

  test.each([
    ['2026-12', 'must not be later than the current month'],
    ['2025-04', 'must lie within the last 18 months'],
  ])('cycle %s is refused', async (cycle, sentence) => {
    const answers = [
      await call(platform, details, {
        query: [
          ['bill_cycle', cycle],
          ['customer_id', ids[0] ?? ''],
        ],
      }),
      await call(platform, sums, {
        query: [
          ['cycle', cycle],
          ['charge_mode', 3],
        ],
      }),
      await call(platform, consumers, { body: { bill_cycle: cycle } }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(400);
      expect(answer.json).toMatchObject({ error_code: 'CBC.0100' });
      expect(answer.text).toContain(sentence);
    }
  });

  test('the eighteenth month back is still there', async () => {
    expect(await linesOf(ids[0] ?? '', '2025-05')).toHaveLength(2500);
  });

  test('days must come in pairs and lie in the cycle', async () => {
    const base = [
      ['bill_cycle', '2026-10'],
      ['customer_id', ids[0] ?? ''],
    ] as const;
    const begin = ['bill_date_begin', '2026-10-05'] as const;
    expect((await call(platform, details, { query: [...base, begin] })).status).toBe(400);
    const outside = ['bill_date_end', '2026-11-01'] as const;
    expect((await call(platform, details, { query: [...base, begin, outside] })).status).toBe(400);
  });

  test('a customer that is not the partner’s is refused for details and left out of sums', async () => {
    const foreign = 'f'.repeat(32);
    const refused = await call(platform, details, {
      query: [
        ['bill_cycle', '2026-10'],
        ['customer_id', foreign],
      ],
    });
    expect(refused.status).toBe(400);
    expect(refused.json).toMatchObject({ error_code: 'CBC.99000035' });
    const answer = await call(platform, sums, {
      query: [
        ['cycle', '2026-10'],
        ['charge_mode', 3],
        ['customer_id', foreign],
      ],
    });
    expect(answer.json).toMatchObject({ count: 0, bill_sums: [] });
  });
});

describe('a world of great size', () => {
  test('a page in the middle of a million lines is as quick as the first, and nothing is kept', async () => {
    const platform = await startPlatform({ rate: 0, customers: 1, billLines: 1_000_000, now });
    try {
      const customers = await allRows(platform, '/v2/partners/sub-customers/query', 'customer_infos', {
        body: {},
      });
      const id = String(customers[0]?.['customer_id']);
      const page = (offset: number) =>
        call(platform, details, {
          query: [
            ['bill_cycle', '2026-10'],
            ['customer_id', id],
            ['offset', offset],
            ['limit', 1000],
          ],
        });
      await page(0);
      const used = process.cpuUsage();
      for (let offset = 0; offset < 1_000_000; offset += 50_000) {
        const answer = await page(offset);
        expect(member(answer, 'total_count')).toBe(1_000_000);
        expect(rowsIn(answer, 'fee_records')).toHaveLength(1000);
      }
      // Client and server together, twenty pages of a thousand: far beyond what they need, far below what listing all would.
      expect(process.cpuUsage(used).user / 1000).toBeLessThan(3000);
      const last = await page(999_999);
      expect(rowsIn(last, 'fee_records')).toHaveLength(1);
      expect(rowsIn(await page(1_000_000), 'fee_records')).toHaveLength(0);
    } finally {
      await platform.stop();
    }
  });

  test('ten thousand customers are listed, billed and counted', async () => {
    const platform = await startPlatform({ rate: 0, customers: 10_000, billLines: 5000, now });
    try {
      const list = await call(platform, '/v2/partners/sub-customers/query', {
        body: { offset: 9990, limit: 100 },
      });
      expect(member(list, 'count')).toBe(10_000);
      expect(rowsIn(list, 'customer_infos')).toHaveLength(10);
      const query = [
        ['cycle', '2026-10'],
        ['charge_mode', 3],
        ['limit', 100],
      ] as const;
      const first = await call(platform, sums, { query });
      const count = Number(member(first, 'count'));
      expect(count).toBeGreaterThan(20_000);
      const last = await call(platform, sums, { query: [...query, ['offset', count - 3]] });
      expect(rowsIn(last, 'bill_sums')).toHaveLength(3);
    } finally {
      await platform.stop();
    }
  });
});
