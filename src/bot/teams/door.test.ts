import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { appId, tenantId } from '../../../test/support/fake-teams.ts';
import { ann, bob, openTestTeams, places, type TestTeams } from '../../../test/support/teams-door.ts';
import { Secret } from '../../kernel/secret.ts';

let database: TestDatabase;
let door: TestTeams;

beforeAll(async () => {
  database = await freshDatabase();
  door = await openTestTeams({ database });
});

afterAll(async () => {
  await door.close();
  await database.close();
});

beforeEach(async () => {
  await database.ledger.deleteFrom('requests').execute();
  await database.ledger.deleteFrom('outbox').execute();
  door.fake.calls.length = 0;
});

/** Messages that reached people. */
const sent = () => door.fake.calls.filter(({ path }) => path.includes('/activities'));
const texts = () => JSON.stringify(sent().map(({ body }) => body));
const invoke = (name: string, value: object, more: object = {}) =>
  door.post({ type: 'invoke', name, value, ...more });
const execute = (data: object, more: object = {}) =>
  invoke('adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'x', data } }, more);

describe('a message to the bot', () => {
  it('is stored with its job before it is answered', async () => {
    const response = await door.post({ text: 'bill last', conversation: places.channel });
    expect(response.status).toBe(200);
    expect(await door.requests()).toMatchObject([
      {
        app: 'teams',
        tenant_id: tenantId,
        user_id: ann,
        channel_id: '19:channel@thread.tacv2',
        thread_id: '17',
        line: 'bill last',
        state: 'ready',
      },
    ]);
    expect(await database.ledger.selectFrom('outbox').select('name').execute()).toHaveLength(1);
  });

  it('may mention the bot, and come with spaces and markup of Teams’ editor', async () => {
    await door.post({
      text: '<p><at>Partner Desk</at>&nbsp;bill&nbsp; <b>last</b></p>',
      textFormat: 'xml',
      entities: [
        {
          type: 'mention',
          text: '<at>Partner Desk</at>',
          mentioned: { id: `28:${appId}`, name: 'Partner Desk' },
        },
      ],
    });
    expect((await door.requests()).map(({ line }) => line)).toEqual(['bill last']);
  });

  it('that wants help is answered at once in the chat', async () => {
    await door.post({ text: 'help' });
    await vi.waitFor(() => expect(texts()).toContain('Say `bill`'));
    expect(sent()[0]).toMatchObject({
      path: '/connector/v3/conversations/a:ann/activities',
      authorization: 'Bearer bot-token',
    });
  });

  it('in a group is answered in the person’s own chat, opened when there is none', async () => {
    await door.post({
      text: 'help',
      from: { id: '29:bob', aadObjectId: bob, name: 'Bob' },
      conversation: places.group,
    });
    await vi.waitFor(() => expect(sent()).toHaveLength(1));
    const [opened] = door.fake.calls.filter(({ path }) => path === '/connector/v3/conversations');
    expect(opened?.body).toMatchObject({ members: [{ id: '29:bob' }], tenantId });
    expect(sent()[0]?.path).toMatch(/\/conversations\/a:chat-\d+\/activities$/);
  });

  it('that came before changes nothing', async () => {
    await door.post({ id: 'twice', text: 'bill last' });
    await door.post({ id: 'twice', text: 'bill last' });
    expect(await door.requests()).toHaveLength(1);
  });

  it('that lacks something is answered with the form as a card', async () => {
    await door.post({ text: 'form' });
    await vi.waitFor(() => expect(texts()).toContain('Input.Text'));
    expect(texts()).toContain('"dataset":"customer"');
    expect(await door.requests()).toMatchObject([{ state: 'done', outcome: 'form' }]);
  });

  it('too long to be a command is answered with that', async () => {
    await door.post({ text: `bill ${'x'.repeat(4_000)}` });
    await vi.waitFor(() => expect(sent()).toHaveLength(1));
    expect(await door.requests()).toEqual([]);
  });
});

describe('who may knock', () => {
  const refusals: readonly (readonly [string, () => Promise<Response>])[] = [
    ['nothing is signed', () => door.post({ text: 'bill' }, '')],
    ['the token is no token', () => door.post({ text: 'bill' }, 'Bearer nonsense')],
    ['somebody else signed it', () => door.post({ text: 'bill' }, door.fake.token({}, 'somebody'))],
    [
      'somebody else issued it',
      () => door.post({ text: 'bill' }, door.fake.token({ iss: 'https://sts.example.com' })),
    ],
    [
      'it is for another bot',
      () => door.post({ text: 'bill' }, door.fake.token({ aud: '5c1a9f6e-0000-4000-8000-00000000ffff' })),
    ],
    ['it has expired', () => door.post({ text: 'bill' }, door.fake.token({ nbf: 1, exp: 1_000 }))],
    [
      'the service address was edited',
      () => door.post({ text: 'bill', serviceUrl: `${door.fake.url}/elsewhere/` }),
    ],
    [
      'it calls itself an emulator',
      () =>
        door.post(
          { text: 'bill' },
          door.fake.token({
            iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
            appid: appId,
            ver: '1.0',
          }),
        ),
    ],
  ];

  it.each(refusals)('is told 401 and nothing else when %s', async (_, post) => {
    const response = await post();
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
    expect(await door.requests()).toEqual([]);
    expect(sent()).toEqual([]);
  });

  it.each([
    [
      'another tenant',
      { channelData: { tenant: { id: bob } }, conversation: { ...places.personal, tenantId: bob } },
    ],
    ['two tenants', { channelData: { tenant: { id: bob } } }],
    ['no tenant', { channelData: {}, conversation: { id: 'a:ann', conversationType: 'personal' } }],
  ])('is not served, however well signed, when it names %s', async (_, more) => {
    expect((await door.post({ text: 'bill last', ...more })).status).toBe(200);
    const pressed = await execute({ kind: 'command', line: 'bill last' }, more);
    expect(await pressed.json()).toMatchObject({ value: expect.stringContaining('organisation') as string });
    expect(await door.requests()).toEqual([]);
    expect(sent()).toEqual([]);
  });

  it('without an Entra id is nobody', async () => {
    await door.post({ text: 'bill last', from: { id: '29:x', name: 'X' } });
    expect(await door.requests()).toEqual([]);
  });

  it.each([
    ['of another channel', { channelId: 'webchat' }],
    ['without a conversation', { conversation: undefined }],
    ['with an address that is none', { serviceUrl: 'javascript:alert(1)' }],
  ])('with an activity %s is refused unread', async (_, more) => {
    expect((await door.post({ text: 'bill', ...more })).status).toBe(400);
  });
});

describe('while the keys of Microsoft cannot be read', () => {
  it.each([
    ['nobody answers', { openIdMetadataUrl: 'http://127.0.0.1:1/openid' }],
    ['they are refused', {}],
  ])('because %s, Teams is asked to come again, and it is logged', async (_, config) => {
    const keyless = await openTestTeams({ database, config });
    keyless.fake.on(/^\/openid$/, { status: 500 });
    const response = await keyless.post({ text: 'bill last' });
    expect([response.status, await response.text()]).toEqual([503, '']);
    expect(await keyless.requests()).toEqual([]);
    expect(JSON.stringify(keyless.log)).toContain('keys of Microsoft');
    await keyless.close();
  });
});

it('a bot with a managed identity is spoken to as any other, and answers with a token of its machine', async () => {
  const machine = {
    clientId: appId,
    endpoint: `${door.fake.url}/machine/token`,
    apiVersion: '2018-02-01',
    proof: { header: 'Metadata', value: new Secret('true') },
  };
  const managed = await openTestTeams({
    database,
    config: {
      identity: { kind: 'app', appId, tenantId, credentials: { kind: 'managed-identity', ...machine } },
    },
  });
  const expiresOn = Math.floor(Date.now() / 1_000) + 3_600;
  door.fake.on(/^\/machine\/token/, {
    status: 200,
    body: { access_token: 'machine-token', expires_on: String(expiresOn) },
  });
  await managed.post({ text: `bill ${'x'.repeat(4_000)}` });
  await vi.waitFor(() =>
    expect(managed.fake.calls.find(({ path }) => path.includes('/activities'))).toMatchObject({
      authorization: 'Bearer machine-token',
    }),
  );
  await managed.close();
});

describe('a button', () => {
  it('types its command, and says that it is being done', async () => {
    const response = await execute({ kind: 'command', line: 'bill last' }, { replyToId: 'm7' });
    expect(await response.json()).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Working on it …',
    });
    expect(await door.requests()).toMatchObject([{ line: 'bill last', message_id: 'm7', state: 'ready' }]);
  });

  it('carries the token of an action to the worker', async () => {
    await execute({ kind: 'action', name: 'export.cancel', token: 'opaque' });
    expect(await door.requests()).toMatchObject([{ line: 'action:export.cancel', token: 'opaque' }]);
  });

  it('of an old client comes as a message and does the same', async () => {
    await door.post({ value: { kind: 'command', line: 'bill last' } });
    expect((await door.requests()).map(({ line }) => line)).toEqual(['bill last']);
  });

  it.each([
    ['adaptiveCard/action', { action: { verb: 'nuke', data: { kind: 'nuke' } } }],
    ['adaptiveCard/action', null],
    ['task/fetch', { data: 7 }],
    ['task/submit', {}],
    ['composeExtension/anything', {}],
    ['something/else', {}],
  ])('nobody knows (%s %o) gets a sentence, never 501', async (name, value) => {
    const response = await invoke(name, value as object);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('I do not know this button');
    expect(await door.requests()).toEqual([]);
  });
});

describe('a form', () => {
  const fetchForm = async (): Promise<{ draft: string; card: string }> => {
    const response = await invoke('task/fetch', { data: { kind: 'form', line: 'bill' } });
    const card = await response.text();
    const [, draft = ''] = /"draft":"([^"]+)"/.exec(card) ?? [];
    return { draft, card };
  };
  const submit = (draft: string, fields: object, more: object = {}) =>
    invoke('task/submit', { data: { kind: 'submit', draft, ...fields } }, more);

  it('opens as a dialog that carries nothing but an opaque id', async () => {
    const { draft, card } = await fetchForm();
    expect(JSON.parse(card)).toMatchObject({ task: { type: 'continue', value: { title: 'Bill' } } });
    expect(draft).not.toBe('');
  });

  it('that is sent becomes a line, and the dialog closes', async () => {
    const { draft } = await fetchForm();
    const response = await submit(draft, { 'field.month': 'last' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect((await door.requests()).map(({ line }) => line)).toEqual(['bill last']);
  });

  it('that is wrong comes back with what was typed and what to correct', async () => {
    const { draft } = await fetchForm();
    const answer = await (await submit(draft, { 'field.month': '13', 'field.customer': 'c1' })).text();
    expect(answer).toContain('No such month');
    expect(answer).toContain('"value":"13"');
    expect(answer).toContain('"title":"Acme"');
    expect(await door.requests()).toEqual([]);
  });

  it('of somebody else is refused', async () => {
    const { draft } = await fetchForm();
    const more = { from: { id: '29:bob', aadObjectId: bob, name: 'Bob' } };
    expect(await (await submit(draft, { 'field.month': 'last' }, more)).text()).toContain('Somebody else');
    expect(await door.requests()).toEqual([]);
  });

  it('in the chat is answered in its own place', async () => {
    const { draft } = await fetchForm();
    const answer = await execute({ kind: 'submit', draft, 'field.month': 'last' });
    expect(await answer.json()).toMatchObject({ type: 'application/vnd.microsoft.card.adaptive' });
    expect((await door.requests()).map(({ line }) => line)).toEqual(['bill last']);
  });

  it('suggests as somebody types, in the shape Teams expects', async () => {
    const response = await invoke('application/search', {
      kind: 'search',
      queryText: 'ac',
      dataset: 'customer',
    });
    expect(await response.json()).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.search.searchResponse',
      value: { results: [{ title: 'Acme', value: 'c1' }] },
    });
    const unknown = await invoke('application/search', { queryText: 'ac', dataset: 'secrets' });
    expect(await unknown.json()).toMatchObject({ value: { results: [] } });
  });
});

describe('where the bot was added', () => {
  it('is known from then on, and forgotten when it is removed', async () => {
    const channel = { id: '19:new@thread.tacv2', conversationType: 'channel', tenantId };
    const known = () =>
      database.ledger
        .selectFrom('teams_conversations')
        .select(['kind', 'service_url'])
        .where('conversation_id', '=', channel.id)
        .execute();
    await door.post({ type: 'installationUpdate', action: 'add', conversation: channel });
    expect(await known()).toEqual([{ kind: 'channel', service_url: door.fake.serviceUrl }]);
    await door.post({ type: 'installationUpdate', action: 'remove', conversation: channel });
    expect(await known()).toEqual([]);
  });
});
