import type { Translate } from '../../kernel/texts/index.ts';
import type { Card, Rich, Span } from '../card.ts';
import { cardText } from '../card-text.ts';
import { said } from '../said.ts';
import type { CaseView, EventView } from './view.ts';
import { choiceWord, impossibleText } from './words.ts';

/** What is told in the thread of a card when something happened; nothing where the card itself says enough. */

export function newsForRequester(t: Translate, view: CaseView, index: number): Card | undefined {
  const event = view.events[index];
  const text = event && requesterText(t, view, event, index);
  return text === undefined ? undefined : plain(text);
}

function requesterText(t: Translate, view: CaseView, event: EventView, index: number): Rich | undefined {
  const { receipt, requester: asker } = view;
  const person = event.by ?? '';
  switch (event.kind) {
    case 'approved': {
      const given = approvalsAfter(view.events.slice(0, index + 1));
      // The last one sets it going: said in one breath.
      const last = view.events[index + 1]?.kind === 'running';
      const key = last ? 'deciding.newsLastApproved' : 'deciding.newsApproved';
      return said(t, key, { asker, person, given, needed: Math.max(view.needed, given) });
    }
    case 'taken-back':
      return said(t, 'deciding.newsTakenBack', { asker, person });
    case 'refused':
      return said(t, 'deciding.newsRefused', { asker, person, reason: event.note ?? '' });
    case 'withdrawn':
      return said(t, 'deciding.newsWithdrawn', { asker });
    case 'expired':
      return said(t, 'deciding.newsExpired', { asker });
    case 'impossible':
      return said(t, 'deciding.newsImpossible', { asker, why: impossibleText(t, event) });
    case 'escalated':
      return said(t, 'deciding.newsEscalated', { asker });
    case 'held':
    case 'stuck':
      return said(t, 'deciding.newsAsking', { asker });
    case 'settled':
      return said(t, 'deciding.newsSettled', { asker, person, choice: choiceWord(t, event.note ?? '') });
    case 'done':
      return said(t, 'deciding.newsDone', { asker, receipt });
    case 'partly':
      return said(t, 'deciding.newsPartly', { asker, receipt });
    case 'failed':
      return said(t, 'deciding.newsFailed', { asker, receipt });
    case 'asked':
    case 'reminded':
    case 'running':
      return undefined;
  }
}

const approvalsAfter = (events: readonly EventView[]): number =>
  events.filter(({ kind }) => kind === 'approved').length -
  events.filter(({ kind }) => kind === 'taken-back').length;

/** Whom to call, for each kind of news. */
export interface Callees {
  readonly approvers: readonly Span[];
  readonly escalation: readonly Span[];
}

export function newsForApprovers(
  t: Translate,
  view: CaseView,
  index: number,
  { approvers, escalation }: Callees,
): Card | undefined {
  const event = view.events[index];
  const left = Math.max(1, view.needed - view.approvals.length);
  switch (event?.kind) {
    case 'reminded':
      return plain(said(t, 'deciding.remindText', { whom: approvers, left }));
    case 'escalated':
      return plain(said(t, 'deciding.escalateText', { whom: escalation }));
    case 'held':
    case 'stuck':
      return plain(said(t, 'deciding.askText', { whom: approvers }));
    case 'taken-back':
      return plain(said(t, 'deciding.takenBackText', { person: event.by ?? '' }));
    default:
      return undefined;
  }
}

/** A sentence as a card. */
export function plain(text: Rich, more: Pick<Card, 'title'> = {}): Card {
  const blocks = [{ kind: 'text', text }] as const;
  return { ...more, summary: cardText({ summary: '', blocks }), blocks };
}
