import { countedBy } from './identities.ts';
import {
  type ActionPolicy,
  type ApprovalPolicy,
  isSamePerson,
  type Parties,
  type Tier,
  type Who,
} from './policy.ts';

/** Somebody who decides, with those who let them decide in their place at this moment. */
export interface Approver extends Who {
  readonly actsFor: readonly Who[];
}

export type MayAsk = 'yes' | 'no' | 'list-unreadable';

export function mayAsk({ ask }: ActionPolicy, who: Who): MayAsk {
  if (isOneOf(ask, who)) return 'yes';
  return isUnreadable(ask, who) ? 'list-unreadable' : 'no';
}

export type MayApprove =
  /** Whose right it is: their own first, then of those they act for. */
  | { readonly answer: 'yes'; readonly inRightOf: readonly Who[] }
  | { readonly answer: 'no' | 'own-request' | 'list-unreadable' };

/** While one list of the tier cannot be read, nobody may approve, not even those who stand in it by name. */
export function mayApprove(
  policy: ApprovalPolicy,
  tier: Tier,
  approver: Approver,
  requesterId: string,
): MayApprove {
  const isRequester = ({ userId }: Who) => isSamePerson(policy, userId, requesterId);
  if (isRequester(approver)) return { answer: 'own-request' };
  const voices = [approver, ...approver.actsFor];
  if (voices.some((voice) => isUnreadable(tier.approve, voice))) return { answer: 'list-unreadable' };
  const inRightOf = voices.filter((voice) => !isRequester(voice) && isOneOf(tier.approve, voice));
  return inRightOf.length > 0 ? { answer: 'yes', inRightOf } : { answer: 'no' };
}

export interface Tally {
  readonly counted: number;
  readonly needed: number;
  readonly isMet: boolean;
  /** Whose approval counts for nothing now, and why. */
  readonly lapsed: readonly { readonly userId: string; readonly why: Exclude<MayApprove['answer'], 'yes'> }[];
}

/** How far the approvals given take a request, with everybody's rights as they are now. */
export function tally(
  policy: ApprovalPolicy,
  tier: Tier,
  approvals: readonly Approver[],
  requesterId: string,
): Tally {
  const lapsed: Tally['lapsed'][number][] = [];
  const votes: Vote[] = [];
  const personal = ({ userId }: Who) => countedBy(policy.aliases, userId);
  for (const approver of approvals) {
    const may = mayApprove(policy, tier, approver, requesterId);
    if (may.answer !== 'yes') lapsed.push({ userId: approver.userId, why: may.answer });
    else {
      const actsFor = approver.actsFor.map(personal);
      votes.push({ person: personal(approver), actsFor, rights: may.inRightOf.map(personal) });
    }
  }
  const counted = mostTogether(votes, []);
  return { counted, needed: tier.needed, isMet: counted >= Math.max(1, tier.needed), lapsed };
}

export const isMet = (...of: Parameters<typeof tally>): boolean => tally(...of).isMet;

interface Vote {
  readonly person: string;
  readonly actsFor: readonly string[];
  readonly rights: readonly string[];
}

/**
 * The most votes that count beside each other: each by another person in another's right, and never somebody together with
 * whoever acts for them. Which right a vote uses is tried out, so that one more approval can never make it fewer.
 */
function mostTogether(votes: readonly Vote[], counted: readonly (Vote & { right: string })[]): number {
  const [vote, ...others] = votes;
  if (!vote) return 0;
  const isFree = (right: string) => counted.every((other) => other.right !== right);
  const usable = counted.some((other) => areOne(vote, other)) ? [] : vote.rights.filter(isFree);
  let most = 0;
  for (const right of usable) {
    most = Math.max(most, 1 + mostTogether(others, [...counted, { ...vote, right }]));
    if (most === votes.length) return most;
  }
  return Math.max(most, mostTogether(others, counted));
}

const areOne = (one: Vote, other: Vote): boolean =>
  one.person === other.person || one.actsFor.includes(other.person) || other.actsFor.includes(one.person);

const isOneOf = ({ people, groups }: Parties, who: Who): boolean =>
  people.some(({ slack, entra }) => slack === who.userId || entra === who.userId) ||
  groups.some((group) => has(who.groupIds, group));

const isUnreadable = ({ groups }: Parties, who: Who): boolean =>
  groups.some((group) => has(who.unreadableGroupIds, group));

const has = (
  ids: readonly string[],
  { slack, entra }: { slack?: string | undefined; entra?: string | undefined },
) => ids.some((id) => id === slack || id === entra);

/** An approver lets somebody else decide in their place for a while. It cannot be passed on. */
export interface Delegation {
  readonly fromId: string;
  readonly toId: string;
  readonly until: Date;
}

/** The ids of those somebody acts for at a moment. */
export const actsFor = (
  policy: ApprovalPolicy,
  delegations: readonly Delegation[],
  userId: string,
  now: Date,
): readonly string[] => [
  ...new Set(
    delegations
      .filter(({ toId, until }) => now < until && isSamePerson(policy, toId, userId))
      .map(({ fromId }) => fromId)
      .filter((fromId) => !isSamePerson(policy, fromId, userId)),
  ),
];
