import type {
  AccountsView,
  BalancesView,
  CaseView,
  CustomerView,
  FactsView,
  Named,
  StepView,
  TermsView,
} from '../cards/approvals/view.ts';
import type { ChatApp } from '../cards/messenger.ts';
import type { Decimal } from '../kernel/decimal.ts';
import { type Money, money } from '../kernel/money.ts';
import { customersById, nameOf } from '../ledger/customers.ts';
import type { Db } from '../ledger/ledger.ts';
import type { ApprovalRoom } from './acts.ts';
import type { Balances, Case, Intent, Person } from './case.ts';
import { sizeOf } from './effect.ts';
import type { Stop } from './machine/step.ts';
import { namesOf } from './names.ts';
import { obstaclesTo, type Plan, type PlannedAccounts, planFor } from './plan.ts';
import { policyOver } from './rights-now.ts';

/** Money is spent on the China site only. */
export const yuan = (amount: Decimal): Money => money(amount, 'CNY');

export interface Showing {
  readonly room: ApprovalRoom;
  readonly db: Db;
  readonly timeZone: string;
  /** What the platform says; asked anew unless it was just now. */
  readonly plan?: Promise<PlanNow>;
}

/** A case as it is to be shown now in an app: while it waits, with the facts read afresh. */
export const viewOf = async (kase: Case, app: ChatApp, showing: Showing): Promise<CaseView> =>
  (await viewsOf(kase, showing))(app);

/** The same for every app, looked at once. */
export async function viewsOf(kase: Case, showing: Showing): Promise<(app: ChatApp) => CaseView> {
  const { room, db, timeZone } = showing;
  const [plan, stop] = await Promise.all([showing.plan ?? planNow(kase, room), room.store.stopped()]);
  const known = plan === 'away' ? undefined : plan;
  const customerIds = customersIn(kase, known);
  const [directory, nameIn] = await Promise.all([
    customersById(db, customerIds),
    policyOver(room, kase).then((policy) =>
      namesOf(db, policy, [...peopleIn(kase), ...(stop ? [stop.by] : [])]),
    ),
  ]);
  const name = (id: string) => {
    const entry = directory.get(id);
    return entry ? nameOf(entry) : id;
  };
  const { draft } = kase;
  const same = {
    id: kase.id,
    receipt: kase.receipt,
    action: draft.action,
    state: kase.state,
    reason: draft.reason,
    total: yuan(known?.total ?? kase.total),
    customers: customerIds.map(
      (id): CustomerView => ({
        id,
        name: name(id),
        overlapping: known?.customers.find(({ customerId }) => customerId === id)?.overlapping ?? [],
      }),
    ),
    terms: 'terms' in draft ? termsOf(draft.terms) : undefined,
    coupon:
      'couponId' in draft
        ? { id: draft.couponId, balance: known?.coupon?.balance ?? approvedBalance(kase) }
        : undefined,
    needed: kase.needed,
    untouched:
      kase.state === 'waiting' ||
      (kase.state === 'running' &&
        kase.intents.every(
          ({ state, attempt }) => attempt === 0 && (state === 'ready' || state === 'waiting'),
        )),
    expiresAt: kase.expiresAt,
    facts: plan === 'away' ? plan : plan && factsOf(plan),
    steps: kase.intents.map((intent) => stepOf(intent, name)),
    unreachable: false,
    timeZone,
  };
  return (app) => ({ ...same, ...peopleOn(kase, stop, nameIn(app)) });
}

const peopleIn = ({ requester, approvals, events }: Case): readonly Person[] => [
  requester,
  ...approvals.flatMap(({ by, standsFor }) => (standsFor ? [by, standsFor] : [by])),
  ...events.flatMap(({ by }) => by ?? []),
];

const peopleOn = (
  { requester, approvals, events }: Case,
  stop: Stop | undefined,
  named: (person: Person) => Named,
): Pick<CaseView, 'requester' | 'approvals' | 'events' | 'stop'> => ({
  requester: named(requester),
  approvals: approvals.map(({ by, standsFor, at }) => ({
    by: named(by),
    standsFor: standsFor && named(standsFor),
    at,
  })),
  events: events.map(({ at, kind, by, note, params }) => ({ at, kind, by: by && named(by), note, params })),
  stop: stop && { reason: stop.reason, by: named(stop.by), at: stop.at },
});

/** What stands against it and what it would do at this moment; nothing once it is decided. */
export type PlanNow = Plan | 'away' | undefined;

export async function planNow(
  { state, draft }: Case,
  { partner, clock }: Pick<ApprovalRoom, 'partner' | 'clock'>,
): Promise<PlanNow> {
  if (state !== 'waiting' && state !== 'draft') return undefined;
  const plan = await planFor(partner, draft, clock.now());
  return plan.ok ? plan.value : 'away';
}

function customersIn({ draft, intents }: Case, plan: Plan | undefined): string[] {
  if (draft.action === 'coupon.issue') return [...draft.customerIds];
  if ('customerId' in draft) return [draft.customerId];
  const known = plan?.coupon?.customerId ?? intents[0]?.effect.customerId;
  return known === undefined ? [] : [known];
}

const termsOf = ({ quotaId, faceValue, effective, expires, services }: CaseTerms): TermsView => ({
  quotaId,
  faceValue: yuan(faceValue),
  effective,
  expires,
  services: services ?? [],
});

type CaseTerms = Extract<Case['draft'], { terms: unknown }>['terms'];

function approvedBalance({ intents }: Case): Money | undefined {
  const effect = intents.find(({ effect: { kind } }) => kind === 'reclaim')?.effect;
  return effect?.kind === 'reclaim' ? yuan(effect.balance) : undefined;
}

export const accountsOf = ({ now, spendableAfter, customerAfter }: PlannedAccounts): AccountsView => ({
  spendable: yuan(now.spendable),
  spendableAfter: yuan(spendableAfter),
  available: now.customer?.available,
  availableAfter: customerAfter && yuan(customerAfter),
  debt: now.customer?.debt,
});

const factsOf = (plan: Plan): FactsView => ({
  quota: plan.quota?.balance,
  leftAfter: plan.leftAfter && yuan(plan.leftAfter),
  accounts: plan.accounts && accountsOf(plan.accounts),
  conflicts: obstaclesTo(plan),
  readAt: plan.readAt,
});

const balancesView = ({ own, customer }: Balances): BalancesView => ({
  own: yuan(own),
  customer: yuan(customer),
});

function stepOf(intent: Intent, name: (customerId: string) => string): StepView {
  const { id, code, effect, state, outcome, wireCode, couponId, transId, returned } = intent;
  const { before, afterwards } = intent;
  return {
    id,
    code,
    kind: effect.kind,
    customer: name(effect.customerId),
    amount: yuan(sizeOf(effect)),
    state,
    outcome,
    wireCode,
    couponId: effect.kind === 'reclaim' ? effect.couponId : couponId,
    transId,
    before: before && 'own' in before ? balancesView(before) : undefined,
    afterwards: afterwards && balancesView(afterwards),
    balance: effect.kind === 'reclaim' ? yuan(effect.balance) : undefined,
    returned: returned && yuan(returned),
  };
}
