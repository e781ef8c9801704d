import type { BillCycle } from '../kernel/bill-cycle.ts';
import type { Day } from '../kernel/day.ts';
import type { Decimal } from '../kernel/decimal.ts';
import type { Currency, Money } from '../kernel/money.ts';
import type { Result } from '../kernel/result.ts';
import type { Site } from '../kernel/site.ts';
import type { AccountVerbs } from './accounts.ts';

export type * from './accounts.ts';

/**
 * The partner platform in the field's own terms: what handlers and jobs call. Made by `openPlatform` (`platform.ts`).
 * Nothing in here is a wire name; unknown enum values come through as the text the platform sent.
 */
export interface PartnerPlatform {
  readonly site: Site;
  readonly currency: Currency;
  /** Whose account it is: what is kept of it is kept apart by this. */
  readonly account: string;
  readonly customers: CustomerVerbs;
  readonly accounts: AccountVerbs;
  readonly bills: BillVerbs;
  readonly coupons: CouponVerbs;
  readonly api: ApiVerbs;
  /** The same platform for work nobody is waiting for: it takes only the calls that people leave free. */
  inBackground(signal?: AbortSignal): PartnerPlatform;
  /** The same platform, giving up when the signal does. */
  until(signal: AbortSignal): PartnerPlatform;
  /** The same platform, logging and counting its calls under this request. */
  forRequest(requestId: string): PartnerPlatform;
}

/** A figure with where it came from, so that a card can say so. */
export interface Sourced<T> {
  readonly value: T;
  /** The operation that answered, e.g. `ListPartnerBalances`. */
  readonly source: string;
  readonly asOf: Date;
}

/** Pages of a list that may move while it is read: no row twice, and a hint when rows may have slipped through. */
export interface Page<T> {
  readonly rows: readonly T[];
  /** Rows read so far, this page included. */
  readonly read: number;
  /** What the platform says there are now; it moves. */
  readonly total: number | undefined;
  /** Where to go on after this page. Opaque; survives JSON. */
  readonly cursor: PageCursor;
}

export interface PageCursor {
  readonly offset: number;
  readonly read: number;
  /** Ids of the last rows, against repeats when the list grew in front of us. */
  readonly recent: readonly string[];
  readonly total: number | undefined;
}

export type Pages<T> = AsyncIterable<Result<Page<T>>>;

export interface CustomerVerbs {
  /** One filter at a time; fuzzy ones match anywhere. ListSubCustomers, api-bpconsole/mc_00021. */
  list(filter?: CustomerFilter, from?: PageCursor): Pages<Customer>;
  /** `undefined` when the id is unknown to the platform or is another partner's. */
  show(customerId: string): Promise<Result<Sourced<Customer | undefined>>>;
}

export type CustomerFilter =
  | { readonly accountName: string }
  | { readonly company: string }
  | { readonly label: string }
  | { readonly customerId: string };

/** A customer (sub-customer, 子客户). `customerId` = domain_id. Phone and mail come masked: clear ones never leave `huawei/`. */
export interface Customer {
  readonly customerId: string;
  readonly accountName: string;
  /** The verified (real-name) name; empty until verified. */
  readonly company: string;
  readonly label: string;
  readonly phone: string;
  readonly mail: string;
  readonly association: 'referral' | 'resale' | 'reseller' | (string & {});
  readonly associatedOn: Date | undefined;
  readonly verified: 'none' | 'in-review' | 'rejected' | 'verified' | 'failed' | (string & {});
  readonly kind: 'unset' | 'person' | 'enterprise' | (string & {});
  readonly frozen: 'no' | 'account' | 'account-and-resources' | (string & {});
  readonly accountManager: string;
  readonly level: string;
}

export interface BillVerbs {
  /**
   * Monthly sums per customer, service, resource type, charge mode and bill type, over all three charge modes (period, on
   * demand, savings plan). Refunds and unsubscriptions are negative. Resale customers only, pre-tax, T-1.
   * ListSubcustomerMonthlyBills, api-bpconsole/cb_020001, dossier §6.2.
   */
  monthlySums(query: { readonly cycle: BillCycle; readonly customerId?: string }): Pages<BillSum>;
  /** Customers with consumption in the cycle, also those no longer associated. ListConsumeSubCustomers, mt_000503. */
  consumers(cycle: BillCycle): Pages<{ readonly customerId: string }>;
  /** Detail lines of one customer, near live. ListSubCustomerBillDetail, mt_000502, dossier §6.3. */
  details(
    query: {
      readonly cycle: BillCycle;
      readonly customerId: string;
      /** Only this day of the cycle. */
      readonly day?: Day;
    },
    from?: PageCursor,
  ): Pages<BillLine>;
  /** What the partner itself owes for a cycle; international and European sites only. ListPostpaidBillSum. */
  ownPostpaid(cycle: BillCycle): Promise<Result<Sourced<PostpaidBill>>>;
}

export interface BillSum {
  readonly customerId: string;
  readonly serviceCode: string;
  readonly serviceName: string;
  readonly resourceCode: string;
  readonly resourceName: string;
  readonly chargeMode: 'period' | 'on-demand' | 'savings-plan' | (string & {});
  readonly billType: 'consumption' | 'unsubscription' | 'write-off' | (string & {});
  readonly amount: Money;
  readonly debt: Money;
  readonly adjustment: Money;
  readonly discount: Money;
  /** How it was paid: `BALANCE_TYPE_DEBIT` cash, `…_CREDIT`, `…_COUPON` and so on, as the platform names them. */
  readonly paidBy: readonly { readonly balanceType: string; readonly amount: Money }[];
}

/** One detail line. Amounts keep every digit the platform sent. Times are UTC; `consumeDay` is a day in UTC+8. */
export interface BillLine {
  readonly id: string;
  readonly cycle: string;
  readonly customerId: string;
  readonly serviceCode: string;
  readonly serviceName: string;
  readonly resourceCode: string;
  readonly resourceName: string;
  readonly resourceId: string;
  readonly resourceLabel: string;
  readonly region: string;
  readonly product: string;
  readonly chargeMode: string;
  readonly lineType: string;
  readonly tradeTime: string;
  readonly tradeId: string;
  readonly consumeDay: string;
  readonly usage: string;
  readonly currency: Currency;
  readonly amounts: Readonly<Record<BillAmount, Decimal | undefined>>;
}

export const billAmounts = [
  'list',
  'discount',
  'payable',
  'cash',
  'credit',
  'voucher',
  'cashCoupon',
  'storedValueCard',
  'debt',
  'writeOff',
] as const;
export type BillAmount = (typeof billAmounts)[number];

export interface PostpaidBill {
  readonly cycle: BillCycle;
  readonly due: Money;
  readonly consumption: Money;
  readonly refunds: Money;
  readonly adjustments: Money;
  readonly tax: Money;
}

/**
 * Coupons a partner issues to its resale customers (China site). Amounts are yuan; times are UTC. One customer per call, so
 * that every effect has an answer of its own.
 */
export interface CouponVerbs {
  /** Quotas of both kinds, asked twice and joined. ListQuotaCoupons, api-bpconsole/mp_02003, dossier §4.2. */
  quotas(): Promise<Result<Sourced<readonly CouponQuota[]>>>;
  /** One quota, whatever its kind; `undefined` when the platform knows none of that id. */
  quota(quotaId: string): Promise<Result<Sourced<CouponQuota | undefined>>>;
  /** What was issued; has no memo. Resale customers only. ListIssuedPartnerCoupons, mp_02005, dossier §4.5. */
  issued(filter?: CouponFilter, from?: PageCursor): Pages<Coupon>;
  /** Operation records with their memo as `remark`; may come late. ListPartnerCouponsRecord, dossier §4.7. */
  records(filter?: CouponRecordFilter, from?: PageCursor): Pages<CouponRecord>;
  /**
   * Issues one coupon. There is no idempotency key: two equal calls make two coupons. A failure's `retry` says what is
   * known: `no` refused, `later` not carried out, `unknown-outcome` perhaps carried out. CreatePartnerCoupons, mp_02002,
   * dossier §4.3 and §4.4.
   */
  issue(order: CouponOrder): Promise<Result<{ readonly couponId: string }>>;
  /** Takes a coupon back; what is left of it returns to its quota. ReclaimPartnerCoupons, mp_02004, dossier §4.6. */
  reclaim(couponId: string): Promise<Result<'reclaimed' | 'was-gone'>>;
}

export type CouponKind = 'voucher' | 'cash-coupon' | 'discount-coupon' | 'product-coupon' | (string & {});

export interface CouponQuota {
  readonly quotaId: string;
  readonly kind: CouponKind;
  readonly state: 'normal' | 'invalid' | 'adjusting' | 'frozen' | 'reclaimed' | (string & {});
  readonly value: Money;
  readonly balance: Money;
  readonly effective: Date | undefined;
  readonly expires: Date | undefined;
  /** Limits as the platform names them, e.g. `cloudServiceType` with pairs of values. */
  readonly limits: readonly QuotaLimit[];
}

export interface QuotaLimit {
  readonly key: string;
  readonly values: readonly { readonly value1: string; readonly value2: string }[];
}

export interface CouponFilter {
  readonly couponId?: string;
  readonly customerId?: string;
  readonly state?: CouponState;
  /** Half-open windows, UTC. */
  readonly createdFrom?: Date;
  readonly createdTo?: Date;
  readonly expiresFrom?: Date;
  readonly expiresTo?: Date;
}

export type CouponState = 'not-activated' | 'usable' | 'used' | 'expired' | 'reclaimed' | (string & {});

export interface Coupon {
  readonly couponId: string;
  readonly kind: CouponKind;
  readonly state: CouponState;
  readonly customerId: string;
  readonly quotaId: string | undefined;
  readonly faceValue: Money;
  readonly balance: Money;
  readonly effective: Date | undefined;
  readonly expires: Date | undefined;
  readonly created: Date | undefined;
  readonly lastUsed: Date | undefined;
  readonly frozen: boolean;
  /** Limits of use as the platform names them. */
  readonly limits: readonly QuotaLimit[];
}

export type CouponOperation =
  | 'issue'
  | 'reclaim'
  | 'reclaim-disassociated'
  | 'expiry'
  | 'unsubscription'
  | 'top-up-reversal'
  | 'reclaim-associated'
  | 'reclaim-mode-switch'
  | 'moved'
  | (string & {});

export interface CouponRecordFilter {
  readonly operation?: CouponOperation;
  readonly quotaId?: string;
  readonly couponId?: string;
  readonly customerId?: string;
  readonly from?: Date;
  readonly to?: Date;
}

export interface CouponRecord {
  readonly recordId: string;
  readonly operation: CouponOperation;
  readonly quotaId: string;
  readonly kind: CouponKind;
  readonly couponId: string;
  readonly customerId: string;
  /** Face value on issue, what came back on reclaim. */
  readonly amount: Money;
  readonly at: Date | undefined;
  readonly succeeded: boolean;
  /** The memo given when it was issued. */
  readonly remark: string;
}

export interface CouponOrder {
  readonly quotaId: string;
  readonly customerId: string;
  /** At most two decimals. */
  readonly faceValue: Decimal;
  /** The quota's own when absent. */
  readonly effective?: Date;
  readonly expires?: Date;
  /** At most ten of each, within the quota's limits. */
  readonly services?: readonly string[];
  readonly products?: readonly string[];
  /** ASCII, at most 64 characters: comes back as the record's `remark`, never seen by the customer. */
  readonly memo: string;
}

/** Any of the 227 operations by name, for `/hw api`. */
export interface ApiVerbs {
  /** Every operation of this site, by name, with what it takes. */
  readonly operations: readonly OperationInfo[];
  /** Checks the arguments against the contract, then calls. Refuses operations that change something (`operationWrites`). */
  call(
    name: string,
    args: readonly (readonly [key: string, value: string])[],
  ): Promise<Result<Sourced<ApiAnswer>>>;
}

export interface OperationInfo {
  readonly name: string;
  readonly service: 'bss' | 'bssintl' | 'osm';
  readonly method: string;
  readonly path: string;
  readonly reads: boolean;
  readonly params: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly type: string;
    readonly options?: readonly string[];
  }[];
}

export interface ApiAnswer {
  /** The answer as JSON text with the platform's own digits; personal fields masked. */
  readonly json: string;
  /** The first list of objects in the answer, flattened to a table; undefined when there is none. */
  readonly table:
    | { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
    | undefined;
}
