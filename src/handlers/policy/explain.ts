import type { Translate } from '../../kernel/texts/index.ts';
import { permissions, type Role } from '../command.ts';
import { permissionText, roleText } from '../help/describe.ts';
import type { Policy } from './policy.ts';

/** The policy in sentences, so that whoever signs it off need not read YAML. */
export function explainPolicy(policy: Policy, t: Translate): string[] {
  const list = (texts: readonly string[]) => texts.join(t('common.listSeparator'));
  const what = (held: readonly Role[]) => {
    const may = policy.permissionsOf(held);
    const allowed = permissions.filter((permission) => may.has(permission));
    if (allowed.length === 0) return t('policy.nothing');
    const can = list(allowed.map((permission) => t(permissionText[permission])));
    return t('policy.asRoles', { what: can, roles: list(held.map((role) => t(roleText[role]))) });
  };
  const isAdmin = ({ roles }: { readonly roles: readonly Role[] }) => roles.includes('admin');
  return [
    ...policy.people.map(({ name, roles }) => t('policy.personMay', { name, what: what(roles) })),
    ...policy.groups.map(({ name, roles }) => t('policy.groupMay', { name, what: what(roles) })),
    t('policy.strangers', { admins: policy.admins }),
    ...([...policy.people, ...policy.groups].some(isAdmin) ? [] : [t('policy.nobodyIsAdmin')]),
  ];
}
