import type { Coupon, CouponQuota, Customer, PartnerPlatform } from '../huawei/partner.ts';
import type { Decimal } from '../kernel/decimal.ts';
import type { Problem } from '../kernel/problem.ts';
import type { Result } from '../kernel/result.ts';
import type { AccountsNow } from './account-now.ts';
import type { Draft, Effect } from './case.ts';
import { planMove } from './plans/accounts.ts';
import { planIssue, planReclaim, planReplace } from './plans/coupons.ts';

/**
 * What a draft would do if it were done now: read afresh for every preview and every decision. A plan with conflicts is not
 * carried out; each is a sentence for whoever reads it.
 */
export interface Plan {
  readonly effects: readonly Effect[];
  /** Yuan over all customers. */
  readonly total: Decimal;
  readonly quota: CouponQuota | undefined;
  /** Of the quota, once all is done. */
  readonly leftAfter: Decimal | undefined;
  /** The coupon that is taken back. */
  readonly coupon: Coupon | undefined;
  /** The accounts money moves between, before and once all is done. */
  readonly accounts: PlannedAccounts | undefined;
  readonly customers: readonly PlannedCustomer[];
  /** What stands against the whole. */
  readonly conflicts: readonly Problem[];
  readonly readAt: Date;
}

export interface PlannedCustomer {
  readonly customerId: string;
  readonly customer: Customer | undefined;
  /** What stands against this customer. */
  readonly conflicts: readonly Problem[];
  /** Usable coupons the customer holds while the new one would be valid. */
  readonly overlapping: readonly Coupon[];
}

export interface PlannedAccounts {
  readonly now: AccountsNow;
  readonly spendableAfter: Decimal;
  readonly customerAfter: Decimal | undefined;
}

export const obstaclesTo = ({ conflicts, customers }: Plan): readonly Problem[] => [
  ...conflicts,
  ...customers.flatMap((customer) => customer.conflicts),
];

export const isPossible = (plan: Plan): boolean => obstaclesTo(plan).length === 0;

/** The first thing that stands against it. */
export const obstacleTo = (plan: Plan): Problem | undefined => obstaclesTo(plan)[0];

export type Reads = Pick<PartnerPlatform, 'customers' | 'coupons' | 'accounts'>;

export function planFor(partner: Reads, draft: Draft, now: Date): Promise<Result<Plan>> {
  switch (draft.action) {
    case 'coupon.issue':
      return planIssue(partner, draft, now);
    case 'coupon.reclaim':
      return planReclaim(partner, draft.couponId, now);
    case 'coupon.replace':
      return planReplace(partner, draft, now);
    case 'account.transfer':
    case 'account.reclaim':
      return planMove(partner, draft, now);
  }
}
