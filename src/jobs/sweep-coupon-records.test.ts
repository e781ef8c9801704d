import { afterAll, beforeAll, expect, it } from 'vitest';
import { bothApps } from '../../test/support/approval-room.ts';
import { couponRecord } from '../../test/support/coupon-partner.ts';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { moneyHouse } from '../../test/support/money-house.ts';
import { problem } from '../kernel/problem.ts';
import type { CouponRecord } from '../huawei/partner.ts';
import { begin, learn } from '../approvals/machine/carry.ts';
import { cardText } from '../cards/card-text.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const at = new Date('2026-11-23T01:00:00Z');

/** A house in which the platform’s records are what a test puts there. */
function house(rules: Parameters<typeof moneyHouse>[2] = {}) {
  const records: CouponRecord[] = [];
  const made = moneyHouse(database.ledger, { records }, rules);
  return { ...made, records, sweep: () => made.run('sweep-coupon-records', {}) };
}

it('a coupon from outside is told in the approvers’ channel, one of ours is not', async () => {
  const { asked, approve, read, chat, records, sweep } = house();
  const { id } = await asked();
  await approve(id);
  const code = (await read(id)).intents[0]?.code ?? '';
  records.push(
    couponRecord('1', 'c1', '100', { at, remark: code }),
    couponRecord('2', 'c2', '777', { at, remark: 'by hand' }),
  );
  await sweep();
  const [told] = chat.cards('C0APPROVALS');
  const text = told ? cardText(told.card) : '';
  expect(text).toContain('777.00');
  expect(text).toContain('by hand');
  expect(text).not.toContain(code);
});

it('is told in the channels of both apps, once in each and in its language, though one of them is away', async () => {
  const { chat, records, sweep } = house(bothApps());
  records.push(couponRecord('6', 'c2', '888', { at, remark: 'by hand' }));
  await sweep();
  const slack = chat.cards('C0APPROVALS').map(({ card }) => cardText(card));
  const teams = chat.cards('19:approvals@thread.tacv2').map(({ card }) => cardText(card));
  expect([slack.length, teams.length]).toEqual([1, 1]);
  expect(slack[0]).toContain('888.00');
  expect(teams[0]).toContain('888.00');
  chat.fault = (_, channel) => (channel === 'C0APPROVALS' ? problem('chatUnavailable') : undefined);
  await sweep();
  expect(chat.cards('19:approvals@thread.tacv2')).toHaveLength(2);
});

it('the same code on two coupons is an alarm', async () => {
  const { asked, approve, read, chat, records, sweep } = house();
  const { id } = await asked();
  await approve(id);
  const code = (await read(id)).intents[0]?.code ?? '';
  records.push(
    couponRecord('3', 'c1', '100', { at, remark: code }),
    couponRecord('4', 'c1', '100', { at, remark: code }),
  );
  await sweep();
  const [told] = chat.cards('C0APPROVALS');
  expect(told && cardText(told.card)).toContain(code);
});

it('says nothing when all is as it should be', async () => {
  const { chat, sweep } = house();
  await sweep();
  expect(chat.messages).toEqual([]);
});

it('a step nobody could decide is done once its record turns up', async () => {
  const { asked, approve, read, room, records, sweep } = house();
  const { id } = await asked();
  await approve(id);
  const intentId = `${id}-1`;
  const turn = (await room.store.lane('CQ1')).turn;
  await database.ledger
    .updateTable('money_intents')
    .set({ state: 'failed' })
    .where('state', '=', 'ready')
    .where('case_id', '<>', id)
    .execute();
  await room.store.change(id, (kase, facts) => begin(kase, { intentId, turn }, facts));
  await room.store.change(id, (kase, facts) =>
    learn(kase, { intentId, attempt: 1 }, { kind: 'stuck', outcome: 'quota-has-moved' }, facts),
  );
  expect((await read(id)).state).toBe('running');
  const code = (await read(id)).intents[0]?.code ?? '';
  records.push(couponRecord('5', 'c1', '100', { at, remark: code, couponId: 'CP-late' }));
  await sweep();
  expect(await read(id)).toMatchObject({
    state: 'done',
    intents: [{ state: 'done', couponId: 'CP-late', outcome: 'found-in-records' }],
  });
});
