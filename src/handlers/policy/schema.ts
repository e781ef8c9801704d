import { z } from 'zod';
import { sites } from '../../kernel/site.ts';
import { permissions, roles } from '../command.ts';

const text = z.string().trim().min(1);
const roleList = z.array(z.enum(roles)).min(1);
const permissionList = z.array(z.enum(permissions));

// The message of a format is the key of its sentence in `texts/policy.ts`.
const slackUser = z.string().regex(/^[UW][A-Z0-9]{2,}$/, 'slackUser');
const slackGroup = z.string().regex(/^S[A-Z0-9]{2,}$/, 'slackGroup');
const entraId = z.guid('entraId');

const person = z.strictObject({
  name: text,
  slack: slackUser.optional(),
  entra: entraId.optional(),
  roles: roleList,
});

const group = z.strictObject({
  name: text,
  slack: slackGroup.optional(),
  entra: entraId.optional(),
  roles: roleList,
});

/** `policy.yaml`. Strict: a key that is not known is a mistake, and a mistake in rights is not guessed at. */
export const policySchema = z.strictObject({
  admins: text,
  site: z.enum(sites).optional(),
  roles: z
    .strictObject({
      rep: permissionList,
      approver: permissionList,
      finance: permissionList,
      admin: permissionList,
    })
    .partial()
    .optional(),
  people: z.array(person).default([]),
  groups: z.array(group).default([]),
});

export type PolicyFile = z.output<typeof policySchema>;

/** The settings each mapping knows, by where it stands; for suggestions after a slip. */
export function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return Object.keys(policySchema.shape);
  if (path[0] === 'roles') return roles;
  return Object.keys(path[0] === 'people' ? person.shape : group.shape);
}
