import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { type Lang, langs, translator } from '../../kernel/texts/index.ts';
import { permissions } from '../command.ts';
import { explainPolicy } from './explain.ts';
import { explainRemittances } from './explain-remittances.ts';
import { actorOf } from './policy.ts';
import { faultLines, loadPolicy, PolicyError, type PolicyOptions, readPolicy } from './read.ts';
import { checkPolicy } from './report.ts';

const policyOf = (text: string, options?: PolicyOptions) => {
  const reading = readPolicy(text, options);
  if ('faults' in reading) throw new Error(faultLines('policy', reading.faults, translator('en')).join('\n'));
  return reading.policy;
};

const faultsOf = (text: string, lang: Lang = 'en', options?: PolicyOptions) => {
  const reading = readPolicy(text, options);
  if ('policy' in reading) return [];
  return faultLines('policy.yaml', reading.faults, translator(lang)).slice(1);
};

const team = `
admins: Wang Fang
roles:
  approver: [customers.read]
people:
  - name: Grace
    slack: U0GRACE
    roles: [rep]
  - name: Wang Fang
    slack: U0WANG
    entra: 8f0e1a52-6c4b-4d5e-9f10-111213141516
    roles: [admin]
groups:
  - name: Finance
    slack: S0FIN
    roles: [finance]
  - name: Approvers
    entra: 8f0e1a52-6c4b-4d5e-9f10-111213141517
    roles: [approver]
`;

describe('rights', () => {
  const policy = policyOf(team);

  it('of people nobody named are none', () => {
    const roles = policy.rolesOf({ userId: 'U0OTHER', groupIds: ['S0OTHER'] });
    expect(roles).toEqual([]);
    expect([...policy.permissionsOf(roles)]).toEqual([]);
  });

  it('come from oneself and from every group one is in', () => {
    expect(policy.rolesOf({ userId: 'U0GRACE', groupIds: [] })).toEqual(['rep']);
    expect(policy.rolesOf({ userId: 'U0GRACE', groupIds: ['S0FIN'] })).toEqual(['rep', 'finance']);
    expect(policy.rolesOf({ userId: 'U0OTHER', groupIds: ['S0FIN'] })).toEqual(['finance']);
  });

  it('of a role are the usual ones unless the file says otherwise', () => {
    expect([...policy.permissionsOf(['approver'])]).toEqual(['customers.read']);
    expect(policy.permissionsOf(['rep'])).toContain('bills.export');
    expect(policy.permissionsOf(['rep'])).not.toContain('api.read');
    expect([...policy.permissionsOf(['admin'])]).toEqual([...permissions]);
  });

  it('can be taken from a role by an empty list', () => {
    const strict = policyOf(
      'admins: A\nroles:\n  rep: []\npeople:\n  - {name: G, slack: U0G, roles: [rep]}\n',
    );
    expect([...strict.permissionsOf(['rep'])]).toEqual([]);
  });

  it('are the same for a person in either app', () => {
    expect(policy.rolesOf({ userId: '8f0e1a52-6c4b-4d5e-9f10-111213141516', groupIds: [] })).toEqual([
      'admin',
    ]);
  });

  it('name the groups whose members must be known, by app', () => {
    expect(policy.groupIds('slack')).toEqual(['S0FIN']);
    expect(policy.groupIds('teams')).toEqual(['8f0e1a52-6c4b-4d5e-9f10-111213141517']);
  });

  it('make an actor out of somebody who is present', () => {
    const who = { app: 'slack', tenantId: 'T1', userId: 'U0GRACE', lang: 'en', timeZone: 'UTC' } as const;
    expect(actorOf(policy, { ...who, groupIds: [], unreadableGroupIds: ['S0FIN'] })).toMatchObject({
      userId: 'U0GRACE',
      roles: ['rep'],
      unreadableGroupIds: ['S0FIN'],
    });
  });
});

describe('a mistake in the file', () => {
  test.each([
    ['', ['line 1: The file is empty. Start from policy.example.yaml.']],
    ['people: []', ['line 1: “admins” is missing here.']],
    ['admins: A\npeopel: []', ['line 2: “peopel” is not a setting. Did you mean “people”?']],
    [
      'admins: A\ncolour: red',
      [
        'line 2: “colour” is not a setting. Known here: admins, site, roles, people, groups, audit, approvals, remittances.',
      ],
    ],
    ['admins: A\nsite: china', ['line 2: “china” is not one of: cn, intl, eu.']],
    [
      'admins: A\nroles:\n  rep: [bill.read]',
      ['line 3: “bill.read” is not known. Did you mean “bills.read”?'],
    ],
    ['admins: A\nroles:\n  reps: []', ['line 3: “reps” is not a setting. Did you mean “rep”?']],
    [
      'admins: A\npeople:\n  - name: G\n    slack: U0G\n    roles: rep',
      ['line 5: “roles” must be a list, like [rep, finance].'],
    ],
    [
      'admins: A\npeople:\n  - name: G\n    slack: U0G\n    roles: []',
      ['line 5: “roles” must not be empty.'],
    ],
    [
      'admins: A\npeople:\n  - name: G\n    slack: U0G\n    roles: [finnance]',
      ['line 5: “finnance” is not known. Did you mean “finance”?'],
    ],
    [
      'admins: A\npeople:\n  - name: G\n    slack: grace\n    roles: [rep]',
      [
        'line 4: “grace” is not a Slack user id. It begins with U or W; in Slack: profile → ⋮ → Copy member ID.',
      ],
    ],
    [
      'admins: A\ngroups:\n  - name: G\n    slack: U0G\n    roles: [rep]',
      [
        'line 4: “U0G” is not a Slack user group id. It begins with S; it stands at the end of the group’s address.',
      ],
    ],
    ['admins: A\npeople:\n  - name: G\n    roles: [rep]', ['line 3: G has no id: give “slack” or “entra”.']],
    [
      'admins: A\npeople:\n  - {name: G, slack: U0G, roles: [rep]}\n  - {name: H, slack: U0G, roles: [rep]}',
      ['line 4: “U0G” stands in line 3 already.'],
    ],
    ['admins: [A]', ['line 1: “admins” must be a text.']],
    ['admins: A\npeople: G', ['line 2: “people” must be a list, like [rep, finance].']],
    ['admins: A\nadmins: B', ['line 2: This is not valid YAML: Map keys must be unique']],
  ])('is said with its line: %j', (text, sentences) => {
    expect(faultsOf(text).map((line) => line.trim())).toEqual(sentences);
  });

  it('does not hide the others', () => {
    expect(
      faultsOf('admin: A\nsite: xx\npeople:\n  - nam: G\n    slack: U0G\n    roles: [rep]'),
    ).toHaveLength(5);
  });

  it('is said in Chinese as well', () => {
    expect(faultsOf('admins: A\nsite: china', 'zh-CN')[0]).toContain('第 2 行');
  });

  it('stops the start, with every sentence', async () => {
    await expect(loadPolicy('no/such/policy.yaml')).rejects.toThrow(PolicyError);
    await expect(loadPolicy('no/such/policy.yaml')).rejects.toThrow(/cannot be read \(ENOENT\)/);
  });

  it('is a policy written for another site', () => {
    expect(faultsOf('admins: A\nsite: intl', 'en', { site: 'cn' })[0]).toContain('for the site “intl”');
    expect(faultsOf('admins: A\nsite: cn', 'en', { site: 'cn' })).toEqual([]);
  });
});

describe('the section on remittances', () => {
  const faulty = (section: string) =>
    faultsOf(`admins: A\nremittances:\n  channel: {slack: C0FINANCE}\n${section}`).map((line) => line.trim());

  it('is explained in sentences, and without it the usual days hold', () => {
    const t = translator('en');
    const given = policyOf(
      'admins: A\nremittances: {channel: {slack: C0FINANCE}, call: [finance], overdueAfter: 3, escalate: [admin]}',
    );
    const told = explainRemittances(given, t).join('\n');
    expect(told).toContain('shown to finance in C0FINANCE');
    expect(told).toContain('“finance” is called there');
    expect(told).toContain('credited 3 working days after');
    expect(explainRemittances(policyOf('admins: A'), t).join('\n')).toContain('/hw remit list');
    expect(policyOf('admins: A').remittances.times).toEqual({
      claimAfter: 1,
      remindEvery: 2,
      overdueAfter: 5,
    });
  });

  it('has its mistakes said with their line', () => {
    expect(faulty('  overdueAfter: 0')).toEqual([
      'line 4: “0” is not a number of working days from 1 to 30.',
    ]);
    expect(faulty('  call: [finanse]')).toEqual(['line 4: “finanse” is not known. Did you mean “finance”?']);
    expect(faulty('  overdue: 3')).toEqual([
      'line 4: “overdue” is not a setting. Did you mean “overdueAfter”?',
    ]);
  });
});

describe('policy:check', () => {
  const example = join(import.meta.dirname, '../../../policy.example.yaml');
  const run = async (...args: string[]) => {
    const lines: string[] = [];
    const code = await checkPolicy(args, (line) => lines.push(line));
    return { code, text: lines.join('\n') };
  };

  it('finds the example in order, and says who may do what', async () => {
    const { code, text } = await run(example);
    expect(code).toBe(0);
    expect(text).toContain(
      'Grace Liu may find customers, see balances, see bills, export bill details, see coupons and quotas, ask for coupons, ask for transfers and reclaims, see their remittances, announce remittances, see approval requests, have a digest of their own (as sales rep).',
    );
    expect(text).toContain(
      'Everybody else gets one sentence, and is sent to Wang Fang (wang.fang@example.com).',
    );
  });

  it('speaks Chinese on request', async () => {
    const { text } = await run(example, '--lang', 'zh-CN');
    expect(text).toContain('检查通过');
    expect(text).toContain('导出账单明细');
  });

  it('ends with 1 for a bad file and 2 for a bad call', async () => {
    expect((await run('no/such/policy.yaml')).code).toBe(1);
    expect((await run('--colour')).code).toBe(2);
  });

  it('explains each line in either language', () => {
    for (const lang of langs) expect(explainPolicy(policyOf(team), translator(lang))).toHaveLength(5);
  });

  it('shows the defaults in the example as they are in the code', async () => {
    const text = await readFile(example, 'utf8');
    const shown = policyOf(text);
    const defaults = policyOf(text.replace(/^roles:\n( {2}.*\n)+/m, ''));
    for (const role of ['rep', 'approver', 'finance', 'admin'] as const) {
      expect(shown.permissionsOf([role])).toEqual(defaults.permissionsOf([role]));
    }
  });
});
