import type { Transfer, TransferDirection } from '../../huawei/partner.ts';
import { problem } from '../../kernel/problem.ts';
import { accountsNow, type AccountsNow, balancesOf } from '../account-now.ts';
import type { Balances, Effect } from '../case.ts';
import type { Finding } from '../machine/carry.ts';
import type { MoneyRoom } from '../money-room.ts';
import { shortOf } from '../plans/accounts.ts';
import { allOf, failureOf, isSettledBy, lookTwice, refusal, since } from './evidence.ts';
import type { EffectKind, IntentOf } from './kind.ts';

type Move = Extract<Effect, { kind: 'transfer' | 'retrieve' }>;

/**
 * Cash from the partner's account to a customer's, or back. The call has no memo and no key against repeats, so what came of it
 * is told by a record that can be of nobody else, together with what both accounts held before.
 */
export const accountMove = (direction: TransferDirection): EffectKind<Move> => ({
  async before({ accounts }, { effect: { customerId, amount } }) {
    const now = await accountsNow(accounts, customerId);
    if (!now.ok) return 'away';
    const before = balancesOf(now.value);
    const short = before
      ? shortOf(direction, amount, now.value)
      : problem('transferCustomerUnknown', { customer: customerId });
    return short ? { finding: refusal(short) } : { before };
  },

  async send({ accounts, clock }, { effect: { customerId, amount } }) {
    const answer = await accounts.transfer({ direction, customerId, amount });
    if (!answer.ok) return failureOf(answer.problem, clock.now());
    const now = await accountsNow(accounts, customerId);
    const { transId } = answer.value;
    return doneWith(transId, now.ok ? balancesOf(now.value) : undefined);
  },

  lookFor: (room, intent, signal) => lookTwice(room, signal, () => traces(room, intent, direction)),
});

const doneWith = (
  transId: string | undefined,
  afterwards: Balances | undefined,
): Extract<Finding, { kind: 'done' }> => ({
  kind: 'done',
  ...(transId === undefined ? {} : { transId }),
  ...(afterwards ? { afterwards } : {}),
});

/** How far the platform's clock and ours are taken to be apart at most. An equal record from before that is another's. */
const skewMs = 5 * 60_000;

/** The one record it must be, nothing at all, or signs that do not tell. */
async function traces(
  room: MoneyRoom,
  intent: IntentOf<Move>,
  direction: TransferDirection,
): Promise<Finding | 'none' | undefined> {
  const { accounts, clock } = room;
  const { customerId, amount } = intent.effect;
  const from = since(intent, clock.now(), skewMs);
  const records = await allOf(accounts.transfers({ customerId, from }));
  const now = await accountsNow(accounts, customerId);
  if (!records.ok || !now.ok) return undefined;
  const fresh = await unclaimed(room, records.value);
  const alike = fresh.filter((record) => record.direction === direction && record.amount.amount.eq(amount));
  const [only, ...others] = alike;
  if (only && others.length === 0 && hasMoved(intent, direction, now.value))
    return { ...doneWith(only.transId, balancesOf(now.value)), outcome: 'found-in-records' };
  // Until the call is over for certain nobody may be asked: they might have it sent again.
  if (!isSettledBy(intent, room)) return undefined;
  if (others.length > 0) return { kind: 'stuck', outcome: 'several-alike' };
  if (only) return { kind: 'stuck', outcome: 'record-without-movement' };
  if (fresh.length > 0) return { kind: 'stuck', outcome: 'other-movements' };
  return isUntouched(intent, now.value) ? 'none' : { kind: 'stuck', outcome: 'balance-has-moved' };
}

/** Movements that are no intent's. */
async function unclaimed({ store }: MoneyRoom, records: readonly Transfer[]): Promise<readonly Transfer[]> {
  const claimed = await store.claimed(records.map(({ transId }) => transId));
  return records.filter(({ transId }) => !claimed.has(transId));
}

/** The partner's account is by just this amount away from where it was. */
function hasMoved(
  { before, effect }: IntentOf<Move>,
  direction: TransferDirection,
  { own }: AccountsNow,
): boolean {
  if (!before || !('own' in before)) return false;
  const expected =
    direction === 'to-customer' ? before.own.minus(effect.amount) : before.own.plus(effect.amount);
  return own.eq(expected);
}

/** Both accounts are what they were: what one hides the other shows. */
const isUntouched = ({ before }: IntentOf<Move>, { own, customer }: AccountsNow): boolean =>
  before !== undefined &&
  'own' in before &&
  customer !== undefined &&
  own.eq(before.own) &&
  customer.available.amount.eq(before.customer);
