import { formatCount } from '../../kernel/format.ts';
import type { Lang, TextKey, Translate } from '../../kernel/texts/index.ts';
import type { Card } from '../card.ts';
import { type Provenance, provenanceNotes } from '../provenance.ts';
import { typed } from './words.ts';

export type CouponFileList = 'issued' | 'records';

const titles: Readonly<Record<CouponFileList, TextKey>> = {
  issued: 'coupons.fileIssued',
  records: 'coupons.fileRecords',
};

export function couponFileBeginCard(t: Translate, list: CouponFileList): Card {
  const title = t(titles[list]);
  const text = t('coupons.fileBegins');
  return { summary: `${title}: ${text}`, title, blocks: [{ kind: 'text', text }] };
}

export interface CouponFileDone {
  readonly list: CouponFileList;
  readonly rows: number;
  /** With its currency and every digit. */
  readonly total: string;
  readonly file: string;
  readonly lang: Lang;
  readonly from: Provenance;
}

/** What stands with the file itself. */
export const couponFileSentence = (t: Translate, { list, rows, total, lang }: CouponFileDone): string =>
  t('coupons.fileSentence', { title: t(titles[list]), count: rows, rows: formatCount(rows, lang), total });

export function couponFileDoneCard(t: Translate, done: CouponFileDone): Card {
  const { list, rows, total, file, lang, from } = done;
  return {
    summary: couponFileSentence(t, done),
    title: t(titles[list]),
    blocks: [
      { kind: 'notice', tone: 'success', text: t('coupons.fileDone') },
      {
        kind: 'facts',
        facts: [
          { label: t('coupons.fileRows'), value: formatCount(rows, lang) },
          {
            label: t(list === 'issued' ? 'coupons.faceTotal' : 'coupons.amountTotal'),
            value: [{ bold: total }],
          },
          { label: t('coupons.file'), value: [{ code: file }] },
        ],
      },
      provenanceNotes(t, from, [t('coupons.fileTimes')]),
    ],
  };
}

export function couponFileEmptyCard(t: Translate, list: CouponFileList): Card {
  const title = t(titles[list]);
  const text = t('coupons.fileEmpty');
  return { summary: `${title}: ${text}`, title, blocks: [{ kind: 'notice', tone: 'info', text }] };
}

export function couponFileFailedCard(
  t: Translate,
  {
    list,
    why,
    line,
  }: { readonly list: CouponFileList; readonly why: string; readonly line: string | undefined },
): Card {
  const title = t(titles[list]);
  const text = t('coupons.fileFailed', { why });
  return {
    summary: `${title}: ${text}`,
    title,
    blocks: [
      { kind: 'notice', tone: 'error', text },
      ...(line === undefined
        ? []
        : [{ kind: 'actions', actions: [typed(t('coupons.fileAgain'), line)] } as const]),
    ],
  };
}
