import type { FaultInput } from '../../sandbox/platform/faults.ts';
import { type Platform, startPlatform } from '../../sandbox/platform/platform.ts';
import type { CouponOrder, CouponVerbs, Pages, PartnerPlatform } from '../../src/huawei/partner.ts';
import { openPlatform, type PlatformOptions } from '../../src/huawei/platform.ts';
import { type Clock, systemClock } from '../../src/kernel/clock.ts';
import { decimal } from '../../src/kernel/decimal.ts';
import type { ProblemCode } from '../../src/kernel/problem.ts';
import type { Result } from '../../src/kernel/result.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { quiet } from '../support/log.ts';

/** Pauses between tries pass at once. */
const hasty: Clock = { now: () => systemClock.now(), sleep: () => Promise.resolve() };

/** The practice platform with somebody of each kind to issue coupons to, and clients of it. */
export interface CouponWorld {
  readonly world: Platform;
  /** A customer that can be given coupons, and two that cannot. */
  readonly resale: string;
  readonly referral: string;
  readonly unverified: string;
  /** The first quota: vouchers, nearly 300,000 yuan, no limits. */
  readonly quota: string;
  open(more?: Partial<PlatformOptions>): CouponVerbs;
  partner(more?: Partial<PlatformOptions>): PartnerPlatform;
  /** Something to issue, with a memo of its own. */
  order(more?: Partial<CouponOrder>): CouponOrder;
  /** The coupons that came of an order. */
  madeBy(order: CouponOrder): ReturnType<Platform['control']['coupons']['issued']>;
  fault(operation: string, input: FaultInput): void;
  calls(operation: string): number;
  /** Ends bad days and forgets calls. */
  calm(): void;
  close(): Promise<void>;
}

export async function startCouponWorld(): Promise<CouponWorld> {
  const world = await startPlatform({ rate: 0, now: new Date('2026-11-23T02:00:00Z') });
  const opened: { close(): void }[] = [];
  let orders = 0;
  const partner = (more: Partial<PlatformOptions> = {}): PartnerPlatform => {
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
  };
  const customers = await rowsOf(partner().customers.list());
  const idOf = (fits: (customer: (typeof customers)[number]) => boolean) =>
    customers.find(fits)?.customerId ?? '';
  const resale = idOf(({ association, verified }) => association === 'resale' && verified === 'verified');
  const quota = at(world.control.coupons.quotas(), 0).id;

  return {
    world,
    resale,
    referral: idOf(({ association }) => association === 'referral'),
    unverified: idOf(({ association, verified }) => association === 'resale' && verified !== 'verified'),
    quota,
    partner,
    open: (more) => partner(more).coupons,
    order: (more = {}) => ({
      quotaId: quota,
      customerId: resale,
      faceValue: decimal('100.50'),
      memo: `c${++orders} renewal`,
      ...more,
    }),
    madeBy: ({ memo }) => world.control.coupons.issued().filter((coupon) => coupon.memo === memo),
    fault: (operation, input) => {
      world.control.faults.add({ ...input, operation });
    },
    calls: (operation) => world.control.calls.report().operations[operation]?.calls ?? 0,
    calm: () => {
      world.control.faults.clear();
      world.control.calls.reset();
    },
    close: async () => {
      for (const platform of opened) platform.close();
      await world.stop();
    },
  };
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code} ${result.problem.wireCode}`);
  return result.value;
}

export async function rowsOf<T>(list: Pages<T>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of list) rows.push(...valueOf(page).rows);
  return rows;
}

export const codeOf = (result: Result<unknown>): ProblemCode | 'ok' =>
  result.ok ? 'ok' : result.problem.code;

export function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
}
