import { z } from 'zod';
import { decimal, type Decimal } from '../kernel/decimal.ts';

/**
 * An approval request with its decisions and its intents: everything the money machine knows about one wish to spend.
 * It is written to the ledger as JSON and read back through this schema. Amounts are exact, moments UTC.
 */

const amount = z.string().transform((text): Decimal => decimal(text));
const moment = z.coerce.date();

const person = z.object({ app: z.enum(['slack', 'teams']), tenantId: z.string(), userId: z.string() });
export type Person = z.output<typeof person>;

const place = z.object({
  app: z.enum(['slack', 'teams']),
  tenantId: z.string(),
  channelId: z.string().optional(),
  threadId: z.string().optional(),
  userId: z.string(),
});

/** What each customer is to get. All of it from one quota. */
const couponTerms = z.object({
  quotaId: z.string(),
  faceValue: amount,
  /** The quota's own when absent. */
  effective: moment.optional(),
  expires: moment.optional(),
  services: z.array(z.string()).optional(),
});
export type CouponTerms = z.output<typeof couponTerms>;

/** The wish as it was entered. Everything else is read from the platform again whenever it matters. */
const draft = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('coupon.issue'),
    customerIds: z.array(z.string()).min(1),
    terms: couponTerms,
    reason: z.string(),
  }),
  z.object({ action: z.literal('coupon.reclaim'), couponId: z.string(), reason: z.string() }),
  z.object({
    action: z.literal('coupon.replace'),
    couponId: z.string(),
    customerId: z.string(),
    terms: couponTerms,
    reason: z.string(),
  }),
  z.object({
    action: z.enum(['account.transfer', 'account.reclaim']),
    customerId: z.string(),
    amount,
    reason: z.string(),
  }),
]);
export type Draft = z.output<typeof draft>;
export type CouponDraft = Extract<Draft, { action: `coupon.${string}` }>;
export type MoveDraft = Extract<Draft, { action: `account.${string}` }>;

const effect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('issue'), customerId: z.string(), terms: couponTerms }),
  z.object({
    kind: z.literal('reclaim'),
    customerId: z.string(),
    couponId: z.string(),
    /** What was on it when this was approved. */
    balance: amount,
  }),
  /** Cash of the partner to a customer's account, and back again. */
  z.object({ kind: z.literal('transfer'), customerId: z.string(), amount }),
  z.object({ kind: z.literal('retrieve'), customerId: z.string(), amount }),
]);
export type Effect = z.output<typeof effect>;

/** The partner's cash and what the customer has. */
const balances = z.object({ own: amount, customer: amount });
export type Balances = z.output<typeof balances>;

export const intentStates = [
  'waiting',
  'ready',
  'sending',
  'unknown',
  'held',
  'stuck',
  'done',
  'failed',
  'skipped',
] as const;
export type IntentState = (typeof intentStates)[number];

export const intentSchema = z.object({
  id: z.string(),
  /** Unique, and travels in the platform's `memo`: by it the effect is found again. */
  code: z.string(),
  effect,
  /** What only one worker at a time may touch: the quota, the coupon when its quota is not known, the partner's account. */
  lane: z.string(),
  /** What it takes out of its lane, yuan; zero for what brings back. */
  amount,
  /** The day whose cap it counts under, in the policy's time zone. */
  day: z.string(),
  /** The intent that has to be done first. */
  after: z.string().optional(),
  /** Another one waits for it, and for how much came back. */
  chained: z.boolean().optional(),
  state: z.enum(intentStates),
  /** How often it was sent. */
  attempt: z.number(),
  attemptedAt: moment.optional(),
  /** When to look for its traces next, while its outcome is unknown. */
  lookAt: moment.optional(),
  looks: z.number(),
  /** The quota, or the accounts, as read before the last attempt: evidence for later. */
  before: z.union([z.object({ balance: amount, value: amount }), balances]).optional(),
  /** The accounts as read once it was done. */
  afterwards: balances.optional(),
  /** The platform has said that the coupon is gone; how much came back is still looked for. */
  answered: z.boolean().optional(),
  couponId: z.string().optional(),
  /** The platform's record of a movement between accounts: of one intent only. */
  transId: z.string().optional(),
  /** What came back to the quota. */
  returned: amount.optional(),
  /** A problem code, `spent-meanwhile`, or how a person or the evidence decided. */
  outcome: z.string().optional(),
  wireCode: z.string().optional(),
});
export type Intent = z.output<typeof intentSchema>;

const approval = z.object({
  by: person,
  /** Whose right was used, when it was delegated. */
  standsFor: person.optional(),
  at: moment,
});
export type Approval = z.output<typeof approval>;

export const caseStates = [
  'draft',
  'waiting',
  'running',
  'done',
  'partly',
  'failed',
  'refused',
  'withdrawn',
  'expired',
  'impossible',
] as const;
export type CaseState = (typeof caseStates)[number];

const event = z.object({
  at: moment,
  kind: z.enum([
    'asked',
    'approved',
    'taken-back',
    'refused',
    'withdrawn',
    'expired',
    'impossible',
    'reminded',
    'escalated',
    'running',
    'held',
    'stuck',
    'settled',
    'done',
    'partly',
    'failed',
  ]),
  by: person.optional(),
  note: z.string().optional(),
  /** For the sentence that `note` is the code of. */
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type CaseEvent = z.output<typeof event>;

export const caseSchema = z.object({
  id: z.string(),
  /** What people quote: `PD-7K3Q-9M2X`. */
  receipt: z.string(),
  /** Counts changes; cards show the newest. */
  version: z.number(),
  state: z.enum(caseStates),
  draft,
  /** Yuan: all of it, over all customers. */
  total: amount,
  requester: person,
  lang: z.enum(['en', 'zh-CN']),
  /** Where it was asked. */
  place,
  askedAt: moment,
  /** The day it counts under for its requester, in the policy's time zone. */
  day: z.string(),
  /** How many approvals its tier asks for, as of the last look at the policy. */
  needed: z.number(),
  approvals: z.array(approval),
  intents: z.array(intentSchema),
  /** What happened to it, oldest first: for its card and for telling the requester. */
  events: z.array(event),
  /** When it has to be looked at next: a reminder, an escalation, its expiry. */
  dueAt: moment.optional(),
  expiresAt: moment.optional(),
  endedAt: moment.optional(),
});
export type Case = z.output<typeof caseSchema>;

export const endStates: ReadonlySet<CaseState> = new Set<CaseState>([
  'done',
  'partly',
  'failed',
  'refused',
  'withdrawn',
  'expired',
  'impossible',
]);

/** Nothing more can happen to it. */
export const isSettled = ({ state }: Intent): boolean =>
  state === 'done' || state === 'failed' || state === 'skipped';

/** Money that is spent or may have been: what caps count. */
export const isCommitted = ({ state }: Intent): boolean => state !== 'failed' && state !== 'skipped';

/** Sent, and nobody knows yet what came of it: nothing else may be sent in its lane. */
export const isInDoubt = ({ state }: Intent): boolean => state === 'sending' || state === 'unknown';
