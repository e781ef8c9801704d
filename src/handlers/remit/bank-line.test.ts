import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { pasteOfBank, readBankLine } from './bank-line.ts';
import { privateLine } from './private-line.ts';

const now = new Date('2026-11-23T02:00:00Z');
const read = (text: string) => {
  const { amounts, days, payer } = readBankLine(text, now);
  return { amounts: amounts.map((amount) => amount.toFixed()), days, payer };
};

describe('a bank’s text', () => {
  test.each([
    [
      '付款人:深圳云帆科技有限公司 付款账号:6222020200112233445 收款人:华为软件技术有限公司 金额:人民币50,000.00元 日期:2026-11-20 摘要:华为云充值',
      { amounts: ['50000'], days: ['2026-11-20'], payer: '深圳云帆科技有限公司' },
    ],
    [
      '【工商银行】您尾号1234的账户11月20日10:05支出(网银转账)50,000.00元,余额120,000.00元。',
      { amounts: ['50000'], days: ['2026-11-20'], payer: undefined },
    ],
    [
      '付款方户名:上海(远航)网络有限公司;转账金额:¥1234.56;手续费:5.00元;交易时间:2026年11月19日 09:30:12',
      { amounts: ['1234.56'], days: ['2026-11-19'], payer: '上海(远航)网络有限公司' },
    ],
    [
      'Payment of RMB 50,000.00 from Yunfan Technology Co., Ltd on 2026/11/20',
      { amounts: ['50000'], days: ['2026-11-20'], payer: 'Yunfan Technology Co., Ltd' },
    ],
    [
      '５０,０００．００元 ２０２６－１１－２０',
      { amounts: ['50000'], days: ['2026-11-20'], payer: undefined },
    ],
    ['汇款人:云帆科技,汇款5万元,11月20日', { amounts: ['50000'], days: ['2026-11-20'], payer: '云帆科技' }],
    ['1.5万元 20261120', { amounts: ['15000'], days: ['2026-11-20'], payer: undefined }],
    ['50000 2026.11.20', { amounts: ['50000'], days: ['2026-11-20'], payer: undefined }],
    ['12月31日 转账 800元', { amounts: ['800'], days: ['2025-12-31'], payer: undefined }],
    ['今天转了 50,000.00 和 60,000.00', { amounts: ['50000', '60000'], days: [], payer: undefined }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('gives the form what it says, what is unclear too, and itself without the account', () => {
    expect(pasteOfBank('付款账号:6222 0202 0011 2233 445 金额 100.00 / 200.00 2026-11-20', now)).toEqual({
      amount: '100 / 200',
      day: '2026-11-20',
      note: '付款账号:••••3445 金额 100.00 / 200.00 2026-11-20',
    });
  });

  it('of any kind is read without breaking', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        pasteOfBank(text, now);
      }),
    );
  });
});

describe('a line that is written down', () => {
  it('holds the end of a bank account and no more', () => {
    for (const account of ['6222020200112233445', '6222 0202 0011 2233 445', '6222-0202-0011-2233']) {
      const line = privateLine(`remit new 50000 2026-11-20 ${account}`);
      expect(line).toMatch(/^remit new 50000 2026-11-20 ••••\d{4}$/);
      expect(privateLine(line)).toBe(line);
    }
  });

  it('keeps amounts, days, telephone numbers, and all lines about something else', () => {
    const line = 'remit new 123456789.50 20261120 --payer 云帆 --note 电话 13800138000';
    expect(privateLine(line)).toBe(line);
    for (const other of [
      'api ListX id=6222020200112233445',
      'coupon issue acme 100 --quota CQ251101123456789012 --reason 转账账号 试用',
      'bill last 0123456789abcdef0123456789abcdef',
    ])
      expect(privateLine(other)).toBe(other);
  });

  it('never holds twelve digits of an account in a row', () => {
    const digits = fc.stringMatching(/^\d{12,24}$/);
    fc.assert(
      fc.property(digits, fc.constantFrom('', ' ', '号', ','), (account, before) => {
        expect(privateLine(`汇款 账号${before}${account} 元`)).not.toMatch(/\d{5}/);
      }),
    );
  });
});
