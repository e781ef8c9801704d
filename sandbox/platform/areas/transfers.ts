import { badParameter, object, refuse, type Refusal, rowsOf } from '../answer.ts';
import { type Ask, numberOf, textOf } from '../ask.ts';
import { momentText } from '../calendar.ts';
import { rowsLateBy } from '../fault-effects.ts';
import { type Units, fromCents, toText } from '../units.ts';
import type { AccountChange } from '../world/accounts.ts';
import type { Customer } from '../world/customers.ts';
import type { World } from '../world.ts';
import { type Area, forReseller, isRefusal, within } from './handler.ts';

const yuan = 1;

/** Money between the partner's cash account and its customers': each movement is a line of the statement, and a record here. */
export const transfers: Area = {
  UpdateCustomerAccountAmount: forReseller((ask, world, reseller) => {
    const wish = wishOf(ask, world, reseller, 'CBC.5023');
    if (isRefusal(wish)) return wish;
    const { accounts } = world;
    const spendable = accounts.balance('BALANCE_TYPE_DEBIT', ask.now) - accounts.earmarked;
    if (wish.amount > spendable) return tooLow;
    return object({ transfer_id: accounts.transfer({ ...wish, at: ask.now.getTime() }).tradeId });
  }),

  ReclaimToPartnerAccount: forReseller((ask, world, reseller) => {
    const wish = wishOf(ask, world, reseller, 'CBC.5024');
    if (isRefusal(wish)) return wish;
    const { accounts } = world;
    if (wish.amount > accounts.balanceOf(wish.customer, ask.now)) return tooLow;
    const back = { ...wish, amount: -wish.amount };
    return object({ trans_id: accounts.transfer({ ...back, at: ask.now.getTime() }).tradeId });
  }),

  ListPartnerAdjustRecords: forReseller((ask, world, reseller) => {
    const customerId = textOf(ask, 'customer_id');
    const operation = textOf(ask, 'operation_type');
    const transId = textOf(ask, 'trans_id');
    const isWithin = within(ask, 'operation_time');
    const inBy = ask.now.getTime() - rowsLateBy(ask.faults);
    const rows = (reseller === undefined ? world.accounts.changes(ask.now) : [])
      .filter(
        ({ trade, customer, tradeId, at }) =>
          trades.has(trade) &&
          (customerId === undefined || customer?.id === customerId) &&
          (operation === undefined || operation === operationOf(trade)) &&
          (transId === undefined || transId === tradeId) &&
          at <= inBy &&
          isWithin(at),
      )
      .toReversed()
      .map((change) => adjustRecord(change, world.currency));
    return { kind: 'list', list: 'records', count: 'total_count', rows: rowsOf(rows) };
  }),
};

const tooLow: Refusal = refuse(400, 'CBC.99005003', 'The account balance is insufficient.');

const trades: ReadonlySet<string> = new Set(['BEADJUST', 'BERETRIEVE', 'BEUNBIND']);
const operationOf = (trade: string): string => `SOURCE_OPERATION_${trade}`;

function wishOf(
  ask: Ask,
  world: World,
  reseller: string | undefined,
  wrongAssociation: string,
): { readonly customer: Customer; readonly amount: Units } | Refusal {
  const customer = world.customersOf(reseller).find(({ id }) => id === textOf(ask, 'customer_id'));
  if (!customer) return refuse(200, 'CBC.99000035', 'The customer is not your customer.');
  if (customer.association !== 'resale')
    return refuse(400, wrongAssociation, 'The association type does not allow this operation.');
  const asked = (numberOf(ask, 'amount') ?? 0) * 100;
  const cents = Math.round(asked);
  if (cents <= 0 || Math.abs(asked - cents) > 1e-6)
    return badParameter('amount must be above zero, with at most two decimals');
  return { customer, amount: fromCents(cents) };
}

const adjustRecord = (change: AccountChange, currency: string) => ({
  customer_id: change.customer?.id ?? '',
  customer_name: change.customer?.company ?? '',
  operation_type: operationOf(change.trade),
  amount: toText(change.amount, 2),
  currency,
  apply_scene: '',
  operation_time: momentText(change.at),
  measure_id: yuan,
  trans_id: change.tradeId,
  memo: '',
});
