import { formatMoney } from '../../kernel/format.ts';
import type { RemittanceState } from '../../kernel/remittance/states.ts';
import type { TextKey, Translate } from '../../kernel/texts/index.ts';
import type { Action } from '../card.ts';
import type { RemittanceView, TopUpView } from './view.ts';

const states = {
  announced: 'remit.stateAnnounced',
  arrived: 'remit.stateArrived',
  claimed: 'remit.stateClaimed',
  'in-review': 'remit.stateInReview',
  overdue: 'remit.stateOverdue',
  credited: 'remit.stateCredited',
  rejected: 'remit.stateRejected',
  withdrawn: 'remit.stateWithdrawn',
} as const satisfies Record<RemittanceState, TextKey>;

export const stateWord = (t: Translate, state: RemittanceState): string => t(states[state]);

export const accountWord = (t: Translate, account: RemittanceView['account']): string =>
  t(account === 'cash' ? 'remit.accountCash' : 'remit.accountCredit');

export const summaryOf = (t: Translate, view: RemittanceView): string =>
  t('remit.summary', {
    code: view.code,
    amount: formatMoney(view.amount),
    payer: view.payer,
    state: stateWord(t, view.state),
  });

/** Within a sentence. */
export const accountInSentence = (t: Translate, account: RemittanceView['account']): string =>
  accountWord(t, account).toLowerCase();

/** Each day once, in order. */
export const daysText = (t: Translate, topUps: readonly TopUpView[]): string =>
  [...new Set(topUps.map(({ day }) => day))].sort().join(t('common.listSeparator'));

/** Why it is not clear which top-up it is. */
export function doubts(
  t: Translate,
  { candidates, rivals }: Pick<RemittanceView, 'candidates' | 'rivals'>,
): string[] {
  return [
    ...(candidates.length > 1 ? [t('remit.checkReasonTopUps', { count: candidates.length })] : []),
    ...(rivals.length > 0 ? [t('remit.checkReasonRivals', { count: rivals.length + 1 })] : []),
  ];
}

export const isUnclear = (view: Pick<RemittanceView, 'candidates' | 'rivals'>): boolean =>
  view.candidates.length > 1 || view.rivals.length > 0;

export const typed = (label: string, line: string): Action => ({ label, does: { type: 'command', line } });

export const asks = (label: string, line: string): Action => ({ label, does: { type: 'form', line } });
