import { describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';

const platform = { HUAWEI_SITE: 'cn', HUAWEI_AK: 'AK', HUAWEI_SK: 'SK' };
const appId = '5c1a9f6e-0000-4000-8000-00000000a001';
const tenant = '5C1A9F6E-0000-4000-8000-00000000B001';
const real = { ...platform, TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: 'p', TEAMS_TENANT_ID: tenant };
const practice = {
  ...platform,
  HOST: '127.0.0.1',
  HUAWEI_BSS_ENDPOINT: 'http://127.0.0.1:9000',
  TEAMS_PRACTICE: 'on',
  TEAMS_ALLOWED_TENANTS: tenant,
};

const problemsOf = (env: Record<string, string>) => {
  const read = readConfig(env);
  return 'problems' in read ? read.problems.map(({ variable }) => variable) : [];
};

describe('the configuration of Teams', () => {
  it('needs no Slack beside it, and serves its own tenant alone unless told otherwise', () => {
    expect(readConfig(real)).toMatchObject({
      config: {
        slack: undefined,
        teams: {
          identity: { kind: 'app', appId, credentials: { kind: 'password' } },
          allowedTenants: [tenant.toLowerCase()],
          tokenEndpoint: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
        },
      },
    });
  });

  it.each(['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID'])(
    'refuses to start without %s',
    (variable) => {
      expect(problemsOf({ ...real, [variable]: '' })).toEqual([variable]);
    },
  );

  it('takes a managed identity instead of a password, and not both', () => {
    const managed = { ...real, TEAMS_APP_PASSWORD: '', TEAMS_MANAGED_IDENTITY: 'on' };
    expect(readConfig(managed)).toMatchObject({
      config: { teams: { identity: { credentials: { kind: 'managed-identity' } } } },
    });
    expect(problemsOf({ ...real, TEAMS_MANAGED_IDENTITY: 'on' })).toEqual(['TEAMS_APP_PASSWORD']);
  });

  it('trusts keys and sends secrets over https only, but for this machine', () => {
    expect(problemsOf({ ...real, TEAMS_OPENID_METADATA_URL: 'http://keys.example.com/' })).toEqual([
      'TEAMS_OPENID_METADATA_URL',
    ]);
    expect(problemsOf({ ...real, TEAMS_TOKEN_ENDPOINT: 'http://127.0.0.1:9/token' })).toEqual([]);
  });

  it('knows a practice mode without authentication on this machine', () => {
    expect(readConfig(practice)).toMatchObject({ config: { teams: { identity: { kind: 'practice' } } } });
  });

  it.each([
    ['with an app id', { TEAMS_APP_ID: appId }],
    ['where others may reach it', { HOST: '0.0.0.0' }],
    ['with the real platform', { HUAWEI_BSS_ENDPOINT: '' }],
    ['with a platform elsewhere', { HUAWEI_BSS_ENDPOINT: 'https://bss.example.com' }],
  ])('refuses that mode %s', (_, more) => {
    expect(problemsOf({ ...practice, ...more })).toEqual(['TEAMS_PRACTICE']);
  });

  it('still asks for all of Slack when there is some of it', () => {
    expect(problemsOf({ ...real, SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual(['SLACK_SIGNING_SECRET']);
  });
});
