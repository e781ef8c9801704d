import type { Day } from '../kernel/day.ts';
import { sum } from '../kernel/decimal.ts';
import { formatDecimal, formatMoney } from '../kernel/format.ts';
import { type Money, money } from '../kernel/money.ts';
import type { TextKey, Translate } from '../kernel/texts/index.ts';
import { leftOutNote } from './accounts.ts';
import type { Action, Card, Table } from './card.ts';
import { neededBy, type Outlook, runsOutText, transferOf } from './outlook.ts';
import { type Provenance, provenanceNotes } from './provenance.ts';

interface Listed {
  /** How many balances the platform gave. */
  readonly asked: number;
  readonly missing: readonly string[];
  readonly directoryComplete: boolean;
  /** How long balances should last. */
  readonly days: number;
  /** The last day whose use is known. */
  readonly through: Day | undefined;
  readonly mayTransfer: boolean;
  readonly from: Provenance;
}

export interface DebtsView extends Listed {
  /** Largest debt first. */
  readonly debtors: readonly Outlook[];
}

export interface LowView extends Listed {
  /** The most urgent first. */
  readonly rows: readonly Outlook[];
  /** How many of those asked for have no forecast. */
  readonly unknown: number;
  /** Asked for by amount instead of by forecast. */
  readonly limit: Money | undefined;
}

export function debtsCard(t: Translate, view: DebtsView): Card {
  const { debtors, asked } = view;
  const [first] = debtors;
  const count = debtors.length;
  const total = first && formatMoney(money(sum(debtors.map(({ debt }) => debt.amount)), first.debt.currency));
  const summary =
    asked === 0
      ? t('forecast.nobody')
      : total === undefined
        ? t('forecast.debtsNone', { asked })
        : t('forecast.debtsLine', { count, asked, total });
  return listCard(t, view, {
    title: t('forecast.debtsTitle'),
    summary,
    rows: debtors,
    columns: ['debt', 'available', 'runsOut', 'missing'],
    others: [typed(t('forecast.buttonLow'), 'low')],
    notes: [t('forecast.onlyResale')],
  });
}

export function lowCard(t: Translate, view: LowView): Card {
  const { rows, asked, days, unknown, limit, through } = view;
  const count = rows.length;
  const by = { count, asked, days, limit: limit ? formatMoney(limit) : '' };
  const [title, some, none] = limit
    ? (['forecast.belowTitle', 'forecast.belowLine', 'forecast.belowNone'] as const)
    : (['forecast.lowTitle', 'forecast.lowLine', 'forecast.lowNone'] as const);
  const blind = !limit && through === undefined;
  const summary =
    asked === 0
      ? t('forecast.nobody')
      : blind && count === 0
        ? t('forecast.noUse')
        : t(count > 0 ? some : none, by);
  return listCard(t, view, {
    title: t(title, by),
    summary,
    rows,
    columns: limit
      ? ['available', 'debt', 'perDay', 'runsOut']
      : ['available', 'perDay', 'runsOut', 'missing'],
    others: [
      {
        label: t('forecast.buttonOther'),
        does: { type: 'form', line: limit ? `low ${limit.amount.toFixed()}` : `low --days ${days}d` },
      },
      typed(t('forecast.buttonDebts'), 'debts'),
    ],
    notes: [
      ...(unknown > 0 && through !== undefined ? [t('forecast.tooLittle', { count: unknown })] : []),
      t('forecast.onlyResale'),
    ],
  });
}

interface ListParts {
  readonly title: string;
  readonly summary: string;
  readonly rows: readonly Outlook[];
  readonly columns: readonly ColumnName[];
  readonly others: readonly Action[];
  readonly notes: readonly string[];
}

/** Buttons below the table are for the most urgent; every row has one of its own where the app can. */
const buttonsShown = 3;
const rowsShown = 100;

function listCard(t: Translate, view: Listed, parts: ListParts): Card {
  const { title, summary, rows, others } = parts;
  const transfers = rows.flatMap((row) => transferOf(t, view, row, 'forecast.buttonTransfer') ?? []);
  return {
    summary,
    title,
    blocks: [
      ...(view.directoryComplete
        ? []
        : [{ kind: 'notice', tone: 'info', text: t('accounts.directoryPartial') } as const]),
      { kind: 'text', text: [{ bold: summary }] },
      ...(rows.length > 0 ? [tableOf(t, view, parts)] : []),
      { kind: 'actions', actions: [...transfers.slice(0, buttonsShown), ...others] },
      provenanceNotes(t, view.from, [
        ...estimateNotes(t, view, parts),
        ...parts.notes,
        ...leftOutNote(t, view.missing),
      ]),
    ],
  };
}

const columns = {
  available: {
    label: 'forecast.available',
    of: ({ available }) => formatDecimal(available.amount),
    money: true,
  },
  debt: { label: 'forecast.debt', of: ({ debt }) => formatDecimal(debt.amount), money: true },
  perDay: {
    label: 'forecast.perDay',
    of: (row) => (row.forecast ? formatDecimal(row.perDay.amount) : ''),
    money: true,
  },
  runsOut: { label: 'forecast.runsOut', of: ({ forecast }, t) => runsOutText(t, forecast), money: false },
  missing: {
    label: 'forecast.missing',
    of: (row) => {
      const amount = neededBy(row);
      return amount ? formatDecimal(amount.amount) : '';
    },
    money: true,
  },
} as const satisfies Record<
  string,
  { label: TextKey; of: (row: Outlook, t: Translate) => string; money: boolean }
>;
type ColumnName = keyof typeof columns;

function tableOf(t: Translate, view: Listed, { rows, columns: names }: ListParts): Table {
  const shown = rows.slice(0, rowsShown);
  const currency = shown[0]?.available.currency ?? '';
  return {
    kind: 'table',
    caption: `${t('forecast.customers')} (${currency})`,
    columns: [
      { label: t('forecast.customer') },
      ...names.map((name) => {
        const label = t(columns[name].label, { days: view.days });
        return columns[name].money ? ({ label, align: 'right' } as const) : { label };
      }),
    ],
    rows: shown.map((row) => [row.name, ...names.map((name) => columns[name].of(row, t))]),
    ...(rows.length > shown.length ? { total: rows.length } : {}),
    rowAction: (index) => {
      const row = shown[index];
      return (
        row &&
        (transferOf(t, view, row, 'forecast.buttonTransferOne') ??
          typed(t('forecast.buttonShow'), `balance ${row.customerId}`))
      );
    },
  };
}

/** What kind of figure the forecast is. */
function estimateNotes(
  t: Translate,
  { through, days }: Listed,
  { rows, columns: names }: ListParts,
): string[] {
  if (through === undefined) return [t('forecast.noUse')];
  const estimated = rows.flatMap((row) => (row.forecast ? [row] : []));
  if (estimated.length === 0) return [];
  return [
    t('forecast.means', { through }),
    ...(estimated.some(({ byDay }) => !byDay) ? [t('forecast.coarse')] : []),
    ...(names.includes('missing') ? [t('forecast.meansAmount', { days })] : []),
  ];
}

const typed = (label: string, line: string): Action => ({ label, does: { type: 'command', line } });
