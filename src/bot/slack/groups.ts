import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { SlackApi } from './web-api.ts';

/** Members of Slack user groups, never older than a minute: rights follow them. */
export interface Groups {
  /** Which of these groups the person is in. A group that cannot be read has no members: nobody gains by an outage. */
  of(userId: string, groupIds: readonly string[]): Promise<readonly string[]>;
  /** Slack said the group changed. */
  forget(groupId: string): void;
}

const freshMs = 60_000;
/** An unreadable group is not asked for again at every click. */
const unreadableMs = 5_000;

export function openGroups(api: SlackApi, clock: Clock, log: Log): Groups {
  const cache = new Map<string, { members: Promise<ReadonlySet<string>>; until: number }>();

  const read = async (groupId: string, entry: { until: number }): Promise<ReadonlySet<string>> => {
    const answer = await api.now('usergroups.users.list', (client) =>
      client.usergroups.users.list({ usergroup: groupId }),
    );
    if (answer.ok) return new Set(answer.value.users ?? []);
    entry.until = clock.now().getTime() + unreadableMs;
    log.error(
      { groupId, reason: answer.problem.wireCode },
      'a user group cannot be read; it gives no rights now',
    );
    return new Set();
  };

  const members = (groupId: string): Promise<ReadonlySet<string>> => {
    const now = clock.now().getTime();
    const known = cache.get(groupId);
    if (known && known.until > now) return known.members;
    const entry = { until: now + freshMs, members: Promise.resolve<ReadonlySet<string>>(new Set()) };
    entry.members = read(groupId, entry);
    cache.set(groupId, entry);
    return entry.members;
  };

  return {
    of: async (userId, groupIds) => {
      const found = await Promise.all(
        groupIds.map(async (groupId) => ((await members(groupId)).has(userId) ? [groupId] : [])),
      );
      return found.flat();
    },
    forget: (groupId) => cache.delete(groupId),
  };
}
