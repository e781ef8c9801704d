import { formatDecimal, formatMoney } from '../../kernel/format.ts';
import type { TextKey, Translate } from '../../kernel/texts/index.ts';
import type { Action, Block, Tone } from '../card.ts';
import { said } from '../said.ts';
import { type BalancesView, type CaseView, isOver, type StepKind, type StepView } from './view.ts';
import { impossibleText, stepText } from './words.ts';

/** How far it is, what a person has to decide, and how it ended. */

export function progressBlocks(t: Translate, view: CaseView): Block[] {
  const { steps, state } = view;
  if (state !== 'running') return [];
  const done = steps.filter((step) => ['done', 'failed', 'skipped'].includes(step.state)).length;
  const lost = steps.find((step) => step.state === 'unknown');
  return [
    {
      kind: 'progress',
      done,
      total: steps.length,
      label: t('approvals.progress', { done, count: steps.length }),
    },
    ...(lost
      ? [{ kind: 'notice', tone: 'info', text: t('approvals.lookingFor', { code: lost.code }) } as const]
      : []),
  ];
}

const questionsShown = 3;

/** Steps the evidence does not decide, with what is known of each and the choices there are. */
export const questionBlocks = (t: Translate, { steps, state }: CaseView): Block[] =>
  state === 'running'
    ? steps
        .filter((step) => step.state === 'held' || step.state === 'stuck')
        .slice(0, questionsShown)
        .flatMap((step): Block[] => [
          { kind: 'notice', tone: 'warning', text: evidence(t, step) },
          { kind: 'actions', actions: choices(t, step) },
        ])
    : [];

const evidenceKeys: Readonly<Record<string, TextKey>> = {
  'coupon-without-record': 'approvals.stuckNoRecord',
  'quota-has-moved': 'approvals.stuckQuotaMoved',
  'spent-meanwhile': 'approvals.heldSpent',
  'amount-unknown': 'approvals.heldAmount',
  'several-alike': 'approvals.stuckSeveral',
  'record-without-movement': 'approvals.stuckRecordOnly',
  'other-movements': 'approvals.stuckOthers',
  'balance-has-moved': 'approvals.stuckBalance',
};

function evidence(t: Translate, step: StepView): string {
  const { code, customer, outcome = '', balance, returned, before } = step;
  const key = (Object.hasOwn(evidenceKeys, outcome) && evidenceKeys[outcome]) || 'approvals.stuckOther';
  return [
    t(key, { code, customer }),
    ...(balance ? [t('approvals.leftOnIt', { balance: formatMoney(balance) })] : []),
    ...(returned ? [t('approvals.cameBack', { returned: formatMoney(returned) })] : []),
    ...(before
      ? [
          t('approvals.balancesBefore', {
            own: formatMoney(before.own),
            customer: formatMoney(before.customer),
          }),
        ]
      : []),
  ].join(' ');
}

type Choice = 'done' | 'not-done' | 'go-on' | 'leave';

const words = {
  done: { label: 'approvals.buttonDone', title: 'approvals.doneTitle', text: 'approvals.doneText' },
  'not-done': {
    label: 'approvals.buttonNotDone',
    title: 'approvals.notDoneTitle',
    text: 'approvals.notDoneText',
  },
  'go-on': { label: 'approvals.buttonGoOn', title: 'approvals.goOnTitle', text: 'approvals.goOnText' },
  leave: { label: 'approvals.buttonLeave', title: 'approvals.leaveTitle', text: 'approvals.leaveText' },
} as const satisfies Record<Choice, Record<'label' | 'title' | 'text', TextKey>>;

/** The choice stands in the action's name: the button carries which step is meant and nothing else. */
const choices = (t: Translate, { id, code, state }: StepView): Action[] =>
  (state === 'stuck' ? (['done', 'not-done', 'leave'] as const) : (['go-on', 'leave'] as const)).map(
    (choice): Action => ({
      label: t(words[choice].label),
      ...(choice === 'not-done' ? { style: 'danger' } : {}),
      does: { type: 'action', name: `approval.settle-${choice}`, token: id },
      confirm: {
        title: t(words[choice].title),
        text: t(words[choice].text, { code }),
        yes: t(words[choice].label),
        no: t('approvals.confirmNo'),
      },
    }),
  );

export function outcomeBlocks(t: Translate, view: CaseView): Block[] {
  if (!isOver(view)) return [];
  return [outcomeNotice(t, view), ...(view.steps.length > 0 ? [stepTable(t, view)] : [])];
}

const tones: Readonly<Record<string, Tone>> = {
  done: 'success',
  partly: 'warning',
  failed: 'error',
  refused: 'error',
  impossible: 'warning',
};

function outcomeNotice(t: Translate, view: CaseView): Block {
  const { state, steps, events, receipt } = view;
  const last = events.findLast(({ kind }) => kind === state);
  const person = last?.by ?? '';
  const count = steps.length;
  const done = steps.filter((step) => step.state === 'done').length;
  const tone = tones[state] ?? 'info';
  switch (state) {
    case 'done':
      return { kind: 'notice', tone, text: t('approvals.endDone', { count, receipt }) };
    case 'partly':
      return { kind: 'notice', tone, text: t('approvals.endPartly', { done, count }) };
    case 'failed':
      return { kind: 'notice', tone, text: t('approvals.endFailed') };
    case 'refused':
      return {
        kind: 'notice',
        tone,
        text: said(t, 'approvals.endRefused', { person, reason: last?.note ?? '' }),
      };
    case 'withdrawn':
      return { kind: 'notice', tone, text: said(t, 'approvals.endWithdrawn', { person }) };
    case 'impossible':
      return {
        kind: 'notice',
        tone,
        text: t('approvals.endImpossible', { why: impossibleText(t, last ?? {}) }),
      };
    default:
      return { kind: 'notice', tone, text: t('approvals.endExpired') };
  }
}

export function stepTable(t: Translate, { steps }: CaseView): Block {
  const isMove = steps.some(({ kind }) => kind === 'transfer' || kind === 'retrieve');
  return {
    kind: 'table',
    caption: t('approvals.outcomes'),
    columns: [
      { label: t('approvals.column') },
      { label: t('approvals.columnCustomer') },
      { label: t('approvals.columnAmount'), align: 'right' },
      { label: t('approvals.columnState') },
      { label: t(isMove ? 'approvals.columnTrans' : 'approvals.columnCoupon') },
      ...(isMove
        ? [
            { label: t('approvals.columnOwn'), align: 'right' } as const,
            { label: t('approvals.columnTheirs'), align: 'right' } as const,
          ]
        : []),
    ],
    rows: steps.map((step) => [
      t(stepWords[step.kind], { code: step.code }),
      step.customer,
      formatDecimal((step.returned ?? step.amount).amount),
      stepText(t, step),
      step.transId ?? step.couponId ?? '–',
      ...(isMove ? [fromTo(step, 'own'), fromTo(step, 'customer')] : []),
    ]),
  };
}

const stepWords = {
  issue: 'approvals.stepIssue',
  reclaim: 'approvals.stepReclaim',
  transfer: 'approvals.stepTransfer',
  retrieve: 'approvals.stepRetrieve',
} as const satisfies Record<StepKind, TextKey>;

/** `52,000.00 → 47,000.00`: what an account held before the call and after it. */
function fromTo({ before, afterwards }: StepView, whose: keyof BalancesView): string {
  const text = (balances: BalancesView | undefined) =>
    balances ? formatDecimal(balances[whose].amount) : '…';
  return before || afterwards ? `${text(before)} → ${text(afterwards)}` : '–';
}
