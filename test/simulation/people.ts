import type { Person } from '../../src/approvals/case.ts';
import {
  type ActionPolicy,
  type ApprovalPolicy,
  type MoneyAction,
  moneyActions,
} from '../../src/approvals/policy/policy.ts';
import { type Identities, joined } from '../../src/approvals/policy/identities.ts';
import { decimal } from '../../src/kernel/decimal.ts';
import type { Dice } from './dice.ts';

/** Those whose id begins with A are approvers, those with R may ask, and the last one may do nothing. */
const inSlack = ['R1', 'R2', 'A1', 'A2', 'A3', 'X1'];
/** Approvers who have a second account, with rights of its own: as the file says, or since they confirmed it. */
const twice = { listed: ['A1-teams', 'A1'], linked: ['A2-teams', 'A2'] } as const;

export const people: readonly Person[] = [
  ...inSlack.map((userId): Person => ({ app: 'slack', tenantId: 'T1', userId })),
  ...[twice.listed[0], twice.linked[0]].map((userId): Person => ({ app: 'teams', tenantId: 'E1', userId })),
];

/** Once they have linked. */
export const whoLinked: Identities = joined([twice.listed, twice.linked]);

const approvers = [{ name: 'Approvers', slack: 'SAPPROVERS', roles: ['approver'] as const }];
const reps = [{ name: 'Reps', slack: 'SREPS', roles: ['rep'] as const }];
const hourMs = 3_600_000;

/** A policy with one and with two approvals, with and without a cap. */
export function policyOf(random: Dice): ApprovalPolicy {
  const approve = { names: ['approver'], people: [], groups: approvers };
  const tier = (upTo: string, needed: number) => ({
    upTo: decimal(upTo),
    upToPerDay: undefined,
    approve,
    needed,
    channel: {},
  });
  const cap = random.chance(0.5) ? decimal('1000') : undefined;
  const rules = (action: MoneyAction): ActionPolicy => ({
    action,
    // Approvers may ask as well: not for themselves, though.
    ask: { names: ['rep', 'approver'], people: [], groups: [...reps, ...approvers] },
    tiers: [tier('200', 1), tier('5000', 2)],
    remind: { afterMs: hourMs, everyMs: undefined },
    escalate: { afterMs: 2 * hourMs, to: approve },
    expireAfterMs: 5 * hourMs,
    dailyCap: cap,
  });
  return {
    timeZone: 'Asia/Shanghai',
    quietHours: undefined,
    actions: new Map(moneyActions.map((action) => [action, rules(action)])),
    aliases: joined([twice.listed]),
  };
}
