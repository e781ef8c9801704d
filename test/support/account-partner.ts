import type { Customer, Transfer } from '../../src/huawei/partner.ts';
import { decimal, type Decimal, zero } from '../../src/kernel/decimal.ts';
import { problem, type Problem } from '../../src/kernel/problem.ts';
import { fail, ok } from '../../src/kernel/result.ts';
import { yuan } from './bill-partner.ts';
import { type PlainPartner, plainPartner } from './plain-partner.ts';

const asOf = new Date('2026-11-23T02:00:00Z');

export interface AccountPartner extends PlainPartner {
  /** What the accounts hold and what was recorded; tests change them as they like. */
  readonly books: { own: Decimal; readonly held: Map<string, Decimal>; readonly records: Transfer[] };
  /** What the next call that moves money answers instead, whether or not it is carried out. */
  mishap: { readonly answer: Problem; readonly carriedOut: boolean } | undefined;
}

export const record = (transId: string, customerId: string, amount: string, at: Date): Transfer => ({
  transId,
  direction: 'to-customer',
  customerId,
  customerName: '',
  amount: yuan(amount),
  at,
});

/** No record is of two houses, which may share a ledger. */
let transfersMade = 0;

/** A platform with accounts in memory, for tests above the port: 5,000 yuan of the partner, 500 of them earmarked. */
export function accountPartner(
  customers: readonly Customer[],
  held: Readonly<Record<string, string>>,
  now: () => Date = () => asOf,
): AccountPartner {
  const plain = plainPartner({ customers });
  const books: AccountPartner['books'] = {
    own: decimal('5000'),
    held: new Map(Object.entries(held).map(([id, amount]) => [id, decimal(amount)])),
    records: [],
  };
  const earmarked = decimal('500');
  const partner: AccountPartner = {
    ...plain,
    books,
    mishap: undefined,
    accounts: {
      ...plain.accounts,
      own: () => {
        const cash = {
          kind: 'cash',
          amount: yuan(books.own.toFixed()),
          earmarked: yuan(earmarked.toFixed()),
          creditLimit: undefined,
        } as const;
        const spendable = yuan(books.own.minus(earmarked).toFixed());
        return Promise.resolve(
          ok({ value: { accounts: [cash], spendable }, source: 'ListPartnerBalances', asOf }),
        );
      },
      ofCustomers: (ids) => {
        const balances = ids.flatMap((customerId) => {
          const amount = books.held.get(customerId);
          return amount ? [{ customerId, available: yuan(amount.toFixed()), debt: yuan('0') }] : [];
        });
        const missing = ids.filter((id) => !books.held.has(id));
        return Promise.resolve(
          ok({ value: { balances, missing }, source: 'ListCustomersBalancesDetail', asOf }),
        );
      },
      transfers: async function* ({ customerId, from } = {}) {
        const rows = books.records.filter(
          (row) =>
            (customerId === undefined || row.customerId === customerId) &&
            (from === undefined || (row.at !== undefined && row.at >= from)),
        );
        const cursor = { offset: rows.length, read: rows.length, recent: [], total: rows.length };
        yield await Promise.resolve(ok({ rows, read: rows.length, total: rows.length, cursor }));
      },
      transfer: ({ direction, customerId, amount }) => {
        plain.calls.push(`transfer ${direction} ${customerId} ${amount.toFixed(2)}`);
        const { mishap } = partner;
        partner.mishap = undefined;
        if (mishap && !mishap.carriedOut) return Promise.resolve(fail(mishap.answer));
        const given = direction === 'to-customer' ? amount : zero.minus(amount);
        books.own = books.own.minus(given);
        books.held.set(customerId, (books.held.get(customerId) ?? zero).plus(given));
        transfersMade += 1;
        const transId = `T${transfersMade}`;
        books.records.push({ ...record(transId, customerId, amount.toFixed(), now()), direction });
        return Promise.resolve(mishap ? fail(mishap.answer) : ok({ transId }));
      },
    },
    inBackground: () => partner,
    until: () => partner,
    forRequest: () => partner,
  };
  return partner;
}

export const lost = problem('outcomeUnknown', undefined, { retry: 'unknown-outcome' });
