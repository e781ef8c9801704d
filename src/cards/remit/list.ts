import { formatDecimal, formatInstant, formatMoney } from '../../kernel/format.ts';
import { addMoney, type Currency } from '../../kernel/money.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import type { Action, Block, Card, Rich } from '../card.ts';
import type { RemittanceView } from './view.ts';
import { accountInSentence, asks, daysText, doubts, stateWord, typed } from './words.ts';

/** How the reading of the statement stands. */
export interface ReadingView {
  readonly readTo: Date | undefined;
  /** What kept an account from being read last, as a sentence. */
  readonly troubles: readonly { readonly account: RemittanceView['account']; readonly why: string }[];
}

export interface RemittanceList {
  readonly remittances: readonly RemittanceView[];
  readonly total: number;
  readonly which: 'open' | 'closed';
  /** All of them, or only those of the reader. */
  readonly whose: 'all' | 'mine';
  readonly reading: ReadingView;
  readonly currency: Currency;
  readonly mayAnnounce: boolean;
  readonly timeZone: string;
}

const titles = {
  open: { all: 'remit.listTitle', mine: 'remit.listTitleMine' },
  closed: { all: 'remit.listTitleClosed', mine: 'remit.listTitleMineClosed' },
} as const;

export function remittanceListCard(t: Translate, list: RemittanceList): Card {
  const { remittances, total, which, whose, currency } = list;
  const title = t(titles[which][whose]);
  const amount = formatMoney(
    addMoney(
      currency,
      remittances.map((one) => one.amount),
    ),
  );
  const count = total === 0 ? t('remit.listNone') : t('remit.listCount', { count: total, amount });
  const toConfirm = remittances.filter(({ candidates }) => candidates.length > 0).length;
  return {
    summary: t('desk.listed', { title, items: count }),
    title,
    blocks: [
      ...troubleNotices(t, list.reading),
      ...(total === 0
        ? [{ kind: 'text', text: count } as const]
        : [{ kind: 'text', text: [{ bold: count }] } as const, table(t, list)]),
      ...(toConfirm > 0
        ? [{ kind: 'notice', tone: 'info', text: t('remit.listToConfirm', { count: toConfirm }) } as const]
        : []),
      { kind: 'actions', actions: listActions(t, list) },
      readingNotes(t, list.reading, list.timeZone),
    ],
  };
}

const table = (t: Translate, { remittances, total, currency }: RemittanceList): Block => ({
  kind: 'table',
  caption: t('remit.listTitle'),
  columns: [
    { label: t('remit.code') },
    { label: t('remit.payer') },
    { label: `${t('remit.amount')} (${currency})`, align: 'right' },
    { label: t('remit.day') },
    { label: t('remit.state') },
    { label: t('remit.found') },
  ],
  rows: remittances.map((one) => [
    one.code,
    one.payer,
    formatDecimal(one.amount.amount),
    one.bankDay,
    stateWord(t, one.state),
    foundText(t, one),
  ]),
  ...(total > remittances.length ? { total } : {}),
  rowAction: (row) => {
    const one = remittances[row];
    return one && typed(t('remit.buttonShow'), `remit show ${one.code}`);
  },
});

function foundText(t: Translate, { candidates, credited }: RemittanceView): string {
  if (credited) return credited.topUp?.day ?? t('remit.foundOne');
  if (candidates.length === 0) return t('remit.foundNone');
  return candidates.length === 1
    ? daysText(t, candidates)
    : t('remit.foundSeveral', { count: candidates.length });
}

function listActions(t: Translate, { which, mayAnnounce }: RemittanceList): Action[] {
  return [
    ...(mayAnnounce ? [asks(t('remit.buttonNew'), 'remit new')] : []),
    typed(t('remit.buttonCheck'), 'remit check'),
    which === 'open'
      ? typed(t('remit.buttonClosed'), 'remit list closed')
      : typed(t('remit.buttonOpen'), 'remit list'),
  ];
}

const troubleNotices = (t: Translate, { troubles }: ReadingView): Block[] =>
  troubles.map(({ account, why }) => ({
    kind: 'notice',
    tone: 'warning',
    text: t('remit.trouble', { account: accountInSentence(t, account), why }),
  }));

function readingNotes(t: Translate, { readTo }: ReadingView, timeZone: string): Block {
  const note: Rich = readTo
    ? [t('remit.readTo'), { at: readTo, fallback: formatInstant(readTo, timeZone) }]
    : t('remit.neverRead');
  return { kind: 'notes', notes: [note] };
}

export interface CheckResult {
  /** Those that wait and that the reader may see. */
  readonly remittances: readonly RemittanceView[];
  readonly reading: ReadingView;
  readonly timeZone: string;
}

/** What the statement says just now of those that wait. */
export function checkCard(t: Translate, { remittances, reading, timeZone }: CheckResult): Card {
  const found = remittances.filter(({ candidates }) => candidates.length > 0);
  const text =
    remittances.length === 0
      ? t('remit.checkNothing')
      : found.length === 0
        ? t('remit.checkNone')
        : t('remit.checkFound', { count: found.length });
  return {
    summary: text,
    title: t('remit.checkTitle'),
    blocks: [
      ...troubleNotices(t, reading),
      { kind: 'text', text },
      ...(found.length > 0 ? [foundTable(t, found)] : []),
      { kind: 'actions', actions: [typed(t('remit.buttonList'), 'remit list')] },
      readingNotes(t, reading, timeZone),
    ],
  };
}

const foundTable = (t: Translate, found: readonly RemittanceView[]): Block => ({
  kind: 'table',
  caption: t('remit.topUpTitle'),
  columns: [
    { label: t('remit.code') },
    { label: t('remit.payer') },
    { label: t('remit.amount'), align: 'right' },
    { label: t('remit.checkCredited') },
    { label: t('remit.why') },
  ],
  rows: found.map((one) => [
    one.code,
    one.payer,
    formatDecimal(one.amount.amount),
    daysText(t, one.candidates),
    doubts(t, one).join(t('common.listSeparator')) || t('remit.checkReasonOne'),
  ]),
  rowAction: (row) => {
    const one = found[row];
    return one && typed(t('remit.buttonShow'), `remit show ${one.code}`);
  },
});
