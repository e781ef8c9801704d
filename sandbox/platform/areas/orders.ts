import { badParameter, rowsOf } from '../answer.ts';
import { type Ask, type Language, numberOf, textOf } from '../ask.ts';
import { days, momentText } from '../calendar.ts';
import { toNumber } from '../units.ts';
import { nameOf } from '../world/catalogue.ts';
import type { Order } from '../world/orders.ts';
import type { World } from '../world.ts';
import { type Area, forReseller, within } from './handler.ts';

const yuan = 1;

const record = (world: World, language: Language) => (order: Order) => ({
  order_id: order.id,
  customer_id: order.customer.id,
  service_type_code: order.product.service,
  service_type_name: nameOf(order.product.service, language),
  source_type: 1,
  status: order.status,
  order_type: order.type,
  amount_after_discount: toNumber(order.payable),
  official_amount: toNumber(order.official),
  measure_id: yuan,
  create_time: momentText(order.createdAt),
  ...(order.paidAt === undefined ? {} : { payment_time: momentText(order.paidAt) }),
  currency: world.currency,
  amount_info: {
    discounts:
      order.payable === order.official
        ? []
        : [{ discount_type: '607', discount_amount: toNumber(order.official - order.payable) }],
    flexipurchase_coupon_amount: 0,
    coupon_amount: 0,
    stored_card_amount: 0,
    commission_amount: 0,
    consumed_amount: 0,
  },
});

/** No window may be longer than a year. */
function tooLong(ask: Ask): string | undefined {
  return ['create_time', 'payment_time'].find((name) => {
    const begin = Date.parse(textOf(ask, `${name}_begin`) ?? '');
    const end = Date.parse(textOf(ask, `${name}_end`) ?? '');
    return end - begin > days(366);
  });
}

function wanted(ask: Ask): (order: Order) => boolean {
  const created = within(ask, 'create_time');
  const paid = within(ask, 'payment_time');
  const asksPaid = ['payment_time_begin', 'payment_time_end'].some((name) => textOf(ask, name) !== undefined);
  const same = (value: unknown, name: string) =>
    (textOf(ask, name) ?? numberOf(ask, name) ?? value) === value;
  return (order) =>
    same(order.id, 'order_id') &&
    same(order.product.service, 'service_type_code') &&
    same(order.status, 'status') &&
    same(String(order.type), 'order_type') &&
    created(order.createdAt) &&
    (!asksPaid || (order.paidAt !== undefined && paid(order.paidAt)));
}

export const orders: Area = {
  /** Without a customer the partner's own orders are meant, of which it has none; `method` asks for its customers'. */
  ListCustomerOrders: forReseller((ask, world, reseller) => {
    const long = tooLong(ask);
    if (long !== undefined) return badParameter(`${long}_begin and ${long}_end must lie within one year`);
    const customerId = textOf(ask, 'customer_id');
    const all = customerId === undefined && textOf(ask, 'method') === 'sub_customer';
    const found = world
      .customersOf(reseller)
      .filter(({ id }) => all || id === customerId)
      .flatMap((customer) => world.ordersOf(customer))
      .filter(wanted(ask))
      .sort((a, b) => b.createdAt - a.createdAt);
    if (textOf(ask, 'order_by') === 'createTime') found.reverse();
    return {
      kind: 'list',
      list: 'order_infos',
      count: 'total_count',
      rows: rowsOf(found.map(record(world, ask.language))),
    };
  }),
};
