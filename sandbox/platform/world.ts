import type { Site } from '../../src/kernel/site.ts';
import { type MonthIndex, dayStart, monthOf } from './calendar.ts';
import { hash, hexId } from './random.ts';
import { type PartnerAccounts, partnerAccounts } from './world/accounts.ts';
import {
  type BillPlan,
  type BillWorld,
  type Planner,
  linesBefore,
  linesInMonth,
  planner,
} from './world/bill-plan.ts';
import { type CouponBook, couponBook } from './world/coupon-book.ts';
import { type Customer, makeCustomer, managersOf } from './world/customers.ts';
import { type Order, ordersOf } from './world/orders.ts';
import { type Reseller, makeResellers } from './world/resellers.ts';

export interface WorldOptions {
  readonly seed: number;
  readonly site: Site;
  readonly customers: number;
  readonly billLines: number;
  /** The day on which the world opens: quotas, coupons and orders are dated from it. */
  readonly today: Date;
}

/** Everything the platform knows. What changes lives here; what is only looked at is made from the seed. */
export interface World {
  readonly seed: number;
  readonly site: Site;
  readonly currency: 'CNY' | 'USD';
  readonly domainId: string;
  readonly domainName: string;
  /** The partner's customers, and those of a reseller when its id is given. */
  customersOf(reseller?: string): readonly Customer[];
  /** The same with customers that have left but still stand in old bills. */
  billedTo(reseller?: string): readonly Customer[];
  readonly resellers: readonly Reseller[];
  readonly accounts: PartnerAccounts;
  readonly coupons: CouponBook;
  ordersOf(customer: Customer): readonly Order[];
  readonly planOf: Planner;
  linesInMonth(customer: Customer, month: MonthIndex): number;
  /** Detail lines that are in by now. */
  linesNow(plan: BillPlan, now: Date): number;
  /** Lines that the monthly sums know of: through yesterday. */
  linesSummed(plan: BillPlan, now: Date): number;
}

const formerCustomers = 2;
const perReseller = 3;
// Months before the world opens in which the former customers left.
const leftBefore = 3;

export function createWorld(options: WorldOptions): World {
  const { seed, site, today } = options;
  const managers = managersOf(seed);
  const place = { seed, site, managers };
  const range = (from: number, count: number, reseller?: string) =>
    Array.from({ length: count }, (_, i) => makeCustomer(place, from + i, reseller));

  const own = range(0, options.customers);
  const former = range(options.customers, formerCustomers);
  const resellers = makeResellers(seed, managers);
  const resold = new Map(
    resellers.map((reseller, i) => [
      reseller.id,
      range(options.customers + formerCustomers + i * perReseller, perReseller, reseller.id),
    ]),
  );

  const billWorld: BillWorld = {
    seed,
    site,
    billLines: options.billLines,
    leftIn: monthOf(today) - leftBefore,
    isFormer: (customer) =>
      customer.index >= options.customers && customer.index < options.customers + formerCustomers,
  };
  const everBilled = [...own, ...former];

  return {
    seed,
    site,
    currency: site === 'cn' ? 'CNY' : 'USD',
    domainId: hexId(32, seed, site, 'partner'),
    domainName: 'practice-partner',
    customersOf: (reseller) => (reseller === undefined ? own : (resold.get(reseller) ?? [])),
    billedTo: (reseller) => (reseller === undefined ? everBilled : (resold.get(reseller) ?? [])),
    resellers: site === 'eu' ? [] : resellers,
    accounts: partnerAccounts(hash(seed, 'accounts'), own),
    coupons: couponBook(seed, today, own),
    ordersOf: (customer) => ordersOf(seed, today, customer),
    planOf: planner(billWorld),
    linesInMonth: (customer, month) => linesInMonth(billWorld, customer, month),
    linesNow: (plan, now) => linesBefore(plan, now.getTime()),
    linesSummed: (plan, now) => linesBefore(plan, dayStart(now.getTime())),
  };
}
