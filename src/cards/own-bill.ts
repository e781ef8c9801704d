import { formatMoney } from '../kernel/format.ts';
import type { Money } from '../kernel/money.ts';
import type { Translate } from '../kernel/texts/index.ts';
import type { Card } from './card.ts';
import { type Provenance, provenanceNotes } from './provenance.ts';

export interface OwnBill {
  readonly cycle: string;
  readonly previousCycle: string | undefined;
  readonly provisional: boolean;
  readonly due: Money;
  readonly consumption: Money;
  readonly refunds: Money;
  readonly adjustments: Money;
  readonly tax: Money;
  /** A breakdown or a customer was asked for, which this site does not have. */
  readonly askedForMore: boolean;
  readonly consoleUrl: string;
  readonly from: Provenance;
}

/** What the partner itself owes: the only bill the international and European sites give by API. */
export function ownBillCard(t: Translate, bill: OwnBill): Card {
  const { cycle, previousCycle, provisional, askedForMore, consoleUrl } = bill;
  const notices = [
    ...(askedForMore ? [{ tone: 'info', text: t('bills.noCustomerHere') } as const] : []),
    ...(provisional ? [{ tone: 'warning', text: t('bills.provisional', { cycle }) } as const] : []),
  ];
  return {
    summary: t('bills.ownSummary', { cycle, due: formatMoney(bill.due) }),
    title: t('bills.ownTitle', { cycle }),
    blocks: [
      ...notices.map((notice) => ({ kind: 'notice', ...notice }) as const),
      {
        kind: 'facts',
        facts: [
          { label: t('bills.ownDue'), value: [{ bold: formatMoney(bill.due) }] },
          { label: t('bills.ownConsumption'), value: formatMoney(bill.consumption) },
          { label: t('bills.ownRefunds'), value: formatMoney(bill.refunds) },
          { label: t('bills.ownAdjustments'), value: formatMoney(bill.adjustments) },
          { label: t('bills.ownTax'), value: formatMoney(bill.tax) },
        ],
      },
      {
        kind: 'actions',
        actions: [
          ...(previousCycle === undefined
            ? []
            : [
                {
                  label: t('bills.buttonPrevious'),
                  does: { type: 'command', line: `bill ${previousCycle}` },
                } as const,
              ]),
          { label: t('bills.buttonConsole'), does: { type: 'open', url: consoleUrl } },
        ],
      },
      provenanceNotes(t, bill.from, [t('bills.ownBasis'), t('bills.noSumsHere')]),
    ],
  };
}
