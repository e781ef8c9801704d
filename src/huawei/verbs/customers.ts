import { ok } from '../../kernel/result.ts';
import { type Caller, type Listing, listing } from '../caller.ts';
import type { CustomerInformation } from '../generated/bss.ts';
import type { Customer, CustomerFilter, CustomerVerbs, Page, Pages } from '../partner.ts';
import { mask } from '../privacy.ts';
import { momentOf, wordFor } from './wire-words.ts';

/** Codes that mean: no such customer, or not one of ours. */
const notOurs: ReadonlySet<string> = new Set(['CBC.5002', 'CBC.5004', 'CBC.99000000', 'CBC.99000035']);

export const customerVerbs = (caller: Caller): CustomerVerbs => ({
  list(filter, from) {
    const { request, keep } = askFor(filter);
    const list = listing(caller, customerList(request), from);
    return keep ? filtered(list, keep) : list;
  },
  async show(customerId) {
    const answer = await caller.call('ListSubCustomers', { customer_id: customerId, offset: 0, limit: 10 });
    const source = { source: 'ListSubCustomers' };
    if (!answer.ok) {
      return notOurs.has(answer.problem.wireCode ?? '')
        ? ok({ ...source, value: undefined, asOf: caller.clock.now() })
        : answer;
    }
    const found = answer.value.value.customer_infos?.find((info) => info.customer_id === customerId);
    return ok({ ...source, value: found && customerOf(found), asOf: answer.value.asOf });
  },
});

type CustomerRequest = Listing<'ListSubCustomers', Customer>['request'];

const customerList = (request: CustomerRequest): Listing<'ListSubCustomers', Customer> => ({
  operation: 'ListSubCustomers',
  request,
  rows: ({ customer_infos = [], count }) => ok({ rows: customer_infos.map(customerOf), total: count }),
  idOf: ({ customerId }) => customerId || undefined,
});

interface Question {
  readonly request: CustomerRequest;
  /** What the platform cannot check itself. */
  readonly keep?: (customer: Customer) => boolean;
}

function askFor(filter: CustomerFilter | undefined): Question {
  if (filter === undefined) return { request: {} };
  if ('customerId' in filter) return { request: { customer_id: filter.customerId } };
  if ('accountName' in filter) {
    return fuzzy(
      filter.accountName,
      (account_name) => ({ account_name }),
      (c) => c.accountName,
    );
  }
  if ('company' in filter)
    return fuzzy(
      filter.company,
      (customer) => ({ customer }),
      (c) => c.company,
    );
  return fuzzy(
    filter.label,
    (label) => ({ label }),
    (c) => c.label,
  );
}

/** Fuzzy filters refuse blanks (dossier §2.5): the platform is asked for the longest word, the whole text is looked for here. */
function fuzzy(
  text: string,
  request: (word: string) => CustomerRequest,
  field: (customer: Customer) => string,
): Question {
  const words = text.trim().split(/\s+/u);
  if (words.length === 1) return { request: request(words[0] ?? '') };
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
  const fold = (value: string) => value.toLowerCase().replace(/\s+/gu, ' ');
  const wanted = fold(text.trim());
  return { request: request(longest), keep: (customer) => fold(field(customer)).includes(wanted) };
}

async function* filtered(list: Pages<Customer>, keep: (customer: Customer) => boolean): Pages<Customer> {
  for await (const page of list) {
    if (!page.ok) {
      yield page;
      return;
    }
    const kept: Page<Customer> = { ...page.value, rows: page.value.rows.filter(keep), total: undefined };
    yield ok(kept);
  }
}

const associations: Readonly<Record<string, Customer['association']>> = {
  '1': 'referral',
  '2': 'resale',
  '3': 'reseller',
};
const verifications: Readonly<Record<string, Customer['verified']>> = {
  '-1': 'none',
  '0': 'in-review',
  '1': 'rejected',
  '2': 'verified',
  '3': 'failed',
};
const kinds: Readonly<Record<string, Customer['kind']>> = { '-1': 'unset', '0': 'person', '1': 'enterprise' };
const freezes: Readonly<Record<string, Customer['frozen']>> = {
  '0': 'no',
  '1': 'account',
  '2': 'account-and-resources',
};

const customerOf = (info: CustomerInformation): Customer => ({
  customerId: info.customer_id ?? '',
  accountName: info.account_name ?? '',
  company: info.customer ?? '',
  label: info.label ?? '',
  phone: mask(info.telephone ?? ''),
  mail: mask(info.email ?? ''),
  association: wordFor(associations, info.association_type),
  associatedOn: momentOf(info.associated_on),
  verified: wordFor(verifications, info.verified_status ?? '-1'),
  kind: wordFor(kinds, info.customer_type ?? -1),
  frozen: wordFor(freezes, info.is_frozen ?? 0),
  accountManager: info.account_managers?.[0]?.account_name ?? '',
  level: info.customer_level ?? '',
});
