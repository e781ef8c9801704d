import { weeksTaken } from '../../kernel/anomaly.ts';
import { formatInstant } from '../../kernel/format.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import type { Action, Block, Card, Chart } from '../card.ts';
import { provenanceNotes } from '../provenance.ts';
import { amountsIn } from './amounts.ts';
import { sectionNames, tellers, type Told } from './sections.ts';
import type { DigestView, SectionView } from './view.ts';

/** As many as stand in one row. */
const actionsShown = 4;

/**
 * A digest in one message: the sentence that matters most today, a picture, a line a section; the details are folded. Apps
 * that fold nothing show them elsewhere: {@link withoutFolds} and {@link detailsCard}.
 */
export function digestCard(t: Translate, view: DigestView): Card {
  const told = view.sections.map((section) => ({ section, told: tell(t, section, view) }));
  const headline = told
    .flatMap(({ told: { headline: one } }) => one ?? [])
    .reduce<Told['headline']>((most, one) => (most && most.weight >= one.weight ? most : one), undefined);
  const isPartial = view.sections.some((section) => 'unreadable' in section);
  const text = headline?.text ?? t(isPartial ? 'digest.headPartial' : 'digest.headQuiet');
  const facts = told.flatMap(({ section, told: { line } }) =>
    line === undefined ? [] : [{ label: t(sectionNames[section.section]), value: line }],
  );
  const actions = distinct(told.flatMap(({ told: one }) => one.actions ?? [])).slice(0, actionsShown);
  return {
    summary: text,
    title: t(view.preview ? 'digest.titlePreview' : 'digest.title', { day: view.day }),
    blocks: [
      ...notices(t, view),
      { kind: 'text', text: [{ bold: text }] },
      ...chartOf(t, view),
      ...(facts.length > 0 ? [{ kind: 'facts', facts } as const] : []),
      ...(actions.length > 0 ? [{ kind: 'actions', actions } as const] : []),
      ...told.flatMap(({ told: { details } }): Block[] =>
        details ? [{ kind: 'fold', label: details.label, blocks: details.blocks }] : [],
      ),
      notesOf(t, view),
    ],
  };
}

export const withoutFolds = (card: Card): Card => ({
  ...card,
  blocks: card.blocks.filter(({ kind }) => kind !== 'fold'),
});

/** What is folded, as a message of its own: it goes into the thread. Undefined when there is nothing. */
export function detailsCard(t: Translate, card: Card, { day }: Pick<DigestView, 'day'>): Card | undefined {
  const folds = card.blocks.filter((block) => block.kind === 'fold');
  if (folds.length === 0) return undefined;
  return {
    summary: t('digest.details', { day }),
    blocks: folds.flatMap(({ blocks }) => blocks),
  };
}

/** The tellers are a table by name; each gets the data of its own section. */
function tell(t: Translate, section: SectionView, view: DigestView): Told {
  if ('unreadable' in section) return { line: t('digest.unreadable', { why: section.unreadable }) };
  switch (section.section) {
    case 'anomalies':
      return tellers.anomalies(t, section, view);
    case 'movers':
      return tellers.movers(t, section, view);
    case 'spend':
      return tellers.spend(t, section, view);
    case 'balances':
      return tellers.balances(t, section, view);
    case 'expiring':
      return tellers.expiring(t, section, view);
    case 'approvals':
      return tellers.approvals(t, section, view);
    case 'customers':
      return tellers.customers(t, section, view);
    case 'failures':
      return tellers.failures(t, section, view);
  }
}

const lineOf = ({ does }: Action): string => JSON.stringify(does);

/** The biggest mover is often the anomaly too: one button is enough. */
const distinct = (actions: readonly Action[]): Action[] => [
  ...new Map(actions.map((action) => [lineOf(action), action])).values(),
];

function notices(t: Translate, { lateSince, missed, from }: DigestView): Block[] {
  return [
    ...(lateSince
      ? [
          {
            kind: 'notice',
            tone: 'warning',
            text: t('digest.late', { due: formatInstant(lateSince, from.timeZone) }),
          } as const,
        ]
      : []),
    ...(missed.length > 0
      ? [
          {
            kind: 'notice',
            tone: 'info',
            text: t('digest.missed', { days: missed.join(t('common.listSeparator')) }),
          } as const,
        ]
      : []),
  ];
}

/** Two days are two numbers, and those stand in words. */
const fewestDays = 3;

function chartOf(t: Translate, view: DigestView): Chart[] {
  const spend = view.sections.find(({ section }) => section === 'spend');
  if (spend?.section !== 'spend' || 'unreadable' in spend || spend.days.length < fewestDays) return [];
  const { days } = spend;
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return [];
  return [
    {
      kind: 'chart',
      title: t('digest.chartTitle'),
      unit: view.currency,
      alt: t('digest.chartAlt', {
        first: first.day,
        last: last.day,
        day: last.day,
        amount: amountsIn(view.currency).money(last.amount),
      }),
      data: {
        type: 'bar',
        categories: days.map(({ day }) => day.slice(5)),
        series: [
          { name: t('digest.chartSeries'), values: days.map(({ amount }) => Number(amount.toFixed(2))) },
        ],
      },
    },
  ];
}

function notesOf(t: Translate, view: DigestView): Block {
  const shows = (name: SectionView['section']) => view.sections.some(({ section }) => section === name);
  return provenanceNotes(t, view.from, [
    ...(shows('spend') || shows('movers') ? [t('digest.basis')] : []),
    ...(shows('anomalies') ? [t('digest.anomalyBasis', { weeks: weeksTaken })] : []),
    ...(view.mutedCount > 0 ? [t('digest.mutedNote', { count: view.mutedCount })] : []),
    t('digest.code', { id: view.id }),
  ]);
}
