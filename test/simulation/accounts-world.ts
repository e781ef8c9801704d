import type { AccountVerbs, Transfer, TransferDirection, TransferFilter } from '../../src/huawei/partner.ts';
import { type Decimal, decimal, zero } from '../../src/kernel/decimal.ts';
import { money } from '../../src/kernel/money.ts';
import { problem } from '../../src/kernel/problem.ts';
import { fail, ok } from '../../src/kernel/result.ts';
import type { Dice } from './dice.ts';
import type { Process, Schedule } from './schedule.ts';
import { type Calls, onePage, refused, sourced } from './world-calls.ts';

/** A movement as the platform keeps it. Which call it came of the platform does not know; only the simulation does. */
export interface WorldTransfer {
  readonly row: Transfer;
  readonly visibleAt: Date;
  /** The call of ours it came of; undefined when somebody made it on the console. */
  readonly call: string | undefined;
}

export interface AccountsWorld {
  readonly transfers: readonly WorldTransfer[];
  readonly own: () => Decimal;
  /** A process is about to send: whatever moves from its last look at the balance on may be taken for its call. */
  began(by: Process, call: string): void;
  /** It is taken to be carried out. */
  ended(call: string): void;
  /** What somebody else moved in between. */
  meanwhile(call: string): readonly WorldTransfer[];
  readonly earmarked: Decimal;
  seenBy(process: Process, call: () => string): AccountVerbs;
  /** Somebody moves money outside the bot. */
  readonly outsideEvents: readonly (() => void)[];
}

const yuan = (amount: Decimal) => money(amount, 'CNY');
const away = () => Promise.resolve(fail(problem('platformDown')));

export function openAccounts(parts: {
  readonly random: Dice;
  readonly schedule: Schedule;
  readonly calls: Calls;
  readonly customerIds: readonly string[];
  readonly recordVisibleAt: () => Date;
  readonly onEffect: (transfer: WorldTransfer) => void;
}): AccountsWorld {
  const { random, schedule, calls, customerIds, recordVisibleAt, onEffect } = parts;
  const earmarked = decimal('500');
  let own = decimal('3500');
  const held = new Map(customerIds.map((id) => [id, decimal('300')]));
  const transfers: WorldTransfer[] = [];
  const seen = new Map<Process, number>();
  const spans = new Map<string, { readonly from: number; readonly to?: number }>();
  const heldBy = (id: string) => held.get(id) ?? zero;

  const move = (direction: TransferDirection, customerId: string, amount: Decimal, call?: string) => {
    const given = direction === 'to-customer' ? amount : zero.minus(amount);
    if (own.minus(earmarked).lt(given) || heldBy(customerId).plus(given).lt(zero))
      return fail(refused('CBC.99005003'));
    own = own.minus(given);
    held.set(customerId, heldBy(customerId).plus(given));
    const transId = `t${transfers.length + 1}`;
    const row = {
      transId,
      direction,
      customerId,
      customerName: '',
      amount: yuan(amount),
      at: schedule.now(),
    };
    const transfer = { row, visibleAt: recordVisibleAt(), call };
    transfers.push(transfer);
    onEffect(transfer);
    return ok({ transId });
  };

  const anybody = () => random.pick(customerIds);
  return {
    transfers,
    own: () => own,
    began: (by, call) => spans.set(call, { from: seen.get(by) ?? transfers.length }),
    ended: (call) => {
      const { from = 0 } = spans.get(call) ?? {};
      spans.set(call, { from, to: transfers.length });
    },
    meanwhile: (call) => {
      const { from = 0, to } = spans.get(call) ?? {};
      return transfers.slice(from, to).filter((one) => one.call === undefined);
    },
    earmarked,
    seenBy: (by, call) => ({
      changes: () => onePage(away()),
      own: async () => {
        const read = await calls.reading(by, () => {
          seen.set(by, transfers.length);
          return own;
        });
        if (!read.ok) return read;
        const cash = {
          kind: 'cash',
          amount: yuan(read.value),
          earmarked: yuan(earmarked),
          creditLimit: undefined,
        } as const;
        return ok(
          sourced({ accounts: [cash], spendable: yuan(read.value.minus(earmarked)) }, schedule.now()),
        );
      },
      ofCustomers: async (ids) => {
        const read = await calls.reading(by, () => ids.map((id) => [id, heldBy(id)] as const));
        if (!read.ok) return read;
        const balances = read.value.map(([customerId, available]) => ({
          customerId,
          available: yuan(available),
          debt: yuan(zero),
        }));
        return ok(sourced({ balances, missing: [] }, schedule.now()));
      },
      transfers: (filter = {}) =>
        onePage(
          calls.reading(by, () =>
            transfers
              .filter(({ row, visibleAt }) => visibleAt <= schedule.now() && isWanted(row, filter))
              .map(({ row }) => row),
          ),
        ),
      transfer: ({ direction, customerId, amount }) => {
        const of = call();
        return calls.changing(by, () => move(direction, customerId, amount, of));
      },
    }),
    outsideEvents: [
      // Just what we might be doing, on the console: the record of it looks like ours.
      () => void move('to-customer', anybody(), decimal(random.pick(['50', '100', '250']))),
      // An amount of its own: one that took back just what we gave would leave no trace in any balance.
      () => void move('from-customer', anybody(), decimal('33.33')),
      // None of them is of a size that hides one of ours.
      () => {
        own = own.plus(decimal(random.pick(['100.07', '1000.07'])));
      },
      () => {
        const id = anybody();
        const spent = decimal('3.21');
        if (heldBy(id).gte(spent)) held.set(id, heldBy(id).minus(spent));
      },
    ],
  };
}

const isWanted = ({ customerId, at }: Transfer, filter: TransferFilter): boolean =>
  (filter.customerId === undefined || customerId === filter.customerId) &&
  (filter.from === undefined || (at !== undefined && at >= filter.from)) &&
  (filter.to === undefined || (at !== undefined && at < filter.to));
