import { describe, expect, it, test } from 'vitest';
import { mostFileBytes } from '../../cards/form.ts';
import { readCustomerFile } from './customer-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (file: Uint8Array | string) => {
  const names = readCustomerFile(typeof file === 'string' ? bytes(file) : file);
  return names.ok ? names.value : names.problem.code;
};
/** 客户\n云帆 as Excel writes it in China. */
const gb18030 = new Uint8Array([0xbf, 0xcd, 0xbb, 0xa7, 0x0a, 0xd4, 0xc6, 0xb7, 0xab]);

describe('a file of customers', () => {
  test.each([
    ['one column without a heading', 'acme\nyunfan\n', ['acme', 'yunfan']],
    ['a heading', 'customer\nacme\n', ['acme']],
    ['a heading in capitals', 'CUSTOMER_ID,name\n1,x\n', ['1']],
    [
      'a Chinese heading in another column',
      '序号,客户,金额\n1,云帆科技,500\n2,星河,500\n',
      ['云帆科技', '星河'],
    ],
    ['semicolons, as Excel writes them in Europe', 'name;customer\nx;acme\n', ['acme']],
    ['tabs', 'name\tcustomer\nx\tacme\n', ['acme']],
    ['a mark in front', '\ufeffcustomer\nacme\n', ['acme']],
    ['Windows line ends and empty lines', 'acme\r\n\r\n,\r\nyunfan\r\n', ['acme', 'yunfan']],
    ['a name with a comma', 'customer,x\n"Acme, Inc.",1\n', ['Acme, Inc.']],
    ['rows of different lengths', 'customer,x\nacme\nyunfan,1,2,3\n', ['acme', 'yunfan']],
    ['full-width letters and spaces', 'ｃｕｓｔｏｍｅｒ\n　ａｃｍｅ \n', ['acme']],
    ['a formula, which is only a name here', '=1+1\n', ['=1+1']],
  ])('with %s', (_what, text, names) => {
    expect(read(text)).toEqual(names);
  });

  it('in GB18030, or in UTF-16 with a mark', () => {
    expect(read(gb18030)).toEqual(['云帆']);
    expect(read(Buffer.from('\ufeff客户\n云帆', 'utf16le'))).toEqual(['云帆']);
  });

  it('that names nobody says so', () => {
    expect(read('')).toBe('fileEmpty');
    expect(read('customer\n')).toBe('fileEmpty');
    expect(read('\n\n,,\n')).toBe('fileEmpty');
  });

  it('that is no text is not guessed at', () => {
    expect(read(new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00]))).toBe('fileUnreadable');
    expect(read(new Uint8Array([0x81, 0xff, 0xff]))).toBe('fileUnreadable');
  });

  it('that is too big is not read', () => {
    expect(read(new Uint8Array(mostFileBytes + 1))).toBe('fileTooBig');
  });
});
