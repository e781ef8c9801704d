import type {
  Coupon,
  CouponFilter,
  CouponOrder,
  CouponQuota,
  CouponRecord,
  CouponRecordFilter,
  CouponVerbs,
  Customer,
  PartnerPlatform,
} from '../../src/huawei/partner.ts';
import { type Decimal, decimal, zero } from '../../src/kernel/decimal.ts';
import { money } from '../../src/kernel/money.ts';
import { problem } from '../../src/kernel/problem.ts';
import { fail, ok, type Result } from '../../src/kernel/result.ts';
import { type AccountsWorld, openAccounts, type WorldTransfer } from './accounts-world.ts';
import type { Dice } from './dice.ts';
import type { Process, Schedule } from './schedule.ts';
import { onePage, openCalls, refused, sourced } from './world-calls.ts';

export interface WorldCoupon {
  readonly couponId: string;
  readonly customerId: string;
  readonly quotaId: string;
  readonly memo: string;
  readonly faceValue: Decimal;
  readonly created: Date;
  readonly visibleAt: Date;
  balance: Decimal;
  state: 'usable' | 'used' | 'reclaimed';
}

interface WorldRecord {
  readonly row: CouponRecord;
  readonly visibleAt: Date;
}

interface WorldQuota {
  readonly quotaId: string;
  value: Decimal;
  balance: Decimal;
  state: 'normal' | 'frozen';
}

/** How bad a day the platform has. */
export interface Weather {
  /** Of calls that change something: how many go wrong in some way. */
  faults: number;
  /** The longest a record takes to show up, and a coupon in the list of those issued. */
  recordsLateMs: number;
  couponsLateMs: number;
  /** The longest a call takes on the platform, whether or not its caller still waits. */
  slowestMs: number;
}

/** The partner platform as far as coupons go. It acts in its own time: its caller may be dead when the effect comes. */
export interface World {
  readonly quotas: readonly WorldQuota[];
  readonly coupons: readonly WorldCoupon[];
  readonly customerIds: readonly string[];
  readonly accounts: AccountsWorld;
  weather: Weather;
  /** The platform as one process sees it. */
  seenBy(process: Process, call: () => string): Pick<PartnerPlatform, 'customers' | 'coupons' | 'accounts'>;
  /** Somebody does something outside the bot. */
  outsideEvent(): void;
  thaw(): void;
  /** Calls that the platform has taken and not finished. */
  underWay(): number;
}

export function openWorld(
  random: Dice,
  schedule: Schedule,
  onEffect: () => void,
  onTransfer: (transfer: WorldTransfer) => void,
): World {
  const quotas: WorldQuota[] = ['Q1', 'Q2'].map((quotaId) => ({
    quotaId,
    value: decimal('3000'),
    balance: decimal('3000'),
    state: 'normal',
  }));
  const customerIds = ['c1', 'c2', 'c3', 'c4', 'c5'];
  const coupons: WorldCoupon[] = [];
  const records: WorldRecord[] = [];
  const weather: Weather = { faults: 0.3, recordsLateMs: 60_000, couponsLateMs: 0, slowestMs: 20_000 };

  const calls = openCalls(random, schedule, weather);
  const soon = (atMostMs: number) => new Date(schedule.now().getTime() + random.whole(atMostMs + 1));

  const accounts = openAccounts({
    random,
    schedule,
    calls,
    customerIds,
    recordVisibleAt: () => soon(weather.recordsLateMs),
    onEffect: onTransfer,
  });

  const quotaOf = (quotaId: string) => quotas.find((quota) => quota.quotaId === quotaId);

  const record = (operation: 'issue' | 'reclaim', coupon: WorldCoupon, amount: Decimal) => {
    const at = schedule.now();
    records.push({
      row: {
        recordId: `r${records.length + 1}`,
        operation,
        quotaId: coupon.quotaId,
        kind: 'voucher',
        couponId: coupon.couponId,
        customerId: coupon.customerId,
        amount: money(amount, 'CNY'),
        at,
        succeeded: true,
        remark: operation === 'issue' ? coupon.memo : '',
      },
      visibleAt: soon(weather.recordsLateMs),
    });
  };

  const issueNow = ({ quotaId, customerId, faceValue, memo }: CouponOrder): Result<{ couponId: string }> => {
    const quota = quotaOf(quotaId);
    if (quota?.state !== 'normal') return fail(refused('CBC.99000012'));
    if (quota.balance.lt(faceValue)) return fail(refused('CBC.99000013'));
    quota.balance = quota.balance.minus(faceValue);
    const coupon: WorldCoupon = {
      couponId: `k${coupons.length + 1}`,
      customerId,
      quotaId,
      memo,
      faceValue,
      created: schedule.now(),
      visibleAt: soon(weather.couponsLateMs),
      balance: faceValue,
      state: 'usable',
    };
    coupons.push(coupon);
    record('issue', coupon, faceValue);
    onEffect();
    return ok({ couponId: coupon.couponId });
  };

  const reclaimNow = (couponId: string): Result<'reclaimed' | 'was-gone'> => {
    const coupon = coupons.find((one) => one.couponId === couponId);
    if (!coupon) return fail(refused('CBC.0100'));
    if (coupon.state === 'reclaimed') return ok('was-gone');
    const back = coupon.balance;
    coupon.state = 'reclaimed';
    coupon.balance = zero;
    const quota = quotaOf(coupon.quotaId);
    if (quota) quota.balance = quota.balance.plus(back);
    record('reclaim', coupon, back);
    onEffect();
    return ok('reclaimed');
  };

  const verbs = (by: Process): CouponVerbs => ({
    quotas: () => Promise.resolve(fail(problem('platformDown'))),
    quota: async (quotaId) => {
      const found = await calls.reading(by, () => quotaOf(quotaId));
      return found.ok ? ok(sourced(found.value && quotaView(found.value), schedule.now())) : found;
    },
    issued: (filter = {}) =>
      onePage(
        calls.reading(by, () =>
          coupons
            .filter((coupon) => coupon.visibleAt <= schedule.now() && wants(filter)(coupon))
            .map(couponView),
        ),
      ),
    records: (filter = {}) =>
      onePage(
        calls.reading(by, () =>
          records
            .filter(({ row, visibleAt }) => visibleAt <= schedule.now() && matches(row, filter))
            .map(({ row }) => row),
        ),
      ),
    issue: (order) => calls.changing(by, () => issueNow(order)),
    reclaim: (couponId) => calls.changing(by, () => reclaimNow(couponId)),
  });

  return {
    quotas,
    coupons,
    customerIds,
    weather,
    accounts,
    seenBy: (by, call) => ({
      coupons: verbs(by),
      accounts: accounts.seenBy(by, call),
      customers: {
        list: () => onePage(Promise.resolve(ok(customerIds.map(customerView)))),
        show: async (id) => {
          const found = await calls.reading(by, () => customerIds.find((one) => one === id));
          return found.ok
            ? ok(sourced(found.value === undefined ? undefined : customerView(found.value), schedule.now()))
            : found;
        },
      },
    }),
    outsideEvent: () => {
      const quota = random.pick(quotas);
      const amount = decimal(random.pick(['50', '100', '200']));
      const [coupon] = coupons.filter(({ state }) => state === 'usable');
      const events = [
        () =>
          issueNow({ ...quota, customerId: random.pick(customerIds), faceValue: amount, memo: 'console' }),
        () => {
          quota.value = quota.value.plus(amount);
          quota.balance = quota.balance.plus(amount);
        },
        () => {
          quota.state = quota.state === 'normal' && random.chance(0.3) ? 'frozen' : 'normal';
        },
        () => {
          if (coupon) coupon.balance = coupon.balance.minus(coupon.balance.div(decimal('2')).round(2));
        },
        () => {
          if (coupon) reclaimNow(coupon.couponId);
        },
      ];
      random.pick([...events, ...accounts.outsideEvents])();
    },
    thaw: () => {
      for (const quota of quotas) quota.state = 'normal';
    },
    underWay: () => calls.underWay(),
  };
}

const wants =
  ({ couponId, customerId, state, createdFrom }: CouponFilter) =>
  (coupon: WorldCoupon): boolean =>
    (couponId === undefined || coupon.couponId === couponId) &&
    (customerId === undefined || coupon.customerId === customerId) &&
    (state === undefined || coupon.state === state) &&
    (createdFrom === undefined || coupon.created >= createdFrom);

const matches = (row: CouponRecord, { operation, quotaId, couponId, customerId, from }: CouponRecordFilter) =>
  (operation === undefined || row.operation === operation) &&
  (quotaId === undefined || row.quotaId === quotaId) &&
  (couponId === undefined || row.couponId === couponId) &&
  (customerId === undefined || row.customerId === customerId) &&
  (from === undefined || (row.at !== undefined && row.at >= from));

const quotaView = ({ quotaId, value, balance, state }: WorldQuota): CouponQuota => ({
  quotaId,
  kind: 'voucher',
  state,
  value: money(value, 'CNY'),
  balance: money(balance, 'CNY'),
  effective: undefined,
  expires: undefined,
  limits: [],
});

const couponView = (coupon: WorldCoupon): Coupon => ({
  couponId: coupon.couponId,
  kind: 'voucher',
  state: coupon.state,
  customerId: coupon.customerId,
  quotaId: undefined,
  faceValue: money(coupon.faceValue, 'CNY'),
  balance: money(coupon.balance, 'CNY'),
  effective: undefined,
  expires: undefined,
  created: coupon.created,
  lastUsed: undefined,
  frozen: false,
  limits: [],
});

const customerView = (customerId: string): Customer => ({
  customerId,
  accountName: customerId,
  company: customerId,
  label: '',
  phone: '',
  mail: '',
  association: 'resale',
  associatedOn: undefined,
  verified: 'verified',
  kind: 'enterprise',
  frozen: 'no',
  accountManager: '',
  level: '',
});
