import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Inline, parseInline, parseMrkdwn } from './mrkdwn.ts';

const text = (words: string): Inline => ({ kind: 'text', text: words });

/** All that a tree shows. */
const words = (nodes: readonly Inline[]): string =>
  nodes
    .map((node) => {
      if ('inside' in node) return words(node.inside);
      return 'text' in node ? node.text : 'label' in node ? node.label : node.fallback;
    })
    .join('');

describe('marks', () => {
  it('format from where a word begins to where one ends', () => {
    expect(parseInline('*bold*, _slanted_ and ~gone~')).toEqual([
      { kind: 'bold', inside: [text('bold')] },
      text(', '),
      { kind: 'italic', inside: [text('slanted')] },
      text(' and '),
      { kind: 'strike', inside: [text('gone')] },
    ]);
    expect(parseInline('*a _b_*')).toEqual([
      { kind: 'bold', inside: [text('a '), { kind: 'italic', inside: [text('b')] }] },
    ]);
  });

  it.each(['hw_acme_01', '5*3*2', '* not a list*', '*5*元', 'a *b', '**', '2 * 3 * 4', '*a\nb*'])(
    'that stand elsewhere are characters: %s',
    (source) => {
      expect(parseInline(source)).toEqual([text(source)]);
    },
  );

  it('mean nothing within code and references', () => {
    expect(parseInline('`*a*` <https://a.example/*b*>')).toEqual([
      { kind: 'code', text: '*a*' },
      text(' '),
      { kind: 'link', url: 'https://a.example/*b*', label: '' },
    ]);
  });
});

describe('references', () => {
  it('are links, people, channels, mentions and moments', () => {
    expect(
      parseInline('<https://a.example?x=1&amp;y=2|A &lt;b&gt;><@U1|tom><#C1><!channel><!subteam^S1|@sales>'),
    ).toEqual([
      { kind: 'link', url: 'https://a.example?x=1&y=2', label: 'A <b>' },
      { kind: 'person', id: 'U1', label: 'tom' },
      { kind: 'channel', id: 'C1', label: '' },
      { kind: 'mention', label: '@channel' },
      { kind: 'mention', label: '@sales' },
    ]);
    expect(parseInline('<!date^12^{date} at {time}^https://a.example|then>')).toEqual([
      { kind: 'date', seconds: 12, pattern: '{date} at {time}', fallback: 'then', url: 'https://a.example' },
    ]);
  });

  it.each(['<javascript:alert(1)|x>', '<data:text/html,x>', '<b>', '<>', 'a < b > c'])(
    'to anything but the web are characters: %s',
    (source) => {
      expect(words(parseInline(source))).toBe(source);
      expect(parseInline(source).some((node) => node.kind === 'link')).toBe(false);
    },
  );
});

describe('a text', () => {
  it('has quotes, and code as it stands', () => {
    expect(parseMrkdwn('one\n&gt; two\n&gt; *three*\n```\n*four* &amp; <five>\n```')).toEqual([
      { kind: 'lines', inside: [text('one')] },
      { kind: 'quote', inside: [text('two\n'), { kind: 'bold', inside: [text('three')] }] },
      { kind: 'code', text: '*four* & <five>' },
    ]);
    expect(parseMrkdwn('a ``` b')).toEqual([{ kind: 'lines', inside: [text('a ')] }, expect.anything()]);
  });

  it('escaped as Slack asks is shown as it was', () => {
    const harmless = fc.string({ unit: 'grapheme' }).filter((one) => !/[*_~`\n]/.test(one));
    fc.assert(
      fc.property(harmless, (source) => {
        const escaped = source.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
        expect(words(parseInline(escaped))).toBe(source);
      }),
    );
  });
});
