import { formatCount } from '../kernel/format.ts';
import type { Lang, TextKey, Translate } from '../kernel/texts/index.ts';
import type { Card } from './card.ts';
import { type Provenance, provenanceNotes } from './provenance.ts';

/** What a list is called. */
export interface ListWords {
  readonly title: TextKey;
  /** What the sum over its rows is. */
  readonly total: TextKey;
}

export function listFileBeginCard(t: Translate, words: ListWords): Card {
  const title = t(words.title);
  const text = t('listFiles.begins');
  return { summary: `${title}: ${text}`, title, blocks: [{ kind: 'text', text }] };
}

export interface ListFileDone {
  readonly words: ListWords;
  readonly rows: number;
  /** With its currency and every digit. */
  readonly total: string;
  readonly file: string;
  readonly lang: Lang;
  readonly from: Provenance;
}

/** What stands with the file itself. */
export const listFileSentence = (t: Translate, { words, rows, total, lang }: ListFileDone): string =>
  t('listFiles.sentence', { title: t(words.title), count: rows, rows: formatCount(rows, lang), total });

export function listFileDoneCard(t: Translate, done: ListFileDone): Card {
  const { words, rows, total, file, lang, from } = done;
  return {
    summary: listFileSentence(t, done),
    title: t(words.title),
    blocks: [
      { kind: 'notice', tone: 'success', text: t('listFiles.done') },
      {
        kind: 'facts',
        facts: [
          { label: t('listFiles.rows'), value: formatCount(rows, lang) },
          { label: t(words.total), value: [{ bold: total }] },
          { label: t('listFiles.file'), value: [{ code: file }] },
        ],
      },
      provenanceNotes(t, from, [t('listFiles.times')]),
    ],
  };
}

export function listFileEmptyCard(t: Translate, words: ListWords): Card {
  const title = t(words.title);
  const text = t('listFiles.empty');
  return { summary: `${title}: ${text}`, title, blocks: [{ kind: 'notice', tone: 'info', text }] };
}

export function listFileFailedCard(
  t: Translate,
  {
    words,
    why,
    line,
  }: { readonly words: ListWords; readonly why: string; readonly line: string | undefined },
): Card {
  const title = t(words.title);
  const text = t('listFiles.failed', { why });
  return {
    summary: `${title}: ${text}`,
    title,
    blocks: [
      { kind: 'notice', tone: 'error', text },
      ...(line === undefined
        ? []
        : [
            {
              kind: 'actions',
              actions: [{ label: t('listFiles.again'), does: { type: 'command', line } }],
            } as const,
          ]),
    ],
  };
}
