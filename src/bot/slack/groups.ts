import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { Membership } from '../membership.ts';
import type { SlackApi } from './web-api.ts';

/** Members of Slack user groups, never older than a minute: rights follow them. */
export interface Groups {
  /** Which of these groups the person is in, as far as they can be read: nobody gains by an outage. */
  of(userId: string, groupIds: readonly string[]): Promise<Membership>;
  /** The same, asked at this moment: for rights over money. */
  askNow(userId: string, groupIds: readonly string[]): Promise<Membership>;
  /** Slack said the group changed. */
  forget(groupId: string): void;
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

  const asking = new Map<string, Promise<Members>>();
  /** Those who ask while an answer is on its way share it: of fifty clicks at once Slack hears one question. */
  const ask = (groupId: string): Promise<Members> => {
    const onItsWay = asking.get(groupId);
    if (onItsWay) return onItsWay;
    const entry = { until: clock.now().getTime() + freshMs, members: Promise.resolve<Members>('unreadable') };
    entry.members = read(groupId, entry).finally(() => asking.delete(groupId));
    asking.set(groupId, entry.members);
    cache.set(groupId, entry);
    return entry.members;
  };

  const remembered = (groupId: string): Promise<Members> => {
    const known = cache.get(groupId);
    return known && known.until > clock.now().getTime() ? known.members : ask(groupId);
  };

  const membership = async (
    userId: string,
    groupIds: readonly string[],
    membersOf: (groupId: string) => Promise<Members>,
  ): Promise<Membership> => {
    const lists = await Promise.all(
      groupIds.map(async (groupId) => ({ groupId, list: await membersOf(groupId) })),
    );
    const idsWhere = (holds: (list: Members) => boolean) =>
      lists.filter(({ list }) => holds(list)).map(({ groupId }) => groupId);
    return {
      groupIds: idsWhere((list) => list !== 'unreadable' && list.has(userId)),
      unreadableGroupIds: idsWhere((list) => list === 'unreadable'),
    };
  };

  return {
    of: (userId, groupIds) => membership(userId, groupIds, remembered),
    askNow: (userId, groupIds) => membership(userId, groupIds, ask),
    forget: (groupId) => {
      cache.delete(groupId);
      asking.delete(groupId);
    },
  };
}
