import { z } from 'zod';
import type { PlatformClock } from './clock.ts';
import { fromCents, toText } from './units.ts';
import type { AccountChange, BalanceType } from './world/accounts.ts';
import type { World } from './world.ts';

/** The partner's own accounts from behind the scenes. Amounts are yuan as text. */
export interface AccountControl {
  /** Money arrives: what the platform shows once a remittance was claimed, or an incentive paid out. */
  topUp(topUp: TopUp): ChangeView;
  /** Somebody moves money to a customer on the console; back when the amount is negative. */
  transfer(customerId: string, amount: string): ChangeView;
}

export interface ChangeView {
  readonly id: string;
  readonly account: 'cash' | 'credit';
  readonly detail: string;
  readonly amount: string;
  readonly at: string;
}

const topUpSchema = z.strictObject({
  amount: z.string().regex(/^\d{1,7}(\.\d{1,2})?$/, 'yuan with at most two decimals, as text'),
  account: z.enum(['cash', 'credit']).optional(),
  /** An incentive paid as a top-up: it is listed as one, and is no remittance. */
  rebate: z.boolean().optional(),
  /** The moment it stands under; now when absent. */
  at: z.iso.datetime().optional(),
});

export type TopUp = z.infer<typeof topUpSchema>;

export const readTopUp = (value: unknown) => topUpSchema.safeParse(value);

const balanceTypes = {
  cash: 'BALANCE_TYPE_DEBIT',
  credit: 'BALANCE_TYPE_CREDIT',
} as const satisfies Record<string, BalanceType>;

export const accountControl = (world: World, clock: PlatformClock): AccountControl => ({
  topUp: (given) => {
    const { amount, account = 'cash', rebate = false, at } = topUpSchema.parse(given);
    const change = world.accounts.record({
      balanceType: balanceTypes[account],
      trade: 'RECHARGE',
      detail: rebate ? 'SOURCE_OPERAIION_RECHARGE_REBATE' : 'SOURCE_OPERAIION_RECHARGE',
      at: at === undefined ? clock.now().getTime() : Date.parse(at),
      amount: fromCents(Math.round(Number(amount) * 100)),
      income: true,
      customer: undefined,
    });
    return changeView(change, account);
  },
  transfer: (customerId, amount) => {
    const customer = world.customersOf().find(({ id }) => id === customerId);
    if (!customer) throw new RangeError(`no customer ${customerId}`);
    const cents = Math.round(Number(amount) * 100);
    const order = { customer, amount: fromCents(cents), at: clock.now().getTime() };
    return changeView(world.accounts.transfer(order), 'cash');
  },
});

const changeView = (
  { id, detail, amount, at }: AccountChange,
  account: ChangeView['account'],
): ChangeView => ({
  id,
  account,
  detail,
  amount: toText(amount, 2),
  at: new Date(at).toISOString(),
});
