import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, cut, oneLine, pages } from './text.ts';

describe('cutting', () => {
  it('leaves what fits, and says with an ellipsis that something is missing', () => {
    expect(cut('abcde', 5)).toBe('abcde');
    expect(cut('abcdef', 5)).toBe('abcd…');
  });

  it('never goes through an emoji, a flag or an accent', () => {
    expect(cut('ab👩‍👩‍👧‍👦cd', 8)).toBe('ab…');
    expect(cut('🇨🇳🇨🇳🇨🇳', 7)).toBe('🇨🇳…');
    expect(cut('ae\u0301b', 3)).toBe('a…');
  });

  it('keeps within the limit and whole pairs for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.integer({ min: 1, max: 200 }),
        (text, max) => {
          const short = cut(text, max);
          expect(short.length).toBeLessThanOrEqual(max);
          expect(short).not.toMatch(/\p{Cs}/u);
        },
      ),
    );
  });

  it('ends somewhere even when one character goes on for ever', () => {
    expect(cut(`a${'\u0301'.repeat(500)}`, 100)).toHaveLength(100);
  });
});

describe('text from outside', () => {
  it('cannot turn the text beside it around, ring a bell or break a pair', () => {
    expect(clean('a\u202eb\u0007c\ud83d')).toBe('abc\uFFFD');
  });

  it('stays on its line where a line is all there is', () => {
    expect(oneLine(' Acme\r\nLtd\u2028(Shanghai)\t')).toBe('Acme Ltd (Shanghai)');
  });
});

describe('pages', () => {
  it('hold all of a text, broken where a line or a word ends', () => {
    expect(pages('one two three', 9)).toEqual(['one two ', 'three']);
    expect(pages('first line\nsecond', 12)).toEqual(['first line\n', 'second']);
  });

  it('lose nothing but blank pages', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 10, max: 60 }), (text, max) => {
        const parts = pages(text, max);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(max);
        expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });
});
