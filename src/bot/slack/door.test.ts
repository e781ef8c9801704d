import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, freshDatabase } from '../../../test/support/database.ts';
import { commandBody, eventBody, postSigned, pressBody } from '../../../test/support/slack-requests.ts';
import { openTestDoor, type TestDoor } from '../../../test/support/slack-door.ts';

let database: TestDatabase;
let door: TestDoor;

beforeAll(async () => {
  database = await freshDatabase();
  door = await openTestDoor({ database });
  await door.fake.until(() => door.slack.isReady());
});

afterAll(async () => {
  await door.close();
  await database.close();
});

beforeEach(() => door.fake.reset());

afterEach(async () => {
  await database.ledger.deleteFrom('outbox').execute();
  await database.ledger.deleteFrom('requests').execute();
});

const say = (text: string, who = {}) => postSigned(door.url, commandBody(text, who));
const outbox = () => database.ledger.selectFrom('outbox').selectAll().execute();
const nowSeconds = () => Math.floor(Date.now() / 1000);

describe('who may come in', () => {
  it('lets a signed command in and says nothing yet', async () => {
    expect(await say('bill last')).toEqual({ status: 200, text: '' });
    expect(await door.requests()).toMatchObject([{ line: 'bill last', state: 'ready', user_id: 'U1' }]);
  });

  it('refuses a wrong signature, a changed body and a missing signature', async () => {
    const body = commandBody('bill last');
    expect((await postSigned(door.url, body, { secret: 'guess' })).status).toBe(401);
    const signed = { headers: { 'x-slack-signature': 'v0=00' } };
    expect((await postSigned(door.url, body, signed)).status).toBe(401);
    const bare = await fetch(`${door.url}/slack/events`, { method: 'POST', body });
    expect(bare.status).toBe(401);
    expect(await door.requests()).toEqual([]);
  });

  it('refuses requests more than five minutes old or ahead, though they are signed', async () => {
    const body = commandBody('bill last');
    expect((await postSigned(door.url, body, { at: nowSeconds() - 301 })).status).toBe(401);
    expect((await postSigned(door.url, body, { at: nowSeconds() + 310 })).status).toBe(401);
    expect((await postSigned(door.url, body, { at: nowSeconds() + 240 })).status).toBe(200);
    expect(await door.requests()).toHaveLength(1);
  });

  it('refuses people of another workspace in their language of the moment, and stores nothing', async () => {
    const answer = await say('bill last', { teamId: 'T2' });
    expect(JSON.parse(answer.text)).toMatchObject({ response_type: 'ephemeral' });
    expect(answer.text).toContain('workspace');
    expect(await door.requests()).toEqual([]);
  });

  it('does not write to strangers who press in a shared channel except by their own reply address', async () => {
    const action = { type: 'button', action_id: 'command.0', value: 'bill last' };
    const who = { teamId: 'T2', channelId: 'C1', replyUrl: door.fake.replyUrl };
    expect((await postSigned(door.url, pressBody(action, who))).status).toBe(200);
    await door.fake.until(() => door.fake.replies.length === 1);
    expect(door.fake.calls).toEqual([]);
    expect(await door.requests()).toEqual([]);
  });

  it('answers nothing but 404, 405, 400 and 413 to what is no request of Slack', async () => {
    expect((await fetch(`${door.url}/other`)).status).toBe(404);
    expect((await fetch(`${door.url}/slack/events`)).status).toBe(405);
    expect((await postSigned(door.url, '{not json', { contentType: 'application/json' })).status).toBe(400);
    expect((await postSigned(door.url, `text=${'x'.repeat(1_100_000)}`)).status).toBe(413);
  });
});

describe('once and no more', () => {
  it('stores a delivery once however often Slack sends it', async () => {
    const body = commandBody('bill last');
    for (const retry of ['0', '1', '2']) {
      const headers = { 'x-slack-retry-num': retry };
      expect(await postSigned(door.url, body, { headers })).toEqual({ status: 200, text: '' });
    }
    expect(await door.requests()).toHaveLength(1);
    expect(await outbox()).toHaveLength(1);
  });

  it('takes one of twenty simultaneous deliveries of the same press', async () => {
    const action = { type: 'button', action_id: 'action.export.cancel.0', value: 'token-1' };
    const body = pressBody(action, { channelId: 'C1' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => postSigned(door.url, body)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(await door.requests()).toMatchObject([
      { line: 'action:export.cancel', token: 'token-1', state: 'ready', channel_id: 'C1' },
    ]);
    expect(await outbox()).toHaveLength(1);
  });

  it('keeps every one of many simultaneous commands, each with its job', async () => {
    await Promise.all(Array.from({ length: 60 }, (_, n) => say(`bill ${n}`, { userId: `U${n}` })));
    const requests = await door.requests();
    expect(new Set(requests.map(({ line, user_id }) => `${user_id}:${line}`)).size).toBe(60);
    const jobs = await outbox();
    expect(new Set(jobs.map(({ payload }) => (payload as { requestId: string }).requestId))).toEqual(
      new Set(requests.map(({ id }) => id)),
    );
  });
});

describe('lines that a person must complete or correct', () => {
  it('answers help at once, to the asker alone, and ends the request', async () => {
    await say('help', { replyUrl: door.fake.replyUrl });
    await door.fake.until(() => door.fake.replies.length === 1);
    expect(door.fake.replies[0]).toMatchObject({
      response_type: 'ephemeral',
      replace_original: false,
      text: 'Help',
    });
    await expect.poll(door.requests).toMatchObject([{ state: 'done', outcome: null }]);
    expect(await outbox()).toEqual([]);
  });

  it('hands a line to a worker after all when reading it shows that nothing is missing', async () => {
    await say('late bill');
    await expect.poll(door.requests).toMatchObject([{ state: 'ready', line: 'bill last' }]);
    expect(await outbox()).toHaveLength(1);
  });

  it('answers in the direct conversation when there is no reply address', async () => {
    await say('help');
    await door.fake.until(() => door.fake.of('chat.postMessage').length === 1);
    expect(door.fake.of('chat.postMessage')[0]?.args).toMatchObject({ channel: 'U1' });
  });

  it('refuses a line that is too long before storing it', async () => {
    const { text } = await say(`bill ${'x'.repeat(3_001)}`);
    expect(text).toContain('3000');
    expect(await door.requests()).toEqual([]);
  });

  it('keeps a line that holds a NUL, which PostgreSQL could not store', async () => {
    await say('bill \0last');
    expect(await door.requests()).toMatchObject([{ line: 'bill  last' }]);
  });
});

describe('buttons', () => {
  const press = (action: object, who = {}) => postSigned(door.url, pressBody(action, who));

  it('runs the line of a button as if it had been typed there', async () => {
    await press({ type: 'button', action_id: 'command.0', value: 'bill last' }, { channelId: 'C7' });
    expect(await door.requests()).toMatchObject([{ line: 'bill last', state: 'ready', channel_id: 'C7' }]);
  });

  it('runs a choice among rows', async () => {
    const option = {
      type: 'static_select',
      action_id: 'pick.1',
      selected_option: { value: 'command:bill c1' },
    };
    await press(option);
    expect(await door.requests()).toMatchObject([{ line: 'bill c1', channel_id: null }]);
  });

  it('says a sentence to buttons it does not know, whatever was tampered with', async () => {
    const tampered = [
      { type: 'button', action_id: 'nonsense', value: 'x' },
      { type: 'button', action_id: 'command.0' },
      { type: 'static_select', action_id: 'pick.0', selected_option: { value: 'drop:table' } },
      { type: 'button', action_id: 'command.0', value: 'x'.repeat(3_100) },
      { type: 'users_select', action_id: 'command.0', selected_user: 'U2' },
    ];
    for (const action of tampered) {
      const answer = await press(action, { channelId: 'C1', replyUrl: door.fake.replyUrl });
      expect(answer).toEqual({ status: 200, text: '' });
    }
    await door.fake.until(() => door.fake.replies.length === tampered.length);
    for (const answer of door.fake.replies) expect(answer['text']).toContain('button');
    expect(await door.requests()).toEqual([]);
  });

  it('lets a button that opens a page pass in silence', async () => {
    await press({ type: 'button', action_id: 'open.0' }, { replyUrl: door.fake.replyUrl });
    await press({ type: 'button', action_id: 'nonsense', value: 'x' }, { replyUrl: door.fake.replyUrl });
    await door.fake.until(() => door.fake.replies.length === 1);
  });
});

describe('events', () => {
  it('shows the home page to those who open it, again and again', async () => {
    const opened = { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home', event_ts: '1.1' };
    await postSigned(door.url, eventBody(opened), { contentType: 'application/json' });
    await door.fake.until(() => door.fake.of('views.publish').length === 1);
    expect(door.fake.of('views.publish')[0]?.args).toMatchObject({ user_id: 'U1', view: { type: 'home' } });
  });

  it('publishes nothing for the messages tab or for another workspace', async () => {
    const opened = { type: 'app_home_opened', user: 'U1', channel: 'D1', event_ts: '1.1' };
    const json = { contentType: 'application/json' };
    await postSigned(door.url, eventBody({ ...opened, tab: 'messages' }), json);
    await postSigned(door.url, eventBody({ ...opened, tab: 'home' }, { teamId: 'T2' }), json);
    await postSigned(door.url, eventBody({ ...opened, user: 'U9', tab: 'home' }), json);
    await door.fake.until(() => door.fake.of('views.publish').length > 0);
    expect(door.fake.of('views.publish').map(({ args }) => args['user_id'])).toEqual(['U9']);
  });
});

it('keeps secrets and lines of people out of the log', () => {
  const text = JSON.stringify(door.log);
  expect(door.log.length).toBeGreaterThan(5);
  for (const secret of ['xoxb-test', 'shhh', 'bill', '/reply/']) expect(text).not.toContain(secret);
});
