import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { explainProblems, readConfig, readStoreConfig } from './config.ts';

const complete = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'shh',
  HUAWEI_SITE: 'cn',
  HUAWEI_AK: 'AK',
  HUAWEI_SK: 'very-secret-key',
};

function problemsOf(env: Record<string, string>) {
  const read = readConfig(env);
  return 'problems' in read ? read.problems : [];
}

describe('configuration', () => {
  it('is complete with five variables and takes defaults for the rest', () => {
    const read = readConfig(complete);
    expect(read).toMatchObject({
      config: {
        PORT: 3000,
        DATA_DIR: 'data',
        ROLES: ['web', 'worker'],
        slack: { apiUrl: 'https://slack.com/api/' },
        teams: undefined,
        credentials: { kind: 'aksk', ak: 'AK' },
      },
    });
  });

  it('lists every problem at once, each under its variable', () => {
    const problems = problemsOf({
      PORT: 'eighty',
      HUAWEI_SITE: 'mars',
      DATABASE_URL: 'mysql://x',
      ROLES: 'web,cook',
      HUAWEI_RATE_LIMITS: 'ten',
    });
    expect(problems.map((p) => p.variable).sort()).toEqual(
      [
        'DATABASE_URL',
        'HUAWEI_AK',
        'HUAWEI_RATE_LIMITS',
        'HUAWEI_SITE',
        'HUAWEI_SK',
        'PORT',
        'ROLES',
        'SLACK_BOT_TOKEN',
        'SLACK_SIGNING_SECRET',
      ].sort(),
    );
  });

  it('says what is missing, where it is found, and points to the practice world', () => {
    const text = explainProblems(problemsOf({}));
    expect(text).toContain('SLACK_BOT_TOKEN is missing (starts with xoxb-');
    expect(text).toContain('npm run practice');
  });

  it('treats an empty variable as absent', () => {
    expect(problemsOf({ ...complete, HUAWEI_SK: ' ' }).map((p) => p.variable)).toEqual(['HUAWEI_SK']);
    expect(problemsOf({ ...complete, REDIS_URL: '' })).toEqual([]);
  });

  it('takes an IAM user instead of keys, and then asks for all of it', () => {
    const rest = { ...complete, HUAWEI_AK: '', HUAWEI_SK: '' };
    expect(problemsOf({ ...rest, HUAWEI_IAM_USER: 'bot' }).map((p) => p.variable)).toEqual([
      'HUAWEI_IAM_PASSWORD',
      'HUAWEI_IAM_DOMAIN',
    ]);
    expect(
      readConfig({ ...rest, HUAWEI_IAM_USER: 'bot', HUAWEI_IAM_PASSWORD: 'p', HUAWEI_IAM_DOMAIN: 'd' }),
    ).toMatchObject({
      config: { credentials: { kind: 'token', userName: 'bot', domainName: 'd' } },
    });
  });

  it('reads limits per operation', () => {
    expect(readConfig({ ...complete, HUAWEI_RATE_LIMITS: 'ListSubCustomers=20, *=5' })).toMatchObject({
      config: { HUAWEI_RATE_LIMITS: { ListSubCustomers: 20, '*': 5 } },
    });
    expect(problemsOf({ ...complete, HUAWEI_PAGE_SIZES: 'ListSubCustomers=0' })).toHaveLength(1);
  });

  it('of the ledger alone needs nothing else of the bot', () => {
    expect(readStoreConfig({})).toEqual({ config: { DATA_DIR: 'data' } });
    expect(readStoreConfig({ DATABASE_URL: '', DATA_DIR: 'elsewhere', SLACK_BOT_TOKEN: 'x' })).toEqual({
      config: { DATA_DIR: 'elsewhere' },
    });
    expect(readStoreConfig({ DATABASE_URL: 'nonsense' })).toMatchObject({
      problems: [{ variable: 'DATABASE_URL', missing: false }],
    });
  });

  it('never prints a secret', () => {
    const read = readConfig(complete);
    const printed =
      inspect(read, { depth: 9 }) +
      JSON.stringify(read) +
      String('config' in read ? read.config.slack?.botToken : '');
    expect(printed).not.toContain('very-secret-key');
    expect(printed).not.toContain('xoxb-1');
    expect(printed).not.toContain('shh');
  });
});
