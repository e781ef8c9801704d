import type { Person } from '../../src/approvals/case.ts';
import type { ApprovalRoomParts } from '../../src/jobs/approval-room.ts';
import { teamsTenant, testPolicy } from './approval-room.ts';

export type Name = 'rep' | 'approver' | 'finance' | 'listed';

const entra = (name: Name): string =>
  `8f0e1a52-6c4b-4d5e-9f10-0000000000${{ rep: 'a1', approver: 'a2', finance: 'a3', listed: 'a4' }[name]}`;

/** People with an account in each app, which the policy lists one by one: nobody knows yet that two of them are one. */
const text = `
admins: Wang Fang
people:
  - {name: Rep, slack: U0REP, roles: [rep]}
  - {name: Rep in Teams, entra: ${entra('rep')}, roles: [rep, approver]}
  - {name: Approver, slack: U0APPROVER, roles: [approver, rep]}
  - {name: Approver in Teams, entra: ${entra('approver')}, roles: [approver]}
  - {name: Finance, slack: U0FINANCE, roles: [finance]}
  - {name: Finance in Teams, entra: ${entra('finance')}, roles: [finance]}
  - {name: Listed, slack: U0LISTED, entra: ${entra('listed')}, roles: [approver]}
approvals:
  timeZone: Asia/Shanghai
  channel: {slack: C0APPROVALS, teams: "19:approvals@thread.tacv2"}
  actions:
    coupon.issue:
      ask: [rep]
      tiers:
        - {upTo: 1000, upToPerDay: 1000, approve: [approver], needed: 1}
        - {upTo: 50000, approve: [approver, finance], needed: 2}
      expireAfter: 48h
`;

export const twoAccounts = (): Pick<ApprovalRoomParts, 'policy' | 'homes'> => ({
  policy: testPolicy(text).approvals,
  homes: () => ({ slack: 'T1', teams: teamsTenant }),
});

export const inSlack = (name: Name): Person => ({
  app: 'slack',
  tenantId: 'T1',
  userId: `U0${name.toUpperCase()}`,
});

export const inTeams = (name: Name): Person => ({
  app: 'teams',
  tenantId: teamsTenant,
  userId: entra(name),
});
