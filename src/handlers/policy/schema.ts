import { z } from 'zod';
import { approvalKeys, approvalsSchema, auditSchema } from '../../approvals/policy/schema.ts';
import { remittanceKeys, remittancesSchema } from '../../approvals/policy/remittances.ts';
import { sites } from '../../kernel/site.ts';
import { permissions, roles } from '../command.ts';

const text = z.string().trim().min(1);
const roleList = z.array(z.enum(roles)).min(1);
const permissionList = z.array(z.enum(permissions));

// The message of a format is the key of its sentence in `texts/policy.ts`.
const slackUser = z.string().regex(/^[UW][A-Z0-9]{2,}$/, 'slackUser');
const slackGroup = z.string().regex(/^S[A-Z0-9]{2,}$/, 'slackGroup');
// Microsoft writes them in either case; we compare them in lower.
const entraId = z.guid('entraId').transform((id) => id.toLowerCase());

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

const own = z.strictObject({
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
  audit: auditSchema.optional(),
});

/**
 * `policy.yaml`. Strict: a key that is not known is a mistake, and a mistake in rights is not guessed at. The lists of
 * approvals may name the people and groups of the file.
 */
export const policySchema = (names: readonly string[]) =>
  own.extend({
    approvals: approvalsSchema(names).optional(),
    remittances: remittancesSchema(names).optional(),
  });

export type PolicyFile = z.output<ReturnType<typeof policySchema>>;

/** The names of people and groups in a file that is not checked yet. */
export function namesIn(file: unknown): string[] {
  const named = z.object({ name: z.string() });
  const list = z.array(z.unknown()).catch([]);
  const { people, groups } = z
    .object({ people: list, groups: list })
    .catch({ people: [], groups: [] })
    .parse(file);
  return [...people, ...groups].flatMap((entry) => named.safeParse(entry).data?.name ?? []);
}

/** The settings each mapping knows, by where it stands; for suggestions after a slip. */
export function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  const [section] = path;
  switch (section) {
    case undefined:
      return [...Object.keys(own.shape), 'approvals', 'remittances'];
    case 'roles':
      return roles;
    case 'people':
      return Object.keys(person.shape);
    case 'groups':
      return Object.keys(group.shape);
    case 'remittances':
      return path.length > 1 ? approvalKeys(String(path.at(-1))) : remittanceKeys;
    default:
      return approvalKeys(String(path.findLast((part) => typeof part === 'string')));
  }
}
