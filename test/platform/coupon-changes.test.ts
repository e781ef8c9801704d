import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FaultInput } from '../../sandbox/platform/faults.ts';
import { problemText } from '../../src/cards/problem.ts';
import type { CouponOrder } from '../../src/huawei/partner.ts';
import type { PlatformOptions } from '../../src/huawei/platform.ts';
import { decimal } from '../../src/kernel/decimal.ts';
import type { Retry } from '../../src/kernel/problem.ts';
import type { Result } from '../../src/kernel/result.ts';
import { langs, translator } from '../../src/kernel/texts/index.ts';
import { at, codeOf, type CouponWorld, rowsOf, startCouponWorld, valueOf } from './coupon-harness.ts';

/** What the caller knows afterwards. */
const known = (result: Result<unknown>): 'ok' | Retry => (result.ok ? 'ok' : result.problem.retry);

let here: CouponWorld;
beforeAll(async () => {
  here = await startCouponWorld();
});
afterEach(() => here.calm());
afterAll(() => here.close());

describe('an issue that the platform refuses', () => {
  const refused: readonly (readonly [string, string, () => Partial<CouponOrder>])[] = [
    ['a referral customer', 'CBC.99000014', () => ({ customerId: here.referral })],
    ['a customer that is not verified', 'CBC.99000000', () => ({ customerId: here.unverified })],
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
  const quotaAt = (index: number) => at(here.world.control.coupons.quotas(), index).id;

  test.each(refused)('%s: %s, once and for all, and nothing is in the world', async (_, wireCode, change) => {
    const asked = here.order(change());
    const answer = await here.open().issue(asked);
    if (answer.ok) throw new Error('issued');
    expect(answer.problem).toMatchObject({ retry: 'no', wireCode, code: 'platformRefusedBecause' });
    expect(here.madeBy(asked)).toEqual([]);
    expect(here.calls('CreatePartnerCoupons')).toBe(1);
    for (const lang of langs) {
      const sentence = problemText(answer.problem, translator(lang));
      expect(sentence).toContain(wireCode);
      expect(sentence).not.toMatch(/\$t|\{\{|wire\./);
    }
  });

  test('one that fails for its customer leaves a record of a failure', async () => {
    const asked = here.order({ faceValue: decimal('300000') });
    expect(known(await here.open().issue(asked))).toBe('no');
    const records = await rowsOf(here.open().records({ quotaId: here.quota }));
    expect(records.filter(({ remark }) => remark === asked.memo)).toMatchObject([
      { operation: 'issue', succeeded: false, couponId: '' },
    ]);
  });

  test('a code nobody has written down is a refusal when it is said of the customer', async () => {
    here.fault('CreatePartnerCoupons', { kind: 'partial', code: 'CBC.12345678' });
    const answer = await here.open().issue(here.order());
    expect(answer).toMatchObject({ problem: { code: 'platformRefused', retry: 'no' } });
  });

  test.each(['', 'a'.repeat(65), 'two\nlines', '<!channel> 😀', '备注'])(
    'a memo the platform might change (%j) is a bug and never sent',
    async (memo) => {
      await expect(here.open().issue(here.order({ memo }))).rejects.toThrow(RangeError);
      expect(here.calls('CreatePartnerCoupons')).toBe(0);
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
    here.fault('CreatePartnerCoupons', input);
    const asked = here.order();
    expect(known(await here.open(options).issue(asked))).toBe(knows);
    expect(here.madeBy(asked)).toHaveLength(done ? 1 : 0);
    // Only what was certainly not carried out is asked again.
    expect(here.calls('CreatePartnerCoupons')).toBe(knows === 'later' ? 4 : 1);
  });

  test.each(days)('reclaim, $day: $knows', async ({ input, knows, done, options }) => {
    const asked = here.order();
    const { couponId } = valueOf(await here.open().issue(asked));
    here.fault('ReclaimPartnerCoupons', input);
    expect(known(await here.open(options).reclaim(couponId))).toBe(knows);
    expect(at(here.madeBy(asked), 0).status).toBe(done ? 5 : 2);
    expect(here.calls('ReclaimPartnerCoupons')).toBe(knows === 'later' ? 4 : 1);
    here.world.control.faults.clear();
    expect(valueOf(await here.open().reclaim(couponId))).toBe(done ? 'was-gone' : 'reclaimed');
  });

  test.each([
    ['about nobody', '{}'],
    ['with empty lists', '{"coupon_infos":[],"error_details":[]}'],
    ['about another customer', '{"coupon_infos":[{"id":"somebody","coupon_id":"CP1"}]}'],
    ['about another failure', '{"error_details":[{"id":"somebody","error_code":"CBC.99000013"}]}'],
    ['without a body', ''],
  ])('an answer %s leaves open what happened', async (_, body) => {
    here.fault('CreatePartnerCoupons', { kind: 'status', status: 200, body, effect: 'after' });
    const asked = here.order();
    expect(codeOf(await here.open().issue(asked))).toBe('outcomeUnknown');
    expect(here.madeBy(asked)).toHaveLength(1);
  });

  test('an internal error said of the customer leaves open what happened', async () => {
    here.fault('CreatePartnerCoupons', { kind: 'partial', code: 'CBC.0999' });
    expect(known(await here.open().issue(here.order()))).toBe('unknown-outcome');
  });

  test('an effect may come after the caller has gone', async () => {
    here.fault('CreatePartnerCoupons', { kind: 'slow', ms: 300, times: 1 });
    const asked = here.order();
    expect(known(await here.open({ totalMs: 100 }).issue(asked))).toBe('unknown-outcome');
    expect(here.madeBy(asked)).toEqual([]);
    await expect.poll(() => here.madeBy(asked)).toHaveLength(1);
  });

  test('whatever happens: ok is one coupon, no and later are none, and unknown may be either', async () => {
    const bad: readonly FaultInput[] = [
      { kind: 'status', status: 429 },
      { kind: 'status', status: 503 },
      { kind: 'status', status: 503, effect: 'after' },
      { kind: 'reset' },
      { kind: 'reset', effect: 'after' },
      { kind: 'truncate' },
      { kind: 'partial' },
    ];
    for (const input of bad) here.fault('CreatePartnerCoupons', { ...input, chance: 0.15 });
    const coupons = here.open();
    const seen = new Set<string>();
    const orders = Array.from({ length: 200 }, () => here.order({ faceValue: decimal('1') }));
    await Promise.all(
      orders.map(async (asked) =>
        seen.add(`${known(await coupons.issue(asked))} ${here.madeBy(asked).length}`),
      ),
    );
    // Four refusals for haste in a row are rare, and as good as none.
    seen.delete('later 0');
    expect([...seen].sort()).toEqual(['no 0', 'ok 1', 'unknown-outcome 0', 'unknown-outcome 1']);
  });

  test('too many requests that pass end in one coupon', async () => {
    here.fault('CreatePartnerCoupons', { kind: 'status', status: 429, times: 2 });
    const asked = here.order();
    expect(known(await here.open().issue(asked))).toBe('ok');
    expect(here.madeBy(asked)).toHaveLength(1);
    expect(here.calls('CreatePartnerCoupons')).toBe(3);
  });

  test('a platform that cannot be reached was asked nothing', async () => {
    const away = here.open({ endpoints: { bss: 'http://127.0.0.1:1' } });
    expect(await away.issue(here.order())).toMatchObject({
      problem: { code: 'platformUnreachable', retry: 'later' },
    });
    expect(known(await away.reclaim('CP1'))).toBe('later');
  });

  test('a caller that gives up in the middle does not know', async () => {
    here.fault('CreatePartnerCoupons', { kind: 'slow', ms: 200, times: 1 });
    const leaving = new AbortController();
    const platform = here.partner();
    const answer = platform.until(leaving.signal).coupons.issue(here.order());
    await expect.poll(() => here.calls('CreatePartnerCoupons')).toBe(1);
    leaving.abort();
    expect(known(await answer)).toBe('unknown-outcome');
    expect(known(await platform.until(leaving.signal).coupons.issue(here.order()))).toBe('later');
  });
});

describe('a reclaim', () => {
  test('brings back what the customer has not spent, and tells the record how much', async () => {
    const asked = here.order({ faceValue: decimal('80') });
    const { couponId } = valueOf(await here.open().issue(asked));
    here.world.control.coupons.spend(couponId, '30.25');
    const before = valueOf(await here.open().quota(here.quota)).value?.balance.amount;
    expect(valueOf(await here.open().reclaim(couponId))).toBe('reclaimed');
    const after = valueOf(await here.open().quota(here.quota)).value?.balance.amount;
    expect(before && after?.minus(before).toFixed(2)).toBe('49.75');
    const [record] = await rowsOf(here.open().records({ couponId, operation: 'reclaim' }));
    expect(record?.amount.amount.toFixed(2)).toBe('49.75');
    expect(await rowsOf(here.open().issued({ couponId }))).toMatchObject([{ state: 'reclaimed' }]);
  });

  test('of a coupon that is gone is told so, whether it was reclaimed, used up or has expired', async () => {
    const { couponId } = valueOf(await here.open().issue(here.order()));
    expect(valueOf(await here.open().reclaim(couponId))).toBe('reclaimed');
    expect(valueOf(await here.open().reclaim(couponId))).toBe('was-gone');
    const used = valueOf(await here.open().issue(here.order({ faceValue: decimal('5') }))).couponId;
    here.world.control.coupons.spend(used, '5');
    expect(valueOf(await here.open().reclaim(used))).toBe('was-gone');
    const [expired] = await rowsOf(here.open().issued({ state: 'expired' }));
    expect(valueOf(await here.open().reclaim(expired?.couponId ?? ''))).toBe('was-gone');
  });

  test('that is refused stays refused', async () => {
    const { couponId } = valueOf(await here.open().issue(here.order()));
    here.fault('ReclaimPartnerCoupons', { kind: 'status', status: 400, code: 'CBC.99000045' });
    expect(await here.open().reclaim(couponId)).toMatchObject({
      problem: { code: 'platformRefusedBecause', wireCode: 'CBC.99000045', retry: 'no' },
    });
  });
});
