import type { Decimal } from '../../kernel/decimal.ts';
import { formatDecimal } from '../../kernel/format.ts';
import type { TextKey, Translate } from '../../kernel/texts/index.ts';
import type { Reason } from './view.ts';

export const signed = (value: Decimal): string => `${value.gt('0') ? '+' : ''}${formatDecimal(value)}`;

export interface Amounts {
  readonly money: (value: Decimal) => string;
  /** With its sign. */
  readonly change: (value: Decimal) => string;
}

export const amountsIn = (currency: string): Amounts => ({
  money: (value) => `${currency} ${formatDecimal(value)}`,
  change: (value) => `${currency} ${signed(value)}`,
});

const whys: Readonly<Record<Reason['kind'], TextKey>> = {
  'service-new': 'digest.whyServiceNew',
  'service-gone': 'digest.whyServiceGone',
  'resource-new': 'digest.whyResourceNew',
  'resource-gone': 'digest.whyResourceGone',
  order: 'digest.whyOrder',
  price: 'digest.whyPrice',
  usage: 'digest.whyUsage',
};

/** As many as an eye takes in. */
const reasonsSaid = 2;

export function whyText(t: Translate, reasons: readonly Reason[]): string {
  if (reasons.length === 0) return t('digest.whyUnknown');
  return reasons
    .slice(0, reasonsSaid)
    .map(({ kind, service, resource = '', change }) =>
      t(whys[kind], { service, resource, change: signed(change) }),
    )
    .join(t('common.listSeparator'));
}
