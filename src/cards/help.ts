import type { Translate } from '../kernel/texts/index.ts';
import type { Action, Block, Card, Does, Rich } from './card.ts';

/** Commands of one noun. */
export interface CommandGroup {
  readonly title: string;
  readonly entries: readonly CommandEntry[];
}

export interface CommandEntry {
  readonly label: string;
  readonly usage: string;
  readonly summary: string;
  readonly examples: readonly string[];
  readonly button: Does;
}

/** `/hw` alone: a button for everything, grouped by noun. */
export function menuCard(groups: readonly CommandGroup[], t: Translate): Card {
  const help: Action = { label: t('desk.menuHelp'), does: { type: 'command', line: 'help' } };
  return {
    summary: t('desk.menuIntro'),
    title: t('desk.menuTitle'),
    blocks: [
      { kind: 'text', text: t('desk.menuIntro') },
      ...groups.flatMap(({ title, entries }): Block[] => [
        { kind: 'text', text: headingOf(title, entries) },
        { kind: 'actions', actions: entries.map((entry) => menuButton(entry, entries.length)) },
      ]),
      { kind: 'divider' },
      { kind: 'actions', actions: [help] },
    ],
  };
}

/** Under the heading of its noun a command needs only its verb. */
function menuButton({ label, button }: CommandEntry, among: number): Action {
  const [, ...verb] = label.split(' ');
  return { label: among > 1 && verb.length > 0 ? verb.join(' ') : label, does: button };
}

/** A noun with one command says what it is for; with several, their buttons do. */
function headingOf(title: string, entries: CommandGroup['entries']): Rich {
  const [only, second] = entries;
  return only && !second ? [{ bold: title }, ` · ${only.summary}`] : [{ bold: title }];
}

/** The commands with how to write them; `about` is the word that was asked for. */
export function helpCard(groups: readonly CommandGroup[], about: string, t: Translate): Card {
  const title = about === '' ? t('desk.helpTitle') : t('desk.helpAbout', { about });
  const names = groups.flatMap(({ entries }) => entries.map(({ label }) => label));
  return {
    summary: t('desk.listed', { title, items: names.join(t('common.listSeparator')) }),
    title,
    blocks: [
      ...groups.flatMap(({ entries }) => entries.flatMap((entry) => entryBlocks(entry, t))),
      { kind: 'notes', notes: [t('desk.helpHint')] },
    ],
  };
}

function entryBlocks(entry: CommandEntry, t: Translate): Block[] {
  const examples = entry.examples.map((line) => `/hw ${line}`).join(t('common.listSeparator'));
  const label = t(entry.button.type === 'form' ? 'desk.fillItIn' : 'desk.runIt', { name: entry.label });
  return [
    {
      kind: 'text',
      text: [
        { bold: entry.summary },
        '\n',
        { code: entry.usage },
        `\n${t('desk.helpExamples', { examples })}`,
      ],
    },
    {
      kind: 'actions',
      actions: [{ label, does: entry.button }],
    },
  ];
}

/** The commands of a noun that was typed alone. */
export function nounCard(
  entries: readonly { label: string; summary: string; does: Does }[],
  t: Translate,
): Card {
  return {
    summary: t('desk.helpChoices'),
    blocks: [
      { kind: 'text', text: t('desk.helpChoices') },
      { kind: 'facts', facts: entries.map(({ label, summary }) => ({ label, value: summary })) },
      { kind: 'actions', actions: entries.map(({ label, does }) => ({ label, does })) },
    ],
  };
}
