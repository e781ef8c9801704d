import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { type AccountPartner, accountPartner } from '../../../test/support/account-partner.ts';
import { roomFor } from '../../../test/support/approval-room.ts';
import { virtualClock } from '../../../test/support/clock.ts';
import { contextFor } from '../../../test/support/context.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { expectGolden } from '../../../test/support/golden.ts';
import { somebody } from '../../../test/support/people.ts';
import { customer } from '../../../test/support/plain-partner.ts';
import type { Card } from '../../cards/card.ts';
import { cardText } from '../../cards/card-text.ts';
import { decimal } from '../../kernel/decimal.ts';
import { langs, type Lang, translator } from '../../kernel/texts/index.ts';
import { problemText } from '../../cards/problem.ts';
import { problem } from '../../kernel/problem.ts';
import { readLine } from '../parse/line.ts';
import { catalogueOf } from '../parse/catalogue.ts';
import { couponCommands } from '../coupons/index.ts';
import { showMove } from './ask.ts';
import { transferCommands } from './index.ts';
import { reclaim } from './reclaim.ts';
import { transfer } from './transfer.ts';

const customers = [
  customer('c1', 'yunfan', '云帆科技'),
  { ...customer('c2', 'referral', 'Referral Ltd'), association: 'referral' },
  { ...customer('c3', 'newcomer', 'Newcomer Ltd'), verified: 'none' },
  customer('c4', 'silent', 'Silent Ltd'),
];

let database: TestDatabase;
let partner: AccountPartner;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  partner = accountPartner(customers, { c1: '1234.50', c2: '10', c3: '10' });
});

/** Different each time, and the same in every run. */
let drawn = 0;
const nextBytes = (count: number) => {
  drawn += 1;
  return new Uint8Array(count).fill(drawn);
};

async function shown(
  what: 'transfer' | 'reclaim',
  amount: string,
  { customerId = 'c1', lang = 'en' }: { readonly customerId?: string; readonly lang?: Lang } = {},
): Promise<Card> {
  const { ledger } = database;
  const approvals = { ...roomFor({ ledger, partner, clock: virtualClock() }), random: nextBytes };
  const context = contextFor(ledger, partner, { actor: somebody('rep', lang), approvals });
  const name = customers.find((one) => one.customerId === customerId)?.company ?? customerId;
  const asked = { customer: { customerId, name }, amount: decimal(amount), reason: 'prepayment' };
  const reply = await (what === 'transfer'
    ? showMove(context, transfer, 'account.transfer', asked)
    : showMove(context, reclaim, 'account.reclaim', asked));
  if (!reply.ok) throw new Error(reply.problem.code);
  if (reply.value === 'handed-over') throw new Error('no card');
  return reply.value;
}

const buttonsOf = ({ blocks }: Card): string[] =>
  blocks.flatMap((block) => (block.kind === 'actions' ? block.actions.map(({ label }) => label) : []));

describe('a preview', () => {
  it('of a transfer tells what we can spend and what the customer has, now and after it', async () => {
    const text = cardText(await shown('transfer', '1000'));
    expect(text).toContain('We can transfer now: CNY 4,500.00');
    expect(text).toContain('And after it: CNY 3,500.00');
    expect(text).toContain('The customer after it: CNY 2,234.50');
    expect(partner.calls.filter((call) => call.startsWith('transfer'))).toEqual([]);
  });

  test.each([
    ['transfer', '4500.01', 'c1', 'more than the ¥4500.00 that can be transferred'],
    ['reclaim', '1234.51', 'c1', 'more than the ¥1234.50 the customer has now'],
    ['transfer', '5', 'c2', 'not a resale customer'],
    ['transfer', '5', 'c3', 'has not passed real-name verification'],
    ['transfer', '5', 'c4', 'tells no balance'],
    ['transfer', '5', 'nobody', 'is not one of ours'],
    ['transfer', '0', 'c1', 'more than zero'],
    ['transfer', '1.234', 'c1', 'at most two decimals'],
  ] as const)('of what cannot be done says why: %s %s %s', async (what, amount, customerId, why) => {
    const card = await shown(what, amount, { customerId });
    expect(cardText(card)).toContain(why);
    expect(buttonsOf(card)).toEqual(['Change']);
  });

  test('looks like this, for a transfer', () =>
    expectGolden('transfer-preview', async (lang) => {
      drawn = lang === 'en' ? 100 : 101;
      return shown('transfer', '1000', { lang });
    }));

  test('looks like this, for a reclaim that is too large', () =>
    expectGolden('reclaim-preview-short', (lang) => shown('reclaim', '2000', { lang })));
});

describe('the words', () => {
  const catalogue = catalogueOf([...couponCommands, ...transferCommands], 'cn');
  const path = (line: string) => {
    const read = readLine(catalogue, line, new Date());
    return read.kind === 'command' ? read.command.path.join(' ') : read.kind;
  };

  test('of the two reclaims are kept apart', () => {
    expect(path('reclaim yunfan 5 --reason left us')).toBe('reclaim');
    expect(path('回收 云帆科技 5 --reason 客户离开')).toBe('reclaim');
    expect(path('coupon reclaim CP1 --reason wrong')).toBe('coupon reclaim');
    expect(path('券 回收 CP1 --reason 发错了')).toBe('coupon reclaim');
  });

  test.each(langs)('on another site say what is there instead (%s)', (lang) => {
    const abroad = catalogueOf(transferCommands, 'intl');
    expect(readLine(abroad, 'transfer yunfan 5', new Date()).kind).toBe('elsewhere');
    expect(transfer.elsewhere).toBe('noTransfersHere');
    const text = problemText(
      problem('noTransfersHere', { command: 'transfer', site: 'intl' }),
      translator(lang),
    );
    expect(text).toMatch(/budget|预算/);
  });
});
