import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Command } from '../command.ts';
import { catalogueOf } from '../parse/catalogue.ts';
import { readLine } from '../parse/line.ts';
import { lineOf } from '../parse/line-of.ts';
import { namesText } from '../parse/names.ts';
import { normalise } from '../parse/normalise.ts';
import { couponIssue } from './issue.ts';
import { couponReclaim } from './reclaim.ts';
import { couponReplace } from './replace.ts';

const now = new Date('2026-11-23T02:00:00Z');
const catalogue = catalogueOf([couponIssue, couponReclaim, couponReplace], 'cn');
const a = 'a'.repeat(32);
const b = 'b'.repeat(32);

const given = (text: string): unknown => {
  const line = readLine(catalogue, text, now);
  if (line.kind !== 'command') return line.kind;
  const { fault } = line.assigned;
  return fault ? fault.problem.code : { does: line.command.path.join(' '), ...line.assigned.given };
};

describe('a line that asks for coupons', () => {
  const does = 'coupon issue';
  test.each([
    ['coupon issue yunfan 500', { does, customers: 'yunfan', amount: '500' }],
    ['coupon issue 500 yunfan', { does, customers: 'yunfan', amount: '500' }],
    ['coupon issue yunfan, huarui ¥1,000', { does, customers: 'yunfan, huarui', amount: '¥1,000' }],
    ['coupon issue yunfan huarui 500元', { does, customers: 'yunfan huarui', amount: '500元' }],
    ['coupon issue "Acme Cloud" "Yun Fan" 5', { does, customers: 'Acme Cloud, Yun Fan', amount: '5' }],
    ['coupon issue acme "Yun Fan" 5', { does, customers: 'acme, Yun Fan', amount: '5' }],
    ['发券 云帆、星河 ５００', { does, customers: '云帆、星河', amount: '500' }],
    ['代金券 发放 云帆 500', { does, customers: '云帆', amount: '500' }],
    ['发放代金券 云帆 500', { does, customers: '云帆', amount: '500' }],
    ['coupon issue 13800138000 500', { does, customers: '13800138000', amount: '500' }],
    ['coupon issue yunfan -5', { does, customers: 'yunfan', amount: '-5' }],
    ['coupon issue yunfan 1.234', { does, customers: 'yunfan', amount: '1.234' }],
    [
      'coupon issue yunfan 500 --reason spring sale for 3 customers --to 2027-06-30',
      { does, customers: 'yunfan', amount: '500', reason: 'spring sale for 3 customers', to: '2027-06-30' },
    ],
    [
      'coupon issue —reason “spring sale” yunfan 500',
      { does, customers: 'yunfan', amount: '500', reason: 'spring sale' },
    ],
    ['coupon issue yunfan 500 --事由 x', 'unknownOption'],
    [
      'coupon issue yunfan 500 --申请事由 双十一 活动',
      { does, customers: 'yunfan', amount: '500', reason: '双十一 活动' },
    ],
    [
      'coupon issue yunfan 500 --services hws.service.type.ec2,hws.service.type.obs',
      { does, customers: 'yunfan', amount: '500', services: 'hws.service.type.ec2,hws.service.type.obs' },
    ],
    ['coupon reclaim CP1 --reason 发错了', { does: 'coupon reclaim', coupon: 'CP1', reason: '发错了' }],
    ['回收券 CP1', { does: 'coupon reclaim', coupon: 'CP1' }],
    [
      'coupon replace CP1 300 --customer Acme --reason wrong amount',
      { does: 'coupon replace', coupon: 'CP1', amount: '300', customer: 'Acme', reason: 'wrong amount' },
    ],
  ])('%j is read as %j', (text, meant) => {
    expect(given(text)).toEqual(meant);
  });

  const text = fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.constantFrom('spring sale', '--to x', '—', '<!channel>', 'a "b" c', '500', '🎉 a=b', "it's"),
    )
    .map(normalise)
    .filter((one) => one !== '');
  const names = fc
    .array(fc.constantFrom(a, b, 'Acme Cloud', '云帆', 'Acme, Inc.', '500', 'may'), {
      minLength: 1,
      maxLength: 100,
    })
    .map(namesText);

  it('gives the same values when it is made of them', () => {
    fc.assert(
      fc.property(
        names,
        fc.constantFrom('500', '¥1,000.50', '-1', 'abc'),
        fc.constantFrom('', 'CQ1'),
        fc.constantFrom('', '2027-06-30', 'tomorrow'),
        fc.constantFrom('', 'hws.service.type.ec2,hws.service.type.obs'),
        text,
        (customers, amount, quota, to, services, reason) => {
          const values = { customers, amount, quota, to, services, reason };
          const expected = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
          expect(given(lineOf(couponIssue, values, now))).toEqual({ does: 'coupon issue', ...expected });
        },
      ),
    );
  });

  it.each<[Command, Record<string, string>, string]>([
    [
      couponIssue,
      { customers: `${a},${b}`, amount: '500', reason: 'spring sale' },
      `coupon issue ${a},${b} 500 --reason "spring sale"`,
    ],
    [couponReclaim, { coupon: 'CP1', reason: '发错了' }, 'coupon reclaim CP1 --reason 发错了'],
  ])('reads as a person would type it', (command, values, line) => {
    expect(lineOf(command, values, now)).toBe(line);
  });
});
