import type { AccountVerbs, CouponVerbs } from '../huawei/partner.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { CaseStore } from './store.ts';

/** What it takes to carry out what is approved. */
export interface MoneyRoom {
  readonly store: CaseStore;
  readonly coupons: CouponVerbs;
  readonly accounts: Pick<AccountVerbs, 'own' | 'ofCustomers' | 'transfer' | 'transfers'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly patience: Patience;
}

/** How long the machine waits for evidence. The platform documents none of it (dossier §4.4), so all are settings. */
export interface Patience {
  /** The longest a call may be under way: what was sent earlier is no longer being sent. */
  readonly callMs: number;
  /** Records that have not shown up by then are taken not to exist. */
  readonly settleMs: number;
}
