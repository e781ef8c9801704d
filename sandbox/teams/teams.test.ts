import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groups, people, tenant } from '../people.ts';
import { wordsOf } from './cards/card.ts';
import type { Badge } from './out/badge.ts';
import type { Activity } from './out/deliver.ts';
import { requestCard, shared } from './test/cards.ts';
import { startWorld, type World } from './test/fake-bot.ts';

const sales = '19:sales@thread.tacv2';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(async () => {
  await world.stop();
});

const last = (chat: string) => {
  const post = world.teams.posts(chat).at(-1);
  if (!post) throw new Error(`nothing in ${chat}`);
  return post;
};

const cardIn = async (chat: string, person: string) => {
  await world.teams.as(person).says('card', { in: chat });
  return last(chat === 'personal' ? `@${person}` : chat);
};

const send = (chat: string, message: object, query = '') =>
  world.call('POST', `conversations/${encodeURIComponent(chat)}/activities${query}`, {
    type: 'message',
    ...message,
  });

const refusal = (answer: { body: unknown }) =>
  (answer.body as { error: { code: string; message: string } }).error;

describe('what people say', () => {
  it('reaches the bot signed, with who they are, where, and in which language and zone', async () => {
    const done = await world.teams.as('lina').says('账单 上月');
    expect(done).toMatchObject({ ok: true, status: 200 });
    const activity = world.heard.at(-1);
    expect(activity).toMatchObject({
      type: 'message',
      text: '账单 上月',
      channelId: 'msteams',
      locale: 'zh-CN',
      localTimezone: 'Asia/Shanghai',
      from: { aadObjectId: people[0].entra, name: '李娜' },
      recipient: { id: `28:${tenant.appId}` },
      conversation: { conversationType: 'personal', tenantId: tenant.id },
      channelData: { tenant: { id: tenant.id } },
    });
    expect(activity?.['localTimestamp']).toMatch(/\+08:00$/);
    expect(last('@lina').text).toBe('you said 账单 上月');
  });

  it('to an app they had not added adds it first, which the bot hears twice', async () => {
    await world.teams.as('tom').says('hello');
    expect(world.heard.map((one) => one.type)).toEqual([
      'installationUpdate',
      'conversationUpdate',
      'message',
    ]);
  });

  it('in a channel comes as HTML after a mention, in a thread of its own', async () => {
    await world.teams.as('tom').says('bill for A & B', { in: 'Sales' });
    const activity = world.heard.at(-1);
    expect(activity?.['text']).toBe('<at>Partner Desk</at>&nbsp;bill for A &amp; B');
    const [asked, answered] = world.teams.posts('Sales');
    expect(activity?.['conversation']).toMatchObject({ id: `${sales};messageid=${asked?.id}` });
    expect(answered?.root).toBe(asked?.id);
  });

  it('in a channel without a mention is not heard; as a slash command it is, and nobody else sees it', async () => {
    await world.teams.as('tom').says('just us', { in: 'Sales', mention: false });
    expect(world.heard).toEqual([]);
    await world.teams.as('tom').says('bill', { in: 'Sales', slash: true });
    expect(world.heard.at(-1)).toMatchObject({ text: 'bill', recipient: { isTargeted: true } });
    expect(world.teams.seenBy('lina').map((post) => post.text)).not.toContain('bill');
  });

  it('is not heard where the bot is no member', async () => {
    await world.teams.as('tom').says('pizza?', { in: 'Lunch' });
    expect(world.heard).toEqual([]);
  });

  it('can carry a file, which the bot downloads', async () => {
    const bytes = Buffer.from('customer,amount');
    await world.teams.as('tom').says('', { files: [{ name: 'list.csv', bytes }] });
    const [file] = world.heard.at(-1)?.['attachments'] as {
      content: { downloadUrl: string; fileType: string };
    }[];
    expect(file?.content.fileType).toBe('csv');
    expect(await (await fetch(file?.content.downloadUrl ?? '')).text()).toBe('customer,amount');
  });
});

describe('a badge shown wrong', () => {
  const wrong: Record<string, Badge> = {
    'none at all': { key: 'none' },
    unsigned: { key: 'unsigned' },
    'signed by a stranger': { key: 'stranger' },
    'of another issuer': { issuer: 'https://evil.example' },
    'for another bot': { audience: people[0].entra },
    'for another service': { serviceUrl: 'https://evil.example/' },
    over: { expiresInSeconds: -600 },
    'not valid yet': { validInSeconds: 600 },
  };
  it.each(Object.entries(wrong))('is made as ordered: %s', async (_, badge) => {
    world.teams.badge(badge);
    await world.teams.as('tom').says('hello', { in: 'Sales' });
    expect(world.heard).toEqual([]);
    expect(world.teams.sent().at(-1)?.delivery.status).toBe(401);
    world.teams.badge();
    await world.teams.as('tom').says('hello', { in: 'Sales' });
    expect(world.heard).toHaveLength(1);
  });

  it('an activity can be changed and delivered again', async () => {
    await world.teams.as('tom').says('hello', { in: 'Sales' });
    const [activity = { type: '' }]: Activity[] = world.teams.sent().map((one) => one.activity);
    await world.teams.deliver({ ...activity, channelData: { tenant: { id: 'elsewhere' } } });
    expect(world.heard.at(-1)).toMatchObject({
      id: activity['id'],
      channelData: { tenant: { id: 'elsewhere' } },
    });
    expect((await world.teams.deliver({ ...activity, serviceUrl: 'https://evil.example/' })).status).toBe(
      401,
    );
  });
});

describe('cards', () => {
  it('show each person their own view, and the sent card to those it does not name', async () => {
    const post = await cardIn('Sales', 'tom');
    const { mri } = world.teams.as('tom');
    expect(await world.teams.as('tom').reads(post)).toContain(`for ${mri}`);
    expect(await world.teams.as('lina').reads(post)).toContain('base');
    expect(world.heard.filter((one) => one['name'] === 'adaptiveCard/action')).toHaveLength(1);
    expect(world.heard.at(-1)).toMatchObject({ replyToId: post.id, value: { trigger: 'automatic' } });
  });

  it('send a press with what was filled in, and replace the card for the one who pressed alone', async () => {
    const post = await cardIn('Sales', 'tom');
    await world.teams.as('lina').clicks(post, 'Approve', { Reason: 'fine' });
    expect(world.heard.at(-1)).toMatchObject({
      value: { trigger: 'manual', action: { verb: 'approve', data: { token: 't', why: 'fine' } } },
    });
    expect(await world.teams.as('lina').reads(post)).toContain('approved with fine');
    expect(await world.teams.as('grace').reads(post)).toContain('base');
  });

  it('are asked for anew by those they name when the bot edits them', async () => {
    const post = await cardIn('Sales', 'tom');
    const { mri } = world.teams.as('tom');
    expect(await world.teams.as('tom').reads(post)).toContain(`for ${mri}`);
    const path = `conversations/${encodeURIComponent(post.chat)}/activities/${post.id}`;
    const edited = requestCard('edited', [mri]);
    await world.call('PUT', path, { type: 'message', attachments: [shared(edited)] });
    const asked = () => world.heard.filter((one) => one['name'] === 'adaptiveCard/action').length;
    expect(asked()).toBe(1);
    expect(await world.teams.as('tom').reads(post)).toContain(`for ${mri}`);
    expect(asked()).toBe(2);
    expect(await world.teams.as('lina').reads(post)).toContain('edited');
    expect(asked()).toBe(2);
  });

  it('lose what single people saw when the bot edits them', async () => {
    const post = await cardIn('Quarter end', 'tom');
    await world.teams.as('lina').clicks(post, 'Approve');
    const path = `conversations/${encodeURIComponent(post.chat)}/activities/${post.id}`;
    const done = { ...requestCard('decided', []), refresh: undefined };
    expect((await world.call('PUT', path, { type: 'message', attachments: [shared(done)] })).status).toBe(
      200,
    );
    for (const reader of ['lina', 'wang'])
      expect(await world.teams.as(reader).reads(post)).toContain('decided');
  });

  it('say what the bot said under them, and that something went wrong in the language of the reader', async () => {
    const post = await cardIn('Sales', 'tom');
    expect(await world.teams.as('tom').clicks(post, 'Remind me')).toMatchObject({
      ok: true,
      words: 'Noted.',
    });
    expect(await world.teams.as('tom').reads(post)).toContain('Noted.');
    expect(await world.teams.as('tom').clicks(post, 'Nothing')).toMatchObject({
      ok: false,
      words: 'No such button.',
    });
    world.teams.connect('http://127.0.0.1:9');
    expect(await world.teams.as('lina').clicks(post, 'Approve')).toMatchObject({
      ok: false,
      error: 'connection_failed',
      words: '出现问题，请重试。',
    });
  });

  it('send Action.Submit as a message without words, and open links without the bot', async () => {
    const post = await cardIn('Sales', 'tom');
    await world.teams.as('tom').clicks(post, 'Older');
    expect(world.heard.at(-1)).toMatchObject({
      type: 'message',
      value: { verb: 'older' },
      replyToId: post.id,
    });
    expect(world.heard.at(-1)?.['text']).toBeUndefined();
    const count = world.heard.length;
    expect(await world.teams.as('tom').clicks(post, 'Open')).toMatchObject({
      url: 'https://example.com/bill',
    });
    expect(world.heard).toHaveLength(count);
  });

  it('open dialogs that check, suggest, complain and close', async () => {
    const tom = world.teams.as('tom');
    const post = await cardIn('Sales', 'tom');
    await tom.clicks(post, 'Bill …');
    const dialog = world.teams.dialog('tom');
    expect(dialog?.title).toBe('Bill');
    if (!dialog) return;
    expect((await tom.types(dialog, 'Customer', '北')).choices).toEqual([
      { title: 'Northwind 北风', value: 'North' },
    ]);
    expect(await tom.clicks(dialog, 'Show')).toMatchObject({ ok: false, errors: { month: 'Which month?' } });
    await tom.clicks(dialog, 'Show', { Month: '2026-10', Customer: '康托索' });
    expect(world.heard.at(-1)).toMatchObject({
      name: 'task/submit',
      value: { data: { verb: 'bill', month: '2026-10', customer: 'Conto' } },
    });
    expect(world.teams.dialog('tom')).toBeUndefined();
    await tom.clicks(post, 'Bill …');
    await tom.clicks(world.teams.dialog('tom') ?? dialog, 'Show', { month: '2030-01' });
    expect(world.teams.dialog('tom')?.words).toBe('That month lies ahead.');
  });

  it('are found by search and posted by the one who searched', async () => {
    const tom = world.teams.as('tom');
    const { hits } = await tom.searches({ command: 'customer', parameter: 'query' }, 'north', {
      in: 'Quarter end',
    });
    expect(hits).toMatchObject([{ title: 'Northwind', text: 'a customer' }]);
    if (hits[0]) tom.inserts(hits[0], { in: 'Quarter end' });
    expect(await world.teams.as('lina').reads(last('Quarter end'))).toContain('Northwind');
    expect(last('Quarter end').author).toBe('tom');
  });

  it('name what is there when a test looks for something that is not', async () => {
    const post = await cardIn('Sales', 'tom');
    await expect(world.teams.as('tom').clicks(post, 'Reject')).rejects.toThrow(
      /Approve \| approve[\s\S]*CNY 1,200/,
    );
  });
});

describe('files', () => {
  it('reach the person once they say yes, and not when they say no', async () => {
    const tom = world.teams.as('tom');
    await tom.says('file');
    const post = last('@tom');
    await tom.declines(post);
    expect(world.teams.files()).toEqual([]);
    await tom.accepts(post);
    expect(world.heard.at(-1)).toMatchObject({ value: { action: 'accept', context: { job: 7 } } });
    expect(world.teams.files().map((file) => [file.owner, file.name, file.content?.toString()])).toEqual([
      ['tom', 'bill.csv', '1,2'],
    ]);
  });

  it('cannot be offered outside personal chats', async () => {
    await world.teams.as('tom').says('file', { in: 'Sales' });
    expect(world.teams.posts('Sales')).toHaveLength(1);
  });
});

describe('the Connector', () => {
  it('lets nobody in without a token for itself', async () => {
    const url = `${world.teams.url}/connector/v3/conversations/${sales}/activities`;
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
    const forged = { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' };
    expect((await fetch(url, { method: 'POST', headers: forged, body: '{}' })).status).toBe(401);
    const password = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: tenant.appId,
      client_secret: 'wrong',
      scope: 'https://api.botframework.com/.default',
    });
    const login = await fetch(world.teams.settings['TEAMS_TOKEN_ENDPOINT'] ?? '', {
      method: 'POST',
      body: password,
    });
    expect([login.status, await login.text()]).toEqual([401, expect.stringContaining('AADSTS7000215')]);
  });

  it('begins a conversation with somebody who has the app, and a thread in a channel', async () => {
    const [, tom] = people;
    const wish = { members: [{ id: tom.entra }], tenantId: tenant.id };
    expect(refusal(await world.call('POST', 'conversations', wish)).code).toBe('BotNotInConversationRoster');
    await world.teams.install('tom');
    const begun = await world.call('POST', 'conversations', wish);
    await send((begun.body as { id: string }).id, { text: 'your job is done' });
    expect(last('@tom').text).toBe('your job is done');
    const thread = await world.call('POST', 'conversations', {
      channelData: { channel: { id: sales } },
      activity: { type: 'message', text: 'a request' },
    });
    expect(thread.body).toMatchObject({ id: `${sales};messageid=${last('Sales').id}` });
    await send((thread.body as { id: string }).id, { text: 'decided' });
    expect(last('Sales').root).toBe(world.teams.posts('Sales').at(-2)?.id);
  });

  it('shows a targeted message to its recipient alone', async () => {
    const { mri } = world.teams.as('lina');
    const targeted = { text: 'only you', recipient: { id: mri } };
    expect((await send(sales, targeted, '?isTargetedActivity=true')).status).toBe(201);
    expect(world.teams.privately('lina').map((post) => post.text)).toEqual(['only you']);
    expect(world.teams.seenBy('tom')).toEqual([]);
    await world.teams.install('lina');
    const chat = [...world.heard].at(-1)?.['conversation'] as { id: string };
    expect(refusal(await send(chat.id, targeted, '?isTargetedActivity=true')).code).toBe('BadArgument');
  });

  it('edits and deletes what the bot wrote, and nothing else', async () => {
    await world.teams.as('tom').says('hello', { in: 'Sales' });
    const [asked, answered] = world.teams.posts('Sales');
    const path = (id = '') => `conversations/${sales}/activities/${id}`;
    expect((await world.call('PUT', path(answered?.id), { type: 'message', text: 'better' })).status).toBe(
      200,
    );
    expect(last('Sales')).toMatchObject({ text: 'better', edited: true });
    expect((await world.call('DELETE', path(asked?.id))).status).toBe(404);
    expect((await world.call('DELETE', path(answered?.id))).status).toBe(200);
    expect(world.teams.posts('Sales')).toHaveLength(1);
  });

  it('tells who is in a conversation, in pages', async () => {
    const first = await world.call('GET', `conversations/${sales}/pagedmembers?pageSize=5`);
    expect(first.body).toMatchObject({
      continuationToken: '5',
      members: [{ aadObjectId: people[0].entra }, {}, {}, {}, {}],
    });
    const rest = await world.call(
      'GET',
      `conversations/${sales}/pagedmembers?pageSize=5&continuationToken=5`,
    );
    expect((rest.body as { members: unknown[] }).members).toHaveLength(2);
    const one = await world.call('GET', `conversations/${sales}/members/${people[1].entra}`);
    expect(one.body).toMatchObject({ name: 'Tom Becker', tenantId: tenant.id });
    expect(
      (await world.call('GET', `conversations/${encodeURIComponent('19:lunch@thread.v2')}/members`)).status,
    ).toBe(403);
  });

  it('refuses cards Teams could not draw, with where the fault is', async () => {
    const card = { ...requestCard('x', []), version: '1.6', body: [{ type: 'TextBlok', text: 'x' }] };
    const answer = await send(sales, { attachments: [shared(card)] });
    expect(answer.status).toBe(400);
    expect(refusal(answer).message).toContain('/body/0: no such type: TextBlok');
  });

  it('refuses messages that are too big, pictures not counted', async () => {
    const big = { text: 'x'.repeat(29_000) };
    const answer = await send(sales, big);
    expect([answer.status, refusal(answer).code]).toEqual([413, 'MessageSizeTooBig']);
    const picture = { type: 'Image', url: `data:image/png;base64,${'A'.repeat(60_000)}` };
    const card = { type: 'AdaptiveCard', version: '1.5', body: [picture] };
    expect((await send(sales, { attachments: [shared(card)] })).status).toBe(201);
  });

  it('takes seven messages a second in one conversation, and then asks for patience', async () => {
    const statuses = await Promise.all(Array.from({ length: 9 }, () => send(sales, { text: 'hi' })));
    expect(statuses.filter((one) => one.status === 429)).toHaveLength(2);
    expect(statuses.find((one) => one.status === 429)?.headers.get('retry-after')).toBe('1');
  });

  it.each([
    [{ kind: 'ratelimited', on: 'send', times: 1, retryAfter: 2 }, 429],
    [{ kind: 'status', on: 'send', times: 1, status: 502 }, 502],
    [{ kind: 'error', on: 'send', times: 1, error: 'PreconditionFailed' }, 412],
  ] as const)('has bad days to order: %o', async (fault, status) => {
    world.teams.faults.set(fault);
    expect((await send(sales, { text: 'hi' })).status).toBe(status);
    expect((await send(sales, { text: 'hi' })).status).toBe(201);
  });
});

describe('Graph', () => {
  it('knows people and the groups they are in', async () => {
    const [group] = groups;
    const lina = `users/${people[0].entra}`;
    const ids = groups.map((one) => one.entra);
    expect((await world.graph('GET', lina)).body).toMatchObject({
      displayName: '李娜',
      mail: 'lina@harbour.example',
    });
    const asked = () => world.graph('POST', `${lina}/checkMemberGroups`, { groupIds: ids });
    expect((await asked()).body).toEqual({ value: [group?.entra] });
    world.teams.changeGroup(group?.entra ?? '', []);
    expect((await asked()).body).toEqual({ value: [] });
    const many = Array.from({ length: 21 }, () => people[0].entra);
    expect((await world.graph('POST', `${lina}/checkMemberGroups`, { groupIds: many })).status).toBe(400);
    expect((await world.graph('GET', 'users/nobody')).status).toBe(404);
  });
});

describe('the words of a card', () => {
  it('are everything one can read on it', () => {
    const words = wordsOf({ ...requestCard('Title', []), type: 'AdaptiveCard' });
    for (const part of ['Title', '北风科技', 'ECS', 'Approve', 'Reason']) expect(words).toContain(part);
  });
});
