import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { billCard } from './test/cards.ts';
import { startWorld, type World } from './test/fake-bot.ts';

let world: World;
afterEach(async () => {
  await world.stop();
});

const first = <T>(items: readonly T[]): T => {
  const [item] = items;
  if (item === undefined) throw new Error('nothing there');
  return item;
};

const call = async (method: string, args: object, token = 'xoxb-practice') => {
  const response = await fetch(world.chat.apiUrl + method, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(args),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
};

const respond = (url: string, body: object) =>
  fetch(url, { method: 'POST', body: JSON.stringify(body) }).then(async (response) => ({
    status: response.status,
    text: await response.text(),
  }));

describe('a slash command', () => {
  it('reaches the bot signed, and the answer is seen by the asker alone', async () => {
    world = await startWorld();
    expect(await world.chat.as('lina').command('bill', { channel: '#sales' })).toMatchObject({
      ok: true,
      status: 200,
    });
    const answer = await world.chat.waitFor(() =>
      world.chat.ephemerals('lina').find((one) => one.text === 'you said bill'),
    );
    expect(answer.onlyFor).toBe('U0LINA0001');
    expect(world.chat.messages('#sales')).toEqual([]);
    expect(world.chat.ephemerals('tom')).toEqual([]);
    const sent = world.chat.traffic().find((entry) => entry.direction === 'out');
    const stamp = sent?.requestHeaders['x-slack-request-timestamp'] ?? '';
    const expected = createHmac('sha256', 'practice-signing-secret').update(
      `v0:${stamp}:${sent?.request ?? ''}`,
    );
    expect(sent?.requestHeaders['x-slack-signature']).toBe(`v0=${expected.digest('hex')}`);
  });

  it('carries names as ids and special characters escaped', async () => {
    world = await startWorld();
    await world.chat.as('tom').command('show @lina <b> in #finance');
    expect(world.heard[0]?.body).toMatchObject({
      command: '/hw',
      text: 'show <@U0LINA0001|lina> &lt;b&gt; in <#C0FINANCE2|finance>',
      user_id: 'U0TOM00002',
      channel_name: 'directmessage',
    });
  });

  it('that is not acknowledged in three seconds tells the person so, in their language', async () => {
    world = await startWorld();
    expect(await world.chat.as('lina').command('slow')).toMatchObject({ ok: false });
    expect(world.chat.ephemerals('lina')).toMatchObject([
      { kind: 'notice', text: expect.stringMatching(/\/hw slow 执行失败/) as string },
    ]);
  });

  it('with a wrong signing secret is refused by the bot', async () => {
    world = await startWorld({ signingSecret: 'another' });
    expect(await world.chat.as('tom').command('bill')).toMatchObject({ ok: false, status: 401 });
  });
});

describe('a response_url', () => {
  const ask = async () => {
    world = await startWorld();
    await world.chat.as('tom').command('bill', { channel: '#sales' });
    await world.chat.waitFor(() => world.chat.ephemerals('tom').length > 0);
    return String(world.heard[0]?.body['response_url']);
  };

  it('serves five answers, and no sixth', async () => {
    const url = await ask();
    for (let use = 2; use <= 5; use++)
      expect(await respond(url, { text: `answer ${use}` })).toEqual({ status: 200, text: 'ok' });
    expect(await respond(url, { text: 'answer 6' })).toMatchObject({
      status: 404,
      text: expect.stringContaining('used_url') as string,
    });
    expect(world.chat.ephemerals('tom')).toHaveLength(5);
  });

  it('ends after thirty minutes', async () => {
    const url = await ask();
    world.chat.advance(30 * 60_000 + 1);
    expect(await respond(url, { text: 'late' })).toMatchObject({
      status: 404,
      text: expect.stringContaining('expired_url') as string,
    });
  });

  it('answers for all to see when asked to', async () => {
    await respond(await ask(), { response_type: 'in_channel', text: 'for all' });
    expect(world.chat.messages('#sales')).toMatchObject([{ text: 'for all' }]);
  });

  it('of a command has no original to replace; of a click it has', async () => {
    const url = await ask();
    await respond(url, { replace_original: true, text: 'second' });
    expect(world.chat.ephemerals('tom')).toHaveLength(2);
    await world.chat.as('tom').click(first(world.chat.ephemerals('tom')), 'Again');
    const replaced = await world.chat.waitFor(() =>
      world.chat.ephemerals('tom').find((one) => one.text === 'once more'),
    );
    expect(replaced.edited).toBe(true);
    expect(world.chat.ephemerals('tom')).toHaveLength(2);
  });

  it('refuses a card beyond the limits, with the reason', async () => {
    const url = await ask();
    const long = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }];
    expect(await respond(url, { text: 'x', blocks: long })).toMatchObject({
      status: 400,
      text: expect.stringContaining('must be less than 151 characters') as string,
    });
  });
});

describe('a trigger', () => {
  const view = { type: 'modal', title: { type: 'plain_text', text: 'T' }, blocks: [] };
  const trigger = async () => {
    world = await startWorld();
    await world.chat.as('grace').command('bill');
    return String(world.heard[0]?.body['trigger_id']);
  };

  it('opens one view, once', async () => {
    const trigger_id = await trigger();
    expect((await call('views.open', { trigger_id, view })).body).toMatchObject({ ok: true });
    expect(world.chat.views('grace')).toHaveLength(1);
    expect((await call('views.open', { trigger_id, view })).body).toMatchObject({
      error: 'exchanged_trigger_id',
    });
  });

  it('lasts three seconds', async () => {
    const trigger_id = await trigger();
    world.chat.advance(3001);
    expect((await call('views.open', { trigger_id, view })).body).toMatchObject({
      error: 'expired_trigger_id',
    });
  });
});

describe('a form', () => {
  const open = async () => {
    world = await startWorld();
    await world.chat.as('lina').command('form');
    return world.chat.waitFor(() => world.chat.views('lina')[0]);
  };

  it('asks for what is required before the bot is troubled', async () => {
    const view = await open();
    const heardBefore = world.heard.length;
    expect(await world.chat.as('lina').submit(view)).toMatchObject({
      ok: false,
      errors: { month: '请填写此必填项。' },
    });
    expect(world.heard).toHaveLength(heardBefore);
  });

  it('shows what the bot finds wrong, and closes when all is well', async () => {
    const view = await open();
    const lina = world.chat.as('lina');
    expect(await lina.submit(view, { Month: '2030-01' })).toMatchObject({
      errors: { month: 'That month lies ahead.' },
    });
    expect(world.chat.views('lina')[0]?.errors).toEqual({ month: 'That month lies ahead.' });
    expect(await lina.submit(view, { Month: '2026-10', Customer: '北', Files: ['CSV'] })).toMatchObject({
      ok: true,
    });
    expect(world.chat.views('lina')).toEqual([]);
    expect(await world.chat.waitFor(() => world.chat.messages('@lina')[0])).toMatchObject({
      text: 'bill of 2026-10',
    });
    const submission = world.heard.findLast((one) => one.type === 'view_submission')?.body['view'];
    expect(submission).toMatchObject({
      private_metadata: 'draft-1',
      state: {
        values: {
          month: { month: { type: 'plain_text_input', value: '2026-10' } },
          customer: { customer: { selected_option: { text: { text: 'Northwind 北风' } } } },
          by: { by: { selected_option: { value: 'service' } } },
          files: { files: { selected_options: [{ value: 'csv' }] } },
        },
      },
    });
  });

  it('carries a file of one’s own, which the bot can fetch', async () => {
    const view = await open();
    const content = Buffer.from('客户\n北风', 'utf8');
    await world.chat.as('lina').submit(view, { Month: '2026-10', Upload: content });
    const { files } = uploadSent();
    expect(files).toMatchObject([
      { name: 'list.csv', filetype: 'csv', size: content.length, user: 'U0LINA0001' },
    ]);
    expect(await (await fetch(files[0]?.url_private ?? '')).text()).toBe('客户\n北风');
  });

  it('does not carry a file of somebody else', async () => {
    const view = await open();
    const post = async (path: string, type: string, body: string) => {
      const sent = await fetch(world.chat.url + path, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      return (await sent.json()) as { file?: { id: string } };
    };
    const given = await post('/_page/file?as=U0TOM00002&name=a.csv', 'application/octet-stream', 'x');
    const filled = { month: { month: '2026-10' }, upload: { upload: given.file?.id } };
    const act = { do: 'submit', viewId: view.id, filled };
    await post('/_page/act?as=U0LINA0001', 'application/json', JSON.stringify(act));
    expect(uploadSent()).toEqual({ type: 'file_input', files: [] });
  });

  interface Upload {
    readonly files: readonly { readonly url_private: string }[];
  }
  const uploadSent = () => {
    const submission = world.heard.findLast((one) => one.type === 'view_submission')?.body['view'];
    const { state } = submission as { state: { values: { upload: { upload: Upload } } } };
    return state.values.upload.upload;
  };

  it('asks the bot for suggestions from the length it wants', async () => {
    const view = await open();
    const lina = world.chat.as('lina');
    expect((await lina.suggest(view, 'Customer', '')).options).toEqual([]);
    expect((await lina.suggest(view, 'Customer', '港')).options).toMatchObject([
      { text: { text: 'Harbour 港湾' } },
    ]);
  });
});

describe('App Home', () => {
  it('is published when somebody opens it', async () => {
    world = await startWorld();
    await world.chat.as('olga').openHome();
    const home = await world.chat.waitFor(() => world.chat.home('olga'));
    expect(home.payload.blocks[0]).toMatchObject({ type: 'header' });
    await world.chat.as('olga').click(home, 'Bill of last month');
    expect(world.heard.at(-1)?.body).toMatchObject({ container: { type: 'view', view_id: home.id } });
    expect(world.heard.at(-1)?.body).not.toHaveProperty('channel');
  });
});

describe('messages', () => {
  it('stand where the bot is a member, and nowhere else', async () => {
    world = await startWorld();
    const post = (channel: string) => call('chat.postMessage', { channel, text: 'hello' });
    expect((await post('C0SALES001')).body).toMatchObject({ ok: true, channel: 'C0SALES001' });
    expect((await post('U0LINA0001')).body).toMatchObject({ ok: true, channel: 'D0LINA0001' });
    expect((await post('C0LOBBY003')).body).toMatchObject({ error: 'not_in_channel' });
    expect((await post('C0NOWHERE0')).body).toMatchObject({ error: 'channel_not_found' });
  });

  it('are edited and deleted by their author alone', async () => {
    world = await startWorld();
    const { ts } = (await call('chat.postMessage', { channel: 'C0SALES001', text: 'one' })).body;
    expect((await call('chat.update', { channel: 'C0SALES001', ts, text: 'two' })).body).toMatchObject({
      ok: true,
    });
    expect(world.chat.messages('#sales')).toMatchObject([{ text: 'two', edited: true }]);
    await world.chat.as('tom').say('mine', { channel: '#sales' });
    const mine = world.chat.messages('#sales')[1]?.ts;
    expect((await call('chat.update', { channel: 'C0SALES001', ts: mine, text: 'x' })).body).toMatchObject({
      error: 'cant_update_message',
    });
    await call('chat.delete', { channel: 'C0SALES001', ts });
    expect(world.chat.messages('#sales')).toHaveLength(1);
  });

  it('are refused with where and why', async () => {
    world = await startWorld();
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }];
    expect((await call('chat.postMessage', { channel: 'C0SALES001', text: 'x', blocks })).body).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
      response_metadata: {
        messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
      },
    });
    expect((await call('chat.update', { channel: 'C0SALES001', ts: '1.1', text: 'x' })).body).toMatchObject({
      error: 'message_not_found',
    });
  });

  it('need a token of the right kind', async () => {
    world = await startWorld();
    expect((await call('auth.test', {}, 'xoxb-other')).body).toMatchObject({ error: 'invalid_auth' });
    expect((await call('auth.test', {}, 'xapp-practice')).body).toMatchObject({
      error: 'not_allowed_token_type',
    });
    expect((await call('chat.sing', {})).body).toMatchObject({ error: 'unknown_method' });
  });
});

describe('files', () => {
  it('go up in three calls, and stand in the thread with a download', async () => {
    world = await startWorld();
    const { ts } = (await call('chat.postMessage', { channel: 'C0FINANCE2', text: 'working' })).body;
    const content = 'service,payable\r\nECS,1.00\r\n';
    await world.app.client.filesUploadV2({
      channel_id: 'C0FINANCE2',
      thread_ts: String(ts),
      filename: '账单 2026-10.csv',
      file: Buffer.from(content),
      initial_comment: 'Here it is',
    });
    const file = first(world.chat.files());
    expect(file.shares).toMatchObject([{ channel: 'C0FINANCE2', threadTs: ts }]);
    const { body } = await call('files.info', { file: file.id });
    expect(body).toMatchObject({ file: { shares: { private: { C0FINANCE2: [{ thread_ts: ts }] } } } });
    const url = (body as { file: { url_private: string } }).file.url_private;
    const download = await fetch(url);
    expect(download.headers.get('content-disposition')).toContain('attachment');
    expect(await download.text()).toBe(content);
  });

  it('are streamed as they are, and refused when the length is another', async () => {
    world = await startWorld();
    const announced = (await call('files.getUploadURLExternal', { filename: 'a.csv', length: 10 })).body;
    const send = (body: string) => fetch(String(announced['upload_url']), { method: 'POST', body });
    expect((await send('too few')).status).toBe(400);
    expect((await send('far too many bytes')).status).toBe(400);
    expect(
      (await call('files.completeUploadExternal', { files: [{ id: announced['file_id'] }] })).body,
    ).toMatchObject({
      error: 'file_not_found',
    });
    expect((await send('0123456789')).status).toBe(200);
  });
});

describe('people', () => {
  it('have a language, a zone and groups', async () => {
    world = await startWorld();
    const { user } = await world.app.client.users.info({ user: 'U0LINA0001', include_locale: true });
    expect(user).toMatchObject({ locale: 'zh-CN', tz: 'Asia/Shanghai', tz_offset: 28800, real_name: '李娜' });
    const { users } = await world.app.client.usergroups.users.list({ usergroup: 'S0APPROVE2' });
    expect(users).toEqual(['U0WANG0003', 'U0GRACE004']);
  });

  it('change, and the bot hears of it', async () => {
    world = await startWorld();
    await world.chat.changePerson('tom', { locale: 'zh-CN' });
    const { user } = await world.app.client.users.info({ user: 'U0TOM00002', include_locale: true });
    expect(user).toMatchObject({ locale: 'zh-CN', name: 'tom' });
    await world.chat.changeGroup('approvers', ['grace', 'olga']);
    const { users } = await world.app.client.usergroups.users.list({ usergroup: 'S0APPROVE2' });
    expect(users).toEqual(['U0GRACE004', 'U0OLGA0006']);
    expect(world.heard.map((one) => one.body['event'])).toMatchObject([
      { type: 'user_change', user: { id: 'U0TOM00002', locale: 'zh-CN' } },
      { type: 'subteam_members_changed', added_users: ['U0OLGA0006'], removed_users: ['U0WANG0003'] },
    ]);
  });
});

describe('bad days', () => {
  it('strike the calls they are meant for, as often as ordered', async () => {
    world = await startWorld();
    world.chat.faults.set({ kind: 'ratelimited', on: 'chat.postMessage', retryAfter: 7, times: 1 });
    const limited = await call('chat.postMessage', { channel: 'C0SALES001', text: 'x' });
    expect(limited).toMatchObject({ status: 429, body: { error: 'ratelimited' } });
    expect(limited.headers.get('retry-after')).toBe('7');
    expect((await call('chat.postMessage', { channel: 'C0SALES001', text: 'x' })).status).toBe(200);
  });

  it('can lose an answer after the effect, or break off before it', async () => {
    world = await startWorld();
    world.chat.faults.set({ kind: 'lost', on: 'chat.postMessage', times: 1 });
    await expect(call('chat.postMessage', { channel: 'C0SALES001', text: 'x' })).rejects.toThrow();
    expect(world.chat.messages('#sales')).toHaveLength(1);
    world.chat.faults.set({ kind: 'reset', on: 'chat.postMessage', times: 1 });
    await expect(call('chat.postMessage', { channel: 'C0SALES001', text: 'x' })).rejects.toThrow();
    expect(world.chat.messages('#sales')).toHaveLength(1);
  });

  it('include a workspace without charts, ordered over http', async () => {
    world = await startWorld();
    await fetch(`${world.chat.url}/_control/faults`, {
      method: 'POST',
      body: JSON.stringify({ kind: 'no-block', on: '*' }),
    });
    expect(
      (await call('chat.postMessage', { channel: 'C0SALES001', text: 'x', blocks: billCard })).body,
    ).toMatchObject({
      error: 'invalid_blocks',
    });
    expect((await call('chat.postMessage', { channel: 'C0SALES001', text: 'x' })).body).toMatchObject({
      ok: true,
    });
    await fetch(`${world.chat.url}/_control/faults`, { method: 'DELETE' });
    expect(
      (await call('chat.postMessage', { channel: 'C0SALES001', text: 'x', blocks: billCard })).body,
    ).toMatchObject({ ok: true });
  });
});

describe('events', () => {
  it('are sent only when the app subscribed to them', async () => {
    world = await startWorld({ subscribed: ['app_home_opened'] });
    await world.chat.as('tom').say('hello', { channel: '@tom' });
    await world.chat.as('tom').openHome();
    expect(world.heard.map((one) => one.body['event'])).toMatchObject([{ type: 'app_home_opened' }]);
  });

  it('that fail are sent again with the same id and the reason', async () => {
    world = await startWorld({ eventRetryDelaysMs: [1, 1, 1] });
    const { heard, chat } = world;
    chat.connect('http://127.0.0.1:9');
    await chat.as('tom').say('hello', { channel: '@tom' });
    const tries = await chat.waitFor(() => {
      const sent = chat.traffic().filter((entry) => entry.direction === 'out');
      return sent.length === 4 && sent;
    });
    expect(tries.map((entry) => entry.requestHeaders['x-slack-retry-num'])).toEqual([
      undefined,
      '1',
      '2',
      '3',
    ]);
    expect(tries[1]?.requestHeaders['x-slack-retry-reason']).toBe('connection_failed');
    const ids = tries.map((entry) => (JSON.parse(entry.request) as { event_id: string }).event_id);
    expect(new Set(ids).size).toBe(1);
    expect(heard).toEqual([]);
  });
});

describe('Socket Mode', () => {
  it('carries the same conversation over a socket the bot opens', async () => {
    world = await startWorld({ socket: true });
    await world.chat.as('lina').command('form');
    const view = await world.chat.waitFor(() => world.chat.views('lina')[0]);
    expect(await world.chat.as('lina').submit(view, { Month: '2030-01' })).toMatchObject({
      errors: { month: 'That month lies ahead.' },
    });
    expect(world.chat.traffic().some((entry) => entry.note.startsWith('socket mode'))).toBe(true);
  });
});
