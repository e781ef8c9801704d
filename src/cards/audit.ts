import { formatInstant } from '../kernel/format.ts';
import type { Translate } from '../kernel/texts/index.ts';
import type { Action, Block, Card, Rich } from './card.ts';
import {
  actionText,
  type AuditFault,
  type AuditLine,
  faultText,
  machine,
  outcomeText,
  subjectText,
  whoText,
} from './audit-words.ts';

export interface AuditPage {
  readonly title: string;
  readonly lines: readonly AuditLine[];
  /** Of the first line shown, from 1. */
  readonly from: number;
  readonly total: number;
  readonly timeZone: string;
  /** Names of people by their id in the chat app, and of customers by their id. */
  readonly people: ReadonlyMap<string, string>;
  readonly customers: ReadonlyMap<string, string>;
  /** The chain between the first and the last row shown; absent when it was too long to be looked at. */
  readonly chain?: { readonly from: number; readonly to: number; readonly fault: AuditFault | undefined };
  readonly before?: { readonly label: string; readonly line: string };
  readonly after?: { readonly label: string; readonly line: string };
}

export function auditCard(t: Translate, page: AuditPage): Card {
  const { title, lines, total, timeZone } = page;
  const summary = total === 0 ? t('audit.none', { title }) : t('audit.found', { title, count: total });
  if (lines.length === 0) return { summary, title, blocks: [{ kind: 'text', text: summary }] };
  const turns = [page.before, page.after].flatMap((turn): Action[] =>
    turn ? [{ label: turn.label, does: { type: 'command', line: turn.line } }] : [],
  );
  return {
    summary,
    title,
    blocks: [
      { kind: 'text', text: summary },
      chainNotice(t, page.chain),
      table(t, page),
      ...(turns.length > 0 ? [{ kind: 'actions', actions: turns } as const] : []),
      {
        kind: 'notes',
        notes: [t('audit.zone', { zone: timeZone }), ...peopleNote(t, page)],
      },
    ],
  };
}

function chainNotice(t: Translate, chain: AuditPage['chain']): Block {
  if (!chain) return { kind: 'notice', tone: 'info', text: t('audit.tooLong') };
  const { from, to, fault } = chain;
  return fault
    ? { kind: 'notice', tone: 'error', text: t('audit.broken', { fault: faultText(t, fault) }) }
    : { kind: 'notice', tone: 'success', text: t('audit.whole', { from, to }) };
}

const table = (t: Translate, { lines, from, total, timeZone, people, customers }: AuditPage): Block => ({
  kind: 'table',
  caption: t('audit.shown', { from, to: from + lines.length - 1, total }),
  columns: [
    { label: t('audit.columnRow'), align: 'right' },
    { label: t('audit.columnWhen') },
    { label: t('audit.columnWho') },
    { label: t('audit.columnWhat') },
    { label: t('audit.columnOutcome') },
    { label: t('audit.columnAbout') },
    { label: t('audit.columnReceipt') },
  ],
  rows: lines.map(({ seq, at, user, action, subject, outcome, receipt }) => [
    String(seq),
    at ? formatInstant(at, timeZone) : '',
    whoText(t, user, people),
    actionText(t, action),
    outcomeText(t, outcome),
    subjectText(t, subject, new Map([...people, ...customers])),
    receipt ?? '',
  ]),
});

/** A name may be had twice; the mention says who it is. */
function peopleNote(t: Translate, { lines, people }: AuditPage): Rich[] {
  const ids = [...new Set(lines.map(({ user }) => user))].filter((id) => id !== machine);
  if (ids.length === 0) return [];
  const separator = t('common.listSeparator');
  const spans = ids.flatMap((id, index) => {
    const name = people.get(id);
    return [...(index === 0 ? [] : [separator]), ...(name === undefined ? [] : [`${name} `]), { person: id }];
  });
  return [[t('audit.people'), ...spans]];
}

export interface AuditHead {
  readonly day: string;
  readonly seq: number;
  readonly hash: string;
}

/** The head of the chain, for a channel that people keep. */
export function auditHeadCard(t: Translate, { day, seq, hash }: AuditHead): Card {
  const command = `npm run audit:verify -- --head ${seq}:${hash}`;
  return {
    summary: t('audit.headSummary', { day, seq, hash }),
    title: t('audit.headTitle', { day }),
    blocks: [
      { kind: 'code', text: `${seq}:${hash}` },
      { kind: 'text', text: t('audit.headMeans', { seq }) },
      { kind: 'notes', notes: [t('audit.headHow', { command })] },
    ],
  };
}
