import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { at, codeOf, type CouponWorld, rowsOf, startCouponWorld, valueOf } from './coupon-harness.ts';

let here: CouponWorld;
beforeAll(async () => {
  here = await startCouponWorld();
});
afterEach(() => here.calm());
afterAll(() => here.close());

describe('quotas', () => {
  test('of both kinds are joined, however many pages they take', async () => {
    const all = valueOf(await here.open({ pageSizes: { '*': 2 } }).quotas()).value;
    expect(all.map(({ quotaId }) => quotaId)).toEqual(
      here.world.control.coupons.quotas().map(({ id }) => id),
    );
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
    const views = here.world.control.coupons.quotas();
    for (const view of [at(views, 0), at(views, 6)]) {
      const { value } = valueOf(await here.open().quota(view.id));
      expect(value?.balance.amount.toFixed(2)).toBe(view.balance);
      expect(value?.kind).toBe(view.type === 0 ? 'voucher' : 'cash-coupon');
    }
    expect(valueOf(await here.open().quota('CQ0')).value).toBeUndefined();
  });

  test('a failure of either kind is a failure of both', async () => {
    here.fault('ListQuotaCoupons', { kind: 'status', status: 403, code: 'CBC.0151', times: 1 });
    expect(codeOf(await here.open().quotas())).toBe('platformForbiddenItem');
  });
});

describe('what is issued and recorded', () => {
  test('a coupon stands in both lists, its memo in the record alone', async () => {
    const expires = new Date('2026-12-24T16:00:00Z');
    const { resale, quota } = here;
    const asked = here.order({ expires, services: ['hws.service.type.ec2'] });
    const before = valueOf(await here.open().quota(quota)).value?.balance.amount;
    const { couponId } = valueOf(await here.open().issue(asked));
    expect(await rowsOf(here.open().issued({ couponId }))).toMatchObject([
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
    const [record] = await rowsOf(here.open().records({ couponId }));
    expect(record).toMatchObject({ operation: 'issue', quotaId: quota, succeeded: true, remark: asked.memo });
    expect(record?.amount.amount.toFixed(2)).toBe('100.50');
    const after = valueOf(await here.open().quota(quota)).value?.balance.amount;
    expect(after && before?.minus(after).toFixed(2)).toBe('100.50');
  });

  test('lists are read to the end, each row once', async () => {
    const small = here.open({ pageSizes: { '*': 3 } });
    const ids = (await rowsOf(small.records())).map(({ recordId }) => recordId);
    expect(ids).toEqual(here.world.control.coupons.records().map(({ id }) => id));
    const coupons = (await rowsOf(small.issued())).map(({ couponId }) => couponId);
    expect(coupons).toEqual(here.world.control.coupons.coupons().map(({ id }) => id));
  });

  test('filters are those of the platform, in words', async () => {
    for (const operation of ['issue', 'reclaim', 'expiry'] as const) {
      const rows = await rowsOf(here.open().records({ operation }));
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((row) => row.operation === operation)).toBe(true);
    }
    for (const state of ['usable', 'used', 'reclaimed'] as const) {
      const rows = await rowsOf(here.open().issued({ state }));
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((row) => row.state === state)).toBe(true);
    }
    const { quota, resale } = here;
    const theirs = await rowsOf(here.open().records({ quotaId: quota, customerId: resale }));
    expect(theirs.length).toBeGreaterThan(0);
    expect(theirs.every((row) => row.quotaId === quota && row.customerId === resale)).toBe(true);
  });

  test('a window holds its first moment and not its last', async () => {
    const all = await rowsOf(here.open().records());
    const middle = at(all, 3).at;
    const count = async (from: Date | undefined, to: Date | undefined) =>
      (await rowsOf(here.open().records({ ...(from && { from }), ...(to && { to }) }))).length;
    expect((await count(undefined, middle)) + (await count(middle, undefined))).toBe(all.length);
    const issued = await rowsOf(here.open().issued());
    const end = at(issued, 3).expires;
    const early = end ? await rowsOf(here.open().issued({ expiresTo: end })) : [];
    const late = end ? await rowsOf(here.open().issued({ expiresFrom: end })) : [];
    expect(early.length + late.length).toBe(issued.length);
  });

  test('records may come late', async () => {
    here.fault('ListPartnerCouponsRecord', { kind: 'lateRows', ms: 60_000 });
    const { couponId } = valueOf(await here.open().issue(here.order()));
    expect(await rowsOf(here.open().records({ couponId }))).toEqual([]);
    expect(await rowsOf(here.open().issued({ couponId }))).toHaveLength(1);
    here.world.control.clock.advance(60_000);
    expect(await rowsOf(here.open().records({ couponId }))).toHaveLength(1);
  });

  test('amounts as text are the same amounts, and values nobody documents stay as they came', async () => {
    const plain = JSON.stringify([await rowsOf(here.open().issued()), await rowsOf(here.open().records())]);
    here.world.control.faults.add({ kind: 'amountsAsStrings' });
    expect(JSON.stringify([await rowsOf(here.open().issued()), await rowsOf(here.open().records())])).toBe(
      plain,
    );
    here.world.control.faults.clear();
    here.world.control.faults.add({ kind: 'unknownEnum' });
    expect(at(valueOf(await here.open().quotas()).value, 0)).toMatchObject({ kind: '99', state: '99' });
    expect(at(await rowsOf(here.open().issued()), 0)).toMatchObject({ kind: '99', state: '99' });
    expect(at(await rowsOf(here.open().records()), 0)).toMatchObject({
      operation: 'UNHEARD_OF_99',
      succeeded: false,
    });
  });

  test('amounts in another unit than yuan are not shown as yuan', async () => {
    const inCents = (list: string) => `{"total_count":1,"${list}":[{"measure_id":3}]}`;
    here.fault('ListQuotaCoupons', { kind: 'status', status: 200, body: inCents('quotas') });
    here.fault('ListIssuedPartnerCoupons', { kind: 'status', status: 200, body: inCents('user_coupons') });
    expect(codeOf(await here.open().quotas())).toBe('platformUnit');
    for await (const page of here.open().issued()) expect(codeOf(page)).toBe('platformUnit');
  });

  test('on another site there are no coupons, and that is said', async () => {
    const abroad = here.open({ site: 'intl' });
    expect(codeOf(await abroad.quotas())).toBe('notOnThisSite');
    expect(codeOf(await abroad.issue(here.order()))).toBe('notOnThisSite');
    expect(codeOf(await abroad.reclaim('CP1'))).toBe('notOnThisSite');
    for await (const page of abroad.issued()) expect(codeOf(page)).toBe('notOnThisSite');
  });
});
