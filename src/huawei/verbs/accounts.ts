import { parseDecimal } from '../../kernel/decimal.ts';
import { type Currency, money } from '../../kernel/money.ts';
import { fail, ok } from '../../kernel/result.ts';
import { type Caller, listing, moneyOf, unitProblem } from '../caller.ts';
import { unreadable } from '../errors.ts';
import type { AccountBalanceV2, AccountChangeRecord, CustomerBalancesV2 } from '../generated/bss.ts';
import type {
  AccountChange,
  AccountKind,
  AccountVerbs,
  CustomerBalance,
  PartnerAccount,
} from '../partner.ts';
import { transferVerbs } from './transfers.ts';
import { momentOf, present, wordFor } from './wire-words.ts';

/** As many ids as a batch takes; the page names no cap (dossier §5.3). */
const batchSize = 100;

export const accountVerbs = (caller: Caller): AccountVerbs => ({
  async own() {
    const source = 'ListPartnerBalances';
    const answer = await caller.call(source, {});
    if (!answer.ok) return answer;
    const balances = answer.value.value.account_balances ?? [];
    const unit = unitProblem(
      source,
      balances.map((balance) => balance.measure_id),
    );
    if (unit) return fail(unit);
    const accounts = balances.map((balance) => accountOf(balance, caller));
    const cash = accounts.filter(({ kind }) => kind === 'cash');
    const currency = cash[0]?.amount.currency ?? caller.currency;
    // Money can be transferred from the cash account only, and not what is earmarked there (dossier §5.1).
    const spendable = cash.reduce(
      (sum, account) => sum.plus(account.amount.amount).minus(account.earmarked.amount),
      moneyOf(undefined, currency).amount,
    );
    return ok({
      value: { accounts, spendable: money(spendable, currency) },
      source,
      asOf: answer.value.asOf,
    });
  },

  async ofCustomers(customerIds) {
    const source = 'ListCustomersBalancesDetail';
    const wanted = [...new Set(customerIds)];
    const batches = Array.from({ length: Math.ceil(wanted.length / batchSize) }, (_, index) =>
      wanted.slice(index * batchSize, (index + 1) * batchSize),
    );
    const answers = await Promise.all(
      batches.map((ids) =>
        caller.call(source, { customer_infos: ids.map((customer_id) => ({ customer_id })) }),
      ),
    );
    const balances: CustomerBalance[] = [];
    let asOf = caller.clock.now();
    for (const answer of answers) {
      if (!answer.ok) return answer;
      const rows = answer.value.value.customer_balances ?? [];
      const unit = unitProblem(
        source,
        rows.map((row) => row.measure_id),
      );
      if (unit) return fail(unit);
      balances.push(...rows.map((row) => balanceOf(row, caller)));
      asOf = answer.value.asOf;
    }
    const told = new Set(balances.map(({ customerId }) => customerId));
    const missing = wanted.filter((id) => !told.has(id));
    return ok({ value: { balances, missing }, source, asOf });
  },

  changes({ account, from, to, trade }, cursor) {
    const operation = 'ListPartnerAccountChangeRecords';
    return listing(
      caller,
      {
        operation,
        request: {
          balance_type: balanceTypes[account],
          trade_time_begin: from,
          trade_time_end: to,
          ...present({ trade_type: trade }),
        },
        rows: ({ records = [], total_count, currency = caller.currency }) => {
          const rows = changesOf(records, account, currency);
          return rows
            ? ok({ rows, total: total_count })
            : fail(
                unreadable(
                  { operation, reads: true, host: new URL(caller.endpoints.bss).host },
                  'change_amount',
                ),
              );
        },
        idOf: ({ changeId }) => changeId || undefined,
      },
      cursor,
    );
  },

  ...transferVerbs(caller),
});

const balanceTypes = { cash: 'BALANCE_TYPE_DEBIT', credit: 'BALANCE_TYPE_CREDIT' } as const;

const directions = { 1: 'income', 2: 'expense' } as const;

const kinds: Readonly<Record<number, PartnerAccount['kind']>> = {
  1: 'cash',
  2: 'credit',
  5: 'bonus',
  7: 'deposit',
  8: 'transferable',
};

function accountOf(balance: AccountBalanceV2, caller: Caller): PartnerAccount {
  const currency = balance.currency ?? caller.currency;
  const type = balance.account_type ?? 0;
  return {
    kind: kinds[type] ?? String(type),
    amount: moneyOf(balance.amount, currency),
    earmarked: moneyOf(balance.designated_amount, currency),
    creditLimit: type === 2 && balance.credit_amount ? money(balance.credit_amount, currency) : undefined,
  };
}

const balanceOf = (row: CustomerBalancesV2, caller: Caller): CustomerBalance => ({
  customerId: row.customer_id ?? '',
  available: moneyOf(row.amount, row.currency ?? caller.currency),
  debt: moneyOf(row.debt_amount, row.currency ?? caller.currency),
});

/** Undefined when one of them has no amount that can be read: a movement is not left out in silence. */
function changesOf(
  records: readonly AccountChangeRecord[],
  account: AccountKind,
  currency: Currency,
): AccountChange[] | undefined {
  const changes = records.flatMap((record) => {
    const amount = parseDecimal(record.change_amount ?? '');
    const balance = parseDecimal(record.balance_after_change ?? '');
    return amount
      ? [
          {
            changeId: record.account_change_id ?? '',
            account,
            detail: record.trade_detail_type ?? '',
            at: momentOf(record.trade_time),
            tradeId: record.trade_id ?? '',
            amount: money(amount, currency),
            balanceAfter: balance && money(balance, currency),
            direction: wordFor(directions, record.type),
            customerId: record.customer_id || undefined,
            customerAccount: record.account_name || undefined,
          },
        ]
      : [];
  });
  return changes.length === records.length ? changes : undefined;
}
