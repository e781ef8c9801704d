import { expect, it } from 'vitest';
import { sections } from './sections.ts';

it('cuts Markdown where its kind changes', () => {
  const text = [
    '# Bill',
    'one',
    'two',
    '',
    '- a',
    '- b',
    '1. c',
    '> said',
    '| x | y |',
    '|---|---|',
    '| 1 | 2 |',
    '---',
    '```js',
    '# not a heading',
    '',
    '```',
    'end',
  ].join('\n');
  expect(sections(text)).toEqual([
    { kind: 'heading', lines: ['Bill'] },
    { kind: 'lines', lines: ['one', 'two'] },
    { kind: 'bullet', lines: ['a', 'b'] },
    { kind: 'ordered', lines: ['c'] },
    { kind: 'quote', lines: ['said'] },
    { kind: 'table', lines: [' x | y |', '---|---|', ' 1 | 2 |'] },
    { kind: 'rule', lines: [''] },
    { kind: 'code', lines: ['# not a heading', ''] },
    { kind: 'lines', lines: ['end'] },
  ]);
});
