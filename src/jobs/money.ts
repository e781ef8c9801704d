import type { ApprovalRoom } from '../approvals/acts.ts';
import type { Patience } from '../approvals/money-room.ts';
import type { Messenger } from '../cards/messenger.ts';
import type { PartnerPlatform } from '../huawei/partner.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { JobHandler, Jobs } from './jobs.ts';
import { performLaneHandler } from './perform-lane.ts';
import type { Schedule } from './schedules.ts';
import { showCaseHandler } from './show-case.ts';
import { sweepCouponRecordsHandler, sweepCouponRecordsSchedule } from './sweep-coupon-records.ts';
import { tellLinkHandler } from './tell-link.ts';
import { sweepTransfersHandler, sweepTransfersSchedule } from './sweep-transfers.ts';
import { tellStopHandler } from './tell-stop.ts';
import { tendMoneyHandler, tendMoneySchedule } from './tend-money.ts';

export interface MoneyWorkParts {
  readonly ledger: Ledger;
  readonly room: ApprovalRoom;
  readonly partner: PartnerPlatform;
  readonly messenger: Messenger;
  readonly jobs: Jobs;
  readonly patience: Patience;
}

/** Everything a worker does for the money machine. */
export function moneyWork(parts: MoneyWorkParts): {
  readonly handlers: readonly JobHandler[];
  readonly schedules: readonly Schedule[];
} {
  const { room } = parts;
  return {
    handlers: [
      performLaneHandler({ ...parts, store: room.store }),
      showCaseHandler(parts),
      tellStopHandler(parts),
      tellLinkHandler(parts),
      tendMoneyHandler(parts),
      sweepCouponRecordsHandler(parts),
      sweepTransfersHandler(parts),
    ],
    schedules: [tendMoneySchedule, sweepCouponRecordsSchedule, sweepTransfersSchedule],
  };
}
