import { expect, test } from 'vitest';
import {
  coupon,
  couponPartner,
  couponQuota,
  couponRecord,
  type CouponWorld,
  platformDown,
} from '../../test/support/coupon-partner.ts';
import { yuan } from '../../test/support/bill-partner.ts';
import { quiet } from '../../test/support/log.ts';
import { decimal } from '../kernel/decimal.ts';
import { ok } from '../kernel/result.ts';
import type { Intent } from './case.ts';
import type { Finding } from './machine/carry.ts';
import type { MoneyRoom } from './money-room.ts';
import { lookFor } from './reconcile.ts';

const sent = new Date('2026-11-23T02:00:00Z');
const after = (minutes: number) => new Date(sent.getTime() + minutes * 60_000);
const patience = { callMs: 60_000, settleMs: 15 * 60_000 };
/** By then everything the platform will ever list is taken to be listed. */
const settled = 15;

const issue: Intent = {
  id: 'C1-1',
  code: 'PD-AAAA-BBBB-1',
  effect: { kind: 'issue', customerId: 'c1', terms: { quotaId: 'CQ1', faceValue: decimal('100') } },
  lane: 'CQ1',
  amount: decimal('100'),
  day: '2026-11-23',
  state: 'unknown',
  attempt: 1,
  attemptedAt: sent,
  looks: 1,
  before: { balance: decimal('5000'), value: decimal('100000') },
};

const reclaim: Intent = {
  ...issue,
  effect: { kind: 'reclaim', customerId: 'c1', couponId: 'K1', balance: decimal('40') },
  lane: 'coupon-K1',
  amount: decimal('0'),
};

interface Evidence extends CouponWorld {
  readonly intent?: Intent;
  /** Coupons that some intent of ours has made. */
  readonly ours?: readonly string[];
  readonly minutes?: number;
  /** What the world looks like from the second look on. */
  readonly later?: CouponWorld;
  readonly reclaims?: 'reclaimed' | 'was-gone';
}

async function look({ intent = issue, ours = [], minutes = settled, later, reclaims, ...world }: Evidence) {
  let now = after(minutes);
  let seen = couponPartner(world).coupons;
  const unused = () => Promise.reject(new Error('not asked for'));
  const room: MoneyRoom = {
    store: {
      open: unused,
      read: unused,
      change: unused,
      lane: unused,
      stopped: unused,
      claimed: (ids) => Promise.resolve(new Set(ids.filter((id) => ours.includes(id)))),
    },
    coupons: {
      ...seen,
      quota: (id) => seen.quota(id),
      issued: (filter) => seen.issued(filter),
      records: (filter) => seen.records(filter),
      reclaim: () => (reclaims ? Promise.resolve(ok(reclaims)) : unused()),
    },
    accounts: couponPartner(world).accounts,
    clock: {
      now: () => now,
      sleep: (ms) => {
        now = new Date(now.getTime() + ms);
        if (later) seen = couponPartner(later).coupons;
        return Promise.resolve();
      },
    },
    log: quiet,
    patience,
  };
  return lookFor(room, intent, new AbortController().signal);
}

const untouched = couponQuota('CQ1', '5000');
const spent = couponQuota('CQ1', '4900');
const ourRecord = couponRecord('R1', 'c1', '100', { at: after(0), remark: 'PD-AAAA-BBBB-1' });
const ourCoupon = coupon('CP-R1', 'c1', '100', { created: after(0) });
const soon = { kind: 'unknown' } as const;

const evidence: readonly (readonly [what: string, evidence: Evidence, finding: Partial<Finding>])[] = [
  [
    'its record is there: it was done',
    { records: [ourRecord], quotas: [spent], minutes: 0 },
    { kind: 'done', couponId: 'CP-R1' },
  ],
  [
    'its record is there with words after the code: it was done',
    { records: [{ ...ourRecord, remark: 'PD-AAAA-BBBB-1 spring' }], minutes: 0 },
    { kind: 'done' },
  ],
  ['no record yet: too early to say', { quotas: [untouched], minutes: 14 }, soon],
  [
    'a record of a longer code: not ours',
    { records: [{ ...ourRecord, remark: 'PD-AAAA-BBBB-12' }], minutes: 1 },
    soon,
  ],
  [
    'the record of an issue that failed: not the effect',
    { records: [{ ...ourRecord, succeeded: false }], minutes: 1 },
    soon,
  ],
  [
    'nothing at all, and the quota is as it was: it was not carried out',
    { quotas: [untouched] },
    { kind: 'not-carried-out', outcome: 'no-trace' },
  ],
  [
    'a record that comes while the last look waits: it was done',
    { quotas: [untouched], later: { records: [ourRecord], quotas: [spent] } },
    { kind: 'done', couponId: 'CP-R1' },
  ],
  [
    'a coupon without a record: a person decides',
    { coupons: [ourCoupon], quotas: [untouched] },
    { kind: 'stuck', outcome: 'coupon-without-record' },
  ],
  [
    'a coupon that another request of ours made: no sign',
    { coupons: [ourCoupon], ours: ['CP-R1'], quotas: [untouched] },
    { kind: 'not-carried-out' },
  ],
  [
    'a coupon that the record of another operation explains: no sign',
    { coupons: [ourCoupon], records: [{ ...ourRecord, remark: 'console' }], quotas: [untouched] },
    { kind: 'not-carried-out' },
  ],
  [
    'a coupon of another face value: no sign',
    { coupons: [coupon('CP9', 'c1', '70', { created: after(0) })], quotas: [untouched] },
    { kind: 'not-carried-out' },
  ],
  [
    'no coupon, but the quota has moved: a person decides',
    { quotas: [spent] },
    { kind: 'stuck', outcome: 'quota-has-moved' },
  ],
  [
    'a top-up that hides a spending: a person decides',
    { quotas: [couponQuota('CQ1', '5000', { value: yuan('100100') })] },
    { kind: 'stuck', outcome: 'quota-has-moved' },
  ],
  ['the quota is gone: a person decides', { quotas: [] }, { kind: 'stuck', outcome: 'quota-has-moved' }],
  [
    'nobody looked at the quota before: a person decides',
    { intent: withoutBefore(issue), quotas: [untouched] },
    { kind: 'stuck', outcome: 'quota-has-moved' },
  ],
  ['the platform is away: later', { fault: () => platformDown, quotas: [untouched] }, soon],
  [
    'the list of coupons is away: later',
    { fault: (call) => (call.startsWith('issued') ? platformDown : undefined), quotas: [untouched] },
    soon,
  ],
  [
    'a reclaim is asked for again, and was carried out before: done',
    { intent: reclaim, reclaims: 'was-gone' },
    { kind: 'done', outcome: 'was-gone' },
  ],
  [
    'a reclaim something waits for: done, but how much came back is still looked for',
    { intent: { ...reclaim, chained: true }, reclaims: 'reclaimed' },
    { kind: 'unknown', answered: true },
  ],
  [
    'the record of a reclaim tells how much came back',
    {
      intent: { ...reclaim, chained: true, answered: true },
      records: [couponRecord('R2', 'c1', '12.50', { operation: 'reclaim', at: after(0), couponId: 'K1' })],
    },
    { kind: 'done', returned: decimal('12.50') },
  ],
  ['no record of a reclaim yet: later', { intent: { ...reclaim, answered: true }, minutes: 3 }, soon],
  [
    'no record of a reclaim at all: done, and nobody knows how much came back',
    { intent: { ...reclaim, answered: true } },
    { kind: 'done', outcome: 'no-record' },
  ],
];

function withoutBefore({ before: _, ...intent }: Intent): Intent {
  return intent;
}

test.each(evidence)('%s', async (_what, given, finding) => {
  expect(await look(given)).toMatchObject(finding);
});

test('the pauses between looks grow, and end when the time to decide has come', async () => {
  const pauseAt = async (minutes: number, looks: number) => {
    const found = await look({ intent: { ...issue, looks }, quotas: [untouched], minutes });
    if (found.kind !== 'unknown') throw new Error(found.kind);
    return (found.lookAt.getTime() - after(minutes).getTime()) / 1_000;
  };
  expect(await pauseAt(0, 0)).toBe(1);
  expect(await pauseAt(1, 5)).toBe(32);
  expect(await pauseAt(1, 20)).toBe(225);
  expect(await pauseAt(14.5, 20)).toBe(30);
});
