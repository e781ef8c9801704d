import { type Actor, permissions, type Role } from '../../src/handlers/command.ts';
import { defaultPermissions } from '../../src/handlers/policy/policy.ts';
import type { Lang } from '../../src/kernel/texts/index.ts';

/** Somebody with a role of the usual policy, or a stranger without one. */
export function somebody(role: Role | undefined, lang: Lang = 'en'): Actor {
  const may = role === 'admin' ? permissions : role ? defaultPermissions[role] : [];
  return {
    app: 'slack',
    tenantId: 'T1',
    userId: role ? `U0${role.toUpperCase()}` : 'U0STRANGER',
    lang,
    timeZone: 'Asia/Shanghai',
    roles: role ? [role] : [],
    groupIds: [],
    unreadableGroupIds: [],
    may: new Set(may),
  };
}
