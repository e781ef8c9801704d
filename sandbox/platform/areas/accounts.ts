import { badParameter, object, rowsOf } from '../answer.ts';
import { listOf, textOf } from '../ask.ts';
import { dayFromText, dayStart, days } from '../calendar.ts';
import { isObject } from '../check.ts';
import { toNumber, toText } from '../units.ts';
import { type BalanceType, changeRecord } from '../world/accounts.ts';
import { type Area, forReseller } from './handler.ts';

const yuan = 1;

const balanceBatch = 100;

export const accounts: Area = {
  ListPartnerBalances: forReseller((ask, world, reseller) => {
    const account = (type: number, amount: number, more: object = {}) => ({
      account_id: `A${world.domainId.slice(0, 16).toUpperCase()}${type}`,
      account_type: type,
      amount,
      currency: world.currency,
      measure_id: yuan,
      ...more,
    });
    const ofReseller = world.resellers.find(({ id }) => id === reseller);
    if (ofReseller)
      return object({
        account_balances: [account(1, toNumber(ofReseller.cash), { designated_amount: 0 })],
      });
    const { creditLimit, earmarked } = world.accounts;
    const balance = (type: BalanceType) => toNumber(world.accounts.balance(type, ask.now));
    return object({
      account_balances: [
        account(1, balance('BALANCE_TYPE_DEBIT'), {
          designated_amount: toNumber(earmarked),
          credit_amount: 0,
        }),
        account(2, balance('BALANCE_TYPE_CREDIT'), {
          designated_amount: 0,
          credit_amount: toNumber(creditLimit),
        }),
        account(8, 0, { designated_amount: 0 }),
      ],
    });
  }),

  /** Ids that are not resale customers of the asker are left out without a word, as the platform does. */
  ListCustomersBalancesDetail: forReseller((ask, world, reseller) => {
    const infos = listOf(ask, 'customer_infos') ?? [];
    if (infos.length > balanceBatch)
      return badParameter(`customer_infos must hold at most ${balanceBatch} values`);
    const wanted = new Set(infos.map((info) => (isObject(info) ? info['customer_id'] : undefined)));
    const found = world
      .customersOf(reseller)
      .filter(({ id, association }) => association === 'resale' && wanted.has(id));
    return object({
      customer_balances: found.map((customer) => ({
        customer_id: customer.id,
        debt_amount: toNumber(customer.debt),
        amount: toNumber(world.accounts.balanceOf(customer, ask.now)),
        currency: world.currency,
        measure_id: yuan,
      })),
    });
  }),

  ListPartnerAccountChangeRecords: forReseller((ask, world, reseller) => {
    const now = ask.now.getTime();
    const beginText = textOf(ask, 'trade_time_begin');
    const endText = textOf(ask, 'trade_time_end');
    const end = endText === undefined ? dayStart(now) : dayFromText(endText);
    const begin = beginText === undefined ? end - days(365) : dayFromText(beginText);
    if (begin > end) return badParameter('trade_time_begin must not be later than trade_time_end');
    if (end - begin > days(366))
      return badParameter('trade_time_begin and trade_time_end must lie within one year');
    const type = textOf(ask, 'balance_type');
    const trade = textOf(ask, 'trade_type');
    const changes = reseller === undefined ? world.accounts.changes(ask.now) : [];
    const rows = changes
      .filter(
        (change) =>
          change.balanceType === type &&
          (trade === undefined || change.trade === trade) &&
          change.at >= begin &&
          change.at < end + days(1),
      )
      .reverse()
      .map((change) => changeRecord(change, (units) => toText(units, 2)));
    return {
      kind: 'list',
      list: 'records',
      count: 'total_count',
      rows: rowsOf(rows),
      fields: { currency: world.currency },
    };
  }),
};
