import { partiesText, channelText } from './explain-approvals.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import type { Policy } from './policy.ts';

/** What the file says about remittances, in sentences. */
export function explainRemittances({ remittances }: Policy, t: Translate): string[] {
  const { channel, call, escalate, times } = remittances;
  const details = [
    ...(call.names.length > 0 ? [t('policy.remittancesCall', { who: partiesText(call, t) })] : []),
    t('policy.remittancesClaim', { count: times.claimAfter, every: times.remindEvery }),
    t('policy.remittancesOverdue', { count: times.overdueAfter }),
    ...(escalate.names.length > 0
      ? [t('policy.remittancesEscalate', { who: partiesText(escalate, t) })]
      : []),
    t('policy.remittancesBy'),
  ];
  const where = channelText(channel, t);
  const first = where === '' ? t('policy.remittancesNowhere') : t('policy.remittancesIn', { channel: where });
  return [first, ...details.map((line) => `  - ${line}`)];
}
