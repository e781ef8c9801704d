import { formatInstant, formatMoney } from '../../kernel/format.ts';
import { isOpen, stepFrom } from '../../kernel/remittance/states.ts';
import { isYearKnown } from '../../kernel/working-days/working-days.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import type { Action, Block, Card, Fact, Rich } from '../card.ts';
import { said } from '../said.ts';
import type { RemittanceRights, RemittanceView, TopUpView } from './view.ts';
import { accountWord, asks, daysText, stateWord, summaryOf, typed } from './words.ts';

/** A remittance: where it stands, what speaks for it, and what is to be done. */
export function remittanceCard(t: Translate, view: RemittanceView, rights: RemittanceRights): Card {
  const actions = actionsOf(t, view, rights);
  return {
    summary: summaryOf(t, view),
    title: t('remit.title', { code: view.code }),
    blocks: [
      ...(view.candidates.length > 0 ? [] : standing(t, view)),
      ...evidence(t, view),
      { kind: 'facts', facts: factsOf(t, view) },
      ...(rights.mayMove && !rights.isShared ? guide(t, view) : []),
      ...(actions.length > 0 ? [{ kind: 'actions', actions } as const] : []),
      notes(t, view),
    ],
  };
}

function standing(t: Translate, view: RemittanceView): Block[] {
  const notice = (tone: 'info' | 'success' | 'warning', text: Rich): Block[] => [
    { kind: 'notice', tone, text },
  ];
  switch (view.state) {
    case 'announced':
      return notice('info', t('remit.announcedText'));
    case 'arrived':
      return notice('info', t('remit.arrivedNow'));
    case 'claimed':
    case 'in-review':
      return notice('info', t('remit.claimedNow'));
    case 'overdue':
      return notice('warning', t('remit.overdueNow'));
    case 'credited':
      return notice('success', creditedText(t, view));
    case 'rejected':
      return notice('warning', t('remit.rejectedNow', { reason: view.rejected ?? '' }));
    case 'withdrawn':
      return notice('info', t('remit.withdrawnNow'));
  }
}

const creditedText = (t: Translate, { credited }: RemittanceView): Rich =>
  said(t, 'remit.creditedNow', {
    day: credited?.topUp?.day ?? '',
    person: credited?.by ?? '',
  });

function evidence(t: Translate, view: RemittanceView): Block[] {
  const { candidates, rivals, timeZone } = view;
  const [first, ...others] = candidates;
  if (!first) return [];
  const doubted: Block[] =
    rivals.length > 0
      ? [
          {
            kind: 'notice',
            tone: 'warning',
            text: t('remit.severalRemittances', { codes: rivals.join(t('common.listSeparator')) }),
          },
        ]
      : [];
  if (others.length === 0)
    return [{ kind: 'notice', tone: 'info', text: t('remit.evidence', { day: first.day }) }, ...doubted];
  return [
    {
      kind: 'notice',
      tone: 'warning',
      text: t('remit.severalTopUps', { count: candidates.length, days: daysText(t, candidates) }),
    },
    ...doubted,
    {
      kind: 'table',
      caption: t('remit.topUpTitle'),
      columns: [
        { label: t('remit.topUpNumber') },
        { label: t('remit.topUpAt') },
        { label: t('remit.topUpId') },
      ],
      rows: candidates.map(({ at, changeId }, index) => [
        String(index + 1),
        formatInstant(at, timeZone),
        changeId,
      ]),
    },
  ];
}

function factsOf(t: Translate, view: RemittanceView): Fact[] {
  const { state, amount, account, bankDay, payer, route, voucher, note, announcedBy, announcedAt } = view;
  const optional = (label: string, value: string | undefined): Fact[] =>
    value === undefined || value === '' ? [] : [{ label, value }];
  return [
    { label: t('remit.state'), value: [{ bold: stateWord(t, state) }] },
    { label: t('remit.amount'), value: [{ bold: formatMoney(amount) }] },
    { label: t('remit.payer'), value: payer },
    { label: t('remit.day'), value: bankDay },
    { label: t('remit.account'), value: accountWord(t, account) },
    {
      label: t('remit.route'),
      value: t(route === 'general' ? 'remit.routeGeneral' : 'remit.routeDedicated'),
    },
    ...optional(t('remit.voucher'), voucher),
    ...optional(t('remit.note'), note),
    {
      label: t('remit.announcedBy'),
      value: [announcedBy, ' · ', { at: announcedAt, fallback: formatInstant(announcedAt, view.timeZone) }],
    },
  ];
}

/** What a person does on the console; nothing where money finds its way by itself. */
function guide(t: Translate, view: RemittanceView): Block[] {
  const { state, route, payer, amount } = view;
  if (!isOpen(state) || view.candidates.length > 0) return [];
  if (route === 'dedicated') return [{ kind: 'text', text: t('remit.dedicatedText') }];
  if (!stepFrom(state, 'claim')) return [];
  const steps = [
    t('remit.step1'),
    t('remit.step2', { payer, amount: formatMoney(amount) }),
    t('remit.step3'),
    t('remit.step4'),
  ];
  return [
    { kind: 'text', text: [{ bold: t('remit.stepsTitle') }, `\n${steps.join('\n')}`] },
    { kind: 'notes', notes: [t('remit.stepsWhen'), t('remit.stepsParty')] },
  ];
}

function notes(t: Translate, { overdueFrom, readTo, state, timeZone }: RemittanceView): Block {
  const read: Rich = readTo
    ? [t('remit.readTo'), { at: readTo, fallback: formatInstant(readTo, timeZone) }]
    : t('remit.neverRead');
  return {
    kind: 'notes',
    notes: [
      ...(overdueFrom === undefined ? [] : [t('remit.overdueFrom', { day: overdueFrom })]),
      ...(overdueFrom === undefined || isYearKnown(overdueFrom)
        ? []
        : [t('remit.yearUnknown', { year: overdueFrom.slice(0, 4) })]),
      ...(isOpen(state) ? [read] : []),
    ],
  };
}

/** Buttons for more are of no use on a card; the others follow when these are decided. */
const candidatesOffered = 3;

function actionsOf(t: Translate, view: RemittanceView, { mayMove, mayConfirm }: RemittanceRights): Action[] {
  const { candidates } = view;
  const offered = mayConfirm ? candidates.slice(0, candidatesOffered) : [];
  return [
    ...offered.flatMap((topUp, index) => confirmActions(t, view, topUp, index + 1)),
    ...(mayMove ? moveActions(t, view) : []),
    typed(t('remit.buttonList'), 'remit list'),
  ];
}

function confirmActions(t: Translate, view: RemittanceView, topUp: TopUpView, number: number): Action[] {
  const several = view.candidates.length > 1;
  const token = `${view.id}:${topUp.changeId}`;
  const label = several ? t('remit.buttonConfirmNumber', { number }) : t('remit.buttonConfirm');
  return [
    {
      label,
      style: 'primary',
      does: { type: 'action', name: 'remit.confirm', token },
      confirm: {
        title: t('remit.buttonConfirm'),
        text: t('remit.confirmText', {
          amount: formatMoney(view.amount),
          day: topUp.day,
          code: view.code,
          payer: view.payer,
        }),
        yes: label,
        no: t('remit.confirmNo'),
      },
    },
    {
      label: several ? t('remit.buttonDeclineNumber', { number }) : t('remit.buttonDecline'),
      does: { type: 'action', name: 'remit.decline', token },
    },
  ];
}

function moveActions(t: Translate, { id, code, state, route, candidates }: RemittanceView): Action[] {
  const acts = (name: string) => ({ type: 'action', name, token: id }) as const;
  const mayClaim = route === 'general' && stepFrom(state, 'claim') !== undefined && candidates.length === 0;
  return [
    ...(mayClaim
      ? [{ label: t('remit.buttonClaimed'), style: 'primary', does: acts('remit.claimed') } as const]
      : []),
    ...(state === 'claimed' ? [{ label: t('remit.buttonReview'), does: acts('remit.review') }] : []),
    ...(route === 'general' && (state === 'claimed' || state === 'in-review' || state === 'overdue')
      ? [asks(t('remit.buttonRejected'), `remit rejected ${code}`)]
      : []),
    ...(isOpen(state)
      ? [
          {
            label: t('remit.buttonWithdraw'),
            style: 'danger',
            does: acts('remit.withdraw'),
            confirm: {
              title: t('remit.buttonWithdraw'),
              text: t('remit.withdrawText'),
              yes: t('remit.buttonWithdraw'),
              no: t('remit.confirmNo'),
            },
          } as const,
        ]
      : []),
  ];
}
