import { rowsOf } from '../answer.ts';
import { textOf } from '../ask.ts';
import { type Area, within } from './handler.ts';

export const resellers: Area = {
  ListIndirectPartners: (ask, world) => {
    const wanted = textOf(ask, 'account_name')?.toLowerCase() ?? '';
    const id = textOf(ask, 'indirect_partner_id');
    const associated = within(ask, 'associated_on');
    const found = world.resellers.filter(
      (reseller) =>
        reseller.account.includes(wanted) &&
        (id === undefined || reseller.id === id) &&
        associated(Date.parse(reseller.associatedOn)),
    );
    return {
      kind: 'list',
      list: 'indirect_partners',
      count: 'count',
      rows: rowsOf(
        found.map((reseller) => ({
          indirect_partner_id: reseller.id,
          mobile_phone: reseller.phone,
          email: reseller.mail,
          account_name: reseller.account,
          name: reseller.name,
          associated_on: reseller.associatedOn,
          account_manager_id: reseller.manager.id,
          account_manager_name: reseller.manager.name,
        })),
      ),
    };
  },
};
