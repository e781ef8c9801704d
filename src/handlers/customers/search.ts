import { customerMention } from '../../cards/mentions.ts';
import { ok } from '../../kernel/result.ts';
import { sites } from '../../kernel/site.ts';
import { nameOf, searchCustomers } from '../../ledger/customers.ts';
import { customerOption } from '../args/customers-field.ts';
import type { ComposeSearch } from '../compose/compose.ts';

/** As many as Teams lists. */
const most = 25;

export const customerSearch: ComposeSearch = {
  type: 'search',
  name: 'customer',
  title: 'compose.customer',
  summary: 'compose.customerSummary',
  field: 'compose.customerField',
  fieldHint: 'compose.customerHint',
  permission: 'customers.read',
  sites,
  async find({ ledger, t }, typed) {
    const { entries } = await searchCustomers(ledger, typed, most);
    return ok(
      entries.map((entry) => {
        const { value, label, description = value } = customerOption({ ...entry, name: nameOf(entry) });
        return { label, description, card: customerMention(t, { customerId: value, name: label }) };
      }),
    );
  },
};
