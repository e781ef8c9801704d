import type { Actor } from '../../handlers/command.ts';
import { actorOf, type Policy } from '../../handlers/policy/policy.ts';
import { langOf } from '../../kernel/texts/index.ts';
import type { Groups } from './groups.ts';
import type { People } from './people.ts';

/** Who somebody is and what they may do, now. The ids come from a verified request, or from a row made of one. */
export type ActorOf = (tenantId: string, userId: string) => Promise<Actor>;

export const slackActors =
  (people: People, groups: Groups, policy: Policy): ActorOf =>
  async (tenantId, userId) => {
    const [{ locale, timeZone }, membership] = await Promise.all([
      people.find(tenantId, userId),
      groups.of(userId, policy.groupIds('slack')),
    ]);
    return actorOf(policy, { app: 'slack', tenantId, userId, lang: langOf(locale), timeZone, ...membership });
  };
