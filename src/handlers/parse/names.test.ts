import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { namesIn, namesText } from './names.ts';

const a = 'a'.repeat(32);
const b = 'b'.repeat(32);

describe('a list of customers', () => {
  test.each([
    ['acme', ['acme']],
    ['acme, yunfan', ['acme', 'yunfan']],
    ['acme，云帆、星河；华瑞', ['acme', '云帆', '星河', '华瑞']],
    ['acme\nyunfan\r\n\n huarui \n', ['acme', 'yunfan', 'huarui']],
    ['Acme Cloud\nYun Fan', ['Acme Cloud', 'Yun Fan']],
    [`${a} ${b}`, [a, b]],
    [`${a}\t${b}`, [a, b]],
    ['"Acme, Inc.", yunfan', ['Acme, Inc.', 'yunfan']],
    [' , ;; ', []],
    ['', []],
  ])('%j names %j', (text, names) => {
    expect(namesIn(text)).toEqual(names);
  });

  it('reads back as it was written', () => {
    const name = fc
      .oneof(
        fc.constantFrom('Acme, Inc.', '云帆、科技', 'Acme Cloud', a, "L'Oréal"),
        fc.string({ minLength: 1 }),
      )
      .map((text) => text.replaceAll('"', '').trim())
      .filter((text) => text !== '' && !/[\r\n\t]/.test(text) && !/^[\s,;]+$/.test(text))
      .filter(
        (text) => text.split(/\s+/).length < 2 || !text.split(/\s+/).every((word) => word.length === 32),
      );
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), (names) => {
        expect(namesIn(namesText(names))).toEqual(names);
      }),
    );
  });
});
