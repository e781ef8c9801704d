import { formatMoney } from '../../kernel/format.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import { plain } from '../approvals/news.ts';
import type { Named } from '../approvals/view.ts';
import type { Action, Card, Rich, Span } from '../card.ts';
import { said } from '../said.ts';
import type { RemittanceView, TopUpView } from './view.ts';
import { accountInSentence, daysText, doubts, isUnclear, typed } from './words.ts';

/** Something that has happened to a remittance. */
export interface RemittanceNews {
  readonly kind:
    | 'announced'
    | 'arrived'
    | 'claimed'
    | 'in-review'
    | 'found'
    | 'declined'
    | 'credited'
    | 'rejected'
    | 'withdrawn'
    | 'overdue'
    | 'reminded';
  /** Nobody when time or the statement brought it about. */
  readonly by: Named | undefined;
  /** It was the one who announced it: they know. */
  readonly bySelf: boolean;
  readonly note: string | undefined;
  readonly topUps: readonly TopUpView[];
}

/** What the one who announced it is told, in a private message; nothing of what they did themselves. */
export function newsForRequester(t: Translate, view: RemittanceView, news: RemittanceNews): Card | undefined {
  const text = news.bySelf ? undefined : requesterText(t, view, news);
  if (text === undefined) return undefined;
  const card = plain(text, { title: t('remit.title', { code: view.code }) });
  return { ...card, blocks: [...card.blocks, { kind: 'actions', actions: requesterActions(t, view) }] };
}

function requesterText(t: Translate, view: RemittanceView, news: RemittanceNews): Rich | undefined {
  const what = t('remit.newsSubject', {
    code: view.code,
    amount: formatMoney(view.amount),
    payer: view.payer,
  });
  const person = news.by ?? '';
  const days = daysText(t, news.topUps);
  const reason = news.note ?? '';
  switch (news.kind) {
    case 'announced':
      return undefined;
    case 'arrived':
      return t('remit.newsArrived', { what });
    case 'claimed':
      return said(t, 'remit.newsClaimed', { person, what });
    case 'in-review':
      return said(t, 'remit.newsReview', { person, what });
    case 'found':
      return t(isUnclear(view) ? 'remit.newsFoundSeveral' : 'remit.newsFound', { days, what });
    case 'declined':
      return said(t, 'remit.newsDeclined', { person, days, what });
    case 'credited':
      return said(t, 'remit.newsCredited', { person, days, what });
    case 'rejected':
      return said(t, 'remit.newsRejected', { person, what, reason });
    case 'withdrawn':
      return said(t, 'remit.newsWithdrawn', { person, what });
    case 'overdue':
      return t('remit.newsOverdue', { what });
    case 'reminded':
      return reminderFor(t, view, what);
  }
}

/** What was found waits for finance, and they are the ones to be reminded of it. */
function reminderFor(t: Translate, { state, candidates }: RemittanceView, what: string): string | undefined {
  if (candidates.length > 0) return undefined;
  if (state === 'arrived') return t('remit.newsRemindClaim', { what });
  return state === 'overdue' ? t('remit.newsRemindOverdue', { what }) : undefined;
}

function requesterActions(t: Translate, { id, code, state, route, candidates }: RemittanceView): Action[] {
  const toClaim =
    route === 'general' && (state === 'arrived' || state === 'overdue') && candidates.length === 0;
  return [
    ...(toClaim
      ? [
          {
            label: t('remit.buttonClaimed'),
            style: 'primary',
            does: { type: 'action', name: 'remit.claimed', token: id },
          } as const,
        ]
      : []),
    typed(t('remit.buttonShow'), `remit show ${code}`),
  ];
}

/** Whom to call in the room of finance. */
export interface RoomCallees {
  readonly confirm: readonly Span[];
  readonly escalate: readonly Span[];
}

/** What is told under the card in the room of finance; nothing where the card says enough. */
export function newsForRoom(
  t: Translate,
  view: RemittanceView,
  news: RemittanceNews,
  { confirm, escalate }: RoomCallees,
): Card | undefined {
  const { code, state, candidates } = view;
  const amount = formatMoney(view.amount);
  const days = daysText(t, news.topUps);
  switch (news.kind) {
    case 'found': {
      const reasons = doubts(t, view).join(t('common.listSeparator'));
      return reasons === ''
        ? plain(said(t, 'remit.roomFound', { whom: confirm, amount, days, code }))
        : plain(said(t, 'remit.roomFoundSeveral', { whom: confirm, amount, days, reasons }));
    }
    case 'rejected':
      return plain(t('remit.roomRejected', { code, reason: news.note ?? '' }));
    case 'overdue':
      return plain(said(t, 'remit.roomOverdue', { whom: escalate, code, amount }));
    case 'reminded':
      if (candidates.length > 0) return plain(said(t, 'remit.roomRemindConfirm', { whom: confirm, code }));
      if (state === 'overdue') return plain(said(t, 'remit.roomRemindOverdue', { whom: escalate, code }));
      return plain(t('remit.roomRemindClaim', { code }));
    default:
      return undefined;
  }
}

/** Says that an account's statement cannot be read, and so what is credited is not seen. */
export const troubleCard = (t: Translate, account: 'cash' | 'credit', why: string): Card =>
  plain(t('remit.roomTrouble', { account: accountInSentence(t, account), why }));
