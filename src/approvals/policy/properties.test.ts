import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from '../../kernel/decimal.ts';
import {
  type ActionPolicy,
  type ApprovalPolicy,
  type Listed,
  noApprovals,
  type Parties,
  type Tier,
  type Who,
} from './policy.ts';
import { type Approver, actsFor, type Delegation, isMet, mayApprove, tally } from './rights.ts';
import { tierFor } from './tiers.ts';

/** A small firm in which everything happens: six people, three groups, anybody may be anything. */
const userIds = ['U1', 'U2', 'U3', 'U4', 'U5', 'U6'];
const groupIds = ['S1', 'S2', 'S3'];

const bare = (id: string) => id.replace('entra-', '');

const listed = (id: string): Listed =>
  id.startsWith('U')
    ? { name: id, slack: id, entra: `entra-${id}`, roles: [] }
    : { name: id, slack: id, roles: [] };
const partiesOf = (people: readonly string[], groups: readonly string[]): Parties => ({
  names: [...people, ...groups],
  people: people.map(listed),
  groups: groups.map(listed),
});
const policy: ApprovalPolicy = { ...noApprovals, aliases: new Map(userIds.map((id) => [`entra-${id}`, id])) };

const anyUser = fc.constantFrom(...userIds);
/** The same person may come from either app. */
const anyId = fc.tuple(anyUser, fc.boolean()).map(([id, teams]) => (teams ? `entra-${id}` : id));
const someUsers = fc.uniqueArray(anyUser);
const someGroups = fc.subarray(groupIds);
const anyParties = fc.tuple(someUsers, someGroups).map(([people, groups]) => partiesOf(people, groups));
const anyTier = fc
  .record({ approve: anyParties, needed: fc.integer({ min: 1, max: 4 }) })
  .map((of): Tier => ({ upTo: decimal('1000'), upToPerDay: undefined, channel: {}, ...of }));

/** Who is in which group, whose list can be read, and who acts for whom. */
interface Day {
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly unreadable: readonly string[];
  readonly delegations: readonly Delegation[];
}

const anyDay: fc.Arbitrary<Day> = fc.record({
  members: fc
    .tuple(...userIds.map(() => someGroups))
    .map((lists) => new Map(userIds.map((id, index) => [id, lists[index] ?? []]))),
  unreadable: fc.oneof(fc.constant([]), fc.constant([]), someGroups),
  delegations: fc.array(
    fc.record({ fromId: anyId, toId: anyId, until: fc.constantFrom(new Date(0), new Date(2)) }),
    { maxLength: 5 },
  ),
});
const readableDay = anyDay.map((day): Day => ({ ...day, unreadable: [] }));
const now = new Date(1);

const whoOn = ({ members, unreadable }: Day, userId: string): Who => ({
  userId,
  groupIds: (members.get(bare(userId)) ?? []).filter((id) => !unreadable.includes(id)),
  unreadableGroupIds: unreadable,
});
const approverOn = (day: Day, userId: string): Approver => ({
  ...whoOn(day, userId),
  actsFor: actsFor(policy, day.delegations, userId, now).map((id) => whoOn(day, id)),
});
const approversOn = (day: Day, ids: readonly string[]) => ids.map((id) => approverOn(day, id));

const check = <T extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  rule: (...given: T) => void,
) =>
  fc.assert(
    fc.property(fc.tuple<T>(...arbitraries), (given) => rule(...given)),
    { numRuns: 1_000 },
  );

const someIds = fc.array(anyId, { maxLength: 6 });
const isSame = (a: string, b: string) => bare(a) === bare(b);

describe('a request is never easier to pass', () => {
  it('when more approvals are needed', () => {
    check([anyDay, anyTier, someIds, anyId, fc.nat({ max: 3 })], (day, tier, ids, requester, more) => {
      const stricter = { ...tier, needed: tier.needed + more };
      const approvals = approversOn(day, ids);
      if (isMet(policy, stricter, approvals, requester)) {
        expect(isMet(policy, tier, approvals, requester)).toBe(true);
      }
    });
  });

  it('when the amount is raised', () => {
    const steps = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 500 }), fc.nat({ max: 2 }), fc.nat({ max: 500 })),
      {
        minLength: 1,
        maxLength: 5,
      },
    );
    const amount = fc.integer({ min: 1, max: 3_000 });
    check([steps, amount, amount, amount, amount], (tiers, total, more, dayTotal, moreThatDay) => {
      const ascending = tiers.map((_, index) => {
        const upTo = tiers
          .slice(0, index + 1)
          .map(([step, needed, perDay]) => [step, needed, step + perDay] as const);
        const sum = (of: 0 | 1 | 2) => upTo.reduce((total, step) => total + step[of], 0);
        return {
          upTo: decimal(String(sum(0))),
          upToPerDay: decimal(String(sum(2))),
          approve: partiesOf(userIds, []),
          needed: 1 + sum(1),
          channel: {},
        };
      });
      const action: ActionPolicy = {
        action: 'coupon.issue',
        ask: partiesOf(userIds, []),
        tiers: ascending,
        remind: undefined,
        escalate: undefined,
        expireAfterMs: 1,
        dailyCap: undefined,
      };
      const of = { ...policy, actions: new Map([['coupon.issue', action]] as const) };
      const yuan = (value: number) => decimal(String(value));
      const before = tierFor(of, 'coupon.issue', { total: yuan(total), dayTotal: yuan(total + dayTotal) });
      const after = tierFor(of, 'coupon.issue', {
        total: yuan(total + more),
        dayTotal: yuan(total + more + dayTotal + moreThatDay),
      });
      if (after) expect(before?.needed).toBeLessThanOrEqual(after.needed);
    });
  });

  it('by the requester, whatever they press, in whatever app, whoever acts for them', () => {
    check([anyDay, anyTier, someIds, anyId], (day, tier, ids, requester) => {
      const others = ids.filter((id) => !isSame(id, requester));
      expect(mayApprove(policy, tier, approverOn(day, requester), requester).answer).toBe('own-request');
      const withOwn = tally(
        policy,
        tier,
        approversOn(day, [...others, bare(requester), `entra-${bare(requester)}`]),
        requester,
      );
      expect(withOwn.counted).toBe(tally(policy, tier, approversOn(day, others), requester).counted);
    });
  });

  it('by a delegation of the requester', () => {
    check([readableDay, anyTier, someIds, anyId, anyId], (day, tier, ids, requester, friend) => {
      const delegated = [...day.delegations, { fromId: requester, toId: friend, until: new Date(2) }];
      const before = tally(policy, tier, approversOn(day, ids), requester);
      const after = tally(policy, tier, approversOn({ ...day, delegations: delegated }, ids), requester);
      expect(after.counted).toBeLessThanOrEqual(before.counted);
    });
  });

  it('while a list of the tier cannot be read: then it cannot pass at all', () => {
    check([anyDay, anyTier, someIds, anyId], (day, tier, ids, requester) => {
      if (!tier.approve.groups.some(({ name }) => day.unreadable.includes(name))) return;
      const approvals = approversOn(day, ids);
      expect(isMet(policy, tier, approvals, requester)).toBe(false);
      for (const approver of approvals) {
        expect(mayApprove(policy, tier, approver, requester).answer).not.toBe('yes');
      }
    });
  });
});

describe('a request is never harder to pass', () => {
  it('when more people and groups may approve, as long as their lists can be read', () => {
    check([readableDay, anyTier, anyParties, someIds, anyId], (day, tier, more, ids, requester) => {
      const approve = {
        names: [...tier.approve.names, ...more.names],
        people: [...tier.approve.people, ...more.people],
        groups: [...tier.approve.groups, ...more.groups],
      };
      const approvals = approversOn(day, ids);
      expect(tally(policy, { ...tier, approve }, approvals, requester).counted).toBeGreaterThanOrEqual(
        tally(policy, tier, approvals, requester).counted,
      );
    });
  });

  it('when one more approves', () => {
    check([anyDay, anyTier, someIds, anyId, anyId], (day, tier, ids, another, requester) => {
      const before = tally(policy, tier, approversOn(day, ids), requester);
      const after = tally(policy, tier, approversOn(day, [...ids, another]), requester);
      expect(after.counted).toBeGreaterThanOrEqual(before.counted);
    });
  });
});

describe('what is counted', () => {
  it('is people other than the requester who may approve now, each at most once', () => {
    check([anyDay, anyTier, someIds, anyId], (day, tier, ids, requester) => {
      const approvals = approversOn(day, ids);
      const able = approvals.filter((of) => mayApprove(policy, tier, of, requester).answer === 'yes');
      const people = new Set(able.map(({ userId }) => bare(userId)));
      expect(people).not.toContain(bare(requester));
      expect(tally(policy, tier, approvals, requester).counted).toBeLessThanOrEqual(people.size);
    });
  });

  it('is never more than the people whose rights were used', () => {
    check([anyDay, anyTier, someIds, anyId], (day, tier, ids, requester) => {
      const approvals = approversOn(day, ids);
      const rights = approvals.flatMap((of) => {
        const may = mayApprove(policy, tier, of, requester);
        return may.answer === 'yes' ? may.inRightOf.map(({ userId }) => bare(userId)) : [];
      });
      expect(tally(policy, tier, approvals, requester).counted).toBeLessThanOrEqual(new Set(rights).size);
    });
  });

  it('is one for somebody together with whoever acts for them', () => {
    check([anyDay, anyTier, anyUser, anyUser, anyId], (day, tier, one, other, requester) => {
      const delegations = [...day.delegations, { fromId: one, toId: other, until: new Date(2) }];
      const approvals = approversOn({ ...day, delegations }, [one, other]);
      expect(tally(policy, tier, approvals, requester).counted).toBeLessThanOrEqual(1);
    });
  });

  it('does not depend on the order of the approvals', () => {
    check([anyDay, anyTier, someIds, anyId], (day, tier, ids, requester) => {
      const count = (of: readonly string[]) => tally(policy, tier, approversOn(day, of), requester).counted;
      expect(count(ids.toReversed())).toBe(count(ids));
    });
  });
});
