import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { tierFor } from '../../approvals/policy/tiers.ts';
import { decimal } from '../../kernel/decimal.ts';
import { translator } from '../../kernel/texts/index.ts';
import { faultLines, readPolicy } from './read.ts';
import { checkPolicy } from './report.ts';

const team = `admins: A
people:
  - {name: Lina, slack: U0LINA, roles: [rep]}
  - {name: Wang, slack: U0WANG, entra: 8f0e1a52-6c4b-4d5e-9f10-111213141516, roles: [approver]}
  - {name: Grace, slack: U0GRACE, roles: [approver]}
groups:
  - {name: Finance China, slack: S0FIN, roles: [finance]}
`;

/** Line 8 and on. */
const section = (...action: readonly string[]) =>
  [
    `${team}approvals:`,
    '  timeZone: Asia/Shanghai',
    '  channel: {slack: C0MONEY}',
    '  actions:',
    '    coupon.issue:',
    ...action.map((line) => `      ${line}`),
  ].join('\n');

const usual = {
  ask: 'ask: [rep]',
  tiers: 'tiers: [{upTo: 1000, approve: [approver], needed: 1}]',
  expire: 'expireAfter: 48h',
};
/** The usual rules in lines 13 to 15, one of them replaced; more from line 16 on. */
const rules = (changed: Partial<typeof usual> = {}, ...more: readonly string[]) =>
  section(...Object.values({ ...usual, ...changed }), ...more);

const faultsOf = (text: string, lang: 'en' | 'zh-CN' = 'en') => {
  const reading = readPolicy(text);
  if ('policy' in reading) return [];
  return faultLines('policy.yaml', reading.faults, translator(lang))
    .slice(1)
    .map((line) => line.trim());
};

const approvalsOf = (text: string) => {
  const reading = readPolicy(text);
  if ('faults' in reading) throw new Error(faultsOf(text).join('\n'));
  return reading.policy.approvals;
};

const amounts = (total: string) => ({ total: decimal(total), dayTotal: decimal(total) });

describe('the rules about money', () => {
  it('are none without a section: nothing may be spent', () => {
    expect(approvalsOf(team).actions.size).toBe(0);
  });

  it('put people and groups where the file has names and roles', () => {
    const text = rules({
      ask: 'ask: [rep, Grace]',
      tiers: 'tiers: [{upTo: "1000.50", approve: [approver, Finance China], needed: 2}]',
    });
    const issue = approvalsOf(text).actions.get('coupon.issue');
    expect(issue?.ask.people.map(({ name }) => name)).toEqual(['Lina', 'Grace']);
    expect(issue?.tiers[0]?.approve.people.map(({ name }) => name)).toEqual(['Wang', 'Grace']);
    expect(issue?.tiers[0]?.approve.groups.map(({ slack }) => slack)).toEqual(['S0FIN']);
    expect(issue?.tiers[0]?.upTo.toFixed()).toBe('1000.5');
    expect(issue?.expireAfterMs).toBe(48 * 3_600_000);
  });

  it('count somebody as one person in both apps', () => {
    expect(approvalsOf(rules()).aliases.get('8f0e1a52-6c4b-4d5e-9f10-111213141516')).toBe('U0WANG');
  });

  it('ask in the channel of the tier, or else in that of the section, for each app', () => {
    const text = rules({
      tiers:
        'tiers: [{upTo: 1, approve: [approver], needed: 1}, {upTo: 2, approve: [approver], needed: 1, channel: {teams: big}}]',
    });
    const channel = (total: string) => tierFor(approvalsOf(text), 'coupon.issue', amounts(total))?.channel;
    expect(channel('1')).toEqual({ slack: { id: 'C0MONEY' } });
    expect(channel('2')).toEqual({ slack: { id: 'C0MONEY' }, teams: { id: 'big' } });
  });

  it('know the language of a channel that says one', () => {
    const text = rules().replace('C0MONEY', '{id: C0MONEY, language: zh-CN}');
    const tier = tierFor(approvalsOf(text), 'coupon.issue', amounts('1'));
    expect(tier?.channel).toEqual({ slack: { id: 'C0MONEY', language: 'zh-CN' } });
  });
});

describe('a mistake in the rules about money', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'an unknown name',
      rules({ ask: 'ask: [rep, Grase]' }),
      ['line 13: “Grase” is not known. Did you mean “Grace”?'],
    ],
    [
      'an unknown action',
      section('ask: [rep]').replace('coupon.issue', 'coupon.isue'),
      ['line 12: “coupon.isue” is not a setting. Did you mean “coupon.issue”?'],
    ],
    [
      'a setting of a tier with a slip',
      rules({ tiers: 'tiers: [{upto: 1000, upTo: 1, approve: [approver], needed: 1}]' }),
      ['line 14: “upto” is not a setting. Did you mean “upTo”?'],
    ],
    [
      'a setting of an action with a slip',
      rules({}, 'dailyCapPerQouta: 1'),
      ['line 16: “dailyCapPerQouta” is not a setting. Did you mean “dailyCapPerQuota”?'],
    ],
    ['what is missing', section('ask: [rep]', usual.tiers), ['line 13: “expireAfter” is missing here.']],
    [
      'an amount that is missing',
      rules({ tiers: 'tiers: [{approve: [approver], needed: 1}]' }),
      ['line 14: “upTo” is missing here.'],
    ],
    [
      'an empty list',
      rules({ tiers: 'tiers: [{upTo: 1000, approve: [], needed: 1}]' }),
      ['line 14: “approve” must not be empty.'],
    ],
    ['no tier', rules({ tiers: 'tiers: []' }), ['line 14: “tiers” must not be empty.']],
    [
      'approvals switched off',
      rules({ tiers: 'tiers: [{upTo: 1000, approve: [approver], needed: 0}]' }),
      [
        'line 14: “needed” must be at least 1: somebody other than the requester always decides. This cannot be switched off.',
      ],
    ],
    [
      'half an approver',
      rules({ tiers: 'tiers: [{upTo: 1000, approve: [approver], needed: 1.5}]' }),
      ['line 14: “needed” is how many must approve: a whole number from 1 to 20.'],
    ],
    [
      'an amount with a fraction that is not in quotes',
      rules({ tiers: 'tiers: [{upTo: 1000.5, approve: [approver], needed: 1}]' }),
      [
        'line 14: “1000.5” is not an amount in yuan. Write whole yuan as 5000, and with a fraction in quotes: "5000.50".',
      ],
    ],
    [
      'a length of time without a unit',
      rules({ expire: 'expireAfter: 48' }),
      ['line 15: “48” is not a length of time, like 30m, 8h or 2d.'],
    ],
    [
      'a time zone nobody knows',
      rules().replace('Asia/Shanghai', 'Asia/Peking'),
      ['line 9: “Asia/Peking” is not a time zone, like Asia/Shanghai.'],
    ],
    [
      'a channel by its name',
      rules().replace('C0MONEY', '"#money"'),
      [
        'line 10: “#money” is not a Slack channel id. It begins with C or G; it stands at the end of the channel’s details.',
      ],
    ],
    [
      'no channel',
      rules().replace('slack: C0MONEY', ''),
      ['line 10: “channel” needs a channel: give “slack”, “teams” or both.'],
    ],
    [
      'a channel that says no app',
      rules().replace('{slack: C0MONEY}', 'C0MONEY'),
      ['line 10: “channel” must hold named settings, like “name: …”.'],
    ],
    [
      'a language nobody speaks here',
      rules().replace('C0MONEY', '{id: C0MONEY, language: fr}'),
      ['line 10: “fr” is not one of: en, zh-CN.'],
    ],
    [
      'a setting of a channel with a slip',
      rules().replace('C0MONEY', '{id: C0MONEY, langauge: en}'),
      ['line 10: “langauge” is not a setting. Did you mean “language”?'],
    ],
    [
      'an hour that is none',
      rules().replace('  actions:', '  quietHours: {from: "22:00", to: "24:00"}\n  actions:'),
      ['line 11: “24:00” is not a time of day, like "22:00".'],
    ],
    [
      'quiet all day',
      rules().replace('  actions:', '  quietHours: {from: "22:00", to: "22:00"}\n  actions:'),
      [
        'line 11: “from” and “to” are the same, so all day would be quiet. Leave “quietHours” out to be reminded at any time.',
      ],
    ],
    [
      'a tier that is never reached',
      rules({
        tiers:
          'tiers: [{upTo: 1000, approve: [approver], needed: 1}, {upTo: 1000, approve: [approver], needed: 1}]',
      }),
      [
        'line 14: This tier (up to 1000) is never reached: the one before it goes up to 1000. Tiers must ascend.',
      ],
    ],
    [
      'fewer approvals for more',
      rules({
        tiers:
          'tiers: [{upTo: 1000, approve: [approver], needed: 2}, {upTo: 2000, approve: [approver], needed: 1}]',
      }),
      ['line 14: A larger amount would need fewer approvals (1) than a smaller one (2).'],
    ],
    [
      'a limit per day below that of one request',
      rules({ tiers: 'tiers: [{upTo: 1000, upToPerDay: 999, approve: [approver], needed: 1}]' }),
      ['line 14: The limit per day is below what one request may be (1000).'],
    ],
    [
      'a limit per day below that of the tier before',
      rules({
        tiers:
          'tiers: [{upTo: 1000, approve: [approver], needed: 1}, {upTo: 2000, upToPerDay: 9000, approve: [approver], needed: 1}]',
      }),
      ['line 14: The limit per day is below that of the tier before it. Limits must ascend like the tiers.'],
    ],
    [
      'more approvals than people',
      rules({ tiers: 'tiers: [{upTo: 1000, approve: [Wang], needed: 2}]' }),
      ['line 14: 2 approvals are needed, but only 1 could approve. Nothing would ever pass.'],
    ],
    [
      'nobody but those who ask',
      rules({ ask: 'ask: [Wang]', tiers: 'tiers: [{upTo: 1000, approve: [Wang], needed: 1}]' }),
      [
        'line 14: Nothing would ever pass: nobody decides their own request, and without the requester too few are left of those who may ask.',
      ],
    ],
    [
      'a role that nobody has',
      rules({ tiers: 'tiers: [{upTo: 1000, approve: [admin], needed: 1}]' }),
      ['line 14: Nobody in this file is meant by admin: no person and no group has such a role.'],
    ],
    [
      'a name that is a role as well',
      rules({ ask: 'ask: [finance]' }).replace('Finance China', 'finance'),
      [
        'line 13: “finance” means several things in this file: roles, people and groups need different names where a list uses them.',
      ],
    ],
    [
      'a cap below the highest tier',
      rules({}, 'dailyCapPerQuota: 999'),
      [
        'line 16: The daily cap of a quota (999) is below the highest tier (1000), which so could never be used in full.',
      ],
    ],
    [
      'a reminder after the expiry',
      rules({}, 'remind: {after: 48h}'),
      ['line 16: This would come after the request has expired. It must be shorter than “expireAfter”.'],
    ],
    [
      'an escalation after the expiry',
      rules({}, 'escalate: {after: 3d, to: [Grace]}'),
      ['line 16: This would come after the request has expired. It must be shorter than “expireAfter”.'],
    ],
    [
      'reminders without a pause',
      rules({}, 'remind: {after: 1h, every: 5m}'),
      ['line 16: Reminders may come every 15 minutes at most (15m).'],
    ],
    [
      'a request that waits for a quarter',
      rules({ expire: 'expireAfter: 90d' }),
      ['line 15: A request may wait for 30 days at most.'],
    ],
    ['an audit without a channel', `${team}audit: {}`, ['line 8: “channel” is missing here.']],
  ])('is said with its line: %s', (_, text, sentences) => {
    expect(faultsOf(text)).toEqual(sentences);
    const chinese = faultsOf(text, 'zh-CN');
    expect(chinese).toHaveLength(sentences.length);
    for (const sentence of chinese) expect(sentence).toMatch(/^第 \d+ 行：.*\p{sc=Han}/u);
  });

  it('does not hide the others', () => {
    const text = rules({
      ask: 'ask: [nobody]',
      tiers: 'tiers: [{upTo: -1, approve: [approver], needed: 0}]',
    });
    expect(faultsOf(text)).toHaveLength(3);
  });
});

describe('policy:check', () => {
  const root = join(import.meta.dirname, '../../..');
  const example = join(root, 'policy.example.yaml');
  const run = async (...args: string[]) => {
    const lines: string[] = [];
    const code = await checkPolicy(args, (line) => lines.push(line));
    return { code, lines: lines.map((line) => line.trim()) };
  };

  it('says the rules about money in sentences', async () => {
    const { lines } = await run(example);
    expect(lines).toContain('To issue coupons: may be asked for by the role “sales rep”, the role “finance”');
    expect(lines).toContain(
      '- up to 1,000.00 yuan, and 5,000.00 yuan per person and day: 1 approval, never the requester’s own, from the role “approver” (asked for in C0EXAMPLE01)',
    );
    expect(lines).toContain(
      '- undecided after 2 hours: the approvers are reminded, and every 4 hours after that',
    );
    expect(lines).toContain(
      'Nobody is reminded from 22:00 to 08:00 (Asia/Shanghai); a request expires at any hour.',
    );
  });

  it('finds the policy of the practice world in order', async () => {
    expect(await run(join(root, 'sandbox/policy.yaml'))).toMatchObject({ code: 0 });
  });

  it('answers who could approve an amount for a customer', async () => {
    const { code, lines } = await run(
      example,
      '--who',
      '5,000',
      '--customer',
      'Sunrise',
      '--by',
      'Grace Liu',
    );
    expect(code).toBe(0);
    expect(lines).toEqual([
      'issue coupons, 5,000.00 yuan, for Sunrise:',
      '2 of these have to approve:',
      '- Wang Fang',
      '- anybody in the group Approvers',
      'Grace Liu may not approve it, because they ask.',
    ]);
  });

  it('leaves out whoever asks', async () => {
    const { lines } = await run(example, '--who', '5000', '--by', 'Wang Fang');
    expect(lines).not.toContain('- Wang Fang');
    expect(lines).toContain('Wang Fang may not approve it, because they ask.');
  });

  it('says when an amount may not be asked for at all, in the reader’s language', async () => {
    const { lines } = await run(example, '--who', '60000', '--lang', 'zh-CN');
    expect(lines.at(-1)).toContain('单次上限 50,000.00 元');
  });

  it.each([
    [2, ['--who', 'much']],
    [2, ['--who', '0']],
    [2, ['--who', '5', '--action', 'coupon.burn']],
    [1, ['--who', '5', '--by', 'Nobody']],
  ])('ends with %i when it cannot answer: %j', async (code, args) => {
    expect((await run(example, ...args)).code).toBe(code);
  });
});
