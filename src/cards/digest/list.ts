import type { DayRule } from '../../kernel/due.ts';
import { formatInstant } from '../../kernel/format.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import type { Action, Block, Card } from '../card.ts';
import { sectionNames } from './sections.ts';
import { digestSections } from './view.ts';

export interface DigestLine {
  readonly id: string;
  readonly minute: number;
  readonly days: DayRule;
  readonly timeZone: string;
  readonly sections: readonly string[];
  readonly onlyChanges: boolean;
  readonly channelId: string | undefined;
  readonly here: boolean;
  readonly paused: { readonly why: string } | undefined;
}

const typed = (label: string, line: string): Action => ({ label, does: { type: 'command', line } });

const timeText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const whenText = (
  t: Translate,
  { days, minute, timeZone }: Pick<DigestLine, 'days' | 'minute' | 'timeZone'>,
) => t('digest.when', { days: t(`digest.${days}`), time: timeText(minute), zone: timeZone });

const whereText = (t: Translate, { channelId, here }: Pick<DigestLine, 'channelId' | 'here'>): string =>
  t(channelId === undefined ? 'digest.whereOwn' : here ? 'digest.whereHere' : 'digest.whereChannel');

/** A sentence, and the way to the rest. */
export const digestSentence = (t: Translate, text: string, actions: readonly Action[] = []): Card => ({
  summary: text,
  blocks: [
    { kind: 'text', text },
    { kind: 'actions', actions: [...actions, typed(t('digest.buttonList'), 'digest list')] },
  ],
});

export const digestAddedCard = (t: Translate, digest: DigestLine, next: Date): Card =>
  digestSentence(
    t,
    t('digest.added', {
      id: digest.id,
      when: whenText(t, digest),
      where: whereText(t, digest),
      next: formatInstant(next, digest.timeZone),
    }),
    [typed(t('digest.buttonPreview'), `digest preview ${digest.id}`)],
  );

export function digestsCard(t: Translate, digests: readonly (DigestLine & { readonly next: Date })[]): Card {
  const add: Action = {
    label: t('digest.buttonAdd'),
    style: 'primary',
    does: { type: 'form', line: 'digest add' },
  };
  const title = t('digest.listTitle');
  if (digests.length === 0) {
    const text = t('digest.listNone');
    return {
      summary: text,
      title,
      blocks: [
        { kind: 'text', text },
        { kind: 'actions', actions: [add] },
      ],
    };
  }
  return {
    summary: `${title}: ${digests.map(({ id }) => id).join(t('common.listSeparator'))}`,
    title,
    blocks: [
      ...digests.flatMap((digest) => entryOf(t, digest)),
      { kind: 'divider' },
      { kind: 'actions', actions: [add] },
    ],
  };
}

function entryOf(t: Translate, digest: DigestLine & { readonly next: Date }): Block[] {
  const { id, paused } = digest;
  const remove: Action = {
    ...typed(t('digest.buttonRemove'), `digest remove ${id}`),
    style: 'danger',
    confirm: {
      title: t('digest.removeTitle'),
      text: t('digest.removeText'),
      yes: t('digest.buttonRemove'),
      no: t('digest.removeNo'),
    },
  };
  return [
    {
      kind: 'facts',
      facts: [
        { label: t('digest.id'), value: [{ bold: id }, ` · ${stateText(t, digest)}`] },
        { label: t('digest.columnWhen'), value: whenText(t, digest) },
        { label: t('digest.columnWhere'), value: whereText(t, digest) },
        { label: t('digest.columnWhat'), value: whatText(t, digest) },
      ],
    },
    {
      kind: 'actions',
      actions: [
        typed(t('digest.buttonPreview'), `digest preview ${id}`),
        paused
          ? typed(t('digest.buttonResume'), `digest resume ${id}`)
          : typed(t('digest.buttonPause'), `digest pause ${id}`),
        remove,
      ],
    },
  ];
}

function stateText(
  t: Translate,
  { paused, next, timeZone, onlyChanges }: DigestLine & { readonly next: Date },
): string {
  if (paused?.why === 'rights') return t('digest.statePausedRights');
  if (paused?.why === 'place') return t('digest.statePausedPlace');
  if (paused) return t('digest.statePaused');
  return t(onlyChanges ? 'digest.stateOnChanges' : 'digest.stateOn', { next: formatInstant(next, timeZone) });
}

const whatText = (t: Translate, { sections }: Pick<DigestLine, 'sections'>): string =>
  sections.length === 0
    ? t('digest.all')
    : digestSections
        .filter((section) => sections.includes(section))
        .map((section) => t(sectionNames[section]))
        .join(t('common.listSeparator'));
