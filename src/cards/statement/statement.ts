import type { BillCycle } from '../../kernel/bill-cycle.ts';
import type { Day } from '../../kernel/day.ts';
import type { Decimal } from '../../kernel/decimal.ts';
import { formatCount, formatDecimal } from '../../kernel/format.ts';
import { eastEightText } from '../../kernel/day.ts';
import type { Lang, Translate } from '../../kernel/texts/index.ts';
import type { Action, Block, Card, Fact, Table } from '../card.ts';
import { type Provenance, provenanceNotes } from '../provenance.ts';
import { accountWord, detailWord, type TradeType, tradeTypes } from './words.ts';

interface Moved {
  readonly income: Decimal;
  /** Zero or less. */
  readonly expense: Decimal;
}

export interface StatementAccount extends Moved {
  readonly account: 'cash' | 'credit';
  readonly opening: Decimal | undefined;
  readonly closing: Decimal | undefined;
  readonly gaps: readonly {
    readonly at: Date | undefined;
    readonly expected: Decimal;
    readonly found: Decimal;
  }[];
}

export interface StatementHead {
  readonly span: { readonly from: Day; readonly to: Day; readonly clipped: boolean };
  readonly type: TradeType | undefined;
  readonly monthBefore: BillCycle | undefined;
  readonly lang: Lang;
  readonly from: Provenance;
}

export interface StatementView extends StatementHead {
  readonly currency: string;
  readonly accounts: readonly StatementAccount[];
  readonly kinds: readonly (Moved & {
    readonly account: 'cash' | 'credit';
    readonly detail: string;
    readonly count: number;
  })[];
  /** Newest first. */
  readonly latest: readonly {
    readonly at: Date | undefined;
    readonly account: 'cash' | 'credit';
    readonly detail: string;
    readonly amount: Decimal;
    readonly balanceAfter: Decimal | undefined;
    readonly customer: string | undefined;
  }[];
  readonly lines: number;
  readonly total: number;
  /** All lines were read, so the sums are those of the whole span. */
  readonly whole: boolean;
}

export function statementCard(t: Translate, view: StatementView): Card {
  const { currency, accounts, lines, lang } = view;
  const money = (value: Decimal) => `${currency} ${formatDecimal(value)}`;
  const moved = accounts.map((one) => ({
    name: accountWord(t, one.account),
    text: movedText(t, one, money),
  }));
  const counted = t('statement.lines', { count: lines, lines: formatCount(lines, lang) });
  return {
    summary: [counted, ...moved.map(({ name, text }) => t('statement.accountLine', { name, text }))].join(
      ' ',
    ),
    title: titleOf(t, view),
    blocks: [
      { kind: 'text', text: [{ bold: counted }] },
      ...clippedNotice(t, view),
      ...(view.whole
        ? gapNotices(t, view, money)
        : [
            {
              kind: 'notice',
              tone: 'warning',
              text: t('statement.cut', {
                read: formatCount(lines, lang),
                total: formatCount(view.total, lang),
              }),
            } as const,
          ]),
      ...moved.map(({ name, text }): Block => ({ kind: 'text', text: [{ bold: name }, ` ${text}`] })),
      { kind: 'text', text: [{ bold: t('statement.kinds') }] },
      { kind: 'facts', facts: kindFacts(t, view, money) },
      latestTable(t, view),
      { kind: 'actions', actions: [...fileActions(t, view), ...otherActions(t, view)] },
      provenanceNotes(t, view.from, [...checkedNote(t, view), t('statement.basis')]),
    ],
  };
}

export function emptyStatementCard(t: Translate, head: StatementHead): Card {
  const { from, to } = head.span;
  const text =
    head.type === undefined
      ? t('statement.empty', { from, to })
      : t('statement.emptyType', { from, to, type: t(tradeTypes[head.type].label) });
  return {
    summary: text,
    title: titleOf(t, head),
    blocks: [
      { kind: 'notice', tone: 'info', text },
      ...clippedNotice(t, head),
      { kind: 'actions', actions: otherActions(t, head) },
      provenanceNotes(t, head.from, [t('statement.basis')]),
    ],
  };
}

function titleOf(t: Translate, { span: { from, to }, type }: StatementHead): string {
  return type === undefined
    ? t('statement.title', { from, to })
    : t('statement.titleType', { from, to, type: t(tradeTypes[type].label) });
}

const clippedNotice = (t: Translate, { span }: StatementHead): Block[] =>
  span.clipped ? [{ kind: 'notice', tone: 'info', text: t('statement.clipped', { oldest: span.from }) }] : [];

function gapNotices(t: Translate, { accounts }: StatementView, money: AsMoney): Block[] {
  return accounts.flatMap(({ account, gaps: [first, ...more] }) =>
    first
      ? [
          {
            kind: 'notice',
            tone: 'warning',
            text: [
              t('statement.gap', {
                account: accountWord(t, account),
                at: first.at ? eastEightText(first.at) : '?',
                expected: money(first.expected),
                found: money(first.found),
              }),
              ...(more.length > 0 ? [t('statement.moreGaps', { count: more.length })] : []),
            ].join(' '),
          } as const,
        ]
      : [],
  );
}

function checkedNote(t: Translate, { whole, type, accounts }: StatementView): string[] {
  if (!whole) return [];
  if (type !== undefined) return [t('statement.notChecked')];
  return accounts.every(({ gaps }) => gaps.length === 0) ? [t('statement.addsUp')] : [];
}

const balanceText = (t: Translate, value: Decimal | undefined): string =>
  value ? formatDecimal(value) : t('statement.unknownBalance');

type AsMoney = (value: Decimal) => string;

/** From what to what an account went, and by how much. */
function movedText(t: Translate, account: StatementAccount, money: AsMoney): string {
  const { opening, closing } = account;
  const moved = { income: money(account.income), expense: money(account.expense.abs()) };
  return opening && closing
    ? t('statement.movedBetween', { ...moved, opening: money(opening), closing: money(closing) })
    : t('statement.moved', moved);
}

/** What came to how much, per kind; of a kind that goes both ways both sums. */
const kindFacts = (t: Translate, { kinds, lang }: StatementView, money: AsMoney): Fact[] =>
  kinds.map(({ account, detail, count, income, expense }) => ({
    label: t('statement.kindOf', {
      kind: detailWord(t, detail),
      account: accountWord(t, account),
      count,
      lines: formatCount(count, lang),
    }),
    value: [
      ...(income.eq('0') ? [] : [`+${money(income)}`]),
      ...(expense.eq('0') ? [] : [`−${money(expense.abs())}`]),
    ].join(' · '),
  }));

function latestTable(t: Translate, { latest, total, currency }: StatementView): Table {
  return {
    kind: 'table',
    caption: `${t('statement.latest')} (${currency})`,
    columns: [
      { label: t('statement.time') },
      { label: t('statement.kind') },
      { label: t('statement.amount'), align: 'right' },
      { label: t('statement.balanceAfter'), align: 'right' },
      { label: t('statement.account') },
      { label: t('statement.customer') },
    ],
    rows: latest.map(({ at, account, detail, amount, balanceAfter, customer = '' }) => [
      at ? eastEightText(at).slice(0, 'YYYY-MM-DD hh:mm'.length) : '',
      detailWord(t, detail),
      `${amount.gt('0') ? '+' : ''}${formatDecimal(amount)}`,
      balanceText(t, balanceAfter),
      accountWord(t, account),
      customer,
    ]),
    ...(total > latest.length ? { total } : {}),
  };
}

function lineOf({ span: { from, to }, type }: StatementHead): string {
  return [`statement ${from} ${to}`, ...(type === undefined ? [] : [`--type ${type}`])].join(' ');
}

const typed = (label: string, line: string): Action => ({ label, does: { type: 'command', line } });

const fileActions = (t: Translate, view: StatementHead): Action[] => [
  typed(t('statement.buttonCsv'), `${lineOf(view)} --csv`),
  typed(t('statement.buttonXlsx'), `${lineOf(view)} --xlsx`),
];

const otherActions = (t: Translate, view: StatementHead): Action[] => [
  ...(view.monthBefore === undefined ? [] : [typed(view.monthBefore, `statement ${view.monthBefore}`)]),
  { label: t('statement.buttonOther'), does: { type: 'form', line: lineOf(view) } },
];
