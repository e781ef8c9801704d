import { formatInstant } from '../kernel/format.ts';
import type { Translate } from '../kernel/texts/index.ts';
import type { Block, Rich } from './card.ts';

export interface Provenance {
  /** The operations that answered; none when only the directory was looked at. */
  readonly sources: readonly string[];
  readonly asOf: Date;
  /** The reader's own zone. */
  readonly timeZone: string;
}

/** The small print under every figure: where it comes from, how old it is, and what else must be known to read it. */
export function provenanceNotes(t: Translate, from: Provenance, more: readonly Rich[] = []): Block {
  const sources = from.sources.length > 0 ? from.sources.join(', ') : t('provenance.directory');
  return {
    kind: 'notes',
    notes: [
      t('provenance.source', { source: sources }),
      [t('provenance.asOf'), { at: from.asOf, fallback: formatInstant(from.asOf, from.timeZone) }],
      ...more,
    ],
  };
}
