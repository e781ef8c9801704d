import { dayStart, days } from '../calendar.ts';
import { drawFor, hexId } from '../random.ts';
import { type Units, fromCents } from '../units.ts';
import { type Product, products } from './catalogue.ts';
import type { Customer } from './customers.ts';

export interface Order {
  readonly id: string;
  readonly customer: Customer;
  readonly product: Product;
  /** 5 completed, 6 awaiting payment, 4 cancelled, 3 processing. */
  readonly status: number;
  /** 1 purchase, 2 renewal, 3 change, 4 unsubscription. */
  readonly type: number;
  readonly official: Units;
  readonly payable: Units;
  readonly createdAt: number;
  readonly paidAt: number | undefined;
}

/** A customer's orders of the last year before the day the world was opened, oldest first; made when asked for. */
export function ordersOf(seed: number, today: Date, customer: Customer): readonly Order[] {
  const start = dayStart(today.getTime());
  const draw = drawFor(seed, 'orders', customer.index);
  const count = customer.company === '' ? 0 : draw.whole(0, 6);
  return Array.from({ length: count }, (_, index): Order => {
    const official = fromCents(draw.whole(9_900, 3_000_000));
    const discounted = fromCents(Math.floor((draw.pick([1, 0.95, 0.85, 0.65]) * official) / 1_000_000));
    const status = draw.pick([5, 5, 5, 5, 6, 4, 3]);
    const createdAt = start - days(draw.whole(0, 330)) - draw.whole(0, 43_200) * 1000;
    return {
      id: `CS${hexId(16, seed, 'order', customer.index, index).toUpperCase()}`,
      customer,
      product: draw.pick(products),
      status,
      type: draw.pick([1, 1, 1, 2, 2, 3, 4]),
      official,
      payable: discounted,
      createdAt,
      paidAt: status === 5 ? createdAt + 600_000 : undefined,
    };
  }).sort((a, b) => a.createdAt - b.createdAt);
}
