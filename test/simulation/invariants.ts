import type { Case, Effect, Intent } from '../../src/approvals/case.ts';
import { endStates } from '../../src/approvals/case.ts';
import { countedBy, type Identities } from '../../src/approvals/policy/identities.ts';
import type { ApprovalPolicy } from '../../src/approvals/policy/policy.ts';
import { tierFor } from '../../src/approvals/policy/tiers.ts';
import type { Transfer } from '../../src/huawei/partner.ts';
import { type Decimal, sum, zero } from '../../src/kernel/decimal.ts';
import type { AuditRow, Tables } from './memory-store.ts';
import type { WorldTransfer } from './accounts-world.ts';
import type { World, WorldCoupon } from './world.ts';

/** What must hold after every step, whatever happened. Each answers with a sentence when it does not. */
export interface Watch {
  readonly world: World;
  readonly tables: Tables;
  readonly policy: ApprovalPolicy;
}

/** Broken: the sentence says what is wrong. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

function must(holds: boolean, sentence: () => string): asserts holds {
  if (!holds) throw new Broken(sentence());
}

/** After the platform did something. */
export function afterEffect({ world, tables, policy }: Watch): void {
  const made = ofOurs(world.coupons);
  const coupon = made.at(-1);
  if (!coupon) return;
  const same = made.filter(({ memo }) => memo === coupon.memo);
  must(same.length === 1, () => `coupon ${coupon.memo} was issued ${same.length} times`);
  const cause = caseWith(tables, coupon.memo);
  must(cause !== undefined, () => `coupon ${coupon.memo} was asked for by nobody`);
  const [kase, intent] = cause;
  must(intent.attempt > 0, () => `coupon ${coupon.memo} came before it was written down as sent`);
  must(
    isApproved(kase, policy, policy.aliases),
    () => `coupon ${coupon.memo} came without the approvals its tier asks for`,
  );
  must(
    tables.audit.some((row) => row.subject?.['intent'] === coupon.memo && row.outcome === 'sending'),
    () => `coupon ${coupon.memo} has no audit row`,
  );
  for (const quota of world.quotas)
    must(quota.balance.gte(zero), () => `quota ${quota.quotaId} is overspent`);
}

/** After money has moved between accounts, by us or by others. */
export function afterTransfer({ world, tables, policy }: Watch, { row, call }: WorldTransfer): void {
  const { accounts } = world;
  must(accounts.own().gte(accounts.earmarked), () => 'the account is overspent');
  if (call === undefined) return;
  const times = accounts.transfers.filter((other) => other.call === call).length;
  must(times === 1, () => `${call} was carried out ${times} times`);
  const cause = caseWith(tables, call);
  must(cause !== undefined, () => `${call} was asked for by nobody`);
  const [kase, { effect, attempt }] = cause;
  must(attempt > 0, () => `${call} came before it was written down as sent`);
  must(isMoveOf(effect, row), () => `${call} moved something else than was asked for`);
  must(
    isApproved(kase, policy, policy.aliases),
    () => `${call} came without the approvals its tier asks for`,
  );
}

/** After every commit of the ledger. */
export function afterCommit({ tables, policy }: Watch, before: Case | undefined, after: Case): void {
  if (before && endStates.has(before.state))
    must(
      before.state === after.state,
      () => `case ${after.receipt} went from ${before.state} to ${after.state}`,
    );
  // Whoever links afterwards was two people when they approved.
  if (after.state === 'running' && before?.state !== 'running')
    must(
      isApproved(after, policy, tables.identities),
      () => `case ${after.receipt} runs without its approvals`,
    );
  const sends = (intent: Intent) =>
    intent.state === 'sending' && before?.intents.find(({ id }) => id === intent.id)?.state !== 'sending';
  for (const intent of after.intents.filter(sends)) {
    must(tables.stop === undefined, () => `${intent.code} was sent while money was stopped`);
    const open = everyIntent(tables).filter(
      ({ lane, state }) => lane === intent.lane && (state === 'sending' || state === 'unknown'),
    );
    must(open.length === 1, () => `${open.length} calls are under way in lane ${intent.lane}`);
  }
  const cap = policy.actions.get(after.draft.action)?.dailyCap;
  if (cap)
    for (const [key, spent] of committedByDay(tables))
      must(
        spent.lte(cap),
        () => `${spent.toFixed()} is committed for ${key}, over the cap of ${cap.toFixed()}`,
      );
}

/** When everything has come to rest. */
export function atRest({ world, tables }: Watch): void {
  for (const kase of tables.cases.values()) {
    must(
      kase.state === 'draft' || endStates.has(kase.state),
      () =>
        `case ${kase.receipt} never ended: ${kase.state}, ${kase.intents.map(({ state }) => state).join(' ')}`,
    );
    for (const intent of kase.intents) {
      must(intent.state !== 'done' || isTold(tables.audit, intent), () => `${intent.code} has no audit row`);
      if (intent.effect.kind === 'reclaim') continue;
      if (intent.effect.kind !== 'issue') {
        moveAtRest(world, tables, intent);
        continue;
      }
      const made = ofOurs(world.coupons).filter(({ memo }) => memo === intent.code).length;
      const wanted = intent.state === 'done' ? 1 : 0;
      must(made === wanted, () => `${intent.code} is ${intent.state} and there are ${made} coupons of it`);
    }
  }
}

/**
 * What is done was carried out once, what is not was not. Where somebody made just the same movement on the console meanwhile, and
 * made it once, a call that never arrived may be taken for carried out: nothing on the platform tells the two apart.
 */
function moveAtRest({ accounts }: World, tables: Tables, { code, state, effect, transId }: Intent): void {
  const own = accounts.transfers.filter(({ call }) => call === code).length;
  const alike = accounts.meanwhile(code).filter(({ row }) => isMoveOf(effect, row)).length === 1;
  must(
    state === 'done' ? own === 1 || alike : own === 0,
    () => `${code} is ${state} and was carried out ${own} times`,
  );
  if (transId === undefined) return;
  const record = accounts.transfers.find(({ row }) => row.transId === transId);
  must(record !== undefined && isMoveOf(effect, record.row), () => `${code} has a record of something else`);
  const holders = everyIntent(tables).filter((intent) => intent.transId === transId).length;
  must(holders === 1, () => `the record ${transId} counts for ${holders} intents`);
}

const isMoveOf = (effect: Effect, { direction, customerId, amount }: Transfer): boolean =>
  (effect.kind === 'transfer' || effect.kind === 'retrieve') &&
  (effect.kind === 'transfer') === (direction === 'to-customer') &&
  effect.customerId === customerId &&
  effect.amount.eq(amount.amount);

const isTold = (audit: readonly AuditRow[], { code, outcome: why }: Intent): boolean =>
  audit.some(
    ({ subject, outcome }) =>
      subject?.['intent'] === code && outcome === (why === 'settled-is-done' ? why : 'done'),
  );

export const ofOurs = (coupons: readonly WorldCoupon[]): readonly WorldCoupon[] =>
  coupons.filter(({ memo }) => memo.startsWith('PD-'));

function caseWith({ cases }: Tables, wanted: string): [Case, Intent] | undefined {
  for (const kase of cases.values()) {
    const intent = kase.intents.find(({ code }) => code === wanted);
    if (intent) return [kase, intent];
  }
  return undefined;
}

/** As many people as the tier of its own amount asks for at least, the requester not counted, by whatever account. */
function isApproved(
  { approvals, requester, draft, total }: Case,
  policy: ApprovalPolicy,
  identities: Identities,
): boolean {
  const tier = tierFor(policy, draft.action, { total, dayTotal: total });
  const person = (userId: string) => countedBy(identities, userId);
  const others = approvals.map(({ by }) => person(by.userId)).filter((by) => by !== person(requester.userId));
  return tier !== undefined && new Set(others).size >= tier.needed;
}

const everyIntent = ({ cases }: Tables) => [...cases.values()].flatMap(({ intents }) => intents);

function committedByDay(tables: Tables): Map<string, Decimal> {
  const totals = new Map<string, Decimal[]>();
  for (const { lane, day, amount, state } of everyIntent(tables)) {
    if (state === 'failed' || state === 'skipped') continue;
    const key = `${lane} on ${day}`;
    totals.set(key, [...(totals.get(key) ?? []), amount]);
  }
  return new Map([...totals].map(([key, amounts]) => [key, sum(amounts)]));
}
