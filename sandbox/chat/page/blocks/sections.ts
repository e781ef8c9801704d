/** Markdown, cut into paragraphs, lists, tables and the like. */

type Kind = 'code' | 'heading' | 'bullet' | 'ordered' | 'quote' | 'rule' | 'table' | 'lines';

export interface Section {
  readonly kind: Kind;
  readonly lines: string[];
}

const signs: readonly (readonly [Kind, RegExp])[] = [
  ['heading', /^#{1,6} +/],
  ['rule', /^ *([-*_])( *\1){2,} *$/],
  ['bullet', /^ *[-*+] +/],
  ['ordered', /^ *\d+[.)] +/],
  ['quote', /^> ?/],
  ['table', /^ *\|(?=.*\| *$)/],
];

/** Neighbouring lines of one kind; a heading or a rule stands alone. */
export function sections(text: string): Section[] {
  const out: Section[] = [];
  let last: Section | undefined;
  for (const line of text.split('\n')) {
    const fence = line.trimStart().startsWith('```');
    if (last?.kind === 'code') {
      if (fence) last = undefined;
      else last.lines.push(line);
      continue;
    }
    const [kind = 'lines', sign] = fence
      ? (['code'] as const)
      : (signs.find(([, pattern]) => pattern.test(line)) ?? []);
    if (kind === 'lines' && line.trim() === '') {
      last = undefined;
      continue;
    }
    const words = sign ? line.replace(sign, '') : line;
    const alone = kind === 'heading' || kind === 'rule' || kind === 'code';
    if (last?.kind === kind && !alone) last.lines.push(words);
    else out.push((last = { kind, lines: kind === 'code' ? [] : [words] }));
  }
  return out;
}
