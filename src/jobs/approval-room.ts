import type { ApprovalRoom } from '../approvals/acts.ts';
import type { Person } from '../approvals/case.ts';
import type { Homes } from '../approvals/channels.ts';
import { identitiesNow, ownAccounts } from '../approvals/identities-now.ts';
import { ledgerStore } from '../approvals/ledger-store.ts';
import { accountsOf } from '../approvals/policy/identities.ts';
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
  readonly partner: Pick<PartnerPlatform, 'customers' | 'coupons' | 'accounts'>;
  readonly clock: Clock;
  readonly policy: ApprovalPolicy;
  readonly jobs: Jobs;
  /** Asks the chat app at this moment: rights over money are not remembered. */
  readonly whoIs: (person: Person) => Promise<Who>;
  /** The same as it is remembered, for lists: a minute old at most. */
  readonly whoWas?: (person: Person) => Promise<Who>;
  readonly homes: () => Homes;
}

/** The money machine of this process: every change of a case puts the work that follows from it into the outbox. */
export const openApprovalRoom = (parts: ApprovalRoomParts): ApprovalRoom => {
  const { ledger, partner, clock, policy, jobs, whoIs, whoWas = whoIs, homes } = parts;
  const { aliases } = policy;
  const accounts = async (userId: string) => {
    const identitiesAt = await identitiesNow(ledger, aliases);
    return accountsOf(identitiesAt(clock.now()), userId);
  };
  return {
    store: ledgerStore({ ledger, clock, aliases, onChange: followCase(jobs, clock) }),
    partner,
    clock,
    policy,
    homes,
    people: {
      whoIs,
      identities: () => identitiesNow(ledger, aliases),
      whoWas,
      ownAccounts: (person) => ownAccounts(ledger, aliases, homes(), person),
      delegations: async ({ userId }) => delegationsTo(ledger, await accounts(userId)),
      askedOnDay: async ({ userId }, action, day, exceptCase) =>
        decimal(await askedOnDay(ledger, await accounts(userId), action, day, exceptCase)),
    },
  };
};
