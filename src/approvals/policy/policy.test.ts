import { describe, expect, it, test } from 'vitest';
import { decimal } from '../../kernel/decimal.ts';
import { translator } from '../../kernel/texts/index.ts';
import type { ActionPolicy, ApprovalPolicy, Listed, Parties, Tier, Who } from './policy.ts';
import { noApprovals } from './policy.ts';
import { type Approver, actsFor, isMet, mayApprove, mayAsk, tally } from './rights.ts';
import { requireTier, tierFor } from './tiers.ts';

const person = (name: string, entra?: string): Listed => ({
  name,
  slack: `U${name.toUpperCase()}`,
  entra,
  roles: ['approver'],
});
const group = (name: string): Listed => ({ name, slack: `S${name.toUpperCase()}`, roles: ['approver'] });
const parties = (people: readonly Listed[], groups: readonly Listed[] = []): Parties => ({
  names: [...people, ...groups].map(({ name }) => name),
  people,
  groups,
});

const who = (
  userId: string,
  groupIds: readonly string[] = [],
  unreadableGroupIds: readonly string[] = [],
): Who => ({
  userId,
  groupIds,
  unreadableGroupIds,
});
const approver = (of: Who, ...actsFor: readonly Who[]): Approver => ({ ...of, actsFor });

const tier = (upTo: string, more: Partial<Tier> = {}): Tier => ({
  upTo: decimal(upTo),
  upToPerDay: undefined,
  approve: parties([person('wang', '8f0e-wang'), person('grace')], [group('finance')]),
  needed: 1,
  channel: { slack: { id: 'C1' } },
  ...more,
});

const small = tier('1000', { upToPerDay: decimal('5000') });
const large = tier('50000', { needed: 2 });

const issue: ActionPolicy = {
  action: 'coupon.issue',
  ask: parties([person('lina')], [group('sales')]),
  tiers: [small, large],
  remind: undefined,
  escalate: undefined,
  expireAfterMs: 48 * 3_600_000,
  dailyCap: undefined,
};
const policy: ApprovalPolicy = {
  ...noApprovals,
  actions: new Map([['coupon.issue', issue]]),
  aliases: new Map([
    ['8f0e-lina', 'ULINA'],
    ['8f0e-wang', 'UWANG'],
  ]),
};

const wang = who('UWANG');
const grace = who('UGRACE');
const chen = who('UCHEN', ['SFINANCE']);
const tom = who('UTOM');

describe('the tier of a request', () => {
  test.each([
    ['0.01', '0.01', small],
    ['1000', '1000', small],
    ['1000.00', '5000', small],
    ['1000.01', '1000.01', large],
    ['1000', '5000.01', large],
    ['50000', '250000', large],
    ['50000.01', '50000.01', undefined],
  ])('of %s yuan, %s on that day, is the first that both fit', (total, dayTotal, expected) => {
    const found = tierFor(policy, 'coupon.issue', { total: decimal(total), dayTotal: decimal(dayTotal) });
    expect(found).toBe(expected);
  });

  it('does not exist for an action the file does not name', () => {
    const amounts = { total: decimal('1'), dayTotal: decimal('1') };
    expect(tierFor(policy, 'coupon.reclaim', amounts)).toBeUndefined();
  });

  test.each([
    ['coupon.reclaim', '1', '1', 'no rule for “reclaim coupons”', '回收优惠券'],
    ['coupon.issue', '60000', '60000', 'allows 50,000.00 at most', '单次上限 50,000.00 元'],
  ] as const)('%s of %s yuan is refused with a sentence', (action, total, dayTotal, english, chinese) => {
    const found = requireTier(policy, action, { total: decimal(total), dayTotal: decimal(dayTotal) });
    if (found.ok) throw new Error('a tier was found');
    const { code, params } = found.problem;
    expect(translator('en')(`problems.${code}`, params)).toContain(english);
    expect(translator('zh-CN')(`problems.${code}`, params)).toContain(chinese);
  });

  it('refuses with the limit of the day when only that is too much', () => {
    const actions = new Map([['coupon.issue', { ...issue, tiers: [small] }]] as const);
    const amounts = { total: decimal('1000'), dayTotal: decimal('6000') };
    expect(requireTier({ ...policy, actions }, 'coupon.issue', amounts)).toMatchObject({
      problem: { code: 'aboveDayLimit', params: { dayTotal: '6,000.00', most: '5,000.00' } },
    });
  });
});

describe('who may ask', () => {
  test.each([
    ['by name', who('ULINA'), 'yes'],
    ['by group', who('UTOM', ['SSALES']), 'yes'],
    ['as nobody of the list', who('UTOM', ['SFINANCE']), 'no'],
    ['while their group cannot be read', who('UTOM', [], ['SSALES']), 'list-unreadable'],
    ['by name, while a group cannot be read', who('ULINA', [], ['SSALES']), 'yes'],
    ['while another group cannot be read', who('UTOM', [], ['SFINANCE']), 'no'],
  ])('%s', (_, asker, expected) => {
    expect(mayAsk(issue, asker)).toBe(expected);
  });
});

describe('who may approve', () => {
  test.each([
    ['somebody named', wang, 'yes'],
    ['a member of a group', chen, 'yes'],
    ['anybody else', tom, 'no'],
    ['the requester', who('ULINA', ['SFINANCE']), 'own-request'],
    ['the requester in the other app', who('8f0e-lina', ['SFINANCE']), 'own-request'],
    ['a member while the group cannot be read', who('UCHEN', [], ['SFINANCE']), 'list-unreadable'],
    [
      'somebody named, while a group of the list cannot be read',
      who('UWANG', [], ['SFINANCE']),
      'list-unreadable',
    ],
    ['somebody named, while a group of no account cannot be read', who('UWANG', [], ['SSALES']), 'yes'],
  ])('%s', (_, of, expected) => {
    expect(mayApprove(policy, small, approver(of), 'ULINA').answer).toBe(expected);
  });

  test.each([
    ['for somebody who may', approver(tom, wang), 'yes'],
    ['for somebody who may not', approver(tom, who('UOLGA')), 'no'],
    ['for the requester', approver(tom, who('ULINA', ['SFINANCE'])), 'no'],
    ['for the requester, in their own right', approver(wang, who('ULINA', ['SFINANCE'])), 'yes'],
    ['for somebody who may, of their own request', approver(who('ULINA'), wang), 'own-request'],
    [
      'for somebody whose group cannot be read',
      approver(tom, who('UCHEN', [], ['SFINANCE'])),
      'list-unreadable',
    ],
  ])('somebody who acts %s', (_, of, expected) => {
    expect(mayApprove(policy, small, of, 'ULINA').answer).toBe(expected);
  });

  it('uses their own right first', () => {
    const may = mayApprove(policy, small, approver(wang, grace), 'ULINA');
    expect(may).toMatchObject({ answer: 'yes', inRightOf: [wang, grace] });
  });
});

describe('approvals', () => {
  test.each<[string, readonly Approver[], number]>([
    ['none', [], 0],
    ['one', [approver(wang)], 1],
    ['two people', [approver(wang), approver(chen)], 2],
    ['the same person twice', [approver(wang), approver(wang)], 1],
    ['the same person in both apps', [approver(wang), approver(who('8f0e-wang'))], 1],
    ['the requester and another', [approver(who('ULINA', ['SFINANCE'])), approver(wang)], 1],
    ['somebody who may no longer', [approver(wang), approver(who('UCHEN'))], 1],
    ['a person and whoever acts for them', [approver(wang), approver(tom, wang)], 1],
    [
      'a person and whoever acts for them in a right of their own',
      [approver(wang), approver(grace, wang)],
      1,
    ],
    ['two people acting for one', [approver(tom, wang), approver(who('UOLGA'), wang)], 1],
    ['one acting for two', [approver(tom, wang, grace)], 1],
    ['two acting for two', [approver(tom, wang, grace), approver(who('UOLGA'), wang)], 2],
    ['two, and one acting for both', [approver(tom, wang, grace), approver(wang), approver(grace)], 2],
  ])('of %s count once a person', (_, approvals, counted) => {
    expect(tally(policy, large, approvals, 'ULINA')).toMatchObject({ counted, isMet: counted >= 2 });
  });

  it('that no longer count are named, with the reason', () => {
    expect(tally(policy, large, [approver(wang), approver(who('UCHEN'))], 'ULINA').lapsed).toEqual([
      { userId: 'UCHEN', why: 'no' },
    ]);
  });

  it('of nobody are never enough, whatever the tier says', () => {
    expect(isMet(policy, { ...small, needed: 0 }, [], 'ULINA')).toBe(false);
  });
});

describe('a delegation', () => {
  const until = new Date('2026-12-01T00:00:00Z');
  const delegations = [
    { fromId: 'UWANG', toId: 'UTOM', until },
    { fromId: '8f0e-wang', toId: 'UWANG', until },
    { fromId: 'UGRACE', toId: 'UWANG', until },
  ];
  const before = new Date(until.getTime() - 1);

  it('holds until its end, for the one it names', () => {
    expect(actsFor(policy, delegations, 'UTOM', before)).toEqual(['UWANG']);
    expect(actsFor(policy, delegations, 'UTOM', until)).toEqual([]);
    expect(actsFor(policy, delegations, 'UCHEN', before)).toEqual([]);
  });

  it('is not passed on, and to oneself it is none', () => {
    expect(actsFor(policy, delegations, 'UWANG', before)).toEqual(['UGRACE']);
    expect(actsFor(policy, delegations, 'UTOM', before)).not.toContain('UGRACE');
  });

  it('reaches the same person in the other app', () => {
    expect(actsFor(policy, delegations, '8f0e-wang', before)).toEqual(['UGRACE']);
  });
});
