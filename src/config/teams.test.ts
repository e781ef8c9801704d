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

  describe('with a managed identity', () => {
    const managed = { ...real, TEAMS_APP_PASSWORD: '', TEAMS_MANAGED_IDENTITY: 'on' };
    const appService = {
      IDENTITY_ENDPOINT: 'http://169.254.130.4:8081/msi/token',
      IDENTITY_HEADER: 'word of the app',
    };
    const credentialsOf = (env: Record<string, string>) => {
      const read = readConfig(env);
      return 'config' in read && read.config.teams?.identity.kind === 'app'
        ? read.config.teams.identity.credentials
        : undefined;
    };

    it('asks the virtual machine, for the identity whose client id is the app id', () => {
      expect(credentialsOf(managed)).toMatchObject({
        kind: 'managed-identity',
        clientId: appId,
        endpoint: 'http://169.254.169.254/metadata/identity/oauth2/token',
        proof: { header: 'Metadata' },
      });
    });

    it('asks where an App Service says', () => {
      expect(credentialsOf({ ...managed, ...appService })).toMatchObject({
        endpoint: appService.IDENTITY_ENDPOINT,
        proof: { header: 'X-IDENTITY-HEADER' },
      });
    });

    it('may be one with another client id', () => {
      expect(credentialsOf({ ...managed, TEAMS_MANAGED_IDENTITY_CLIENT_ID: tenant })).toMatchObject({
        clientId: tenant,
      });
    });

    it('has no password beside it', () => {
      expect(problemsOf({ ...real, TEAMS_MANAGED_IDENTITY: 'on' })).toEqual(['TEAMS_APP_PASSWORD']);
    });

    it('says all that is wrong at once', () => {
      expect(
        problemsOf({ ...managed, TEAMS_TENANT_ID: '', IDENTITY_ENDPOINT: 'http://identity.example.com/' }),
      ).toEqual(['TEAMS_TENANT_ID', 'IDENTITY_ENDPOINT', 'IDENTITY_HEADER']);
      expect(problemsOf({ ...managed, IDENTITY_HEADER: 'word' })).toEqual(['IDENTITY_ENDPOINT']);
    });

    it('is not asked about when there is none', () => {
      expect(problemsOf({ ...real, IDENTITY_ENDPOINT: 'whatever Azure sets' })).toEqual([]);
      expect(problemsOf({ ...real, TEAMS_MANAGED_IDENTITY_CLIENT_ID: appId })).toEqual([
        'TEAMS_MANAGED_IDENTITY_CLIENT_ID',
      ]);
    });
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
