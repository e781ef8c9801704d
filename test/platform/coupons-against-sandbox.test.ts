import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FaultInput } from '../../sandbox/platform/faults.ts';
import { type Platform, startPlatform } from '../../sandbox/platform/platform.ts';
import { problemText } from '../../src/cards/problem.ts';
import type { CouponOrder, Pages } from '../../src/huawei/partner.ts';
import { type OpenPlatform, openPlatform, type PlatformOptions } from '../../src/huawei/platform.ts';
import { type Clock, systemClock } from '../../src/kernel/clock.ts';
import { decimal } from '../../src/kernel/decimal.ts';
import type { ProblemCode, Retry } from '../../src/kernel/problem.ts';
import type { Result } from '../../src/kernel/result.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { langs, translator } from '../../src/kernel/texts/index.ts';
import { quiet } from '../support/log.ts';

/** Pauses between tries pass at once. */
const hasty: Clock = { now: () => systemClock.now(), sleep: () => Promise.resolve() };

let world: Platform;
const opened: OpenPlatform[] = [];

function open(more: Partial<PlatformOptions> = {}) {
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
  return platform.coupons;
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code} ${result.problem.wireCode}`);
  return result.value;
}

async function rowsOf<T>(list: Pages<T>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of list) rows.push(...valueOf(page).rows);
  return rows;
}

/** What the caller knows afterwards. */
const known = (result: Result<unknown>): 'ok' | Retry => (result.ok ? 'ok' : result.problem.retry);
const codeOf = (result: Result<unknown>): ProblemCode | 'ok' => (result.ok ? 'ok' : result.problem.code);

const fault = (operation: string, input: FaultInput) => world.control.faults.add({ ...input, operation });
const calls = (operation: string): number => world.control.calls.report().operations[operation]?.calls ?? 0;

let memos = 0;
const newMemo = () => `c${++memos} renewal`;
const issuedWith = (memo: string) => world.control.coupons.issued().filter((coupon) => coupon.memo === memo);
const at = <T>(list: readonly T[], index: number): T => {
  const item = list[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
};

let resale: string;
let referral: string;
let unverified: string;
let quota: string;

const order = (more: Partial<CouponOrder> = {}): CouponOrder => ({
  quotaId: quota,
  customerId: resale,
  faceValue: decimal('100.50'),
  memo: newMemo(),
  ...more,
});

beforeAll(async () => {
  world = await startPlatform({ rate: 0, now: new Date('2026-11-23T02:00:00Z') });
  const platform = openPlatform({
    site: 'cn',
    credentials: { kind: 'aksk', ak: world.ak, sk: new Secret(world.sk) },
    endpoints: { bss: world.endpoint },
    log: quiet,
  });
  opened.push(platform);
  const customers = await rowsOf(platform.customers.list());
  const idOf = (fits: (customer: (typeof customers)[number]) => boolean) =>
    customers.find(fits)?.customerId ?? '';
  resale = idOf(({ association, verified }) => association === 'resale' && verified === 'verified');
  referral = idOf(({ association }) => association === 'referral');
  unverified = idOf(({ association, verified }) => association === 'resale' && verified !== 'verified');
  quota = at(world.control.coupons.quotas(), 0).id;
});
afterEach(() => {
  world.control.faults.clear();
  world.control.calls.reset();
});
afterAll(async () => {
  for (const platform of opened) platform.close();
  await world.stop();
});

describe('quotas', () => {
  test('of both kinds are joined, however many pages they take', async () => {
    const all = valueOf(await open({ pageSizes: { '*': 2 } }).quotas()).value;
    expect(all.map(({ quotaId }) => quotaId)).toEqual(world.control.coupons.quotas().map(({ id }) => id));
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['voucher', 'cash-coupon']));
    expect(new Set(all.map(({ state }) => state))).toEqual(
      new Set(['normal', 'adjusting', 'frozen', 'invalid']),
    );
    expect(at(all, 2)).toMatchObject({
      value: { currency: 'CNY' },
      effective: new Date('2026-10-13T16:00:00Z'),
      limits: [
        { key: 'cloudServiceType', values: [{ value1: 'hws.service.type.ec2', value2: '' }, {}] },
        { key: 'minFaceValue' },
        { key: 'maxFaceValue' },
      ],
    });
  });

  test('one of them is found whatever its kind, a stranger is none', async () => {
    const views = world.control.coupons.quotas();
    for (const view of [at(views, 0), at(views, 6)]) {
      const { value } = valueOf(await open().quota(view.id));
      expect(value?.balance.amount.toFixed(2)).toBe(view.balance);
      expect(value?.kind).toBe(view.type === 0 ? 'voucher' : 'cash-coupon');
    }
    expect(valueOf(await open().quota('CQ0')).value).toBeUndefined();
  });

  test('a failure of either kind is a failure of both', async () => {
    fault('ListQuotaCoupons', { kind: 'status', status: 403, code: 'CBC.0151', times: 1 });
    expect(codeOf(await open().quotas())).toBe('platformForbiddenItem');
  });
});

describe('what is issued and recorded', () => {
  test('a coupon stands in both lists, its memo in the record alone', async () => {
    const memo = newMemo();
    const expires = new Date('2026-12-24T16:00:00Z');
    const before = valueOf(await open().quota(quota)).value?.balance.amount;
    const { couponId } = valueOf(
      await open().issue(order({ memo, expires, services: ['hws.service.type.ec2'] })),
    );
    expect(await rowsOf(open().issued({ couponId }))).toMatchObject([
      {
        couponId,
        kind: 'voucher',
        state: 'usable',
        customerId: resale,
        quotaId: undefined,
        expires,
        frozen: false,
        limits: [{ key: 'cloudServiceType', values: [{ value1: 'hws.service.type.ec2' }] }],
      },
    ]);
    const [record] = await rowsOf(open().records({ couponId }));
    expect(record).toMatchObject({ operation: 'issue', quotaId: quota, succeeded: true, remark: memo });
    expect(record?.amount.amount.toFixed(2)).toBe('100.50');
    const after = valueOf(await open().quota(quota)).value?.balance.amount;
    expect(after && before?.minus(after).toFixed(2)).toBe('100.50');
  });

  test('lists are read to the end, each row once', async () => {
    const small = open({ pageSizes: { '*': 3 } });
    const ids = (await rowsOf(small.records())).map(({ recordId }) => recordId);
    expect(ids).toEqual(world.control.coupons.records().map(({ id }) => id));
    const coupons = (await rowsOf(small.issued())).map(({ couponId }) => couponId);
    expect(coupons).toEqual(world.control.coupons.coupons().map(({ id }) => id));
  });

  test('filters are those of the platform, in words', async () => {
    for (const operation of ['issue', 'reclaim', 'expiry'] as const) {
      const rows = await rowsOf(open().records({ operation }));
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((row) => row.operation === operation)).toBe(true);
    }
    for (const state of ['usable', 'used', 'reclaimed'] as const) {
      const rows = await rowsOf(open().issued({ state }));
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((row) => row.state === state)).toBe(true);
    }
    const theirs = await rowsOf(open().records({ quotaId: quota, customerId: resale }));
    expect(theirs.length).toBeGreaterThan(0);
    expect(theirs.every((row) => row.quotaId === quota && row.customerId === resale)).toBe(true);
  });

  test('a window holds its first moment and not its last', async () => {
    const all = await rowsOf(open().records());
    const middle = at(all, 3).at;
    const count = async (from: Date | undefined, to: Date | undefined) =>
      (await rowsOf(open().records({ ...(from && { from }), ...(to && { to }) }))).length;
    expect((await count(undefined, middle)) + (await count(middle, undefined))).toBe(all.length);
    const issued = await rowsOf(open().issued());
    const end = at(issued, 3).expires;
    const early = end ? await rowsOf(open().issued({ expiresTo: end })) : [];
    const late = end ? await rowsOf(open().issued({ expiresFrom: end })) : [];
    expect(early.length + late.length).toBe(issued.length);
  });

  test('records may come late', async () => {
    fault('ListPartnerCouponsRecord', { kind: 'lateRows', ms: 60_000 });
    const { couponId } = valueOf(await open().issue(order()));
    expect(await rowsOf(open().records({ couponId }))).toEqual([]);
    expect(await rowsOf(open().issued({ couponId }))).toHaveLength(1);
    world.control.clock.advance(60_000);
    expect(await rowsOf(open().records({ couponId }))).toHaveLength(1);
  });

  test('amounts as text are the same amounts, and values nobody documents stay as they came', async () => {
    const plain = JSON.stringify([await rowsOf(open().issued()), await rowsOf(open().records())]);
    world.control.faults.add({ kind: 'amountsAsStrings' });
    expect(JSON.stringify([await rowsOf(open().issued()), await rowsOf(open().records())])).toBe(plain);
    world.control.faults.clear();
    world.control.faults.add({ kind: 'unknownEnum' });
    expect(at(valueOf(await open().quotas()).value, 0)).toMatchObject({ kind: '99', state: '99' });
    expect(at(await rowsOf(open().issued()), 0)).toMatchObject({ kind: '99', state: '99' });
    expect(at(await rowsOf(open().records()), 0)).toMatchObject({
      operation: 'UNHEARD_OF_99',
      succeeded: false,
    });
  });

  test('amounts in another unit than yuan are not shown as yuan', async () => {
    const inCents = (list: string) => `{"total_count":1,"${list}":[{"measure_id":3}]}`;
    fault('ListQuotaCoupons', { kind: 'status', status: 200, body: inCents('quotas') });
    fault('ListIssuedPartnerCoupons', { kind: 'status', status: 200, body: inCents('user_coupons') });
    expect(codeOf(await open().quotas())).toBe('platformUnit');
    for await (const page of open().issued()) expect(codeOf(page)).toBe('platformUnit');
  });

  test('on another site there are no coupons, and that is said', async () => {
    const abroad = open({ site: 'intl' });
    expect(codeOf(await abroad.quotas())).toBe('notOnThisSite');
    expect(codeOf(await abroad.issue(order()))).toBe('notOnThisSite');
    expect(codeOf(await abroad.reclaim('CP1'))).toBe('notOnThisSite');
    for await (const page of abroad.issued()) expect(codeOf(page)).toBe('notOnThisSite');
  });
});

describe('an issue that the platform refuses', () => {
  const refused: readonly (readonly [string, string, () => Partial<CouponOrder>])[] = [
    ['a referral customer', 'CBC.99000014', () => ({ customerId: referral })],
    ['a customer that is not verified', 'CBC.99000000', () => ({ customerId: unverified })],
    ['somebody else’s customer', 'CBC.99000035', () => ({ customerId: 'f'.repeat(32) })],
    ['more than the quota has', 'CBC.99000013', () => ({ faceValue: decimal('300000') })],
    ['a quota that is not there', 'CBC.99000012', () => ({ quotaId: 'CQ0' })],
    ['a frozen quota', 'CBC.99000012', () => ({ quotaId: quotaAt(4) })],
    ['a quota that has expired', 'CBC.99000017', () => ({ quotaId: quotaAt(5) })],
    [
      'a face value under the bound',
      'CBC.99000018',
      () => ({ quotaId: quotaAt(2), faceValue: decimal('49') }),
    ],
    [
      'a face value over the bound',
      'CBC.99000019',
      () => ({ quotaId: quotaAt(2), faceValue: decimal('10000.01') }),
    ],
    ['three decimals', 'CBC.0100', () => ({ faceValue: decimal('1.005') })],
    ['nothing', 'CBC.0100', () => ({ faceValue: decimal('0') })],
    ['a validity beyond the quota’s', 'CBC.0100', () => ({ expires: new Date('2028-01-01T00:00:00Z') })],
    [
      'a service outside the quota’s',
      'CBC.99000023',
      () => ({ quotaId: quotaAt(2), services: ['hws.service.type.cdn'] }),
    ],
    ['a service that is not there', 'CBC.50000055', () => ({ services: ['hws.service.type.nothing'] })],
    [
      'more in total than a customer may have',
      'CBC.99000021',
      () => ({ quotaId: quotaAt(6), faceValue: decimal('8000.01') }),
    ],
  ];
  const quotaAt = (index: number) => at(world.control.coupons.quotas(), index).id;

  test.each(refused)('%s: %s, once and for all, and nothing is in the world', async (_, wireCode, change) => {
    const asked = order(change());
    const answer = await open().issue(asked);
    if (answer.ok) throw new Error('issued');
    expect(answer.problem).toMatchObject({ retry: 'no', wireCode, code: 'platformRefusedBecause' });
    expect(issuedWith(asked.memo)).toEqual([]);
    expect(calls('CreatePartnerCoupons')).toBe(1);
    for (const lang of langs) {
      const sentence = problemText(answer.problem, translator(lang));
      expect(sentence).toContain(wireCode);
      expect(sentence).not.toMatch(/\$t|\{\{|wire\./);
    }
  });

  test('one that fails for its customer leaves a record of a failure', async () => {
    const asked = order({ faceValue: decimal('300000') });
    expect(known(await open().issue(asked))).toBe('no');
    const records = await rowsOf(open().records({ quotaId: quota }));
    expect(records.filter(({ remark }) => remark === asked.memo)).toMatchObject([
      { operation: 'issue', succeeded: false, couponId: '' },
    ]);
  });

  test('a code nobody has written down is a refusal when it is said of the customer', async () => {
    fault('CreatePartnerCoupons', { kind: 'partial', code: 'CBC.12345678' });
    const answer = await open().issue(order());
    expect(answer).toMatchObject({ problem: { code: 'platformRefused', retry: 'no' } });
  });

  test.each(['', 'a'.repeat(65), 'two\nlines', '<!channel> 😀', '备注'])(
    'a memo the platform might change (%j) is a bug and never sent',
    async (memo) => {
      await expect(open().issue(order({ memo }))).rejects.toThrow(RangeError);
      expect(calls('CreatePartnerCoupons')).toBe(0);
    },
  );
});

describe('what is known of a call that went wrong', () => {
  interface BadDay {
    readonly day: string;
    readonly input: FaultInput;
    readonly knows: Retry;
    /** Whether it was carried out. */
    readonly done: boolean;
    readonly options?: Partial<PlatformOptions>;
  }
  const days: readonly BadDay[] = [
    {
      day: 'refused access',
      input: { kind: 'status', status: 403, code: 'CBC.0151' },
      knows: 'no',
      done: false,
    },
    { day: 'too many requests', input: { kind: 'status', status: 429 }, knows: 'later', done: false },
    {
      day: 'a 500 before the effect',
      input: { kind: 'status', status: 500 },
      knows: 'unknown-outcome',
      done: false,
    },
    {
      day: 'a 500 after the effect',
      input: { kind: 'status', status: 500, effect: 'after' },
      knows: 'unknown-outcome',
      done: true,
    },
    {
      day: 'a gateway’s page in place of an answer',
      input: { kind: 'html', status: 504 },
      knows: 'unknown-outcome',
      done: false,
    },
    { day: 'a cut before the effect', input: { kind: 'reset' }, knows: 'unknown-outcome', done: false },
    {
      day: 'a cut after the effect',
      input: { kind: 'reset', effect: 'after' },
      knows: 'unknown-outcome',
      done: true,
    },
    {
      day: 'an answer that comes too late',
      input: { kind: 'slow', ms: 500, effect: 'after' },
      knows: 'unknown-outcome',
      done: true,
      options: { totalMs: 150 },
    },
    {
      day: 'silence after the effect',
      input: { kind: 'timeout', effect: 'after' },
      knows: 'unknown-outcome',
      done: true,
      options: { totalMs: 150 },
    },
    {
      day: 'an answer that cannot be read',
      input: { kind: 'status', status: 200, body: '{"coupon_infos":[{', effect: 'after' },
      knows: 'unknown-outcome',
      done: true,
    },
    {
      day: 'a success with a code nobody has written down',
      input: { kind: 'status', status: 200, code: 'CBC.12345678', effect: 'after' },
      knows: 'unknown-outcome',
      done: true,
    },
  ];

  test.each(days)('issue, $day: $knows', async ({ input, knows, done, options }) => {
    fault('CreatePartnerCoupons', input);
    const asked = order();
    expect(known(await open(options).issue(asked))).toBe(knows);
    expect(issuedWith(asked.memo)).toHaveLength(done ? 1 : 0);
    // Only what was certainly not carried out is asked again.
    expect(calls('CreatePartnerCoupons')).toBe(knows === 'later' ? 4 : 1);
  });

  test.each(days)('reclaim, $day: $knows', async ({ input, knows, done, options }) => {
    const asked = order();
    const { couponId } = valueOf(await open().issue(asked));
    fault('ReclaimPartnerCoupons', input);
    expect(known(await open(options).reclaim(couponId))).toBe(knows);
    expect(at(issuedWith(asked.memo), 0).status).toBe(done ? 5 : 2);
    expect(calls('ReclaimPartnerCoupons')).toBe(knows === 'later' ? 4 : 1);
    world.control.faults.clear();
    expect(valueOf(await open().reclaim(couponId))).toBe(done ? 'was-gone' : 'reclaimed');
  });

  test.each([
    ['about nobody', '{}'],
    ['with empty lists', '{"coupon_infos":[],"error_details":[]}'],
    ['about another customer', '{"coupon_infos":[{"id":"somebody","coupon_id":"CP1"}]}'],
    ['about another failure', '{"error_details":[{"id":"somebody","error_code":"CBC.99000013"}]}'],
    ['without a body', ''],
  ])('an answer %s leaves open what happened', async (_, body) => {
    fault('CreatePartnerCoupons', { kind: 'status', status: 200, body, effect: 'after' });
    const asked = order();
    expect(codeOf(await open().issue(asked))).toBe('outcomeUnknown');
    expect(issuedWith(asked.memo)).toHaveLength(1);
  });

  test('an internal error said of the customer leaves open what happened', async () => {
    fault('CreatePartnerCoupons', { kind: 'partial', code: 'CBC.0999' });
    expect(known(await open().issue(order()))).toBe('unknown-outcome');
  });

  test('an effect may come after the caller has gone', async () => {
    fault('CreatePartnerCoupons', { kind: 'slow', ms: 300, times: 1 });
    const asked = order();
    expect(known(await open({ totalMs: 100 }).issue(asked))).toBe('unknown-outcome');
    expect(issuedWith(asked.memo)).toEqual([]);
    await expect.poll(() => issuedWith(asked.memo)).toHaveLength(1);
  });

  test('too many requests that pass end in one coupon', async () => {
    fault('CreatePartnerCoupons', { kind: 'status', status: 429, times: 2 });
    const asked = order();
    expect(known(await open().issue(asked))).toBe('ok');
    expect(issuedWith(asked.memo)).toHaveLength(1);
    expect(calls('CreatePartnerCoupons')).toBe(3);
  });

  test('a platform that cannot be reached was asked nothing', async () => {
    const away = open({ endpoints: { bss: 'http://127.0.0.1:1' } });
    expect(await away.issue(order())).toMatchObject({
      problem: { code: 'platformUnreachable', retry: 'later' },
    });
    expect(known(await away.reclaim('CP1'))).toBe('later');
  });

  test('a caller that gives up in the middle does not know', async () => {
    fault('CreatePartnerCoupons', { kind: 'slow', ms: 200, times: 1 });
    const leaving = new AbortController();
    const platform = openPlatform({
      site: 'cn',
      credentials: { kind: 'aksk', ak: world.ak, sk: new Secret(world.sk) },
      endpoints: { bss: world.endpoint },
      log: quiet,
    });
    opened.push(platform);
    const answer = platform.until(leaving.signal).coupons.issue(order());
    await expect.poll(() => calls('CreatePartnerCoupons')).toBe(1);
    leaving.abort();
    expect(known(await answer)).toBe('unknown-outcome');
    expect(known(await platform.until(leaving.signal).coupons.issue(order()))).toBe('later');
  });
});

describe('a reclaim', () => {
  test('brings back what the customer has not spent, and tells the record how much', async () => {
    const asked = order({ faceValue: decimal('80') });
    const { couponId } = valueOf(await open().issue(asked));
    world.control.coupons.spend(couponId, '30.25');
    const before = valueOf(await open().quota(quota)).value?.balance.amount;
    expect(valueOf(await open().reclaim(couponId))).toBe('reclaimed');
    const after = valueOf(await open().quota(quota)).value?.balance.amount;
    expect(before && after?.minus(before).toFixed(2)).toBe('49.75');
    const [record] = await rowsOf(open().records({ couponId, operation: 'reclaim' }));
    expect(record?.amount.amount.toFixed(2)).toBe('49.75');
    expect(await rowsOf(open().issued({ couponId }))).toMatchObject([{ state: 'reclaimed' }]);
  });

  test('of a coupon that is gone is told so, whether it was reclaimed, used up or has expired', async () => {
    const { couponId } = valueOf(await open().issue(order()));
    expect(valueOf(await open().reclaim(couponId))).toBe('reclaimed');
    expect(valueOf(await open().reclaim(couponId))).toBe('was-gone');
    const used = valueOf(await open().issue(order({ faceValue: decimal('5') }))).couponId;
    world.control.coupons.spend(used, '5');
    expect(valueOf(await open().reclaim(used))).toBe('was-gone');
    const [expired] = await rowsOf(open().issued({ state: 'expired' }));
    expect(valueOf(await open().reclaim(expired?.couponId ?? ''))).toBe('was-gone');
  });

  test('that is refused stays refused', async () => {
    const { couponId } = valueOf(await open().issue(order()));
    fault('ReclaimPartnerCoupons', { kind: 'status', status: 400, code: 'CBC.99000045' });
    expect(await open().reclaim(couponId)).toMatchObject({
      problem: { code: 'platformRefusedBecause', wireCode: 'CBC.99000045', retry: 'no' },
    });
  });
});
