import { badParameter, rowsOf } from '../answer.ts';
import { type Ask, textOf } from '../ask.ts';
import type { World } from '../world.ts';
import type { Customer } from '../world/customers.ts';
import { type Area, forReseller, within } from './handler.ts';

const associationCode = (world: World, customer: Customer) =>
  customer.association === 'referral' ? '1' : world.site === 'cn' ? '2' : '3';

const record = (world: World) => (customer: Customer) => ({
  customer: customer.company,
  account_name: customer.account,
  customer_id: customer.id,
  associated_on: customer.associatedOn,
  association_type: associationCode(world, customer),
  label: customer.label,
  telephone: customer.phone,
  verified_status: customer.verified,
  country_code: customer.countryCode,
  customer_type: customer.kind,
  is_frozen: customer.frozen,
  account_managers: customer.manager ? [{ account_name: customer.manager.name }] : [],
  xaccount_id: customer.platformId,
  xaccount_type: customer.platformId === '' ? '' : 'practice_platform',
  customer_level: customer.level,
  email: customer.mail,
});

const fuzzyFilters = [
  ['account_name', (customer: Customer) => customer.account],
  ['customer', (customer: Customer) => customer.company],
  ['label', (customer: Customer) => customer.label],
] as const;

function matches(ask: Ask, world: World): (customer: Customer) => boolean {
  const association = textOf(ask, 'association_type');
  const id = textOf(ask, 'customer_id');
  const associated = within(ask, 'associated_on');
  const fuzzy = fuzzyFilters.flatMap(([name, read]) => {
    const wanted = textOf(ask, name)?.toLowerCase();
    return wanted === undefined ? [] : [{ wanted, read }];
  });
  return (customer) =>
    (id === undefined || customer.id === id) &&
    (association === undefined || associationCode(world, customer) === association) &&
    associated(Date.parse(customer.associatedOn)) &&
    fuzzy.every(({ wanted, read }) => read(customer).toLowerCase().includes(wanted));
}

export const customers: Area = {
  ListSubCustomers: forReseller((ask, world, reseller) => {
    const blank = fuzzyFilters.find(([name]) => textOf(ask, name)?.trim() === '');
    if (blank) return badParameter(`${blank[0]} must not be blank`);
    const found = world.customersOf(reseller).filter(matches(ask, world));
    const rows = rowsOf(found, record(world));
    return { kind: 'list', list: 'customer_infos', count: 'count', rows };
  }),
};
