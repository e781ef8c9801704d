import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startPlatform, type Platform } from '../../sandbox/platform/platform.ts';
import type { FaultInput } from '../../sandbox/platform/faults.ts';
import type { PageCursor, Pages } from '../../src/huawei/partner.ts';
import { openPlatform, type OpenPlatform, type PlatformOptions } from '../../src/huawei/platform.ts';
import { systemClock, type Clock } from '../../src/kernel/clock.ts';
import type { ProblemCode } from '../../src/kernel/problem.ts';
import type { Result } from '../../src/kernel/result.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { quiet, recordingLog } from '../support/log.ts';

/** Pauses between tries pass at once. */
const hasty: Clock = { now: () => systemClock.now(), sleep: () => Promise.resolve() };

let world: Platform;
const opened: OpenPlatform[] = [];

function open(more: Partial<PlatformOptions> = {}): OpenPlatform {
  const platform = openPlatform({
    site: 'cn',
    credentials: { kind: 'aksk', ak: world.ak, sk: new Secret(world.sk), domainId: world.domainId },
    endpoints: { bss: world.endpoint, osm: world.endpoint, iam: world.endpoint },
    limits: { '*': 100_000 },
    log: quiet,
    clock: hasty,
    ...more,
  });
  opened.push(platform);
  return platform;
}

const fault = (input: FaultInput) => world.control.faults.add(input);

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code} ${JSON.stringify(result.problem.params)}`);
  return result.value;
}

async function rowsOf<T>(list: Pages<T>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of list) rows.push(...valueOf(page).rows);
  return rows;
}

const codeOf = (result: Result<unknown>): ProblemCode | 'ok' => (result.ok ? 'ok' : result.problem.code);

beforeAll(async () => {
  world = await startPlatform({ rate: 0, billLines: 1_200, now: new Date('2026-11-23T02:00:00Z') });
});
afterEach(() => world.control.faults.clear());
afterAll(async () => {
  for (const platform of opened) platform.close();
  await world.stop();
});

const cycle = '2026-10';
/** Somebody with more than one page of detail lines. */
const largest = async (platform: OpenPlatform): Promise<string> =>
  (await rowsOf(platform.customers.list()))[0]?.customerId ?? '';

describe('the verbs against the practice platform', () => {
  test('customers are listed whole, with phones and mails masked, and found by id', async () => {
    const { customers } = open();
    const all = await rowsOf(customers.list());
    expect(new Set(all.map(({ customerId }) => customerId)).size).toBe(40);
    for (const { phone, mail } of all) expect(`${phone}${mail}`).not.toMatch(/\d{5}|[^*@]{2,}\*?@/);
    const [first] = all;
    expect(valueOf(await customers.show(first?.customerId ?? '')).value).toEqual(first);
    expect(valueOf(await customers.show('f'.repeat(32))).value).toBeUndefined();
  });

  test('a name of several words is found although the platform refuses blanks', async () => {
    const { customers } = open();
    const all = await rowsOf(customers.list());
    const spaced = all.find(({ label }) => label.includes(' '));
    if (!spaced) throw new Error('the world has nobody with a blank in the label');
    const found = await rowsOf(customers.list({ label: spaced.label.toUpperCase() }));
    expect(found).toContainEqual(spaced);
    expect(found.every(({ label }) => label === spaced.label)).toBe(true);
  });

  test('spendable is cash without what is earmarked', async () => {
    const { value } = valueOf(await open().accounts.own());
    const cash = value.accounts.find(({ kind }) => kind === 'cash');
    expect(value.spendable.amount.toFixed()).toBe(cash?.amount.amount.minus(cash.earmarked.amount).toFixed());
  });

  test('balances say which customers the platform left out', async () => {
    const platform = open();
    const ids = (await rowsOf(platform.customers.list())).map(({ customerId }) => customerId);
    const { value } = valueOf(await platform.accounts.ofCustomers([...ids, ...ids, 'nobody']));
    expect(value.missing).toContain('nobody');
    expect(value.balances.length + value.missing.length).toBe(41);
  });

  test('reads the movements of one account in pages, those that were brought about among them', async () => {
    const platform = open({ pageSizes: { '*': 20 } });
    const before = valueOf(await platform.accounts.own()).value.spendable.amount;
    const { id } = world.control.accounts.topUp({ amount: '50000.50' });
    const year = { from: '2025-11-24', to: '2026-11-23' } as const;
    const all = await rowsOf(platform.accounts.changes({ account: 'cash', ...year }));
    expect(all.length).toBeGreaterThan(100);
    expect(new Set(all.map(({ changeId }) => changeId)).size).toBe(all.length);
    const topUps = await rowsOf(platform.accounts.changes({ account: 'cash', ...year, trade: 'RECHARGE' }));
    expect(topUps.find(({ changeId }) => changeId === id)).toMatchObject({
      detail: 'SOURCE_OPERAIION_RECHARGE',
      direction: 'income',
      customerId: undefined,
    });
    expect(new Set(topUps.map(({ detail }) => detail))).toEqual(
      new Set(['SOURCE_OPERAIION_RECHARGE', 'SOURCE_OPERAIION_RECHARGE_REBATE']),
    );
    const after = valueOf(await platform.accounts.own()).value.spendable.amount;
    expect(after.minus(before).toFixed(2)).toBe('50000.50');
    const credit = await rowsOf(platform.accounts.changes({ account: 'credit', ...year }));
    expect(credit.every(({ changeId }) => changeId !== id)).toBe(true);
  });

  test('monthly sums cover all three charge modes, and refunds are negative', async () => {
    const sums = await rowsOf(open().bills.monthlySums({ cycle }));
    expect([...new Set(sums.map(({ chargeMode }) => chargeMode))].sort()).toEqual([
      'on-demand',
      'period',
      'savings-plan',
    ]);
    const refunds = sums.filter(({ billType }) => billType === 'unsubscription');
    expect(refunds.length).toBeGreaterThan(0);
    expect(refunds.every(({ amount }) => amount.amount.lt('0'))).toBe(true);
  });

  test('detail lines come once each, with every digit of their amounts', async () => {
    const platform = open();
    const query = { cycle, customerId: await largest(platform) } as const;
    const lines = await rowsOf(platform.bills.details(query));
    expect(lines.length).toBeGreaterThan(1_000);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    expect(lines.some(({ amounts }) => (amounts.list?.toFixed().split('.')[1]?.length ?? 0) > 4)).toBe(true);
  });

  test('reading goes on at a stored cursor as if it had never stopped', async () => {
    const platform = open();
    const query = { cycle, customerId: await largest(platform) } as const;
    const whole: { rows: readonly unknown[]; cursor: PageCursor }[] = [];
    for await (const page of platform.bills.details(query)) whole.push(valueOf(page));
    const stopped = JSON.parse(JSON.stringify(whole[4]?.cursor)) as PageCursor;
    const rest = await rowsOf(open().bills.details(query, stopped));
    expect(JSON.stringify(rest)).toBe(JSON.stringify(whole.slice(5).flatMap(({ rows }) => rows)));
  });

  test('a list that moves while it is read doubles nothing and loses nothing', async () => {
    for (const change of ['append', 'insert', 'remove'] as const) {
      const platform = open({ pageSizes: { '*': 10 }, pagesInFlight: 1 });
      const before = (await rowsOf(platform.customers.list())).map(({ customerId }) => customerId);
      fault({ kind: 'moving', operation: 'ListSubCustomers', change, rows: 1 });
      const read = (await rowsOf(platform.customers.list())).map(({ customerId }) => customerId);
      world.control.faults.clear();
      expect(new Set(read).size).toBe(read.length);
      // At first the world holds back ten rows at the end, or in front, and lets one go with each page.
      const there = { append: before.slice(0, 30), insert: before.slice(10), remove: before }[change];
      expect(read.filter((id) => there.includes(id))).toEqual(there);
    }
  });

  test('amounts as text and values no enumeration names are read all the same', async () => {
    const platform = open();
    const plain = await rowsOf(platform.bills.monthlySums({ cycle }));
    fault({ kind: 'amountsAsStrings' });
    expect(JSON.stringify(await rowsOf(platform.bills.monthlySums({ cycle })))).toBe(JSON.stringify(plain));
    world.control.faults.clear();
    fault({ kind: 'unknownEnum' });
    const known = new Set(['referral', 'resale', 'reseller']);
    const strange = (await rowsOf(platform.customers.list())).filter(
      ({ association }) => !known.has(association),
    );
    expect(strange.length).toBeGreaterThan(0);
    expect(strange.every(({ association }) => association !== '')).toBe(true);
  });

  test('what exists on the other site only is said so', async () => {
    expect(codeOf(await open().bills.ownPostpaid(cycle))).toBe('notOnThisSite');
  });
});

describe('bad days of the practice platform', () => {
  const bad: readonly (readonly [string, FaultInput])[] = [
    ['too many requests', { kind: 'status', status: 429, code: 'APIGW.0308', times: 2 }],
    ['an internal error', { kind: 'status', status: 500, code: 'CBC.0999', times: 2 }],
    ['a broken connection', { kind: 'reset', times: 2 }],
    ['half an answer', { kind: 'truncate', times: 2 }],
    ['a page of HTML', { kind: 'html', times: 2 }],
  ];

  test.each(bad)('a read survives %s that passes', async (_name, input) => {
    fault(input);
    expect(codeOf(await open().accounts.own())).toBe('ok');
  });

  const lasting: readonly (readonly [ProblemCode, FaultInput])[] = [
    ['platformBusy', { kind: 'status', status: 429, code: 'APIGW.0308' }],
    ['platformDown', { kind: 'status', status: 500, code: 'CBC.0999' }],
    ['platformCredentials', { kind: 'status', status: 401, code: 'APIGW.0301' }],
    ['platformForbidden', { kind: 'status', status: 403, code: 'CBC.0151' }],
    ['platformOtherSite', { kind: 'status', status: 403, code: 'CBC.0156' }],
    ['platformNoSuchApi', { kind: 'status', status: 404, code: 'APIGW.0101' }],
    ['platformRefusedBecause', { kind: 'status', status: 200, code: 'CBC.99000000' }],
    ['platformRefused', { kind: 'status', status: 400, code: 'CBC.12345678' }],
    ['platformConnectionLost', { kind: 'reset' }],
    ['platformUnreadable', { kind: 'truncate' }],
    ['platformDown', { kind: 'html', status: 502 }],
  ];

  test.each(lasting)('%s is what a person is told when it stays', async (code, input) => {
    fault(input);
    expect(codeOf(await open().accounts.own())).toBe(code);
  });

  test('an answer that does not come ends in a time-out that may be tried later', async () => {
    fault({ kind: 'timeout' });
    const answer = await open({ totalMs: 60 }).accounts.own();
    expect(answer).toMatchObject({ ok: false, problem: { code: 'platformTimeout', retry: 'later' } });
  });

  test('a wrong key is refused, and the problem keeps code and request id', async () => {
    const wrong = { kind: 'aksk', ak: world.ak, sk: new Secret('wrong') } as const;
    const answer = await open({ credentials: wrong }).accounts.own();
    if (answer.ok) throw new Error('accepted');
    expect(answer.problem).toMatchObject({ code: 'platformCredentials', wireCode: 'APIGW.0301' });
    expect(answer.problem.requestId).toMatch(/./);
  });

  test('forgetting who may call names the permission items that would allow it', async () => {
    fault({ kind: 'status', status: 403, code: 'CBC.0155', operation: 'ListSubCustomers' });
    const answer = await open().customers.show('x');
    expect(answer).toMatchObject({
      problem: {
        code: 'platformForbiddenItem',
        params: { items: expect.stringContaining('BPC_ITEM_') as string },
      },
    });
  });

  test('a caller that gives up is told so and sends no more', async () => {
    fault({ kind: 'slow', ms: 5_000 });
    const leaving = new AbortController();
    const answer = open().until(leaving.signal).accounts.own();
    setTimeout(() => leaving.abort(), 20);
    expect(codeOf(await answer)).toBe('stopped');
    world.control.calls.reset();
    expect(codeOf(await open().until(leaving.signal).accounts.own())).toBe('stopped');
  });
});

describe('tokens instead of keys', () => {
  const withToken = (): OpenPlatform =>
    open({
      credentials: {
        kind: 'token',
        userName: world.user.name,
        password: new Secret(world.user.password),
        domainName: world.user.domainName,
      },
    });

  test('calls are made with a token, and a token that was ended is replaced', async () => {
    const platform = withToken();
    expect(codeOf(await platform.accounts.own())).toBe('ok');
    world.control.endTokens();
    expect(codeOf(await platform.accounts.own())).toBe('ok');
  });

  test('a wrong password is a problem of the credentials', async () => {
    const credentials = {
      kind: 'token',
      userName: world.user.name,
      password: new Secret('wrong'),
      domainName: world.user.domainName,
    } as const;
    expect(codeOf(await open({ credentials }).accounts.own())).toBe('platformCredentials');
  });
});

describe('any operation by name', () => {
  test('the answer is JSON with the digits of the platform and a table, personal fields masked', async () => {
    const { value, source } = valueOf(await open().api.call('ListSubCustomers', [['limit', '3']]));
    expect(source).toBe('ListSubCustomers');
    const parsed = JSON.parse(value.json) as { customer_infos: { telephone: string }[] };
    expect(parsed.customer_infos).toHaveLength(3);
    expect(value.json).not.toMatch(/"telephone": "\d+"/);
    const at = value.table?.columns.indexOf('customer_id') ?? -1;
    expect(value.table?.rows.map((row) => row[at])).toHaveLength(3);
  });

  test('composed arguments may be typed field by field or as JSON', async () => {
    const platform = open();
    const id = await largest(platform);
    const dotted = await platform.api.call('ListCustomersBalancesDetail', [
      ['customer_infos.0.customer_id', id],
    ]);
    const json = await platform.api.call('ListCustomersBalancesDetail', [
      ['customer_infos', JSON.stringify([{ customer_id: id }])],
    ]);
    expect(valueOf(dotted).value).toEqual(valueOf(json).value);
    expect(valueOf(dotted).value.table?.rows).toHaveLength(1);
  });
});

describe('what is recorded', () => {
  test('one line per call, with both request ids and no argument values', async () => {
    const log = recordingLog();
    const platform = open({ log });
    const id = await largest(open());
    await platform.forRequest('r-1').customers.show(id);
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).toMatchObject({
      requestId: 'r-1',
      operation: 'ListSubCustomers',
      end: 'ok',
      attempts: 1,
    });
    expect(log.lines[0]?.['platformRequestId']).toMatch(/./);
    expect(JSON.stringify(log.lines)).not.toContain(id);
  });
});

describe('the strict rate of the practice platform', () => {
  test('a background export keeps to it, and a person who comes in between hardly waits', async () => {
    const strict = await startPlatform({ rate: 20, billLines: 5_000, now: new Date('2026-11-23T02:00:00Z') });
    const platform = open({
      credentials: { kind: 'aksk', ak: strict.ak, sk: new Secret(strict.sk), domainId: strict.domainId },
      endpoints: { bss: strict.endpoint },
      limits: { '*': 20 },
      clock: systemClock,
    });
    const query = { cycle, customerId: await largest(platform) } as const;
    const lines = rowsOf(platform.inBackground().bills.details(query));
    const waits: number[] = [];
    for (let person = 0; person < 5; person++) {
      await systemClock.sleep(150);
      const asked = performance.now();
      for await (const page of platform.bills.details(query)) {
        valueOf(page);
        break;
      }
      waits.push(performance.now() - asked);
    }
    expect((await lines).length).toBeGreaterThan(4_000);
    const report = strict.control.calls.report().operations['ListSubCustomerBillDetail'];
    // Both sides run in this process, which is busy at times; a refusal now and then is what the pauses are for.
    expect(report?.byStatus['429'] ?? 0).toBeLessThanOrEqual((report?.calls ?? 0) / 10);
    expect(waits.sort((a, b) => a - b)[Math.floor(waits.length / 2)]).toBeLessThan(300);
    await strict.stop();
  });
});
