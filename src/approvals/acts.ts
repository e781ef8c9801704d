import { randomBytes } from 'node:crypto';
import type { PartnerPlatform } from '../huawei/partner.ts';
import { type Decimal, zero } from '../kernel/decimal.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { Lang } from '../kernel/texts/index.ts';
import type { Homes } from './channels.ts';
import { type Approval, type Case, type Draft, type Person } from './case.ts';
import { type Choice, settle, type Settled } from './machine/carry.ts';
import {
  approve,
  type Closed,
  type Decided,
  giveUp,
  refuse,
  submit,
  takeBack,
  type TakenBack,
  tick,
  withdraw,
  type Withdrawn,
} from './machine/decide.ts';
import { isPossible, obstacleTo, type Plan, planFor } from './plan.ts';
import type { IdentitiesAt } from './identities-now.ts';
import type { Identities } from './policy/identities.ts';
import {
  type ActionPolicy,
  type ApprovalPolicy,
  isSamePerson,
  type Tier,
  type Who,
  withIdentities,
} from './policy/policy.ts';
import { type Delegation, isMet, mayAsk } from './policy/rights.ts';
import { requireTier } from './policy/tiers.ts';
import { dayOf, dueNow, momentsOf } from './policy/times.ts';
import { approverOf, policyOver, rightOver, rightOverOpen } from './rights-now.ts';
import type { CaseStore } from './store.ts';

/** What people can do to a case, with everything asked afresh: the facts, the policy, who they are. */
export interface ApprovalRoom {
  readonly store: CaseStore;
  readonly partner: Pick<PartnerPlatform, 'customers' | 'coupons' | 'accounts'>;
  readonly clock: Clock;
  readonly policy: ApprovalPolicy;
  readonly people: PeoplePort;
  readonly homes: () => Homes;
  /** For ids and receipts. */
  readonly random?: (bytes: number) => Uint8Array;
}

export interface PeoplePort {
  /** As their app describes them at this moment: asked at the click, never remembered. */
  whoIs(person: Person): Promise<Who>;
  /** Which accounts are one person; read once, for any number of requests. */
  identities(): Promise<IdentitiesAt>;
  /** As it is remembered, for what is only shown. */
  whoWas(person: Person): Promise<Who>;
  /** The accounts whose requests somebody sees as their own, the one they use first. */
  ownAccounts(person: Person): Promise<readonly Person[]>;
  /** To any account of a person. */
  delegations(person: Person): Promise<readonly (Delegation & Pick<Person, 'app' | 'tenantId'>)[]>;
  /** Yuan that somebody asked for on a day, by whatever account, and was not refused, but for one case. */
  askedOnDay(person: Person, action: Draft['action'], day: string, exceptCase: string): Promise<Decimal>;
}

export interface Wish {
  readonly draft: Draft;
  readonly requester: Person;
  readonly place: Case['place'];
  readonly lang: Lang;
}

/** What it would do, and a case to send when nothing stands against it. */
export interface Preview {
  readonly plan: Plan;
  readonly tier: Tier;
  readonly kase: Case | undefined;
}

/** Shows the exact effect before anything is asked of anybody. */
export async function preview(room: ApprovalRoom, wish: Wish): Promise<Result<Preview>> {
  const { store, partner, clock, policy, people, random = randomBytes } = room;
  const { draft, requester } = wish;
  const action = await permitted(room, requester, draft.action);
  if (!action.ok) return action;
  const now = clock.now();
  const plan = await planFor(partner, draft, now);
  if (!plan.ok) return plan;
  const day = dayOf(now, policy.timeZone);
  const asked = await people.askedOnDay(requester, draft.action, day, '');
  const { total } = plan.value;
  const tier = requireTier(policy, draft.action, { total, dayTotal: asked.plus(total) });
  if (!tier.ok) return tier;
  if (!isPossible(plan.value)) return ok({ plan: plan.value, tier: tier.value, kase: undefined });
  const kase: Case = {
    ...wish,
    id: Buffer.from(random(16)).toString('hex'),
    receipt: receiptFrom(random(8)),
    version: 1,
    state: 'draft',
    total,
    askedAt: now,
    day,
    needed: tier.value.needed,
    approvals: [],
    intents: [],
    events: [],
  };
  await store.open(kase);
  return ok({ plan: plan.value, tier: tier.value, kase });
}

/** Without 0, 1, I, L, O and U: it is read out on the phone. 30^8 of them; the ledger refuses one that is taken. */
const receiptLetters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

function receiptFrom(bytes: Uint8Array): string {
  const letters = Array.from(bytes, (byte) => receiptLetters[byte % receiptLetters.length]).join('');
  return `PD-${letters.slice(0, 4)}-${letters.slice(4)}`;
}

async function permitted(
  { policy, people }: ApprovalRoom,
  requester: Person,
  action: Draft['action'],
): Promise<Result<ActionPolicy>> {
  const rules = policy.actions.get(action);
  if (!rules) {
    const none = requireTier(policy, action, { total: zero, dayTotal: zero });
    return none.ok ? fail(problem('mayNotAsk')) : none;
  }
  const may = mayAsk(rules, await people.whoIs(requester));
  if (may === 'yes') return ok(rules);
  return fail(problem(may === 'no' ? 'mayNotAsk' : 'approversUnreadable'));
}

/** The requester has read the preview: everything is looked at once more, then the approvers are asked. */
export async function sendForApproval(room: ApprovalRoom, caseId: string, by: Person): Promise<Result<Case>> {
  const { store, clock, policy } = room;
  const kase = await store.read(caseId);
  if (!kase || !isSamePerson(await policyOver(room, kase), kase.requester.userId, by.userId))
    return fail(problem('requestGone'));
  const action = await permitted(room, by, kase.draft.action);
  if (!action.ok) return action;
  const looked = await lookAgain(room, kase);
  if (!looked.ok) return looked;
  const { tier, plan } = looked.value;
  const obstacle = obstacleTo(plan);
  if (obstacle) return fail(obstacle);
  const now = clock.now();
  const moments = momentsOf(policy, action.value, now);
  const expiresAt = moments.at(-1)?.at ?? now;
  const dueAt = moments[0]?.at ?? expiresAt;
  const asked = await store.change(caseId, (fresh, facts) =>
    submit(fresh, by, { needed: tier.needed, expiresAt, dueAt, day: looked.value.day }, facts),
  );
  if (typeof asked === 'object') return fail(stoppedProblem(asked));
  if (asked === 'not-yours' || asked === undefined) return fail(problem('requestGone'));
  // Pressed twice: it has been asked, which is what was wanted.
  const sent = await store.read(caseId);
  return sent ? ok(sent) : fail(problem('requestGone'));
}

interface Look {
  readonly plan: Plan;
  readonly tier: Tier;
  readonly day: string;
}

/** The facts and the policy as they are now. */
async function lookAgain(room: ApprovalRoom, kase: Case): Promise<Result<Look>> {
  const { partner, clock, policy, people } = room;
  const now = clock.now();
  // While it is a draft it counts for the day on which it will be asked.
  const day = kase.state === 'draft' ? dayOf(now, policy.timeZone) : kase.day;
  const [plan, asked] = await Promise.all([
    planFor(partner, kase.draft, now),
    people.askedOnDay(kase.requester, kase.draft.action, day, kase.id),
  ]);
  if (!plan.ok) return plan;
  const total = plan.value.total.gt(kase.total) ? plan.value.total : kase.total;
  const tier = requireTier(policy, kase.draft.action, { total, dayTotal: asked.plus(total) });
  return tier.ok ? ok({ plan: plan.value, tier: tier.value, day }) : tier;
}

export type Approved =
  | { readonly kind: 'counted' | 'running' | 'already'; readonly kase: Case }
  | ({ readonly kind: 'closed' } & Closed)
  | { readonly kind: 'impossible'; readonly why: Problem };

/** So often somebody else may get in between before the click is given up. */
const tries = 5;

export async function approveCase(room: ApprovalRoom, caseId: string, by: Person): Promise<Result<Approved>> {
  for (let round = 0; round < tries; round += 1) {
    const result = await tryApprove(room, caseId, by);
    if (result !== 'look-again') return result;
  }
  return fail(problem('ledgerUnavailable', undefined, { retry: 'later' }));
}

async function tryApprove(
  room: ApprovalRoom,
  caseId: string,
  by: Person,
): Promise<Result<Approved> | 'look-again'> {
  const { store, policy } = room;
  const kase = await store.read(caseId);
  if (!kase || kase.state === 'draft') return fail(problem('requestGone'));
  if (kase.state !== 'waiting') return closedAnswer(await change(room, kase, by, undefined), kase);
  const looked = await lookAgain(room, kase);
  if (!looked.ok) return looked;
  const { plan, tier } = looked.value;
  // Together, so that the chat app is asked about each group once.
  const [right, others] = await Promise.all([
    rightOver(room, kase, tier, by, 'money.approve'),
    Promise.all(kase.approvals.map(({ by: other }) => approverOf(room, kase, other))),
  ]);
  if (!right.ok) return right;
  const obstacle = obstacleTo(plan);
  if (obstacle) {
    const gone = await store.change(caseId, (fresh, facts) =>
      giveUp(fresh, obstacle.code, facts, obstacle.params),
    );
    return gone === 'impossible' || gone === undefined
      ? ok({ kind: 'impossible', why: obstacle })
      : ok({ kind: 'closed', ...gone });
  }
  const known = new Map([right.value.approver, ...others].map((one) => [one.userId, one]));
  const decided = await change(room, kase, by, {
    tier,
    plan,
    standsFor: right.value.standsFor,
    isMet: (approvals, identities) => {
      const approvers = approvals.flatMap((approval) => known.get(approval.by.userId) ?? []);
      if (approvers.length < approvals.length) return undefined;
      return isMet(withIdentities(policy, identities), tier, approvers, kase.requester.userId);
    },
  });
  return decided === 'look-again' ? decided : closedAnswer(decided, (await store.read(caseId)) ?? kase);
}

interface Readiness {
  readonly tier: Tier;
  readonly plan: Plan;
  readonly standsFor: Person | undefined;
  readonly isMet: (approvals: readonly Approval[], identities: Identities) => boolean | undefined;
}

const change = (
  { store, policy, clock }: ApprovalRoom,
  { id, draft }: Case,
  by: Person,
  ready: Readiness | undefined,
): Promise<Decided | undefined> => {
  const dailyCap = policy.actions.get(draft.action)?.dailyCap;
  return store.change(id, (fresh, facts) =>
    approve(
      fresh,
      {
        by,
        ...(ready?.standsFor ? { standsFor: ready.standsFor } : {}),
        isMet: ready?.isMet ?? (() => false),
        needed: ready?.tier.needed ?? fresh.needed,
        effects: ready?.plan.effects ?? [],
        day: dayOf(clock.now(), policy.timeZone),
        ...(dailyCap ? { dailyCap } : {}),
      },
      facts,
    ),
  );
};

function closedAnswer(decided: Decided | undefined, kase: Case): Result<Approved> {
  if (decided === undefined || decided === 'look-again') return fail(problem('requestGone'));
  if (decided === 'own-request') return fail(problem('ownRequest'));
  if (typeof decided === 'string') return ok({ kind: decided, kase });
  if ('closed' in decided) return ok({ kind: 'closed', ...decided });
  if ('stopped' in decided) return fail(stoppedProblem(decided));
  const { cap, left } = decided.overCap;
  return fail(
    problem('overDailyCap', { cap: cap.toFixed(2), left: (left.gt(zero) ? left : zero).toFixed(2) }),
  );
}

const stoppedProblem = ({ stopped }: { readonly stopped: { readonly reason: string } }): Problem =>
  problem('moneyStopped', { reason: stopped.reason }, { retry: 'later' });

/** Somebody who may approve it may refuse it, with a reason. */
export async function refuseCase(
  room: ApprovalRoom,
  caseId: string,
  by: Person,
  reason: string,
): Promise<Result<'refused' | Closed>> {
  const right = await rightOverOpen(room, caseId, by, 'money.refuse');
  if (!right.ok) return right;
  const refused = await room.store.change(caseId, (kase, facts) => refuse(kase, by, reason, facts));
  if (refused === undefined) return fail(problem('requestGone'));
  return refused === 'own-request' ? fail(problem('ownRequest')) : ok(refused);
}

/** A person decides what the evidence does not: whoever may approve it. */
export async function settleIntent(
  room: ApprovalRoom,
  caseId: string,
  by: Person,
  intentId: string,
  choice: Choice,
): Promise<Result<Settled>> {
  const right = await rightOverOpen(room, caseId, by, 'money.settle');
  if (!right.ok) return right;
  const settled = await room.store.change(caseId, (kase, facts) =>
    settle(kase, { intentId, by, choice }, facts),
  );
  if (settled === undefined) return fail(problem('requestGone'));
  return settled === 'own-request' ? fail(problem('ownRequest')) : ok(settled);
}

export async function withdrawCase(
  room: ApprovalRoom,
  caseId: string,
  by: Person,
): Promise<Result<Withdrawn>> {
  const answer = await room.store.change(caseId, (kase, facts) => withdraw(kase, by, facts));
  return answer === undefined ? fail(problem('requestGone')) : ok(answer);
}

export async function takeBackApproval(
  room: ApprovalRoom,
  caseId: string,
  by: Person,
): Promise<Result<TakenBack>> {
  const answer = await room.store.change(caseId, (kase, facts) => takeBack(kase, by, facts));
  return answer === undefined ? fail(problem('requestGone')) : ok(answer);
}

/** What time alone brings: reminders, the escalation, the expiry. */
export async function tendCase({ store, policy }: ApprovalRoom, caseId: string): Promise<void> {
  await store.change(caseId, (kase, facts) => {
    const rules = policy.actions.get(kase.draft.action);
    // An action that left the policy is decided by nobody any more; its expiry still comes.
    if (!rules) return tick(kase, { kind: 'nothing', dueAt: kase.expiresAt }, facts);
    const { what, nextAt } = dueNow(policy, rules, toldOf(kase), facts.now);
    const kinds = {
      remind: 'reminded',
      escalate: 'escalated',
      expire: 'nothing',
      nothing: 'nothing',
    } as const;
    return tick(kase, { kind: kinds[what], dueAt: nextAt ?? kase.expiresAt }, facts);
  });
}

const toldOf = ({ askedAt, events }: Case) => ({
  askedAt,
  toldAt: events.findLast(({ kind }) => kind === 'reminded' || kind === 'escalated')?.at ?? askedAt,
  isEscalated: events.some(({ kind }) => kind === 'escalated'),
});
