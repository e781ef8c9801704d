import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  approveCase,
  refuseCase,
  sendForApproval,
  preview,
  takeBackApproval,
  withdrawCase,
} from '../../src/approvals/acts.ts';
import type { Person } from '../../src/approvals/case.ts';
import { countedBy } from '../../src/approvals/policy/identities.ts';
import { gather } from '../../src/handlers/approvals/gather.ts';
import { decimal } from '../../src/kernel/decimal.ts';
import { delegate } from '../../src/ledger/delegations.ts';
import { freeLink, makeLink, removeLink } from '../../src/ledger/identities.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { moneyHouse } from '../support/money-house.ts';
import { inSlack, inTeams, type Name, twoAccounts } from '../support/two-accounts.ts';

/** Two accounts of one person are that person, whatever they do about money. */

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterEach(async () => {
  for (const table of ['identity_links', 'money_intents', 'money_cases', 'money_delegations'] as const)
    await database.ledger.deleteFrom(table).execute();
});
afterAll(() => database.close());

const at = new Date('2026-11-20T00:00:00Z');
const linked = (name: Name) =>
  database.ledger
    .transaction()
    .execute((trx) => makeLink(trx, { id: name, slack: inSlack(name), teams: inTeams(name), linkedAt: at }));

function house() {
  const here = moneyHouse(database.ledger, {}, twoAccounts());
  const { room } = here;
  const said = async (act: Promise<unknown>): Promise<string> => {
    const answer = (await act) as { ok: boolean; value?: unknown; problem?: { code: string } };
    if (!answer.ok) return answer.problem?.code ?? '';
    const { value } = answer;
    return typeof value === 'string' ? value : String((value as { kind?: string }).kind);
  };
  return {
    ...here,
    approve: (id: string, by: Person) => said(approveCase(room, id, by)),
    refuse: (id: string, by: Person) => said(refuseCase(room, id, by, 'no')),
    takeBack: (id: string, by: Person) => said(takeBackApproval(room, id, by)),
    withdraw: (id: string, by: Person) => said(withdrawCase(room, id, by)),
    askedBy: async (requester: Person, amount: string) => {
      const seen = await preview(room, {
        draft: {
          action: 'coupon.issue',
          customerIds: ['c1'],
          terms: { quotaId: 'CQ1', faceValue: decimal(amount) },
          reason: 'spring sale',
        },
        requester,
        place: { ...requester, channelId: 'C1' },
        lang: 'en',
      });
      if (!seen.ok || !seen.value.kase) throw new Error('something stands against it');
      const sent = await sendForApproval(room, seen.value.kase.id, requester);
      if (!sent.ok) throw new Error(sent.problem.code);
      return sent.value;
    },
  };
}

const everybody = ['rep', 'approver', 'finance', 'listed'] as const;
const accounts = everybody.flatMap((name) => [inSlack(name), inTeams(name)]);
const belongs = (name: Name, userId: string): boolean =>
  inSlack(name).userId === userId || inTeams(name).userId === userId;

describe('two accounts of one person', () => {
  test('may not decide what the other one asked for, in either direction', async () => {
    await linked('rep');
    await linked('approver');
    const { approve, refuse, askedBy, room } = house();
    const kase = await askedBy(inSlack('rep'), '100');
    // The policy gives this account the right; that it is the requester takes it away.
    expect(await approve(kase.id, inTeams('rep'))).toBe('ownRequest');
    expect(await refuse(kase.id, inTeams('rep'))).toBe('ownRequest');
    const other = await askedBy(inSlack('approver'), '100');
    expect(await approve(other.id, inTeams('approver'))).toBe('ownRequest');
    expect((await room.store.read(kase.id))?.state).toBe('waiting');
  });

  test('have one voice where two are needed, also when both approve at the same moment', async () => {
    await linked('approver');
    const { approve, askedBy, read } = house();
    const kase = await askedBy(inSlack('rep'), '5000');
    const both = await Promise.all([
      approve(kase.id, inSlack('approver')),
      approve(kase.id, inTeams('approver')),
    ]);
    expect(both.toSorted()).toEqual(['already', 'counted']);
    expect(await read(kase.id)).toMatchObject({ state: 'waiting', approvals: [{}] });
    expect(await approve(kase.id, inTeams('finance'))).toBe('running');
  });

  test('that approved before they were linked count once from then on', async () => {
    const { approve, askedBy, read } = house();
    const kase = await askedBy(inSlack('rep'), '5000');
    await approve(kase.id, inSlack('approver'));
    await linked('approver');
    expect(await approve(kase.id, inTeams('approver'))).toBe('already');
    expect((await read(kase.id)).state).toBe('waiting');
  });

  test('take back, and withdraw, what either of them did', async () => {
    await linked('approver');
    await linked('rep');
    const { approve, takeBack, withdraw, askedBy, read } = house();
    const kase = await askedBy(inSlack('rep'), '5000');
    await approve(kase.id, inSlack('approver'));
    expect(await takeBack(kase.id, inTeams('finance'))).toBe('none-of-yours');
    expect(await takeBack(kase.id, inTeams('approver'))).toBe('taken-back');
    expect((await read(kase.id)).approvals).toEqual([]);
    expect(await withdraw(kase.id, inTeams('approver'))).toBe('not-yours');
    expect(await withdraw(kase.id, inTeams('rep'))).toBe('withdrawn');
  });

  test('share the limit of a day', async () => {
    await linked('rep');
    const { askedBy } = house();
    const first = await askedBy(inSlack('rep'), '600');
    expect(first.needed).toBe(1);
    expect((await askedBy(inTeams('rep'), '600')).needed).toBe(2);
  });

  test('share the limit of a day when the policy lists them together', async () => {
    const { room } = house();
    const identities = (await room.people.identities())(at);
    expect(countedBy(identities, inTeams('listed').userId)).toBe('U0LISTED');
    expect(await room.people.ownAccounts(inSlack('listed'))).toEqual([inSlack('listed'), inTeams('listed')]);
  });

  test('are no way around a delegation: it counts for the person, once, in the right that was lent', async () => {
    await linked('finance');
    const here = house();
    const { approve, askedBy, read } = here;
    const until = new Date('2026-12-01T00:00:00Z');
    await delegate(database.ledger, inSlack('approver'), { to: 'U0FINANCE', until, at });
    const kase = await askedBy(inSlack('rep'), '100');
    // Finance alone may not decide so little; it acts for the approver, in whatever app.
    expect(await approve(kase.id, inTeams('finance'))).toBe('running');
    expect((await read(kase.id)).approvals[0]?.standsFor).toEqual(inSlack('approver'));
    const large = await askedBy(inSlack('rep'), '5000');
    expect(await approve(large.id, inTeams('finance'))).toBe('counted');
    expect(await approve(large.id, inSlack('approver'))).toBe('counted');
    expect((await read(large.id)).state).toBe('waiting');
  });

  test('see each other’s requests as their own while they are linked, and no longer after that', async () => {
    await linked('rep');
    const { askedBy, room } = house();
    const kase = await askedBy(inSlack('rep'), '100');
    const mine = async () => {
      const me = { ...inTeams('rep'), groupIds: [], unreadableGroupIds: [] };
      const { cases } = await gather('mine', { room, db: database.ledger, me });
      return cases.map(({ id }) => id);
    };
    expect(await mine()).toEqual([kase.id]);
    await database.ledger.transaction().execute((trx) => removeLink(trx, 'rep', at));
    expect(await mine()).toEqual([]);
  });

  test('are shown what waits for either of them', async () => {
    await linked('rep');
    const { askedBy, room } = house();
    const kase = await askedBy(inSlack('approver'), '100');
    const waiting = async (me: Person) => {
      const who = { ...me, groupIds: [], unreadableGroupIds: [] };
      const { cases } = await gather('waiting', { room, db: database.ledger, me: who });
      return cases.map(({ id }) => id);
    };
    // Only the account in Teams has the right to approve.
    expect(await waiting(inSlack('rep'))).toEqual([kase.id]);
    expect(await waiting(inTeams('approver'))).toEqual([kase.id]);
    await linked('approver');
    expect(await waiting(inTeams('approver'))).toEqual([]);
  });

  test('that parted are one person still; separated by an admin they are two for what is asked later', async () => {
    await linked('approver');
    const { approve, askedBy, clock } = house();
    const before = await askedBy(inSlack('approver'), '100');
    await database.ledger.transaction().execute((trx) => removeLink(trx, 'approver', clock.now()));
    expect(await approve(before.id, inTeams('approver'))).toBe('ownRequest');
    await clock.advance(1_000);
    await database.ledger.transaction().execute((trx) => freeLink(trx, 'approver', clock.now()));
    expect(await approve(before.id, inTeams('approver'))).toBe('ownRequest');
    const later = await askedBy(inSlack('approver'), '100');
    expect(await approve(later.id, inTeams('approver'))).toBe('running');
  });
});

test('no clicks of linked accounts, in whatever order or at once, are more people than there are', async () => {
  const click = fc.record({
    by: fc.constantFrom(...accounts),
    act: fc.constantFrom('approve', 'approve', 'approve', 'takeBack'),
  });
  let ran = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.subarray(['rep', 'approver', 'finance'] as const),
      fc.constantFrom(inSlack('rep'), inTeams('rep'), inSlack('approver')),
      fc.array(fc.array(click, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
      async (names, requester, rounds) => {
        await database.ledger.deleteFrom('identity_links').execute();
        await database.ledger.deleteFrom('money_intents').execute();
        await database.ledger.deleteFrom('money_cases').execute();
        for (const name of names) await linked(name);
        const here = house();
        const kase = await here.askedBy(requester, '5000');
        for (const round of rounds)
          await Promise.all(
            round.map(({ by, act }) => (act === 'approve' ? here.approve : here.takeBack)(kase.id, by)),
          );
        const { state, approvals } = await here.read(kase.id);
        if (state !== 'running') return;
        ran += 1;
        // Found out without the code under test: by whose name an account stands here.
        const isOne = (name: Name) => name === 'listed' || names.some((one) => one === name);
        const person = (userId: string) =>
          everybody.find((name) => isOne(name) && belongs(name, userId)) ?? userId;
        const people = new Set(approvals.map(({ by }) => person(by.userId)));
        expect(people.has(person(requester.userId))).toBe(false);
        expect(people.size).toBeGreaterThanOrEqual(2);
      },
    ),
    { numRuns: 60 },
  );
  expect(ran).toBeGreaterThan(0);
}, 120_000);

test('nothing that one person with two accounts clicks satisfies a tier that needs two', async () => {
  await linked('approver');
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          by: fc.constantFrom(inSlack('approver'), inTeams('approver'), inSlack('rep')),
          act: fc.constantFrom('approve', 'takeBack'),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      fc.boolean(),
      async (clicks, atOnce) => {
        const here = house();
        const kase = await here.askedBy(inSlack('rep'), '5000');
        const press = ({ by, act }: (typeof clicks)[number]) =>
          (act === 'approve' ? here.approve : here.takeBack)(kase.id, by);
        if (atOnce) await Promise.all(clicks.map(press));
        else for (const one of clicks) await press(one);
        expect((await here.read(kase.id)).state).toBe('waiting');
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);
