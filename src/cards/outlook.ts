import type { Day } from '../kernel/day.ts';
import { type Forecast, roundUp } from '../kernel/forecast.ts';
import { formatMoney } from '../kernel/format.ts';
import { type Money, money } from '../kernel/money.ts';
import type { Translate } from '../kernel/texts/index.ts';
import type { NamedBalance } from './accounts.ts';
import type { Action, Fact } from './card.ts';

/** A balance and how it will go on; without a forecast too little is known of what the customer uses. */
export type Outlook = NamedBalance &
  (
    | { readonly forecast: undefined }
    | {
        readonly forecast: Forecast;
        readonly perDay: Money;
        /** To last as long as was asked for. */
        readonly missing: Money;
        readonly byDay: boolean;
      }
  );

/** What the customer lacks; of one whose use is not known, its debt. */
export function neededBy(row: Outlook): Money | undefined {
  const { debt } = row;
  const amount = row.forecast ? row.missing.amount : roundUp(debt.amount);
  return amount.gt('0') ? money(amount, debt.currency) : undefined;
}

/** Opens the form of a transfer with the right amount in it. */
export function transferOf(
  t: Translate,
  { mayTransfer }: { readonly mayTransfer: boolean },
  row: Outlook,
  label: 'forecast.buttonTransfer' | 'forecast.buttonTransferOne',
): Action | undefined {
  const amount = mayTransfer ? neededBy(row) : undefined;
  return (
    amount && {
      label: t(label, { amount: formatMoney(amount), name: row.name }),
      does: { type: 'form', line: `transfer ${row.customerId} ${amount.amount.toFixed()}` },
    }
  );
}

export function runsOutText(t: Translate, forecast: Forecast | undefined): string {
  if (!forecast) return t('forecast.unknown');
  if (forecast.kind !== 'runs-out') return t(forecast.kind === 'empty' ? 'forecast.empty' : 'forecast.lasts');
  const { earliest, latest } = forecast;
  if (latest === undefined) return t('forecast.from', { earliest });
  return earliest === latest ? earliest : t('forecast.between', { earliest, latest });
}

/** The outlook of one customer, for the card of its balance. */
export interface OneOutlook {
  readonly outlook: Outlook;
  readonly through: Day;
  readonly days: number;
  readonly mayTransfer: boolean;
}

export function outlookFacts(t: Translate, { outlook, days }: OneOutlook): Fact[] {
  const needed = neededBy(outlook);
  if (!outlook.forecast) return [{ label: t('forecast.forecast'), value: t('forecast.unknown') }];
  return [
    { label: t('forecast.forecast'), value: sentenceOf(t, outlook.forecast) },
    { label: t('forecast.perDay'), value: formatMoney(outlook.perDay) },
    ...(needed ? [{ label: t('forecast.missing', { days }), value: formatMoney(needed) }] : []),
  ];
}

function sentenceOf(t: Translate, forecast: Forecast): string {
  if (forecast.kind === 'empty') return t('forecast.customerEmpty');
  if (forecast.kind === 'lasts') return t('forecast.lasts');
  const { earliest, latest } = forecast;
  if (latest === undefined) return t('forecast.customerFrom', { earliest });
  return earliest === latest
    ? t('forecast.customerOn', { earliest })
    : t('forecast.customerBetween', { earliest, latest });
}

export const outlookActions = (t: Translate, one: OneOutlook): Action[] => {
  const action = transferOf(t, one, one.outlook, 'forecast.buttonTransferOne');
  return action ? [action] : [];
};

export const outlookNotes = (t: Translate, { outlook, through, days }: OneOutlook): string[] =>
  outlook.forecast
    ? [
        t('forecast.means', { through }),
        ...(outlook.byDay ? [] : [t('forecast.coarse')]),
        ...(neededBy(outlook) ? [t('forecast.meansAmount', { days })] : []),
      ]
    : [];
