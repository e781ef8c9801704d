import type { Block } from '../cards/card.ts';
import { formatCount } from '../kernel/format.ts';
import type { Lang } from '../kernel/texts/index.ts';
import { oneLine } from './text.ts';

const barLength = 20;

/** A bar of characters: every client draws it, and an edit moves it. */
export function progressText(
  { done, total, label }: Extract<Block, { kind: 'progress' }>,
  lang: Lang,
): string {
  const count = (value: number) => formatCount(Number.isFinite(value) ? value : 0, lang);
  const figures =
    total === undefined ? count(done) : progressBar(done, total, `${count(done)} / ${count(total)}`);
  return [oneLine(label), figures].filter(Boolean).join('\n');
}

function progressBar(done: number, total: number, figures: string): string {
  const share = total > 0 && done >= 0 ? Math.min(done / total, 1) : total > 0 ? 0 : 1;
  // Rounded down: what is not finished never reads 100%.
  const filled = Math.floor(share * barLength);
  return `${'█'.repeat(filled)}${'░'.repeat(barLength - filled)} ${Math.floor(share * 100)}% · ${figures}`;
}
