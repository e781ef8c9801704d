/**
 * Which accounts are one person: by the policy's file, which may list somebody with both ids, and by what people confirmed
 * themselves (`/hw link`). An id names one account in whatever app: Slack's and Entra's never look alike.
 */
export type Identities = ReadonlyMap<string, string>;

export const nobodyTwice: Identities = new Map();

/** The id somebody is counted by, whatever account they use. */
export const countedBy = (identities: Identities, userId: string): string => identities.get(userId) ?? userId;

const slackId = /^[UW][A-Z0-9]+$/;

export const appOf = (userId: string): 'slack' | 'teams' => (slackId.test(userId) ? 'slack' : 'teams');

export const areOne = (identities: Identities, one: string, other: string): boolean =>
  countedBy(identities, one) === countedBy(identities, other);

/** All accounts of somebody, the one asked about first. */
export const accountsOf = (identities: Identities, userId: string): readonly string[] => {
  const by = countedBy(identities, userId);
  const others = [...identities].flatMap(([id, counted]) => (counted === by ? [id] : []));
  return [...new Set([userId, by, ...others])];
};

/** Who is one with a second account is one with its third. Of a pair the second id is the one counted by. */
export function joined(pairs: Iterable<readonly [string, string]>): Identities {
  const next = new Map<string, string>();
  const lastOf = (id: string): string => {
    let last = id;
    for (let after = next.get(last); after !== undefined; after = next.get(last)) last = after;
    return last;
  };
  for (const [one, other] of pairs) {
    const [from, to] = [lastOf(one), lastOf(other)];
    if (from !== to) next.set(from, to);
  }
  return new Map([...next.keys()].map((id) => [id, lastOf(id)]));
}
