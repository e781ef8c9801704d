import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type VirtualClock, virtualClock } from '../../../test/support/clock.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { type FakeSlack, openFakeSlack } from '../../../test/support/fake-slack.ts';
import { quiet, recordingLog } from '../../../test/support/log.ts';
import { policyOf } from '../../handlers/policy/policy.ts';
import { slackActors } from './actors.ts';
import { boltLogger } from './bolt-log.ts';
import { openGroups } from './groups.ts';
import { openHomePages } from './home.ts';
import { openPeople } from './people.ts';
import { openSlackApi, type SlackApi } from './web-api.ts';

let database: TestDatabase;
let fake: FakeSlack;
let clock: VirtualClock;
let api: SlackApi;

beforeAll(async () => {
  database = await freshDatabase();
  fake = await openFakeSlack();
});

afterAll(async () => {
  await fake.close();
  await database.close();
});

beforeEach(async () => {
  fake.reset();
  await database.ledger.deleteFrom('people').execute();
  clock = virtualClock();
  api = openSlackApi({ token: 'xoxb-test', apiUrl: fake.apiUrl, logger: boltLogger(quiet), clock });
});

/** A process of its own: nothing remembered. */
const people = () => openPeople(database.ledger, api, clock, quiet);

const describedAs = (locale: string, tz: string) =>
  fake.on('users.info', () => ({ body: { ok: true, user: { real_name: 'Li', locale, tz } } }));

const minute = 60_000;

describe('what is known of a person', () => {
  it('is asked of Slack once a day, however many processes there are', async () => {
    describedAs('zh-CN', 'Asia/Shanghai');
    expect(await people().find('T1', 'U1')).toMatchObject({ locale: 'zh-CN', timeZone: 'Asia/Shanghai' });
    await people().find('T1', 'U1');
    expect(fake.of('users.info')).toHaveLength(1);
    await clock.advance(24 * 60 * minute + 1);
    await people().find('T1', 'U1');
    expect(fake.of('users.info')).toHaveLength(2);
  });

  it('is asked again when Slack says that it changed', async () => {
    const here = people();
    describedAs('en-US', 'Europe/Berlin');
    await here.find('T1', 'U1');
    expect(here.langOf('U1')).toBe('en');
    await here.changed('T1', 'U1');
    describedAs('zh-CN', 'Asia/Shanghai');
    await here.find('T1', 'U1');
    expect(here.langOf('U1')).toBe('zh-CN');
  });

  it('may be old while Slack does not answer, and English for strangers', async () => {
    describedAs('zh-CN', 'Asia/Shanghai');
    await people().find('T1', 'U1');
    await clock.advance(48 * 60 * minute);
    fake.on('users.info', () => ({ status: 503 }));
    expect(await people().find('T1', 'U1')).toMatchObject({ locale: 'zh-CN' });
    expect(await people().find('T1', 'U2')).toEqual({ name: '', locale: 'en-US', timeZone: 'UTC' });
  });

  it('holds no zone that this computer does not know', async () => {
    describedAs('en-US', 'Mars/Olympus');
    expect(await people().find('T1', 'U1')).toMatchObject({ timeZone: 'UTC' });
  });
});

describe('user groups', () => {
  const members = (...users: string[]) =>
    fake.on('usergroups.users.list', () => ({ body: { ok: true, users } }));

  it('are read once a minute, for all who ask together', async () => {
    members('U1');
    const groups = openGroups(api, clock, quiet);
    const both = await Promise.all([groups.of('U1', ['S11']), groups.of('U2', ['S11'])]);
    expect(both).toMatchObject([{ groupIds: ['S11'] }, { groupIds: [] }]);
    expect(fake.of('usergroups.users.list')).toHaveLength(1);
    members('U2');
    await clock.advance(minute);
    expect(await groups.of('U1', ['S11'])).toEqual({ groupIds: [], unreadableGroupIds: [] });
  });

  it('are read anew when Slack says that one changed', async () => {
    members('U1');
    const groups = openGroups(api, clock, quiet);
    await groups.of('U1', ['S11']);
    members();
    groups.forget('S11');
    expect(await groups.of('U1', ['S11'])).toEqual({ groupIds: [], unreadableGroupIds: [] });
  });

  it('are asked again for rights over money, once for all who ask at the same moment', async () => {
    members('U1');
    const groups = openGroups(api, clock, quiet);
    await groups.of('U1', ['S11']);
    members('U2');
    const both = await Promise.all([groups.askNow('U1', ['S11']), groups.askNow('U2', ['S11'])]);
    expect(both).toMatchObject([{ groupIds: [] }, { groupIds: ['S11'] }]);
    expect(fake.of('usergroups.users.list')).toHaveLength(2);
    expect(await groups.of('U2', ['S11'])).toMatchObject({ groupIds: ['S11'] });
  });

  it('that cannot be read give nobody anything; that is known, and logged', async () => {
    const log = recordingLog();
    const groups = openGroups(api, clock, log);
    fake.on('usergroups.users.list', () => ({ body: { ok: false, error: 'missing_scope' } }));
    expect(await groups.of('U1', ['S11'])).toEqual({ groupIds: [], unreadableGroupIds: ['S11'] });
    expect(log.lines).toMatchObject([{ level: 'error', groupId: 'S11', reason: 'missing_scope' }]);
    members('U1');
    await clock.advance(5_000);
    expect(await groups.of('U1', ['S11'])).toEqual({ groupIds: ['S11'], unreadableGroupIds: [] });
  });
});

describe('somebody who acts', () => {
  it('has the roles of their own entry and of their groups, now', async () => {
    const policy = policyOf({
      admins: 'Ms Li',
      people: [{ name: 'Ann', slack: 'U11', roles: ['rep'] }],
      groups: [{ name: 'finance', slack: 'S11', roles: ['finance'] }],
    });
    describedAs('zh-CN', 'Asia/Shanghai');
    fake.on('usergroups.users.list', () => ({ body: { ok: true, users: ['U11'] } }));
    const actorOf = slackActors(people(), openGroups(api, clock, quiet), policy);
    expect(await actorOf('T1', 'U11')).toMatchObject({
      lang: 'zh-CN',
      timeZone: 'Asia/Shanghai',
      roles: ['rep', 'finance'],
    });
    expect(await actorOf('T1', 'U12')).toMatchObject({ roles: [] });
  });
});

describe('the home page', () => {
  const actorOf = () =>
    slackActors(people(), openGroups(api, clock, quiet), policyOf({ admins: 'x', people: [], groups: [] }));
  const pages = (shown: string[] = []) =>
    openHomePages({
      api,
      desk: {
        home: (actor) => {
          shown.push(actor.userId);
          return Promise.resolve({ summary: 'Home', blocks: [] });
        },
      },
      actorOf: actorOf(),
      ledger: database.ledger,
      clock,
      log: quiet,
    });

  it('is refreshed after a request for those who looked at it within the hour, in any process', async () => {
    await pages().opened('T1', 'U1');
    await pages().refresh('T1', 'U1');
    await pages().refresh('T1', 'U2');
    expect(fake.of('views.publish').map(({ args }) => args['user_id'])).toEqual(['U1', 'U1']);
    await clock.advance(61 * minute);
    await pages().refresh('T1', 'U1');
    expect(fake.of('views.publish')).toHaveLength(2);
  });

  it('ends with the newest state when many changes come at once', async () => {
    const shown: string[] = [];
    const home = pages(shown);
    await Promise.all(Array.from({ length: 10 }, () => home.opened('T1', 'U1')));
    expect(shown.length).toBeGreaterThanOrEqual(2);
    expect(shown.length).toBeLessThan(10);
  });
});
