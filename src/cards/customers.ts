import type { TextKey, Translate } from '../kernel/texts/index.ts';
import type { Money } from '../kernel/money.ts';
import { formatInstant, formatMoney } from '../kernel/format.ts';
import type { Action, Block, Card, Fact } from './card.ts';
import { type Provenance, provenanceNotes } from './provenance.ts';

/** A customer as lists show it. */
export interface CustomerLine {
  readonly customerId: string;
  readonly accountName: string;
  readonly company: string;
  readonly label: string;
  readonly association: string;
  readonly verified: string;
}

/** What the reader may go on to; buttons for the rest are left out. */
export interface CustomerDoors {
  readonly bill: boolean;
  readonly balance: boolean;
}

export interface FoundCustomers {
  readonly text: string;
  readonly customers: readonly CustomerLine[];
  /** How many match as far as known. */
  readonly total: number;
  /** The platform had further matches that were not read. */
  readonly open: boolean;
  readonly directoryComplete: boolean;
  /** Why the platform could not be asked, as a sentence. */
  readonly silent?: string;
  readonly doors: CustomerDoors;
  readonly from: Provenance;
}

const associations: Readonly<Record<string, TextKey>> = {
  referral: 'customers.referral',
  resale: 'customers.resale',
  reseller: 'customers.reseller',
  ended: 'customers.ended',
};

const associationMeanings: Readonly<Record<string, TextKey>> = {
  referral: 'customers.referralMeans',
  resale: 'customers.resaleMeans',
  reseller: 'customers.resellerMeans',
};

const verifications: Readonly<Record<string, TextKey>> = {
  none: 'customers.verifiedNone',
  'in-review': 'customers.verifiedInReview',
  rejected: 'customers.verifiedRejected',
  verified: 'customers.verifiedYes',
  failed: 'customers.verifiedFailed',
};

const kinds: Readonly<Record<string, TextKey>> = {
  unset: 'customers.kindUnset',
  person: 'customers.kindPerson',
  enterprise: 'customers.kindEnterprise',
};

const frozenStates: Readonly<Record<string, TextKey>> = {
  no: 'customers.frozenNo',
  account: 'customers.frozenAccount',
  'account-and-resources': 'customers.frozenAll',
};

/** The word for a value of the platform; a value that is new to us is shown as it came. */
const word = (t: Translate, words: Readonly<Record<string, TextKey>>, value: string): string => {
  const key = Object.hasOwn(words, value) ? words[value] : undefined;
  return key === undefined ? value : t(key);
};

/** How a customer is called: the verified name, else the account name, else the id. */
const customerName = (customer: Pick<CustomerLine, 'customerId' | 'accountName' | 'company'>): string =>
  customer.company || customer.accountName || customer.customerId;

const withButtons = 3;

export function foundCustomersCard(t: Translate, found: FoundCustomers): Card {
  const { text, customers, total, doors } = found;
  if (customers.length === 0) return noneFoundCard(t, found);
  const summary = t('customers.foundSummary', { count: total, text });
  return {
    summary,
    title: t('customers.foundTitle', { text }),
    blocks: [
      { kind: 'text', text: summary },
      customerTable(t, customers, total),
      ...customers.slice(0, withButtons).flatMap((customer): Block[] => [
        { kind: 'text', text: [{ bold: customerName(customer) }, ' ', { code: customer.customerId }] },
        { kind: 'actions', actions: customerActions(t, customer.customerId, doors, true) },
      ]),
      ...leftOut(t, found),
      provenanceNotes(t, found.from, asides(t, found)),
    ],
  };
}

function leftOut(t: Translate, { customers, total, open }: FoundCustomers): Block[] {
  if (open) return [{ kind: 'text', text: t('customers.foundAtLeast') }];
  const count = total - customers.length;
  return count > 0 ? [{ kind: 'text', text: t('customers.foundMore', { count }) }] : [];
}

const noneFoundCard = (t: Translate, found: FoundCustomers): Card => ({
  summary: t('customers.foundNone', { text: found.text }),
  blocks: [
    { kind: 'text', text: t('customers.foundNone', { text: found.text }) },
    { kind: 'text', text: t('customers.foundNoneWhy') },
    provenanceNotes(t, found.from, asides(t, found)),
  ],
});

const asides = (t: Translate, found: FoundCustomers): string[] => [
  ...(found.directoryComplete ? [] : [t('customers.directoryPartial')]),
  ...(found.silent === undefined ? [] : [t('customers.platformSilent', { why: found.silent })]),
];

const customerTable = (t: Translate, customers: readonly CustomerLine[], total: number): Block => ({
  kind: 'table',
  caption: t('customers.customer'),
  columns: [
    { label: t('customers.id') },
    { label: t('customers.accountName') },
    { label: t('customers.company') },
    { label: t('customers.label') },
    { label: t('customers.association') },
    { label: t('customers.verified') },
  ],
  rows: customers.map((customer) => [
    customer.customerId,
    customer.accountName,
    customer.company,
    customer.label,
    word(t, associations, customer.association),
    word(t, verifications, customer.verified),
  ]),
  ...(total > customers.length ? { total } : {}),
});

function customerActions(
  t: Translate,
  customerId: string,
  doors: CustomerDoors,
  withDetails: boolean,
): Action[] {
  const typed = (label: string, line: string): Action => ({ label, does: { type: 'command', line } });
  return [
    ...(withDetails ? [typed(t('customers.buttonShow'), `customer show ${customerId}`)] : []),
    ...(doors.bill ? [typed(t('customers.buttonBill'), `bill last ${customerId}`)] : []),
    ...(doors.balance ? [typed(t('customers.buttonBalance'), `balance ${customerId}`)] : []),
  ];
}

export interface CustomerDetails extends CustomerLine {
  readonly phone: string;
  readonly mail: string;
  readonly associatedOn: Date | undefined;
  readonly kind: string;
  readonly frozen: string;
  readonly accountManager: string;
  readonly level: string;
}

/** The money side of a customer: read, left out by the platform, or not readable just now. Absent: it has none. */
export type CustomerMoney =
  | { readonly known: 'read'; readonly available: Money; readonly debt: Money }
  | { readonly known: 'left-out' }
  | { readonly known: 'unreadable'; readonly why: string };

export interface ShownCustomer {
  readonly customer: CustomerDetails;
  readonly money?: CustomerMoney;
  readonly doors: CustomerDoors;
  readonly from: Provenance;
}

export function customerCard(t: Translate, { customer, money, doors, from }: ShownCustomer): Card {
  const name = customerName(customer);
  const association = word(t, associations, customer.association);
  const verified = word(t, verifications, customer.verified);
  const meaning = associationMeanings[customer.association];
  const actions = customerActions(t, customer.customerId, doors, false);
  return {
    summary: t('customers.showSummaryLine', { name, association, verified }),
    title: t('customers.showTitle', { name }),
    blocks: [
      { kind: 'facts', facts: [...detailFacts(t, customer, from.timeZone), ...moneyFacts(t, money)] },
      ...(meaning === undefined ? [] : [{ kind: 'text', text: t(meaning) } as const]),
      ...moneyNotice(t, money),
      ...(actions.length > 0 ? [{ kind: 'actions', actions } as const] : []),
      provenanceNotes(t, from, [t('customers.masked')]),
    ],
  };
}

function detailFacts(t: Translate, customer: CustomerDetails, timeZone: string): Fact[] {
  const text = (label: TextKey, value: string): Fact[] => (value === '' ? [] : [{ label: t(label), value }]);
  const { associatedOn } = customer;
  return [
    { label: t('customers.id'), value: [{ code: customer.customerId }] },
    ...text('customers.accountName', customer.accountName),
    ...text('customers.company', customer.company),
    ...text('customers.label', customer.label),
    ...text('customers.phone', customer.phone),
    ...text('customers.mail', customer.mail),
    ...text('customers.association', word(t, associations, customer.association)),
    ...(associatedOn === undefined
      ? []
      : [
          {
            label: t('customers.associatedOn'),
            value: [{ at: associatedOn, fallback: formatInstant(associatedOn, timeZone) }],
          },
        ]),
    ...text('customers.verified', word(t, verifications, customer.verified)),
    ...text('customers.kind', word(t, kinds, customer.kind)),
    ...text('customers.frozen', word(t, frozenStates, customer.frozen)),
    ...text('customers.accountManager', customer.accountManager),
    ...text('customers.level', customer.level),
  ];
}

const moneyFacts = (t: Translate, money: CustomerMoney | undefined): Fact[] =>
  money?.known === 'read'
    ? [
        { label: t('customers.available'), value: formatMoney(money.available) },
        { label: t('customers.debt'), value: formatMoney(money.debt) },
      ]
    : [];

function moneyNotice(t: Translate, money: CustomerMoney | undefined): Block[] {
  switch (money?.known) {
    case 'unreadable':
      return [{ kind: 'notice', tone: 'warning', text: t('customers.balanceUnknown', { why: money.why }) }];
    case 'left-out':
      return [{ kind: 'notice', tone: 'info', text: t('customers.balanceLeftOut') }];
    case 'read':
    case undefined:
      return [];
  }
}

/** The id of the one customer that was meant. */
export const customerIdCard = (
  t: Translate,
  { customer, doors, from }: { customer: CustomerLine; doors: CustomerDoors; from: Provenance },
): Card => {
  const name = customerName(customer);
  return {
    summary: t('customers.idSummaryLine', { name, id: customer.customerId }),
    title: t('customers.idTitle', { name }),
    blocks: [
      { kind: 'code', text: customer.customerId },
      { kind: 'text', text: t('customers.idSame') },
      ...idWays(t),
      { kind: 'actions', actions: customerActions(t, customer.customerId, doors, true) },
      provenanceNotes(t, from),
    ],
  };
};

/** Several customers, or none, carry the name: the list, and how an id is found in any case. */
export function customerIdsCard(t: Translate, found: FoundCustomers): Card {
  const { text, customers, total } = found;
  const none = customers.length === 0;
  const summary = none ? t('customers.foundNone', { text }) : t('customers.idSeveral', { text });
  return {
    summary,
    blocks: [
      { kind: 'text', text: summary },
      ...(none ? [{ kind: 'text', text: t('customers.foundNoneWhy') } as const] : []),
      ...(none ? [] : [customerTable(t, customers, total)]),
      ...leftOut(t, found),
      ...idWays(t),
      provenanceNotes(t, found.from, asides(t, found)),
    ],
  };
}

const idWays = (t: Translate): Block[] => [
  { kind: 'text', text: [{ bold: t('customers.idWays') }] },
  {
    kind: 'text',
    text: [
      t('customers.idWayCreate'),
      t('customers.idWayBinding'),
      t('customers.idWayList'),
      t('customers.idWayOwn'),
    ].join('\n'),
  },
];
