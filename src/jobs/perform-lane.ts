import type { MoneyRoom, Patience } from '../approvals/money-room.ts';
import { performLane } from '../approvals/perform.ts';
import type { PartnerPlatform } from '../huawei/partner.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type JobHandler, type Jobs, jobHandler } from './jobs.ts';
import { jobPart, performLaneJob } from './money-work.ts';

type Partner = Pick<PartnerPlatform, 'coupons' | 'accounts' | 'until'>;

export interface PerformLaneParts extends Omit<MoneyRoom, 'coupons' | 'accounts' | 'log' | 'clock'> {
  readonly partner: Partner;
  readonly ledger: Ledger;
  readonly jobs: Jobs;
}

/**
 * Calls that spend give up, waits for their turn and repeats included, long before anybody takes them to be over: whoever looks
 * for their traces then relies on it.
 */
const inTime = (
  { coupons, accounts, until }: Partner,
  { callMs }: Patience,
): Pick<Partner, 'coupons' | 'accounts'> => {
  const spending = () => until(AbortSignal.timeout(callMs / 2));
  return {
    coupons: {
      ...coupons,
      issue: (order) => spending().coupons.issue(order),
      reclaim: (couponId) => spending().coupons.reclaim(couponId),
    },
    accounts: { ...accounts, transfer: (order) => spending().accounts.transfer(order) },
  };
};

/** Carries out what is approved in a lane, and comes back when the lane wants to be looked at again. */
export const performLaneHandler = ({ ledger, jobs, partner, ...parts }: PerformLaneParts): JobHandler => {
  const room = { ...parts, ...inTime(partner, parts.patience) };
  return jobHandler({
    spec: performLaneJob,
    run: async ({ payload: { lane }, signal, clock, log }) => {
      const again = await performLane({ ...room, clock, log }, lane, signal);
      signal.throwIfAborted();
      if (!again) return;
      const delayMs = Math.max(0, again.getTime() - clock.now().getTime());
      const jobId = `lane-${jobPart(lane)}-at-${again.getTime()}`;
      await ledger
        .transaction()
        .execute((trx) => jobs.enqueue(trx, performLaneJob, { lane }, { jobId, delayMs }));
    },
    // `tend-money` starts the lane again.
    onDead: () => Promise.resolve(),
  });
};
