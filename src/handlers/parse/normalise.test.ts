import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { normalise } from './normalise.ts';

describe('what was typed', () => {
  test.each([
    ['“acme cloud”', '"acme cloud"'],
    ['‘acme’', "'acme'"],
    ['「云上科技」', '"云上科技"'],
    ['ｂｉｌｌ　２０２６－１０', 'bill 2026-10'],
    ['bill\u00a0last', 'bill last'],
    ['bill\tlast\nme', 'bill last me'],
    ['bi\u200bll\ufeff', 'bill'],
    ['a\u0000b', 'a b'],
    ['R&amp;D', 'R&D'],
    ['a &lt;b&gt;', 'a <b>'],
    ['<@U012AB3CD|ann>', '@U012AB3CD'],
    ['<@U012AB3CD>', '@U012AB3CD'],
    ['<#C012AB3CD|sales>', '#C012AB3CD'],
    ['<!subteam^S012AB3CD|@sales>', '@S012AB3CD'],
    ['<https://acme.cn|acme.cn>', 'acme.cn'],
    ['<https://acme.cn/x>', 'https://acme.cn/x'],
    ['<mailto:li@acme.cn|li@acme.cn>', 'li@acme.cn'],
    ['<tel:13900000000|139 0000 0000>', '139 0000 0000'],
    ['  bill  ', 'bill'],
    ['（上海）有限公司', '(上海)有限公司'],
  ])('%j means %j', (typed, meant) => {
    expect(normalise(typed)).toBe(meant);
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'&<>|;@#!U1 "\'\\“”—–-=amplt　＆＜'.split('')) }),
  );

  it('comes out the same when it comes through twice', () => {
    fc.assert(fc.property(anyText, (text) => normalise(normalise(text)) === normalise(text)));
  });

  it('can always be stored: no NUL, no half of a character', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(normalise(`${text}\ud800`)).not.toMatch(/[\0\p{Cs}]/u);
      }),
    );
  });
});
