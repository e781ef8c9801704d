import { formatCount } from '../kernel/format.ts';
import type { Lang, Translate } from '../kernel/texts/index.ts';
import type { Action, Block, Card } from './card.ts';
import { type Provenance, provenanceNotes } from './provenance.ts';

/** Which export a card is about. */
export interface ExportSubject {
  readonly cycle: string;
  /** The customer's name; undefined: all customers. */
  readonly customer: string | undefined;
  readonly lang: Lang;
  readonly token: string;
}

export interface ExportProgress {
  readonly step: 'queued' | 'starting' | 'reading' | 'writing' | 'delivering';
  readonly lines: number;
  readonly expected?: number | undefined;
  /** Lines per second; unknown at first. */
  readonly rate?: number | undefined;
  /** Why it waits, as a sentence. */
  readonly paused?: string;
}

const largeLines = 500_000;

export function exportProgressCard(t: Translate, subject: ExportSubject, progress: ExportProgress): Card {
  const { step, expected, paused } = progress;
  const title = exportTitle(t, subject);
  const state = step === 'reading' ? readingText(t, subject.lang, progress) : t(`exports.${step}`);
  return {
    summary: `${title}: ${state}`,
    title,
    blocks: [
      ...progressBlocks(step, progress, state),
      ...(paused === undefined
        ? []
        : [{ kind: 'notice', tone: 'warning', text: t('exports.paused', { why: paused }) } as const]),
      ...(expected !== undefined && expected > largeLines
        ? [
            {
              kind: 'text',
              text: t('exports.large', { total: formatCount(expected, subject.lang) }),
            } as const,
          ]
        : []),
      // Once the file is on its way it cannot be called back.
      ...(step === 'delivering' ? [] : [{ kind: 'actions', actions: [cancelAction(t, subject)] } as const]),
    ],
  };
}

const progressBlocks = (step: ExportProgress['step'], progress: ExportProgress, state: string): Block[] =>
  step === 'reading'
    ? [{ kind: 'progress', done: progress.lines, total: progress.expected, label: state }]
    : [{ kind: 'text', text: state }];

function readingText(t: Translate, lang: Lang, { lines, expected, rate }: ExportProgress): string {
  const done = formatCount(lines, lang);
  const count =
    expected === undefined
      ? t('exports.linesSoFar', { done })
      : t('exports.linesOfAbout', { done, total: formatCount(Math.max(expected, lines), lang) });
  if (rate === undefined || rate <= 0) return count;
  const parts = [count, t('exports.rate', { rate: formatCount(Math.round(rate), lang) })];
  const left = expected === undefined ? 0 : (expected - lines) / rate;
  if (left >= 1) parts.push(t('exports.left', { time: duration(t, left) }));
  return parts.join(' · ');
}

const duration = (t: Translate, seconds: number): string =>
  seconds < 90
    ? t('exports.seconds', { count: Math.max(1, Math.round(seconds)) })
    : t('exports.minutes', { count: Math.round(seconds / 60) });

export interface ExportDone {
  readonly lines: number;
  /** With its currency and every digit. */
  readonly payable: string;
  readonly file: string;
  /** Lines the platform announced and did not give. */
  readonly missed: number;
  readonly provisional: boolean;
  readonly from: Provenance;
}

export function exportDoneCard(t: Translate, subject: ExportSubject, done: ExportDone): Card {
  return {
    summary: exportSentence(t, subject, done),
    title: exportTitle(t, subject),
    blocks: [
      { kind: 'notice', tone: 'success', text: t('exports.done') },
      {
        kind: 'facts',
        facts: [
          { label: t('exports.lines'), value: formatCount(done.lines, subject.lang) },
          { label: t('exports.payable'), value: [{ bold: done.payable }] },
          { label: t('exports.file'), value: [{ code: done.file }] },
        ],
      },
      ...(done.missed > 0
        ? [{ kind: 'notice', tone: 'warning', text: t('exports.moved', { count: done.missed }) } as const]
        : []),
      provenanceNotes(t, done.from, [
        t('exports.basis'),
        ...(subject.customer === undefined ? [t('exports.everybody')] : []),
        ...(done.provisional ? [t('exports.provisional', { cycle: subject.cycle })] : []),
      ]),
    ],
  };
}

/** What stands with the file itself. */
export const exportSentence = (
  t: Translate,
  subject: ExportSubject,
  { lines, payable }: Pick<ExportDone, 'lines' | 'payable'>,
): string =>
  t('exports.doneSummary', {
    cycle: subject.cycle,
    whom: whomOf(t, subject),
    count: lines,
    lines: formatCount(lines, subject.lang),
    payable,
  });

export function exportEmptyCard(t: Translate, subject: ExportSubject): Card {
  const text = t('exports.empty', { cycle: subject.cycle, whom: whomOf(t, subject) });
  return {
    summary: text,
    title: exportTitle(t, subject),
    blocks: [{ kind: 'notice', tone: 'info', text }],
  };
}

export function exportCancelledCard(t: Translate, subject: ExportSubject): Card {
  const title = exportTitle(t, subject);
  return {
    summary: `${title}: ${t('exports.cancelled')}`,
    title,
    blocks: [{ kind: 'notice', tone: 'info', text: t('exports.cancelled') }],
  };
}

export function exportFailedCard(
  t: Translate,
  subject: ExportSubject,
  { why, lines }: { readonly why: string; readonly lines: number },
): Card {
  const title = exportTitle(t, subject);
  const text = t('exports.failed', { why });
  return {
    summary: `${title}: ${text}`,
    title,
    blocks: [
      { kind: 'notice', tone: 'error', text },
      ...(lines > 0
        ? [
            {
              kind: 'text',
              text: t('exports.resumes', { lines: formatCount(lines, subject.lang) }),
            } as const,
          ]
        : []),
      {
        kind: 'actions',
        actions: [
          {
            label: t('exports.buttonRetry'),
            style: 'primary',
            does: { type: 'action', name: 'export.retry', token: subject.token },
          },
        ],
      },
    ],
  };
}

/** The same file is being made already: where, and how far it is. */
export function exportRunningCard(
  t: Translate,
  subject: ExportSubject,
  { lines, queued }: { readonly lines: number; readonly queued: boolean },
): Card {
  const text = queued
    ? t('exports.runningQueued')
    : t('exports.running', { lines: formatCount(lines, subject.lang) });
  return {
    summary: text,
    title: exportTitle(t, subject),
    blocks: [
      { kind: 'notice', tone: 'info', text },
      { kind: 'actions', actions: [cancelAction(t, subject)] },
    ],
  };
}

const whomOf = (t: Translate, { customer }: ExportSubject): string => customer ?? t('exports.allCustomers');

const exportTitle = (t: Translate, subject: ExportSubject): string =>
  t('exports.title', { cycle: subject.cycle, whom: whomOf(t, subject) });

const cancelAction = (t: Translate, { token }: ExportSubject): Action => ({
  label: t('exports.buttonCancel'),
  style: 'danger',
  does: { type: 'action', name: 'export.cancel', token },
  confirm: {
    title: t('exports.confirmTitle'),
    text: t('exports.confirmText'),
    yes: t('exports.confirmYes'),
    no: t('exports.confirmNo'),
  },
});
