import { dayFromText, dayStart, dayText, days, momentText } from '../calendar.ts';
import { type Draw, drawFor, hexId } from '../random.ts';
import { type Units, fromCents } from '../units.ts';
import type { Customer } from './customers.ts';

export type BalanceType = 'BALANCE_TYPE_DEBIT' | 'BALANCE_TYPE_CREDIT';

/** One line of the partner's account statement. */
export interface AccountChange {
  readonly id: string;
  readonly balanceType: BalanceType;
  readonly trade: string;
  /** trade_detail_type, in the platform's own spelling. */
  readonly detail: string;
  readonly at: number;
  readonly tradeId: string;
  readonly amount: Units;
  readonly balanceAfter: Units;
  readonly income: boolean;
  readonly customer: Customer | undefined;
}

/** What somebody does to an account, besides what happens on it by itself. */
export type NewChange = Omit<AccountChange, 'id' | 'tradeId' | 'balanceAfter'>;

export interface PartnerAccounts {
  /** What happened up to the moment, oldest first. */
  changes(until: Date): readonly AccountChange[];
  /** Brings a movement about, at its moment. */
  record(change: NewChange): AccountChange;
  /** Moves cash to a customer; back when the amount is negative. */
  transfer(order: {
    readonly customer: Customer;
    readonly amount: Units;
    readonly at: number;
  }): AccountChange;
  balance(type: BalanceType, at: Date): Units;
  /** What a customer has, with all that was moved to them and back. */
  balanceOf(customer: Customer, at: Date): Units;
  readonly creditLimit: Units;
  readonly earmarked: Units;
}

// The statement begins here, whatever today is, so that the same day always looks the same.
const opening = dayFromText('2025-01-01');
const creditLimit = fromCents(200_000_000);
const openingBalances: Readonly<Record<BalanceType, Units>> = {
  BALANCE_TYPE_DEBIT: fromCents(82_640_257),
  BALANCE_TYPE_CREDIT: creditLimit,
};

interface Move {
  readonly trade: string;
  readonly detail: string;
  readonly income: boolean;
}

const recharge: Move = { trade: 'RECHARGE', detail: 'SOURCE_OPERAIION_RECHARGE', income: true };
const rebate: Move = { trade: 'RECHARGE', detail: 'SOURCE_OPERAIION_RECHARGE_REBATE', income: true };
const transfer: Move = { trade: 'BEADJUST', detail: 'SOURCE_OPERATION_BEADJUST', income: false };
const reclaim: Move = { trade: 'BERETRIEVE', detail: 'SOURCE_OPERATION_BERETRIEVE', income: true };
const unbind: Move = { trade: 'BEUNBIND', detail: 'SOURCE_OPERATION_BEUNBIND', income: true };
const refund: Move = { trade: 'REFUND', detail: 'SOURCE_OPERAIION_REFUND', income: true };
const spend: Move = { trade: 'DEDEUCT', detail: 'SOURCE_OPERAIION_DEDEUCT', income: false };
const billRefund: Move = { trade: 'ADJUST', detail: 'SOURCE_OPERAIION_BILLREFUND', income: true };
const toQuota: Move = { trade: 'ADJUST', detail: 'SOURCE_OPERATION_COUPON_QUOTA_TRANSFER', income: false };
// Spelled in a third way, as the platform does.
const reservedInstance: Move = { trade: 'DEDEUCT', detail: 'SOURCE_OPERATIION_RIDEDUCT', income: false };
const repay: Move = { trade: 'ADJUST', detail: 'SOURCE_OPERAIION_WRITEOFF', income: true };

function cashMove(draw: Draw, balance: Units): Move {
  if (balance < fromCents(20_000_000)) return recharge;
  if (draw.chance(0.7)) return transfer;
  return draw.pick([recharge, reclaim, reclaim, refund, rebate, unbind, billRefund, toQuota]);
}

function creditMove(draw: Draw, balance: Units): Move {
  if (balance < fromCents(50_000_000) || (balance < creditLimit && draw.chance(0.3))) return repay;
  return draw.chance(0.15) ? reservedInstance : spend;
}

function amountOf(draw: Draw, move: Move): Units {
  if (move === recharge) return fromCents(draw.whole(30, 120) * 1_000_000);
  if (move === rebate) return fromCents(draw.whole(100_000, 4_000_000));
  if (move === transfer) return fromCents(draw.whole(1, 120) * 100_000);
  if (move === spend || move === repay) return fromCents(draw.whole(20_000, 6_000_000));
  return fromCents(draw.whole(10_000, 3_000_000));
}

const concernsCustomer = (move: Move) => move === transfer || move === reclaim || move === unbind;

/** A partner account that lives on by itself: a few movements a day, made up to the day that is asked for. */
export function partnerAccounts(seed: number, customers: readonly Customer[]): PartnerAccounts {
  const made: AccountChange[] = [];
  const brought: AccountChange[] = [];
  const balances: Record<BalanceType, Units> = { ...openingBalances };
  const resale = customers.filter((customer) => customer.association === 'resale');
  let next = opening;

  const move = (draw: Draw, balanceType: BalanceType, at: number, key: string) => {
    const balance = balances[balanceType];
    const kind = balanceType === 'BALANCE_TYPE_DEBIT' ? cashMove(draw, balance) : creditMove(draw, balance);
    const wished = amountOf(draw, kind);
    const room = kind.income && balanceType === 'BALANCE_TYPE_CREDIT' ? creditLimit - balance : wished;
    const amount = Math.min(wished, room);
    balances[balanceType] = balance + (kind.income ? amount : -amount);
    made.push({
      id: hexId(32, seed, 'change', key),
      balanceType,
      trade: kind.trade,
      detail: kind.detail,
      at,
      tradeId: `T${hexId(20, seed, 'trade', key).toUpperCase()}`,
      amount,
      balanceAfter: balances[balanceType],
      income: kind.income,
      customer: concernsCustomer(kind) ? resale[draw.whole(0, resale.length - 1)] : undefined,
    });
  };

  const makeDay = (start: number) => {
    const day = dayText(start);
    const draw = drawFor(seed, 'statement', day);
    const count = draw.whole(0, 4);
    const moments = Array.from({ length: count }, () => draw.whole(32_400, 75_600)).sort((a, b) => a - b);
    for (const [index, second] of moments.entries())
      move(
        draw,
        draw.chance(0.75) ? 'BALANCE_TYPE_DEBIT' : 'BALANCE_TYPE_CREDIT',
        start + second * 1000,
        `${day} ${index}`,
      );
  };

  const changes = (until: Date) => {
    for (; next <= dayStart(until.getTime()); next += days(1)) makeDay(next);
    const by = (change: AccountChange) => change.at <= until.getTime();
    return brought.length === 0 ? made.filter(by) : together(made.filter(by), brought.filter(by));
  };

  const record = (change: NewChange): AccountChange => {
    const number = brought.length + 1;
    const id = hexId(32, seed, 'brought', number);
    const tradeId = `T${hexId(20, seed, 'brought trade', number).toUpperCase()}`;
    brought.push({ ...change, id, tradeId, balanceAfter: 0 });
    const shown = changes(new Date(change.at)).find((one) => one.id === id);
    if (!shown) throw new Error('a movement that was brought about is not on the statement');
    return shown;
  };

  return {
    changes,
    record,
    transfer: ({ customer, amount, at }) => {
      const { trade, detail, income } = amount < 0 ? reclaim : transfer;
      const size = Math.abs(amount);
      return record({ balanceType: 'BALANCE_TYPE_DEBIT', trade, detail, income, at, amount: size, customer });
    },
    balanceOf: (customer, at) =>
      brought
        .filter((change) => change.customer === customer && change.at <= at.getTime())
        .reduce((sum, { amount, income }) => sum + (income ? -amount : amount), customer.balance),
    creditLimit,
    earmarked: fromCents(8_640_000),
    balance: (type, at) =>
      changes(at).findLast((change) => change.balanceType === type)?.balanceAfter ?? openingBalances[type],
  };
}

/** The account's own life and what was brought about besides, by time; each balance knows of all before it. */
function together(made: readonly AccountChange[], brought: readonly AccountChange[]): AccountChange[] {
  const moved: Record<BalanceType, Units> = { BALANCE_TYPE_DEBIT: 0, BALANCE_TYPE_CREDIT: 0 };
  const own: Record<BalanceType, Units> = { ...openingBalances };
  const besides = new Set(brought);
  return [...made, ...brought]
    .sort((a, b) => a.at - b.at)
    .map((change) => {
      const { balanceType } = change;
      if (besides.has(change)) moved[balanceType] += change.income ? change.amount : -change.amount;
      else own[balanceType] = change.balanceAfter;
      return { ...change, balanceAfter: own[balanceType] + moved[balanceType] };
    });
}

/** A change as the statement shows it. */
export const changeRecord = (change: AccountChange, amountText: (units: Units) => string) => ({
  account_change_id: change.id,
  trade_detail_type: change.detail,
  trade_time: momentText(change.at),
  trade_id: change.tradeId,
  change_amount: amountText(change.amount),
  balance_after_change: amountText(change.balanceAfter),
  type: change.income ? '1' : '2',
  ...(change.customer ? { customer_id: change.customer.id, account_name: change.customer.account } : {}),
});
