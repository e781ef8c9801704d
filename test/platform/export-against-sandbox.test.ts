import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Platform, startPlatform } from '../../sandbox/platform/platform.ts';
import { type OpenPlatform, openPlatform } from '../../src/huawei/platform.ts';
import type { Pages } from '../../src/huawei/partner.ts';
import { type Clock, systemClock } from '../../src/kernel/clock.ts';
import { decimal, sum, zero } from '../../src/kernel/decimal.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { type ExportHouse, exportHouse, type PlainChat } from '../support/export-house.ts';
import { quiet } from '../support/log.ts';

/** Pauses between tries pass at once. */
const hasty: Clock = { now: () => systemClock.now(), sleep: () => Promise.resolve() };

let world: Platform;
let platform: OpenPlatform;
let database: TestDatabase;
const houses: ExportHouse[] = [];

beforeAll(async () => {
  world = await startPlatform({
    rate: 0,
    customers: 6,
    billLines: 1_500,
    now: new Date('2026-11-23T02:00:00Z'),
  });
  platform = openPlatform({
    site: 'cn',
    credentials: { kind: 'aksk', ak: world.ak, sk: new Secret(world.sk), domainId: world.domainId },
    endpoints: { bss: world.endpoint, osm: world.endpoint, iam: world.endpoint },
    limits: { '*': 100_000 },
    log: quiet,
    clock: hasty,
  });
  database = await freshDatabase();
});
afterEach(async () => {
  world.control.faults.clear();
  await Promise.all(houses.splice(0).map((house) => house.close()));
});
afterAll(async () => {
  platform.close();
  await world.stop();
  await database.close();
});

const cycle = '2026-10';

async function rowsOf<T>(list: Pages<T>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of list) {
    if (!page.ok) throw new Error(page.problem.code);
    rows.push(...page.value.rows);
  }
  return rows;
}

async function open(): Promise<ExportHouse> {
  const house = await exportHouse(database.ledger, platform);
  houses.push(house);
  return house;
}

function linesIn(chat: PlainChat): Record<string, string>[] {
  expect(chat.shared.size).toBe(1);
  const [file] = chat.shared.values();
  return parse(file?.content ?? Buffer.alloc(0), { bom: true, columns: true });
}

const ids = (rows: readonly Record<string, string>[]) => rows.map((row) => row['Line ID']);
const payable = (rows: readonly Record<string, string>[]) =>
  sum(rows.map((row) => decimal(row['Payable'] || '0'))).toFixed();

describe('an export against the practice platform', () => {
  test('holds each line of each customer once, and adds up to the monthly sums where there are some', async () => {
    const house = await open();
    const { id } = await house.begin();
    await house.run(id);
    const rows = linesIn(house.chat);
    expect(rows.length).toBeGreaterThan(1_500);
    expect(new Set(ids(rows)).size).toBe(rows.length);
    expect(await house.row(id)).toMatchObject({ lines: rows.length, payable: payable(rows) });

    const sums = await rowsOf(platform.bills.monthlySums({ cycle }));
    const summed = new Set(sums.map(({ customerId }) => customerId));
    const inSums = rows.filter((row) => summed.has(row['Customer ID'] ?? ''));
    expect(payable(inSums)).toBe(sum(sums.map(({ amount }) => amount.amount)).toFixed());
  });

  test('goes on after trouble in the middle without a line lost or doubled', async () => {
    const house = await open();
    const whole = await rowsOf(platform.bills.details({ cycle, customerId: await largest() }));
    const { id } = await house.begin({ customerId: await largest() });
    world.control.faults.add({
      kind: 'status',
      operation: 'ListSubCustomerBillDetail',
      skip: 6,
      status: 500,
      code: 'CBC.0999',
    });
    await expect(house.run(id)).rejects.toThrow();
    expect((await house.row(id)).state).toBe('reading');
    world.control.faults.clear();
    await house.run(id, { attempt: 2 });
    const rows = linesIn(house.chat);
    expect(ids(rows)).toEqual(whole.map((line) => line.id));
    expect(payable(rows)).toBe(sum(whole.map((line) => line.amounts.payable ?? zero)).toFixed());
  });
});

async function largest(): Promise<string> {
  const consumers = await rowsOf(platform.bills.consumers(cycle));
  const counts = await Promise.all(
    consumers.map(async ({ customerId }) => {
      for await (const page of platform.bills.details({ cycle, customerId })) {
        return { customerId, lines: page.ok ? (page.value.total ?? 0) : 0 };
      }
      return { customerId, lines: 0 };
    }),
  );
  return counts.sort((a, b) => b.lines - a.lines)[0]?.customerId ?? '';
}
