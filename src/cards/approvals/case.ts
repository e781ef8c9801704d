import { formatMoney } from '../../kernel/format.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import type { Action, Block, Card, Rich } from '../card.ts';
import {
  approvalFacts,
  askText,
  customersText,
  moment,
  stopNotice,
  subjectFacts,
  warnings,
} from './subject.ts';
import { outcomeBlocks, progressBlocks, questionBlocks } from './steps.ts';
import { isOver, type CaseView } from './view.ts';
import { stateWord, titleOf } from './words.ts';

export type CaseReader = 'approvers' | 'requester' | 'others';

/** What is known of the one reader, on a card that nobody else sees. */
export interface Me {
  readonly hasApproved: boolean;
}

/**
 * The card of a request: for those who decide, for the one who asked, and for anybody else, who sees how it stands. Without
 * buttons once there is nothing to decide.
 */
export function caseCard(t: Translate, seen: CaseView, reader: CaseReader, me?: Me): Card {
  // What an approver weighs (the quota, what speaks against it) is not for everybody.
  const view = reader === 'others' ? { ...seen, facts: undefined } : seen;
  const over = isOver(view);
  const actions = over ? [] : actionsFor(t, view, reader, me);
  return {
    summary: summaryOf(t, view),
    title: t(titleOf[view.action]),
    blocks: [
      ...(over ? [] : stopNotice(t, view.stop)),
      ...outcomeBlocks(t, view),
      { kind: 'text', text: askText(t, view) },
      ...(reader === 'requester' && view.unreachable && !over
        ? [{ kind: 'notice', tone: 'error', text: t('approvals.unreachable') } as const]
        : []),
      ...warnings(t, view),
      ...progressBlocks(t, view),
      { kind: 'facts', facts: [...subjectFacts(t, view), ...approvalFacts(t, view)] },
      ...(reader === 'approvers' ? questionBlocks(t, view) : []),
      ...(actions.length > 0 ? [{ kind: 'actions', actions } as const] : []),
      receiptNotes(t, view),
    ],
  };
}

/** The same where many read it: an app that can shows each of them their own, once they may do different things. */
export function sharedCaseCard(
  t: Translate,
  view: CaseView,
  reader: Exclude<CaseReader, 'others'>,
  readers: readonly string[],
): Card {
  const card = caseCard(t, view, reader);
  if (isOver(view)) return card;
  const { blocks: others } = caseCard(t, view, 'others');
  return { ...card, own: { others, token: view.id, label: t('approvals.buttonMine'), readers } };
}

function actionsFor(t: Translate, view: CaseView, reader: CaseReader, me: Me | undefined): Action[] {
  if (reader === 'others') return [];
  return reader === 'approvers' ? forApprovers(t, view, me) : forRequester(t, view);
}

export const summaryOf = (t: Translate, view: CaseView): string =>
  t('approvals.summary', {
    title: t(titleOf[view.action]),
    total: formatMoney(view.total),
    state: stateWord(t, view.state),
    receipt: view.receipt,
  });

function receiptNotes(t: Translate, { receipt, facts, timeZone }: CaseView): Block {
  const readAt = facts === 'away' ? undefined : facts?.readAt;
  const notes: Rich[] = [
    [`${t('approvals.receipt')} `, { code: receipt }],
    ...(readAt ? [[t('approvals.asOf'), moment(readAt, timeZone)]] : []),
  ];
  return { kind: 'notes', notes };
}

function forApprovers(t: Translate, view: CaseView, me: Me | undefined): Action[] {
  const { state, id, receipt, approvals, untouched } = view;
  const waits = state === 'waiting';
  const hasGiven = me?.hasApproved ?? approvals.length > 0;
  return [
    ...(waits && !me?.hasApproved ? [approveButton(t, view)] : []),
    ...(waits ? [refuseButton(t, receipt)] : []),
    ...(hasGiven && untouched ? [takeBackButton(t, id)] : []),
    detailsButton(t, id),
  ];
}

const forRequester = (t: Translate, { state, id }: CaseView): Action[] => [
  ...(state === 'waiting' ? [withdrawButton(t, id)] : []),
  detailsButton(t, id),
];

const approveButton = (t: Translate, view: CaseView): Action => ({
  label: t('approvals.buttonApprove'),
  style: 'primary',
  does: { type: 'action', name: 'approval.approve', token: view.id },
  confirm: {
    title: t('approvals.approveTitle'),
    text: t('approvals.approveText', {
      what: `${t(titleOf[view.action])}: ${customersText(t, view.customers)}`,
      total: formatMoney(view.total),
    }),
    yes: t('approvals.buttonApprove'),
    no: t('approvals.confirmNo'),
  },
});

/** Asks for the reason in a form. */
const refuseButton = (t: Translate, receipt: string): Action => ({
  label: t('approvals.buttonRefuse'),
  style: 'danger',
  does: { type: 'form', line: `approvals refuse ${receipt}` },
});

const detailsButton = (t: Translate, id: string): Action => ({
  label: t('approvals.buttonDetails'),
  does: { type: 'action', name: 'approval.details', token: id },
});

const withdrawButton = (t: Translate, id: string): Action => ({
  label: t('approvals.buttonWithdraw'),
  style: 'danger',
  does: { type: 'action', name: 'approval.withdraw', token: id },
  confirm: {
    title: t('approvals.withdrawTitle'),
    text: t('approvals.withdrawText'),
    yes: t('approvals.buttonWithdraw'),
    no: t('approvals.confirmNo'),
  },
});

const takeBackButton = (t: Translate, id: string): Action => ({
  label: t('approvals.buttonTakeBack'),
  does: { type: 'action', name: 'approval.take-back', token: id },
  confirm: {
    title: t('approvals.takeBackTitle'),
    text: t('approvals.takeBackText'),
    yes: t('approvals.buttonTakeBack'),
    no: t('approvals.confirmNo'),
  },
});
