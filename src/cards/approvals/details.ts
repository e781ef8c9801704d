import { formatInstant } from '../../kernel/format.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import type { Block, Card } from '../card.ts';
import { summaryOf } from './case.ts';
import { stepTable } from './steps.ts';
import { approvalFacts, askText, stopNotice, subjectFacts, warnings } from './subject.ts';
import { isOver, type CaseView, type EventView, type Named } from './view.ts';
import { choiceWord, eventWords, impossibleText, titleOf } from './words.ts';

/** Everything about a request, for the one who asks. Names are of people the bot has met. */
export function detailsCard(t: Translate, view: CaseView, people: ReadonlyMap<string, string>): Card {
  const { customers, steps, timeZone, receipt } = view;
  return {
    summary: summaryOf(t, view),
    title: `${t(titleOf[view.action])} ${receipt}`,
    blocks: [
      ...(isOver(view) ? [] : stopNotice(t, view.stop)),
      { kind: 'text', text: askText(t, view) },
      ...warnings(t, view),
      { kind: 'facts', facts: [...subjectFacts(t, view), ...approvalFacts(t, view)] },
      ...(steps.length > 0 ? [stepTable(t, view)] : []),
      ...(steps.length === 0 && customers.length > 1 ? [customerTable(t, view)] : []),
      historyTable(t, view, people),
      { kind: 'notes', notes: [t('audit.zone', { zone: timeZone }), t('approvals.yuan')] },
    ],
  };
}

const customerTable = (t: Translate, { customers }: CaseView): Block => ({
  kind: 'table',
  caption: t('approvals.customers'),
  columns: [{ label: t('approvals.columnCustomer') }, { label: 'ID' }],
  rows: customers.map(({ id, name }) => [name, id]),
});

const historyTable = (
  t: Translate,
  { events, timeZone }: CaseView,
  people: ReadonlyMap<string, string>,
): Block => ({
  kind: 'table',
  caption: t('approvals.history'),
  columns: [
    { label: t('approvals.columnWhen') },
    { label: t('audit.columnWho') },
    { label: t('approvals.columnWhat') },
  ],
  rows: events.map((event) => [
    formatInstant(event.at, timeZone),
    event.by === undefined ? t('audit.bot') : nameOf(event.by, people),
    eventText(t, event),
  ]),
});

const nameOf = (by: Named, people: ReadonlyMap<string, string>): string =>
  typeof by === 'string' ? by : (people.get(by.person) ?? by.person);

function eventText(t: Translate, event: EventView): string {
  const word = t(eventWords[event.kind]);
  const why = event.kind === 'impossible' ? impossibleText(t, event) : event.note;
  if (why === undefined) return word;
  const items = event.kind === 'settled' ? choiceWord(t, why) : why;
  return t('desk.listed', { title: word, items });
}
