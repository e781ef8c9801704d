import { formatInstant } from '../kernel/format.ts';
import type { TextKey, Translate } from '../kernel/texts/index.ts';
import type { Action, Block, Card } from './card.ts';
import type { ChatApp } from './messenger.ts';

/** Cards about a person's two accounts. Whoever reads one is one of the two, but for the list. */

/** An account by the name its app gives it. */
export interface AccountView {
  readonly app: ChatApp;
  readonly name: string;
}

/** What an app is called. */
export const appText = (t: Translate, app: ChatApp): string =>
  t(app === 'slack' ? 'link.slack' : 'link.teams');

/** A sentence with the name and the app of the other account. */
export const about = (t: Translate, key: TextKey, { app, name }: AccountView): string =>
  t(key, { name, app: appText(t, app) });

export interface CodeView {
  readonly code: string;
  readonly minutes: number;
  /** Where it is to be typed. */
  readonly app: ChatApp;
}

export function codeCard(t: Translate, { code, minutes, app }: CodeView): Card {
  const title = t('link.startTitle', { app: appText(t, app) });
  return {
    // Notifications show the summary to whoever looks over a shoulder: the code is not in it.
    summary: title,
    title,
    blocks: [
      { kind: 'text', text: t('link.startText', { app: appText(t, app) }) },
      { kind: 'code', text: `/hw link ${code}` },
      { kind: 'notes', notes: [t('link.startNotes', { minutes }), t('link.why')] },
    ],
  };
}

const factsOf = (t: Translate, accounts: readonly AccountView[]): Block => ({
  kind: 'facts',
  facts: accounts.map(({ app, name }) => ({ label: appText(t, app), value: name })),
});

export interface ConfirmView {
  readonly id: string;
  readonly accounts: readonly AccountView[];
  /** The app of the other account. */
  readonly other: ChatApp;
  /** The account that typed the code is asked first, the one that was shown it after that. */
  readonly whose: 'second' | 'first';
  readonly minutes: number;
}

export function confirmCard(t: Translate, { id, accounts, other, whose, minutes }: ConfirmView): Card {
  const app = appText(t, other);
  const text = t(whose === 'second' ? 'link.confirmText' : 'link.askText', { app });
  const actions: readonly Action[] = [
    {
      label: t('link.buttonConfirm'),
      style: 'primary',
      does: { type: 'action', name: 'link.confirm', token: id },
    },
    {
      label: t('link.buttonNotMe'),
      style: 'danger',
      does: { type: 'action', name: 'link.refuse', token: id },
    },
  ];
  return {
    summary: `${t('link.confirmTitle')} ${text}`,
    title: t('link.confirmTitle'),
    blocks: [
      factsOf(t, accounts),
      { kind: 'text', text },
      { kind: 'actions', actions },
      { kind: 'notes', notes: [t('link.why'), t('link.confirmUntil', { minutes })] },
    ],
  };
}

export interface StandingView {
  readonly id: string;
  readonly accounts: readonly AccountView[];
  readonly since: Date;
  readonly timeZone: string;
}

export function standingCard(t: Translate, { id, accounts, since, timeZone }: StandingView): Card {
  const facts = factsOf(t, accounts);
  const names = accounts.map(({ name }) => name).join(t('common.listSeparator'));
  return {
    summary: t('desk.listed', { title: t('link.standingTitle'), items: names }),
    title: t('link.standingTitle'),
    blocks: [
      facts,
      {
        kind: 'facts',
        facts: [{ label: t('link.since'), value: formatInstant(since, timeZone) }],
      },
      { kind: 'actions', actions: [removal(t, id)] },
      { kind: 'notes', notes: [t('link.why')] },
    ],
  };
}

const removal = (t: Translate, id: string): Action => ({
  label: t('link.buttonRemove'),
  style: 'danger',
  does: { type: 'action', name: 'link.remove', token: id },
  confirm: {
    title: t('link.removeTitle'),
    text: t('link.removeText'),
    yes: t('link.buttonRemove'),
    no: t('link.buttonKeep'),
  },
});

/** Typed instead of pressed: what it means is said, and nothing is done yet. */
export const removeCard = (t: Translate, id: string, accounts: readonly AccountView[]): Card => ({
  summary: t('link.removeTitle'),
  title: t('link.removeTitle'),
  blocks: [
    factsOf(t, accounts),
    { kind: 'text', text: t('link.removeText') },
    { kind: 'actions', actions: [removal(t, id)] },
  ],
});

export interface LinkLine {
  readonly id: string;
  readonly slack: string;
  readonly teams: string;
  readonly since: Date;
  readonly isStanding: boolean;
}

export function linksCard(t: Translate, lines: readonly LinkLine[], timeZone: string): Card {
  const title = t('link.listTitle');
  const notes: Block = { kind: 'notes', notes: [t('link.listNotes')] };
  if (lines.length === 0) {
    const text = t('link.listNone');
    return { summary: text, title, blocks: [{ kind: 'text', text }, notes] };
  }
  return {
    summary: title,
    title,
    blocks: [
      {
        kind: 'table',
        caption: t('link.listCount', { count: lines.length }),
        columns: [
          { label: t('link.slack') },
          { label: t('link.teams') },
          { label: t('link.since') },
          { label: t('link.columnState') },
        ],
        rows: lines.map(({ slack, teams, since, isStanding }) => [
          slack,
          teams,
          formatInstant(since, timeZone),
          t(isStanding ? 'link.stateLinked' : 'link.stateRemoved'),
        ]),
        rowAction: (row) => lines[row] && separation(t, lines[row]),
      },
      notes,
    ],
  };
}

/** A row is pressed for the question; the answer has a button of its own. */
const separation = (t: Translate, { id }: LinkLine): Action => ({
  label: t('link.buttonFree'),
  does: { type: 'action', name: 'link.separate', token: id },
});

/** What it means to separate two accounts, before it is done. */
export const separateCard = (
  t: Translate,
  id: string,
  { slack, teams }: { readonly slack: string; readonly teams: string },
): Card => ({
  summary: t('link.freeTitle'),
  title: t('link.freeTitle'),
  blocks: [
    factsOf(t, [
      { app: 'slack', name: slack },
      { app: 'teams', name: teams },
    ]),
    { kind: 'text', text: t('link.freeText', { slack, teams }) },
    {
      kind: 'actions',
      actions: [
        {
          label: t('link.buttonFree'),
          style: 'danger',
          does: { type: 'action', name: 'link.free', token: id },
        },
      ],
    },
  ],
});
