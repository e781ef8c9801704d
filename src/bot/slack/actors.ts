import type { Actor, Permission, Role } from '../../handlers/command.ts';
import { langOf } from '../../kernel/texts/index.ts';
import type { Groups } from './groups.ts';
import type { People } from './people.ts';

/** What the policy says about people, read anew at each question. */
export interface Rights {
  /** The Slack user groups the policy speaks of. */
  groupIds(): readonly string[];
  of(person: {
    readonly tenantId: string;
    readonly userId: string;
    readonly groups: readonly string[];
  }): { readonly roles: readonly Role[]; readonly may: ReadonlySet<Permission> };
}

/** Who somebody is and what they may do, now. The ids come from a verified request or a row made of one. */
export type ActorOf = (tenantId: string, userId: string) => Promise<Actor>;

export const slackActors =
  (people: People, groups: Groups, rights: Rights): ActorOf =>
  async (tenantId, userId) => {
    const [person, memberships] = await Promise.all([
      people.find(tenantId, userId),
      groups.of(userId, rights.groupIds()),
    ]);
    return {
      app: 'slack',
      tenantId,
      userId,
      lang: langOf(person.locale),
      timeZone: person.timeZone,
      ...rights.of({ tenantId, userId, groups: memberships }),
    };
  };
