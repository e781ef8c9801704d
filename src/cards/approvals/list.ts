import { formatDecimal, formatInstant } from '../../kernel/format.ts';
import type { Money } from '../../kernel/money.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import type { Action, Block, Card } from '../card.ts';
import { stopNotice } from './subject.ts';
import type { CaseView, StopView } from './view.ts';
import { stateWord, titleOf } from './words.ts';

export const approvalTabs = ['waiting', 'mine', 'decided'] as const;
export type ApprovalTab = (typeof approvalTabs)[number];

/** One line of the list. */
export interface CaseLine extends Pick<CaseView, 'id' | 'receipt' | 'action' | 'state' | 'needed'> {
  readonly total: Money;
  readonly askedAt: Date;
  readonly given: number;
  /** Customers by name. */
  readonly about: string;
}

export interface ApprovalsView {
  readonly tab: ApprovalTab;
  readonly lines: readonly CaseLine[];
  /** Some lists of approvers could not be read: something may be missing. */
  readonly incomplete: boolean;
  readonly stop: StopView | undefined;
  readonly timeZone: string;
}

export const tabWords = {
  waiting: 'deciding.tabWaiting',
  mine: 'deciding.tabMine',
  decided: 'deciding.tabDecided',
} as const;

export function approvalsCard(t: Translate, view: ApprovalsView): Card {
  const { tab, lines, incomplete, stop } = view;
  const title = t('deciding.listTitle', { tab: t(tabWords[tab]) });
  const count =
    lines.length === 0 ? t('deciding.listNone') : t('deciding.listCount', { count: lines.length });
  return {
    summary: t('desk.listed', { title, items: count }),
    title,
    blocks: [
      ...stopNotice(t, stop),
      ...(incomplete
        ? [{ kind: 'notice', tone: 'warning', text: t('deciding.listUnreadable') } as const]
        : []),
      ...(lines.length === 0 ? [{ kind: 'text', text: count } as const] : [caseTable(t, view)]),
      {
        kind: 'actions',
        actions: approvalTabs.map(
          (other): Action => ({
            label: t(tabWords[other]),
            ...(other === tab ? { style: 'primary' } : {}),
            does: { type: 'command', line: `approvals ${other}` },
          }),
        ),
      },
    ],
  };
}

export const caseTable = (
  t: Translate,
  { tab, lines, timeZone }: Pick<ApprovalsView, 'tab' | 'lines' | 'timeZone'>,
): Block => ({
  kind: 'table',
  caption: t(tabWords[tab]),
  columns: [
    { label: t('deciding.columnReceipt') },
    { label: t('deciding.columnAbout') },
    { label: t('deciding.columnTotal'), align: 'right' },
    { label: t('desk.columnState') },
    { label: t('deciding.columnNeeded') },
    { label: t('deciding.columnAsked') },
  ],
  rows: lines.map((line) => [
    line.receipt,
    t('desk.listed', { title: t(titleOf[line.action]), items: line.about }),
    formatDecimal(line.total.amount),
    stateWord(t, line.state),
    t('approvals.given', { given: line.given, needed: Math.max(line.given, line.needed) }),
    formatInstant(line.askedAt, timeZone),
  ]),
  rowAction: (row) => {
    const line = lines[row];
    return (
      line && {
        label: t('deciding.showCard'),
        does: { type: 'action', name: 'approval.details', token: line.id },
      }
    );
  },
});
