import type { ApprovalRoom } from '../../src/approvals/acts.ts';
import type { ApprovalPolicy } from '../../src/approvals/policy/policy.ts';
import { type Policy } from '../../src/handlers/policy/policy.ts';
import { readPolicy } from '../../src/handlers/policy/read.ts';
import { type ApprovalRoomParts, openApprovalRoom } from '../../src/jobs/approval-room.ts';
import { outboxJobs } from '../../src/jobs/outbox.ts';

/** Reps and finance ask; approvers decide up to 1,000 alone, two of approvers and finance above; no groups. */
const policyText = `
admins: Wang Fang
people:
  - {name: Rep, slack: U0REP, roles: [rep]}
  - {name: Approver, slack: U0APPROVER, roles: [approver]}
  - {name: Finance, slack: U0FINANCE, roles: [finance]}
  - {name: Admin, slack: U0ADMIN, roles: [admin]}
approvals:
  timeZone: Asia/Shanghai
  channel: {slack: C0APPROVALS}
  actions:
    coupon.issue: &rules
      ask: [rep, finance, admin]
      tiers:
        - {upTo: 1000, approve: [approver], needed: 1}
        - {upTo: 50000, approve: [approver, finance], needed: 2}
      remind: {after: 2h, every: 4h}
      escalate: {after: 8h, to: [Finance]}
      expireAfter: 48h
    coupon.reclaim: *rules
    coupon.replace: *rules
    account.transfer: *rules
    account.reclaim: *rules
`;

export function testPolicy(text = policyText): Policy {
  const reading = readPolicy(text);
  if ('policy' in reading) return reading.policy;
  throw new Error(JSON.stringify(reading.faults));
}

const usual: ApprovalPolicy = testPolicy().approvals;

export const teamsTenant = '5c1a9f6e-0000-4000-8000-00000000b001';
export const entraOf = (person: 'rep' | 'finance' | 'lead' | 'visitor'): string =>
  `8f0e1a52-6c4b-4d5e-9f10-00000000${{ rep: 'aaaa', finance: 'bbbb', lead: 'cccc', visitor: 'dddd' }[person]}`;

/** The same with Teams as well, where Chinese is read: the rep and finance have accounts in both apps, the lead in Teams alone. */
export const bothApps = (): Pick<ApprovalRoomParts, 'policy' | 'homes'> => ({
  policy: testPolicy(
    policyText
      .replace('slack: U0REP', `slack: U0REP, entra: ${entraOf('rep')}`)
      .replace('slack: U0FINANCE', `slack: U0FINANCE, entra: ${entraOf('finance')}`)
      .replace('approvals:\n', `  - {name: Lead, entra: ${entraOf('lead')}, roles: [approver]}\napprovals:\n`)
      .replace(
        '{slack: C0APPROVALS}',
        '{slack: C0APPROVALS, teams: {id: "19:approvals@thread.tacv2", language: zh-CN}}',
      )
      .replace('  actions:', '  quietHours: {from: "22:00", to: "08:00"}\n  actions:'),
  ).approvals,
  homes: () => ({ slack: 'T1', teams: teamsTenant }),
});

/** The real machine over a test's ledger and platform. */
export const roomFor = (
  parts: Pick<ApprovalRoomParts, 'ledger' | 'partner' | 'clock'> & Partial<ApprovalRoomParts>,
): ApprovalRoom =>
  openApprovalRoom({
    policy: usual,
    jobs: outboxJobs,
    whoIs: ({ userId }) => Promise.resolve({ userId, groupIds: [], unreadableGroupIds: [] }),
    homes: () => ({ slack: 'T1' }),
    ...parts,
  });
