import type { Decimal } from '../../kernel/decimal.ts';
import type { Role } from '../../kernel/role.ts';
import type { Lang } from '../../kernel/texts/index.ts';
import type { policy as texts } from '../../kernel/texts/policy.ts';
import { areOne, type Identities, nobodyTwice } from './identities.ts';

/** What spends or moves money, and so is never done without somebody else's approval. */
export const moneyActions = [
  'coupon.issue',
  'coupon.reclaim',
  'coupon.replace',
  'account.transfer',
  'account.reclaim',
] as const;
export type MoneyAction = (typeof moneyActions)[number];

/** Its name in `texts/policy.ts`. */
export const phraseOf = {
  'coupon.issue': 'issueCoupons',
  'coupon.reclaim': 'reclaimCoupons',
  'coupon.replace': 'replaceCoupons',
  'account.transfer': 'transferMoney',
  'account.reclaim': 'reclaimMoney',
} as const satisfies Record<MoneyAction, keyof typeof texts>;

/** The part of the policy that decides about money. Plain data: what is done with it stands beside it as functions. */
export interface ApprovalPolicy {
  /** Whose days and hours count. */
  readonly timeZone: string;
  readonly quietHours: QuietHours | undefined;
  /** An action that is not here may not be made at all. */
  readonly actions: ReadonlyMap<MoneyAction, ActionPolicy>;
  /** The same person in Slack and in Teams is one person. */
  readonly aliases: Identities;
}

/** From one minute of the day to another, over midnight when `from` is the later one. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

export interface ActionPolicy {
  readonly action: MoneyAction;
  readonly ask: Parties;
  /** Ascending in every respect: amount, amount a day, approvals needed. */
  readonly tiers: readonly Tier[];
  readonly remind: { readonly afterMs: number; readonly everyMs: number | undefined } | undefined;
  /** Who is told when nobody has decided. It gives them no right: waiting never makes a request easier. */
  readonly escalate: { readonly afterMs: number; readonly to: Parties } | undefined;
  readonly expireAfterMs: number;
  /** Yuan that may leave one quota, or the partner's account, on one day, over all people. */
  readonly dailyCap: Decimal | undefined;
}

export interface Tier {
  /** Yuan of one request. */
  readonly upTo: Decimal;
  /** Yuan of one requester on one day, the request included. */
  readonly upToPerDay: Decimal | undefined;
  readonly approve: Parties;
  /** At least one, and never the requester. */
  readonly needed: number;
  /** A request stands in each of them, whatever app it was asked in. */
  readonly channel: Channels;
}

/** A channel for each app that is used. */
export interface Channels {
  readonly slack?: Channel | undefined;
  readonly teams?: Channel | undefined;
}

export interface Channel {
  readonly id: string;
  /** What is read there; unsaid, cards come in the language of whoever asked. */
  readonly language?: Lang | undefined;
}

/** Those whom a list of the file means. A role stands for all people and groups that have it. */
export interface Parties {
  /** As the file has them, for those who explain it. */
  readonly names: readonly string[];
  readonly people: readonly Listed[];
  readonly groups: readonly Listed[];
}

/** A person or a group as the file lists them. */
export interface Listed {
  readonly name: string;
  readonly slack?: string | undefined;
  readonly entra?: string | undefined;
  readonly roles: readonly Role[];
}

/** Somebody as their app describes them now. An `Actor` is one. */
export interface Who {
  readonly userId: string;
  /** The groups of the policy they are in. */
  readonly groupIds: readonly string[];
  /** The groups of the policy whose members could not be read: nobody can say who is in them. */
  readonly unreadableGroupIds: readonly string[];
}

/** Without a section on approvals, nothing that needs one may be made. */
export const noApprovals: ApprovalPolicy = {
  timeZone: 'Asia/Shanghai',
  quietHours: undefined,
  actions: new Map(),
  aliases: nobodyTwice,
};

/** The policy with what people confirmed about themselves. */
export const withIdentities = (policy: ApprovalPolicy, aliases: Identities): ApprovalPolicy => ({
  ...policy,
  aliases,
});

export const isSamePerson = ({ aliases }: ApprovalPolicy, one: string, other: string): boolean =>
  areOne(aliases, one, other);
