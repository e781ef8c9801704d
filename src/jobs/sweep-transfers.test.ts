import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountPartner, lost, record } from '../../test/support/account-partner.ts';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { moneyHouse, rep } from '../../test/support/money-house.ts';
import { customer } from '../../test/support/plain-partner.ts';
import { preview, sendForApproval } from '../approvals/acts.ts';
import { cardText } from '../cards/card-text.ts';
import { decimal, type Decimal } from '../kernel/decimal.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const at = new Date('2026-11-23T02:00:00Z');

/** A house that moves money in memory. */
function house() {
  const bank = accountPartner([customer('c1', 'acme', 'Acme Cloud')], { c1: '100' }, () => at);
  const made = moneyHouse(database.ledger, { accounts: bank.accounts });
  const transferred = async (amount: string): Promise<string> => {
    const draft = {
      action: 'account.transfer',
      customerId: 'c1',
      amount: decimal(amount),
      reason: 'prepayment',
    } as const;
    const place = { ...rep, channelId: 'C0SALES' };
    const seen = await preview(made.room, { draft, requester: rep, place, lang: 'en' });
    const id = seen.ok ? seen.value.kase?.id : undefined;
    if (id === undefined) throw new Error('something stands against it');
    await sendForApproval(made.room, id, rep);
    await made.approve(id);
    await made.run('perform-lane', { lane: 'account' });
    return id;
  };
  const told = () => made.chat.cards('C0APPROVALS').map(({ card }) => cardText(card));
  return { ...made, bank, transferred, told, sweep: () => made.run('sweep-transfers', {}) };
}

it('money that was moved on the console is told in the approvers’ channel, a transfer of ours is not', async () => {
  const { bank, transferred, told, sweep } = house();
  await transferred('250');
  await sweep();
  expect(told()).toEqual([]);
  bank.books.records.push(record('T-CONSOLE', 'c1', '333', at));
  await sweep();
  expect(told()).toHaveLength(1);
  expect(told()[0]).toContain('333.00');
  expect(told()[0]).toContain('T-CONSOLE');
  expect(told()[0]).not.toContain('250.00');
});

it('a transfer is carried out once, and what both accounts held before and after is kept with its record', async () => {
  const { bank, transferred, read } = house();
  const id = await transferred('1000');
  expect(bank.calls.filter((call) => call.startsWith('transfer'))).toEqual([
    'transfer to-customer c1 1000.00',
  ]);
  const [intent] = (await read(id)).intents;
  expect(intent).toMatchObject({ state: 'done', transId: bank.books.records[0]?.transId });
  const text = (balances: object | undefined) =>
    Object.values(balances ?? {}).map((amount: Decimal) => amount.toFixed(2));
  expect(text(intent?.before)).toEqual(['5000.00', '100.00']);
  expect(text(intent?.afterwards)).toEqual(['4000.00', '1100.00']);
});

it('a transfer whose answer was lost is found in the records by what moved, and not sent again', async () => {
  const { bank, transferred, read, run, clock } = house();
  bank.mishap = { answer: lost, carriedOut: true };
  const id = await transferred('777');
  await clock.advance(2_000);
  await run('perform-lane', { lane: 'account' });
  expect((await read(id)).intents[0]).toMatchObject({
    state: 'done',
    transId: bank.books.records[0]?.transId,
    outcome: 'found-in-records',
  });
  expect(bank.calls.filter((call) => call.startsWith('transfer'))).toHaveLength(1);
});
