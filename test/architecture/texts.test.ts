import { describe, expect, test } from 'vitest';
import { areas } from '../../src/kernel/texts/index.ts';
import type { Phrase, Phrases } from '../../src/kernel/texts/phrase.ts';

interface Named {
  readonly key: string;
  readonly english: readonly string[];
  readonly chinese: string;
}

const named = (key: string, { en, zh }: Phrase): Named => ({
  key,
  english: typeof en === 'string' ? [en] : [en.one, en.other],
  chinese: zh,
});

const phrases = Object.entries<Phrases>(areas).flatMap(([area, all]) =>
  Object.entries(all).map(([name, phrase]) => named(`${area}.${name}`, phrase)),
);

const placeholders = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? ''))].sort();

const keysWhere = (wrong: (phrase: Named) => boolean) => phrases.filter(wrong).map(({ key }) => key);

describe('every text', () => {
  test('says something in both languages', () => {
    expect(phrases.length).toBeGreaterThan(50);
    expect(
      keysWhere(({ english, chinese }) => [...english, chinese].some((text) => text.trim() === '')),
    ).toEqual([]);
  });

  test('has the same placeholders in both; “1 customer” may do without its figure', () => {
    const differs = ({ english, chinese }: Named) => {
      const [one = '', other = one] = english;
      const inChinese = placeholders(chinese);
      return (
        placeholders(other).join() !== inChinese.join() ||
        placeholders(one).some((name) => !inChinese.includes(name))
      );
    };
    expect(keysWhere(differs)).toEqual([]);
  });

  test('has no brace that is not a placeholder', () => {
    const mistyped = (text: string) => /[{}]/.test(text.replace(/\{\{\w+\}\}/g, ''));
    expect(keysWhere(({ english, chinese }) => [...english, chinese].some(mistyped))).toEqual([]);
  });

  test('is Chinese in Chinese, unless it is a name that is the same in both', () => {
    const leftInEnglish = ({ english, chinese }: Named) =>
      !english.includes(chinese) && !/[\p{Script=Han}：，。、（）]/u.test(chinese);
    expect(keysWhere(leftInEnglish)).toEqual([]);
  });
});
