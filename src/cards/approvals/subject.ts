import { formatDecimal, formatInstant, formatMoney } from '../../kernel/format.ts';
import type { Money } from '../../kernel/money.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import type { Block, Fact, Rich, Span } from '../card.ts';
import { problemText } from '../problem.ts';
import { listed, said } from '../said.ts';
import type { AccountsView, CaseView, CustomerView, TermsView } from './view.ts';

/** What a request is about, as every card of it says: the wish in a sentence, its facts, what speaks against it. */

const namesShown = 5;

export function customersText(t: Translate, customers: readonly CustomerView[]): string {
  const names = customers.slice(0, namesShown).map(({ name }) => name);
  const text = names.join(t('common.listSeparator'));
  const more = customers.length - names.length;
  return more === 0 ? text : t('approvals.andMore', { names: text, count: more });
}

export function askText(t: Translate, view: CaseView): Rich {
  const { terms, coupon, customers, total, requester } = view;
  const parts = {
    person: requester,
    face: terms ? formatMoney(terms.faceValue) : '',
    customer: customersText(t, customers),
    customers: customersText(t, customers),
    count: customers.length,
    total: formatMoney(total),
    coupon: { code: coupon?.id ?? '' },
  };
  switch (view.action) {
    case 'coupon.issue':
      return said(t, 'approvals.issueAsk', parts);
    case 'coupon.reclaim':
      return said(t, 'approvals.reclaimAsk', parts);
    case 'coupon.replace':
      return said(t, 'approvals.replaceAsk', parts);
    case 'account.transfer':
      return said(t, 'approvals.transferAsk', parts);
    case 'account.reclaim':
      return said(t, 'approvals.retrieveAsk', parts);
  }
}

export const moment = (at: Date, timeZone: string): Exclude<Span, string> => ({
  at,
  fallback: formatInstant(at, timeZone),
});

function validity(t: Translate, { effective, expires }: TermsView, timeZone: string): Rich {
  if (!effective && !expires) return t('approvals.asQuota');
  if (!expires) return effective ? [moment(effective, timeZone)] : '–';
  if (!effective) return said(t, 'approvals.untilOnly', { to: moment(expires, timeZone) });
  return said(t, 'approvals.fromTo', { from: moment(effective, timeZone), to: moment(expires, timeZone) });
}

function amountText(t: Translate, { terms, customers, total, action }: CaseView): string {
  if (action !== 'coupon.issue' || !terms || customers.length < 2) return formatMoney(total);
  return t('approvals.times', {
    face: formatMoney(terms.faceValue),
    count: customers.length,
    total: formatMoney(total),
  });
}

export function subjectFacts(t: Translate, view: CaseView): Fact[] {
  const { terms, coupon, customers, reason, timeZone, facts } = view;
  const now = facts === 'away' ? undefined : facts;
  return [
    ...(customers.length > 1
      ? [{ label: t('approvals.customers'), value: customersText(t, customers) }]
      : []),
    { label: t('approvals.amount'), value: [{ bold: amountText(t, view) }] },
    ...(coupon?.balance ? [{ label: t('approvals.onCoupon'), value: formatMoney(coupon.balance) }] : []),
    ...(terms
      ? [
          { label: t('approvals.validity'), value: validity(t, terms, timeZone) },
          ...(terms.services.length > 0
            ? [{ label: t('approvals.services'), value: terms.services.join(t('common.listSeparator')) }]
            : []),
          { label: t('approvals.quota'), value: [{ code: terms.quotaId }] },
        ]
      : []),
    ...(now?.quota ? [{ label: t('approvals.quotaNow'), value: formatMoney(now.quota) }] : []),
    ...(now?.leftAfter ? [{ label: t('approvals.quotaAfter'), value: formatMoney(now.leftAfter) }] : []),
    ...(now?.accounts ? accountFacts(t, now.accounts) : []),
    { label: t('approvals.reason'), value: reason },
  ];
}

/** Both accounts, now and after it. */
export const accountFacts = (t: Translate, accounts: AccountsView): Fact[] =>
  (
    [
      ['approvals.spendableNow', accounts.spendable],
      ['approvals.spendableAfter', accounts.spendableAfter],
      ['approvals.customerNow', accounts.available],
      ['approvals.customerAfter', accounts.availableAfter],
    ] as const
  ).flatMap(([label, value]) => (value ? [{ label: t(label), value: formatMoney(value) }] : []));

/** What a customer owes is taken from what they have: less of it may be there than it seems. */
export const debtNotice = (t: Translate, debt: Money | undefined): Block[] =>
  debt?.amount.gt('0')
    ? [{ kind: 'notice', tone: 'warning', text: t('approvals.debt', { debt: formatMoney(debt) }) }]
    : [];

export function approvalFacts(t: Translate, view: CaseView): Fact[] {
  const { approvals, needed, expiresAt, timeZone, state } = view;
  return [
    {
      label: t('approvals.stillNeeded'),
      value: t('approvals.given', { given: approvals.length, needed: Math.max(needed, approvals.length) }),
    },
    ...(approvals.length > 0 ? [{ label: t('approvals.approvedBy'), value: approvers(t, view) }] : []),
    ...(expiresAt && state === 'waiting'
      ? [{ label: t('approvals.expires'), value: [moment(expiresAt, timeZone)] }]
      : []),
  ];
}

const approvers = (t: Translate, { approvals }: CaseView): Rich =>
  listed(
    t,
    approvals.map(({ by, standsFor }): readonly Span[] => {
      if (standsFor === undefined) return [by];
      const text = said(t, 'approvals.standsFor', { person: by, other: standsFor });
      return typeof text === 'string' ? [text] : text;
    }),
  );

const overlapsShown = 3;

/** What whoever decides should know. */
export function warnings(t: Translate, { facts, customers, state }: CaseView): Block[] {
  if (state !== 'waiting' || facts === undefined) return [];
  if (facts === 'away') return [{ kind: 'notice', tone: 'warning', text: t('approvals.away') }];
  const overlapping = customers.filter((customer) => customer.overlapping.length > 0);
  const lines = overlapping.slice(0, overlapsShown).map(({ name, overlapping: coupons }) =>
    t('approvals.overlaps', {
      customer: name,
      count: coupons.length,
      list: coupons
        .slice(0, overlapsShown)
        .map(({ couponId, balance }) =>
          t('approvals.overlap', { id: couponId, balance: formatDecimal(balance.amount) }),
        )
        .join(t('common.listSeparator')),
    }),
  );
  const more = overlapping.length - lines.length;
  const overlaps = more > 0 ? [...lines, t('approvals.moreOverlaps', { count: more })] : lines;
  return [
    ...facts.conflicts.map(
      (conflict): Block => ({ kind: 'notice', tone: 'error', text: problemText(conflict, t) }),
    ),
    ...debtNotice(t, facts.accounts?.debt),
    ...(overlaps.length > 0 ? [{ kind: 'notice', tone: 'warning', text: overlaps.join('\n') } as const] : []),
  ];
}

export const stopNotice = (t: Translate, stop: CaseView['stop']): Block[] =>
  stop
    ? [
        {
          kind: 'notice',
          tone: 'warning',
          text: said(t, 'approvals.stopBanner', { person: stop.by, reason: stop.reason }),
        },
      ]
    : [];
