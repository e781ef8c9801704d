import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { Result } from '../../kernel/result.ts';
import type { Membership } from '../membership.ts';
import type { Http } from './http.ts';
import type { Tokens } from './tokens.ts';

/** Which Entra groups of the policy somebody is in, nested ones included. */
export interface EntraGroups {
  /** Never older than a minute: rights follow. */
  of(userId: string, groupIds: readonly string[]): Promise<Membership>;
  /** The same, asked at this moment: for rights over money. */
  askNow(userId: string, groupIds: readonly string[]): Promise<Membership>;
}

/** Graph takes no more in one question. */
const groupsPerCall = 20;
const askMs = 2_500;
const freshMs = 60_000;
/** Nobody is asked about again at every click while Graph is away. */
const unreadableMs = 5_000;
const rememberedPeople = 5_000;

const audience = 'https://graph.microsoft.com';
const answer = z.object({ value: z.array(z.string()) });

export function openEntraGroups({
  http,
  tokens,
  endpoint,
  clock,
  log,
}: {
  readonly http: Http;
  readonly tokens: Tokens;
  readonly endpoint: string;
  readonly clock: Clock;
  readonly log: Log;
}): EntraGroups {
  const cache = new Map<string, { membership: Promise<Membership>; until: number }>();
  const asking = new Map<string, Promise<Membership>>();

  const check = async (userId: string, groupIds: readonly string[]): Promise<Result<unknown>> => {
    const token = await tokens.of(audience);
    if (!token.ok) return token;
    return http('checkMemberGroups', {
      method: 'POST',
      url: new URL(`users/${encodeURIComponent(userId)}/checkMemberGroups`, endpoint).href,
      headers: {
        'content-type': 'application/json',
        ...(token.value === '' ? {} : { authorization: `Bearer ${token.value}` }),
      },
      body: JSON.stringify({ groupIds }),
      timeoutMs: askMs,
    });
  };

  const askSome = async (userId: string, groupIds: readonly string[]): Promise<Membership> => {
    const asked = await check(userId, groupIds);
    const read = asked.ok ? answer.safeParse(asked.value) : undefined;
    if (read?.success) {
      const found = new Set(read.data.value.map((id) => id.toLowerCase()));
      return { groupIds: groupIds.filter((id) => found.has(id.toLowerCase())), unreadableGroupIds: [] };
    }
    const reason = asked.ok ? 'unreadable answer' : asked.problem.wireCode;
    log.error({ reason }, 'Entra groups cannot be read; they give no rights now');
    return { groupIds: [], unreadableGroupIds: groupIds };
  };

  const ask = async (userId: string, groupIds: readonly string[]): Promise<Membership> => {
    const parts: Membership[] = await Promise.all(
      chunks(groupIds, groupsPerCall).map((some) => askSome(userId, some)),
    );
    return {
      groupIds: parts.flatMap((part) => part.groupIds),
      unreadableGroupIds: parts.flatMap((part) => part.unreadableGroupIds),
    };
  };

  /** Those who ask while an answer is on its way share it: of fifty clicks at once Graph hears one question. */
  const askNow = (userId: string, groupIds: readonly string[]): Promise<Membership> => {
    const key = `${userId} ${groupIds.join(' ')}`;
    const under = asking.get(key);
    if (under) return under;
    const membership = ask(userId, groupIds).finally(() => asking.delete(key));
    asking.set(key, membership);
    const [oldest] = cache.keys();
    if (oldest !== undefined && cache.size >= rememberedPeople) cache.delete(oldest);
    const entry = { membership, until: clock.now().getTime() + freshMs };
    cache.set(key, entry);
    void membership.then(({ unreadableGroupIds }) => {
      if (unreadableGroupIds.length > 0) entry.until = clock.now().getTime() + unreadableMs;
    });
    return membership;
  };

  return {
    askNow,
    of: (userId, groupIds) => {
      const known = cache.get(`${userId} ${groupIds.join(' ')}`);
      return known && known.until > clock.now().getTime() ? known.membership : askNow(userId, groupIds);
    },
  };
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const out: T[][] = [];
  for (let at = 0; at < items.length; at += size) out.push(items.slice(at, at + size));
  return out;
}
