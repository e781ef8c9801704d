import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { normalise } from './normalise.ts';
import { joinWords, quotePair, quoteWord, readOption, splitPair, splitWords } from './words.ts';

const texts = (line: string) => splitWords(line).map(({ text }) => text);

describe('words', () => {
  test.each([
    ['bill acme', ['bill', 'acme']],
    ['bill "acme cloud" last', ['bill', 'acme cloud', 'last']],
    ["bill 'acme cloud'", ['bill', 'acme cloud']],
    ["customer find L'Oréal China", ['customer', 'find', "L'Oréal", 'China']],
    ["'it's fine'", ["it's fine"]],
    ['"unclosed quote', ['"unclosed', 'quote']],
    ['a "say \\"hi\\"" b', ['a', 'say "hi"', 'b']],
    ['label="big one" x', ['label="big one"', 'x']],
    ['""', ['']],
    ['   ', []],
  ])('%s', (line, words) => {
    expect(texts(line)).toEqual(words);
  });

  const value = fc.string({ unit: 'binary' }).map(normalise);

  it('put in quotes come back as they were, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), (values) => {
        expect(texts(values.map(quoteWord).join(' '))).toEqual(values);
      }),
    );
  });

  it('put in quotes are never read as an option', () => {
    fc.assert(
      fc.property(value, (text) =>
        splitWords(quoteWord(text)).every((word) => readOption(word) === undefined),
      ),
    );
  });

  it('of the form key=value come back too', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z_]{1,8}$/), value, (key, text) => {
        expect(texts(quotePair(key, text)).map(splitPair)).toEqual([[key, text]]);
      }),
    );
  });

  it('that begin with a quote nothing closes do not swallow the words behind them', () => {
    expect(texts(joinWords(splitWords(`"a 'b'`)))).toEqual(['"a', 'b']);
    expect(texts(joinWords(splitWords(`k="a 'b' c`)))).toEqual(['k="a', 'b', 'c']);
  });

  it('any line can be split, and joined again to the same words', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab \'"\\=-—'.split('')) }), (line) => {
        const words = splitWords(line);
        expect(texts(joinWords(words))).toEqual(words.map(({ text }) => text));
      }),
    );
  });
});

describe('an option', () => {
  test.each(['--by', '—by', '–by', '――by', '-by', '−−by'])('may begin with any dash: %s', (text) => {
    expect(readOption({ text, quoted: false })).toEqual({ name: 'by' });
  });

  it('carries its value behind the equals sign, quotes or not', () => {
    expect(readOption({ text: '--by=service', quoted: false })).toEqual({ name: 'by', value: 'service' });
    expect(readOption({ text: '--by="my service"', quoted: false })).toEqual({
      name: 'by',
      value: 'my service',
    });
  });

  test.each(['-5', '-', 'a-b', '--'])('is not seen in %s', (text) => {
    expect(readOption({ text, quoted: false })).toBeUndefined();
  });
});
