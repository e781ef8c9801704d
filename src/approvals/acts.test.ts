import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { approver, finance, moneyHouse, rep } from '../../test/support/money-house.ts';
import { decimal } from '../kernel/decimal.ts';
import { approveCase, refuseCase } from './acts.ts';
import type { ApprovalPolicy } from './policy/policy.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

/** The same rules, up to so much only. */
const upTo = (policy: ApprovalPolicy, most: string): ApprovalPolicy => ({
  ...policy,
  actions: new Map(
    [...policy.actions].map(([name, rules]) => [
      name,
      { ...rules, tiers: rules.tiers.map((tier) => ({ ...tier, upTo: decimal(most) })) },
    ]),
  ),
});

test('a policy that was tightened lets nobody approve what is above it, and its highest tier refuse it', async () => {
  const house = moneyHouse(database.ledger);
  const { id } = await house.asked('20000');
  const room = { ...house.room, policy: upTo(house.room.policy, '500') };
  expect(await approveCase(room, id, approver)).toMatchObject({ problem: { code: 'aboveHighestTier' } });
  expect(await refuseCase(room, id, rep, 'mine')).toMatchObject({ problem: { code: 'ownRequest' } });
  expect(await refuseCase(room, id, finance, 'too much')).toEqual({ ok: true, value: 'refused' });
  expect(await house.read(id)).toMatchObject({ state: 'refused', intents: [] });
});
