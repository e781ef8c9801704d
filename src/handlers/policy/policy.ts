import {
  type ApprovalPolicy,
  type Channels,
  type Listed,
  noApprovals,
} from '../../approvals/policy/policy.ts';
import {
  type RemittanceRules,
  resolveRemittances,
  usualRemittances,
} from '../../approvals/policy/remittances.ts';
import { resolveApprovals } from '../../approvals/policy/resolve.ts';
import type { ChatApp } from '../../cards/messenger.ts';
import type { Site } from '../../kernel/site.ts';
import type { Lang } from '../../kernel/texts/index.ts';
import { type Actor, type Permission, permissions, type Role, roles } from '../command.ts';
import type { PolicyFile } from './schema.ts';

/** Who may do what. Read at start; the same for every process. */
export interface Policy {
  /** Whom to ask for rights, as it is shown to people. */
  readonly admins: string;
  readonly site: Site | undefined;
  /** People and groups in the order of the file, for those who explain it. */
  readonly people: readonly Listed[];
  readonly groups: readonly Listed[];
  readonly approvals: ApprovalPolicy;
  readonly remittances: RemittanceRules;
  /** Where the head of the audit chain is published. */
  readonly auditChannel: Channels | undefined;
  /** Ids of the user groups that give roles: the only ones whose members need to be known. */
  groupIds(app: ChatApp): readonly string[];
  /** In the order of {@link roles}; none for people the file does not name. */
  rolesOf(who: { readonly userId: string; readonly groupIds: readonly string[] }): readonly Role[];
  permissionsOf(roles: readonly Role[]): ReadonlySet<Permission>;
}

const everyday = [
  'customers.read',
  'accounts.read',
  'bills.read',
  'coupons.read',
  'remittances.read',
  'approvals.read',
  'digest.own',
] as const satisfies readonly Permission[];

/** What a role may do unless the file says otherwise. */
export const defaultPermissions: Readonly<Record<Role, readonly Permission[]>> = {
  rep: [...everyday, 'bills.export', 'coupons.ask', 'transfers.ask', 'remittances.announce'],
  approver: [...everyday, 'digest.channel'],
  finance: [
    ...everyday,
    'bills.export',
    'coupons.ask',
    'transfers.ask',
    'remittances.announce',
    'remittances.confirm',
    'digest.channel',
    'audit.read',
  ],
  admin: permissions,
};

export function policyOf(file: PolicyFile): Policy {
  const granted = { ...defaultPermissions, ...definedOnly(file.roles ?? {}) };
  const byId = new Map<string, readonly Role[]>();
  for (const entry of [...file.people, ...file.groups]) {
    for (const id of [entry.slack, entry.entra]) if (id !== undefined) byId.set(id, entry.roles);
  }
  return {
    admins: file.admins,
    site: file.site,
    people: file.people,
    groups: file.groups,
    approvals: file.approvals ? resolveApprovals(file.approvals, file).policy : noApprovals,
    remittances: file.remittances ? resolveRemittances(file.remittances, file) : usualRemittances,
    auditChannel: file.audit?.channel,
    groupIds: (app) => file.groups.flatMap((group) => (app === 'slack' ? group.slack : group.entra) ?? []),
    rolesOf: ({ userId, groupIds }) => {
      const held = new Set([userId, ...groupIds].flatMap((id) => byId.get(id) ?? []));
      return roles.filter((role) => held.has(role));
    },
    permissionsOf: (held) => new Set(held.flatMap((role) => granted[role])),
  };
}

const definedOnly = (given: NonNullable<PolicyFile['roles']>): Partial<Record<Role, readonly Permission[]>> =>
  Object.fromEntries(Object.entries(given).filter(([, list]) => list !== undefined));

/** Somebody as their app describes them just now. */
export interface Presence {
  readonly app: ChatApp;
  readonly tenantId: string;
  readonly userId: string;
  readonly lang: Lang;
  readonly timeZone: string;
  /** The groups of the policy they are a member of, now. */
  readonly groupIds: readonly string[];
  readonly unreadableGroupIds: readonly string[];
}

/** A person with the rights the policy gives them; no roles at all means that it does not know them. */
export function actorOf(policy: Policy, who: Presence): Actor {
  const held = policy.rolesOf(who);
  return { ...who, roles: held, may: policy.permissionsOf(held) };
}
