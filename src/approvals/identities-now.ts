import type { Db } from '../ledger/ledger.ts';
import { type LinkedPair, linkedPairs } from '../ledger/identities.ts';
import type { Person } from './case.ts';
import type { Homes } from './channels.ts';
import { accountsOf, appOf, type Identities, joined } from './policy/identities.ts';

/** Who is one person now: the policy's file and what stands in the ledger, as one. */

/** For a request asked at a moment. A link goes on counting for what was asked while it did. */
export type IdentitiesAt = (askedAt: Date) => Identities;

export async function identitiesNow(db: Db, aliases: Identities): Promise<IdentitiesAt> {
  const links = await linkedPairs(db);
  return (askedAt) =>
    withLinks(
      aliases,
      links.filter(({ freedAt }) => freedAt === null || askedAt < freedAt),
    );
}

/** The accounts somebody sees the requests of, the one they use first: those linked at this moment, which they may end themselves. */
export async function ownAccounts(
  db: Db,
  aliases: Identities,
  homes: Homes,
  me: Person,
): Promise<readonly Person[]> {
  const links = await linkedPairs(db);
  const standing = links.filter(({ removedAt }) => removedAt === null);
  const [, ...others] = accountsOf(withLinks(aliases, standing), me.userId);
  const there = others.flatMap((userId): Person[] => {
    const app = appOf(userId);
    const tenantId = homes[app];
    return tenantId === undefined ? [] : [{ app, tenantId, userId }];
  });
  return [{ app: me.app, tenantId: me.tenantId, userId: me.userId }, ...there];
}

const withLinks = (aliases: Identities, links: readonly LinkedPair[]): Identities =>
  links.length === 0
    ? aliases
    : joined([...aliases, ...links.map(({ slackUser, teamsUser }) => [teamsUser, slackUser] as const)]);
