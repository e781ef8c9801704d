import { distance } from 'fastest-levenshtein';
import { fold } from './normalise.ts';

/** Edits between two words; two neighbours that changed places are one slip of the finger. */
function slips(a: string, b: string): number {
  const edits = distance(a, b);
  const letters = (text: string) => Array.from(text).sort().join('');
  return edits === 2 && letters(a) === letters(b) ? 1 : edits;
}

/** Candidates a slip of the finger away from what was typed, nearest first. Chinese words are short: one character may differ. */
export function nearest(typed: string, candidates: Iterable<string>, limit = 3): string[] {
  const wanted = fold(typed);
  if (wanted === '') return [];
  const scored: { candidate: string; score: number }[] = [];
  for (const candidate of new Set(candidates)) {
    const other = fold(candidate);
    const edits = slips(wanted, other);
    const longest = Math.max(wanted.length, other.length);
    const starts = wanted.length >= 2 && other.startsWith(wanted);
    if (!starts && edits > Math.max(1, Math.floor(longest / 3))) continue;
    // Two different single letters, or two Chinese words with nothing in common, are not a slip.
    if (!starts && edits >= Math.min(wanted.length, other.length)) continue;
    scored.push({ candidate, score: starts ? 0.5 : edits });
  }
  return scored
    .sort((a, b) => a.score - b.score || a.candidate.length - b.candidate.length)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}
