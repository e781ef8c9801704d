import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { tenantId } from '../../../test/support/fake-teams.ts';
import {
  ann,
  bob,
  financeGroup,
  openTestTeams,
  places,
  type TestTeams,
} from '../../../test/support/teams-door.ts';
import type { Card } from '../../cards/card.ts';

let database: TestDatabase;
let door: TestTeams;

beforeAll(async () => {
  database = await freshDatabase();
  door = await openTestTeams({ database });
  // The bot hears from a place before it speaks there.
  await door.post({ type: 'conversationUpdate' });
  await door.post({ type: 'conversationUpdate', conversation: places.channel });
});

afterAll(async () => {
  await door.close();
  await database.close();
});

beforeEach(() => {
  door.fake.calls.length = 0;
});

const card: Card = { summary: 'Done', blocks: [{ kind: 'text', text: 'All of it' }] };
const asAnn = { app: 'teams', tenantId, userId: ann } as const;
const inChannel = { ...asAnn, channelId: '19:channel@thread.tacv2' };
const paths = () =>
  door.fake.calls
    .filter(({ path }) => path.startsWith('/connector'))
    .map(({ method, path }) => `${method} ${path}`);
const base = '/connector/v3/conversations';

describe('a message', () => {
  it('to a person goes to their chat, known from before', async () => {
    const sent = await door.teams.messenger.post(asAnn, card, 'en');
    expect(sent).toMatchObject({ ok: true, value: { channelId: 'a:ann' } });
    expect(paths()).toEqual([`POST ${base}/a:ann/activities`]);
  });

  it('to a person never met opens a chat with them, once', async () => {
    const to = { ...asAnn, userId: bob };
    await door.teams.messenger.post(to, card, 'en');
    await door.teams.messenger.post(to, card, 'en');
    expect(paths().filter((path) => path === `POST ${base}`)).toHaveLength(1);
  });

  it('in a thread of a channel stands in that thread, and its edit finds it', async () => {
    const sent = await door.teams.messenger.post({ ...inChannel, threadId: '17' }, card, 'en');
    if (!sent.ok) throw new Error(sent.problem.code);
    await door.teams.messenger.update(sent.value, card, 'en');
    const thread = `${base}/19:channel@thread.tacv2;messageid=17/activities`;
    expect(paths()).toEqual([`POST ${thread}`, `PUT ${thread}/${sent.value.messageId}`]);
  });

  it('about a message begins a thread under it', async () => {
    const sent = await door.teams.messenger.post(inChannel, card, 'en', { onlyThere: true });
    if (!sent.ok) throw new Error(sent.problem.code);
    const { channelId, messageId } = sent.value;
    await door.teams.messenger.post({ ...asAnn, channelId, threadId: messageId }, card, 'en');
    expect(paths()[1]).toBe(`POST ${base}/19:channel@thread.tacv2;messageid=${messageId}/activities`);
  });

  it('where the bot was thrown out goes to the person instead, unless it is for that place only', async () => {
    const refused = { status: 403, body: { error: { code: 'BotNotInConversationRoster' } } };
    door.fake.on(/19:channel/, refused, refused);
    expect(await door.teams.messenger.post(inChannel, card, 'en')).toMatchObject({
      value: { channelId: 'a:ann' },
    });
    expect(await door.teams.messenger.post(inChannel, card, 'en', { onlyThere: true })).toMatchObject({
      ok: false,
      problem: { code: 'chatRefused', wireCode: 'BotNotInConversationRoster' },
    });
  });

  it.each([412, 429, 502, 503, 504])('that Teams answers %i is sent again', async (status) => {
    door.fake.on(/activities/, { status, headers: { 'retry-after': '0.05' } });
    expect(await door.teams.messenger.post(asAnn, card, 'en')).toMatchObject({ ok: true });
    expect(paths()).toHaveLength(2);
  });

  it('of which nobody knows whether it came is not sent twice', async () => {
    door.fake.on(/activities/, { status: 500 });
    expect(await door.teams.messenger.post(asAnn, card, 'en')).toMatchObject({
      problem: { retry: 'unknown-outcome' },
    });
    expect(paths()).toHaveLength(1);
  });

  it('survives a restart: another process finds the way', async () => {
    const other = await openTestTeams({ database });
    try {
      await database.ledger
        .updateTable('teams_conversations')
        .set({ service_url: other.fake.serviceUrl })
        .execute();
      expect(await other.teams.messenger.post(asAnn, card, 'en')).toMatchObject({ ok: true });
    } finally {
      await database.ledger
        .updateTable('teams_conversations')
        .set({ service_url: door.fake.serviceUrl })
        .execute();
      await other.close();
    }
  });
});

describe('an answer', () => {
  it('replaces the note that work goes on', async () => {
    await door.post({ text: 'bill last' });
    const [request] = await door.requests();
    await door.teams.messenger.answer(request?.id ?? '', card, 'en', { interim: true });
    await door.teams.messenger.answer(request?.id ?? '', card, 'en');
    expect(paths().map((path) => path.split(' ')[0])).toEqual(['POST', 'PUT']);
  });

  it('in a group is seen by the asker alone, where the tenant has such messages', async () => {
    const targeted = await openTestTeams({ database, config: { targetedMessages: true } });
    try {
      await targeted.post({ text: 'help', conversation: places.group });
      await vi.waitFor(() =>
        expect(targeted.fake.calls.some(({ path }) => path.includes('isTargeted'))).toBe(true),
      );
      const [sent] = targeted.fake.calls.filter(({ path }) => path.includes('/activities'));
      expect(sent?.path).toBe(`${base}/19:group@thread.v2/activities?isTargetedActivity=true`);
      expect(sent?.body).toMatchObject({ recipient: { id: '29:ann' } });
    } finally {
      await targeted.close();
    }
  });
});

describe('rights', () => {
  it('come from the policy, and from Entra groups as Graph says', async () => {
    door.fake.groups.set(bob, [financeGroup]);
    expect((await door.teams.actorOf(tenantId, ann)).roles).toEqual(['rep']);
    expect((await door.teams.actorOf(tenantId, bob)).roles).toEqual(['finance']);
  });

  it('over money are asked for at that moment', async () => {
    door.fake.groups.set(bob, []);
    expect(await door.teams.whoIs(bob)).toEqual({ userId: bob, groupIds: [], unreadableGroupIds: [] });
    door.fake.groups.set(bob, [financeGroup]);
    expect((await door.teams.whoIs(bob)).groupIds).toEqual([financeGroup]);
  });

  it('are nobody’s while Graph cannot be read', async () => {
    door.fake.on(/checkMemberGroups/, { status: 403 });
    expect(await door.teams.whoIs(bob)).toMatchObject({ groupIds: [], unreadableGroupIds: [financeGroup] });
  });
});

describe('a file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'teams-file-'));
    await writeFile(join(folder, 'x.csv'), 'a,b\n'.repeat(300_000));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const bytes = 4 * 300_000;
  /** Teams takes few messages a second in one conversation. */
  const soon = (check: () => void) => vi.waitFor(check, 10_000);
  const stored = async (to: { channelId: string }) => {
    const ref = { app: 'teams', tenantId, channelId: to.channelId, messageId: 'm1' } as const;
    const file = { path: join(folder, 'x.csv'), name: '账单.csv', bytes, comment: 'Your bill', userId: ann };
    const uploaded = await door.teams.messenger.uploadFile(ref, file);
    if (!uploaded.ok) throw new Error(uploaded.problem.code);
    const { fileId } = uploaded.value;
    const share = () => door.teams.messenger.shareFile(ref, fileId, file);
    return { fileId, share };
  };
  const lastSent = () =>
    door.fake.calls.filter(({ method, path }) => method === 'POST' && path.includes('/activities')).at(-1)
      ?.body;
  const sentTexts = () => JSON.stringify(door.fake.calls.map(({ body }) => body));
  const question = '/connector/v3/conversations/a:ann/activities/asked-1';
  const removed = () => door.fake.calls.filter(({ method }) => method === 'DELETE').map(({ path }) => path);
  const consent = (value: object, more: object = {}) =>
    door.post({ type: 'invoke', name: 'fileConsent/invoke', value, replyToId: 'asked-1', ...more });
  const press = (fileId: string, from: object) =>
    door.post({
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { verb: 'file', data: { kind: 'file', file: fileId } } },
      conversation: places.channel,
      ...from,
    });

  it('is offered in the personal chat, and goes to OneDrive when it is taken', async () => {
    const { fileId, share } = await stored({ channelId: 'a:ann' });
    expect(await share()).toEqual({ ok: true, value: undefined });
    expect(lastSent()).toMatchObject({
      attachments: [{ name: '账单.csv', content: { sizeInBytes: bytes, acceptContext: { file: fileId } } }],
    });
    const uploadInfo = {
      uploadUrl: `${door.fake.url}/onedrive/x`,
      contentUrl: 'https://example.sharepoint.com/x.csv',
      name: 'x.csv',
      uniqueId: 'u1',
      fileType: 'csv',
    };
    const value = { type: 'fileUpload', action: 'accept', context: { file: fileId }, uploadInfo };
    await consent(value);
    await soon(() => expect(JSON.stringify(lastSent())).toContain('file.info'));
    await soon(() => expect(removed()).toEqual([question]));
    expect(door.fake.uploads).toEqual([{ range: `bytes 0-${bytes - 1}/${bytes}`, bytes }]);
  });

  it('that is declined, or gone, leaves no question behind', async () => {
    const { fileId } = await stored({ channelId: 'a:ann' });
    await consent({ type: 'fileUpload', action: 'decline', context: { file: fileId } });
    await soon(() => expect(removed()).toEqual([question]));
    expect(sentTexts()).toContain('You did not take the file');
    await consent({ type: 'fileUpload', action: 'decline', context: { file: 'swept' } });
    await soon(() => expect(removed()).toEqual([question, question]));
    expect(sentTexts()).toContain('not here any more');
  });

  it('that could not be stored may be taken once more', async () => {
    const { fileId } = await stored({ channelId: 'a:ann' });
    await consent({ type: 'fileUpload', action: 'accept', context: { file: fileId } });
    await soon(() => expect(sentTexts()).toContain('could not be put'));
    expect(removed()).toEqual([]);
  });

  it('is no way to have a message taken out of a channel', async () => {
    await consent(
      { type: 'fileUpload', action: 'decline', context: { file: 'none' } },
      { conversation: places.channel },
    );
    await soon(() => expect(sentTexts()).toContain('not here any more'));
    expect(removed()).toEqual([]);
  });

  it('is shown once, however often it is shared', async () => {
    const { share } = await stored({ channelId: 'a:ann' });
    await share();
    await share();
    expect(paths()).toHaveLength(1);
  });

  it('in a channel is fetched by its owner alone, with a link that ends', async () => {
    const { fileId, share } = await stored({ channelId: '19:channel@thread.tacv2;messageid=17' });
    await share();
    expect(JSON.stringify(lastSent())).toContain(fileId);
    const other = await press(fileId, { from: { id: '29:bob', aadObjectId: bob, name: 'Bob' } });
    expect(await other.text()).toContain('somebody else');
    const own = await (await press(fileId, {})).text();
    const [, link = ''] = /https:\/\/desk\.example\.com(\/teams\/files\?link=[\w-]+)/.exec(own) ?? [];
    const fetched = await fetch(`${door.url}${link}`);
    expect(fetched.headers.get('content-disposition')).toContain(encodeURIComponent('账单.csv'));
    expect((await fetched.text()).length).toBe(bytes);
    await database.ledger
      .updateTable('teams_file_links')
      .set({ until: new Date(0) })
      .execute();
    expect((await fetch(`${door.url}${link}`)).status).toBe(410);
  });

  it('of somebody else cannot be taken into one’s own OneDrive', async () => {
    const { fileId } = await stored({ channelId: 'a:ann' });
    const before = door.fake.uploads.length;
    const uploadInfo = {
      uploadUrl: `${door.fake.url}/onedrive/y`,
      contentUrl: 'https://x.test/y',
      name: 'y',
      uniqueId: 'y',
      fileType: 'csv',
    };
    const value = { action: 'accept', context: { file: fileId }, uploadInfo };
    await consent(value, { from: { id: '29:bob', aadObjectId: bob, name: 'Bob' } });
    await soon(() => expect(JSON.stringify(lastSent())).toContain('not here any more'));
    expect(door.fake.uploads).toHaveLength(before);
  });
});
