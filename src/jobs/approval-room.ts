import type { ApprovalRoom } from '../approvals/acts.ts';
import type { Person } from '../approvals/case.ts';
import type { Homes } from '../approvals/channels.ts';
import { ledgerStore } from '../approvals/ledger-store.ts';
import type { ApprovalPolicy, Who } from '../approvals/policy/policy.ts';
import type { PartnerPlatform } from '../huawei/partner.ts';
import type { Clock } from '../kernel/clock.ts';
import { decimal } from '../kernel/decimal.ts';
import { delegationsTo } from '../ledger/delegations.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { askedOnDay } from '../ledger/money.ts';
import type { Jobs } from './jobs.ts';
import { followCase } from './money-work.ts';

export interface ApprovalRoomParts {
  readonly ledger: Ledger;
  readonly partner: Pick<PartnerPlatform, 'customers' | 'coupons'>;
  readonly clock: Clock;
  readonly policy: ApprovalPolicy;
  readonly jobs: Jobs;
  /** Asks the chat app at this moment: rights over money are not remembered. */
  readonly whoIs: (person: Person) => Promise<Who>;
  readonly homes: () => Homes;
}

/** The money machine of this process: every change of a case puts the work that follows from it into the outbox. */
export const openApprovalRoom = (parts: ApprovalRoomParts): ApprovalRoom => {
  const { ledger, partner, clock, policy, jobs, whoIs, homes } = parts;
  return {
    store: ledgerStore({ ledger, clock, onChange: followCase(jobs, clock) }),
    partner,
    clock,
    policy,
    homes,
    people: {
      whoIs,
      delegations: (person) => delegationsTo(ledger, person),
      askedOnDay: async (person, action, day, exceptCase) =>
        decimal(await askedOnDay(ledger, person, action, day, exceptCase)),
    },
  };
};
