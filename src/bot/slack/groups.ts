import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { SlackApi } from './web-api.ts';

/** Members of Slack user groups, never older than a minute: rights follow them. */
export interface Groups {
  /** Which of these groups the person is in, as far as they can be read: nobody gains by an outage. */
  of(userId: string, groupIds: readonly string[]): Promise<Membership>;
  /** Slack said the group changed. */
  forget(groupId: string): void;
}

export interface Membership {
  readonly groupIds: readonly string[];
  readonly unreadableGroupIds: readonly string[];
}

type Members = ReadonlySet<string> | 'unreadable';

const freshMs = 60_000;
/** An unreadable group is not asked for again at every click. */
const unreadableMs = 5_000;

export function openGroups(api: SlackApi, clock: Clock, log: Log): Groups {
  const cache = new Map<string, { members: Promise<Members>; until: number }>();

  const read = async (groupId: string, entry: { until: number }): Promise<Members> => {
    const answer = await api.now('usergroups.users.list', (client) =>
      client.usergroups.users.list({ usergroup: groupId }),
    );
    if (answer.ok) return new Set(answer.value.users ?? []);
    entry.until = clock.now().getTime() + unreadableMs;
    log.error(
      { groupId, reason: answer.problem.wireCode },
      'a user group cannot be read; it gives no rights now',
    );
    return 'unreadable';
  };

  const members = (groupId: string): Promise<Members> => {
    const now = clock.now().getTime();
    const known = cache.get(groupId);
    if (known && known.until > now) return known.members;
    const entry = { until: now + freshMs, members: Promise.resolve<Members>('unreadable') };
    entry.members = read(groupId, entry);
    cache.set(groupId, entry);
    return entry.members;
  };

  return {
    of: async (userId, groupIds) => {
      const lists = await Promise.all(
        groupIds.map(async (groupId) => ({ groupId, list: await members(groupId) })),
      );
      const idsWhere = (holds: (list: Members) => boolean) =>
        lists.filter(({ list }) => holds(list)).map(({ groupId }) => groupId);
      return {
        groupIds: idsWhere((list) => list !== 'unreadable' && list.has(userId)),
        unreadableGroupIds: idsWhere((list) => list === 'unreadable'),
      };
    },
    forget: (groupId) => cache.delete(groupId),
  };
}
