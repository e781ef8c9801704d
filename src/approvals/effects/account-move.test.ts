import { expect, test } from 'vitest';
import { type AccountPartner, accountPartner, record } from '../../../test/support/account-partner.ts';
import { quiet } from '../../../test/support/log.ts';
import { customer } from '../../../test/support/plain-partner.ts';
import { decimal } from '../../kernel/decimal.ts';
import type { Intent } from '../case.ts';
import type { Finding } from '../machine/carry.ts';
import type { MoneyRoom } from '../money-room.ts';
import { accountMove } from './account-move.ts';
import type { IntentOf } from './kind.ts';

const sent = new Date('2026-11-23T02:00:00Z');
const minutes = (count: number) => new Date(sent.getTime() + count * 60_000);

const effect = { kind: 'transfer', customerId: 'c1', amount: decimal('100') } as const;
const transfer: IntentOf<typeof effect> = {
  id: 'C1-1',
  code: 'PD-AAAA-BBBB-1',
  effect,
  lane: 'account',
  amount: decimal('100'),
  day: '2026-11-23',
  state: 'unknown',
  attempt: 1,
  attemptedAt: sent,
  looks: 1,
  before: { own: decimal('5000'), customer: decimal('300') },
} satisfies Intent;

interface Evidence {
  readonly own?: string;
  readonly held?: string;
  readonly records?: readonly ReturnType<typeof record>[];
  readonly claimed?: readonly string[];
  readonly after?: number;
}

const unused = () => Promise.reject(new Error('not asked for'));

function roomWith(bank: AccountPartner, claimed: readonly string[], now: Date): MoneyRoom {
  return {
    store: {
      open: unused,
      read: unused,
      change: unused,
      lane: unused,
      stopped: unused,
      claimed: (ids) => Promise.resolve(new Set(ids.filter((id) => claimed.includes(id)))),
    },
    coupons: bank.coupons,
    accounts: bank.accounts,
    clock: { now: () => now, sleep: () => Promise.resolve() },
    log: quiet,
    patience: { callMs: 60_000, settleMs: 15 * 60_000 },
  };
}

function bankWith({ own = '5000', held = '300', records = [] }: Evidence): AccountPartner {
  const bank = accountPartner([customer('c1', 'acme', 'Acme')], { c1: held });
  bank.books.own = decimal(own);
  bank.books.records.push(...records);
  return bank;
}

const look = (evidence: Evidence): Promise<Finding | undefined> => {
  const { claimed = [], after = 15 } = evidence;
  const room = roomWith(bankWith(evidence), claimed, minutes(after));
  return accountMove('to-customer').lookFor(room, transfer, new AbortController().signal);
};

const mine = record('T-MINE', 'c1', '100', minutes(0.1));
const moved = { own: '4900', held: '400' };

test.each<[what: string, Evidence, Partial<Finding> | undefined]>([
  [
    'one record, and our balance moved by just that',
    { ...moved, records: [mine], after: 0.2 },
    { kind: 'done', transId: 'T-MINE' },
  ],
  ['no record yet', { ...moved, after: 1 }, undefined],
  ['nothing moved, and no record, too early', { after: 1 }, undefined],
  ['nothing moved, and no record', {}, { kind: 'not-carried-out' }],
  ['no record, and our balance moved', { own: '4900' }, { kind: 'stuck', outcome: 'balance-has-moved' }],
  ['no record, and only theirs moved', { held: '400' }, { kind: 'stuck', outcome: 'balance-has-moved' }],
  [
    'two equal records',
    { own: '4800', records: [mine, record('T-2', 'c1', '100', minutes(1))] },
    { kind: 'stuck', outcome: 'several-alike' },
  ],
  [
    'two equal records, and nobody is asked too early',
    { own: '4800', records: [mine, record('T-2', 'c1', '100', minutes(1))], after: 2 },
    undefined,
  ],
  [
    'two equal records, one of which is another intent’s',
    { ...moved, records: [mine, record('T-2', 'c1', '100', minutes(1))], claimed: ['T-2'] },
    { kind: 'done', transId: 'T-MINE' },
  ],
  [
    'an equal record, and our balance did not move',
    { records: [mine] },
    { kind: 'stuck', outcome: 'record-without-movement' },
  ],
  [
    'a record of another amount',
    { own: '4900', records: [record('T-2', 'c1', '99.99', minutes(1))] },
    { kind: 'stuck', outcome: 'other-movements' },
  ],
  [
    'an equal record from long before it was sent',
    { records: [record('T-OLD', 'c1', '100', minutes(-6))] },
    { kind: 'not-carried-out' },
  ],
  [
    'an equal record just before it was sent, by a clock that is behind',
    { ...moved, records: [record('T-MINE', 'c1', '100', minutes(-4))] },
    { kind: 'done', transId: 'T-MINE' },
  ],
  [
    'an equal record of the way back',
    { records: [{ ...mine, direction: 'from-customer' }] },
    { kind: 'stuck', outcome: 'other-movements' },
  ],
])('a transfer without an answer: %s', async (_what, evidence, expected) => {
  const found = await look(evidence);
  if (expected === undefined) expect(found).toBeUndefined();
  else expect(found).toMatchObject(expected);
});

test('is not sent when the money is not there any more', async () => {
  const room = roomWith(bankWith({ own: '599.99' }), [], sent);
  expect(await accountMove('to-customer').before(room, { ...transfer, state: 'ready' })).toMatchObject({
    finding: { kind: 'refused', outcome: 'spendableShort' },
  });
  const short = roomWith(bankWith({ held: '99.99' }), [], sent);
  expect(await accountMove('from-customer').before(short, { ...transfer, state: 'ready' })).toMatchObject({
    finding: { kind: 'refused', outcome: 'availableShort' },
  });
});
