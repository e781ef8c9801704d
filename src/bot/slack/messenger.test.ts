import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type VirtualClock, virtualClock } from '../../../test/support/clock.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { type FakeSlack, openFakeSlack } from '../../../test/support/fake-slack.ts';
import { quiet } from '../../../test/support/log.ts';
import type { Card } from '../../cards/card.ts';
import type { Conversation, MessageRef, Messenger } from '../../cards/messenger.ts';
import { newId } from '../../kernel/ids.ts';
import { receiveRequests } from '../../ledger/requests.ts';
import { runCommand } from '../../jobs/run-command.ts';
import { boltLogger } from './bolt-log.ts';
import { slackMessenger } from './messenger.ts';
import { openSlackApi } from './web-api.ts';

let database: TestDatabase;
let fake: FakeSlack;
let clock: VirtualClock;
let messenger: Messenger;

beforeAll(async () => {
  database = await freshDatabase();
  fake = await openFakeSlack();
});

afterAll(async () => {
  await fake.close();
  await database.close();
});

beforeEach(() => {
  fake.reset();
  clock = virtualClock(new Date());
  const api = openSlackApi({ token: 'xoxb-test', apiUrl: fake.apiUrl, logger: boltLogger(quiet), clock });
  messenger = slackMessenger({
    api,
    ledger: database.ledger,
    clock,
  });
});

const card: Card = { summary: 'Your bill', blocks: [{ kind: 'text', text: 'CNY 5.00' }] };
const note: Card = { summary: 'Working', blocks: [{ kind: 'text', text: 'Working' }] };
const chart: Card = {
  summary: 'A chart',
  blocks: [
    {
      kind: 'chart',
      title: 'By service',
      alt: 'Mostly ECS',
      unit: 'CNY',
      data: { type: 'pie', segments: [{ label: 'ECS', value: 5 }] },
    },
  ],
};
const here: Conversation = { app: 'slack', tenantId: 'T1', channelId: 'C1', userId: 'U1' };
const message: MessageRef = { app: 'slack', tenantId: 'T1', channelId: 'C1', messageId: '1.1' };
const refuse = (error: string) => () => ({ body: { ok: false, error } });

interface Asked {
  readonly kind?: 'command' | 'press';
  readonly replyUrl?: string | undefined;
  readonly channelId?: string | undefined;
  readonly receivedAt?: Date;
}

async function request({
  kind = 'command',
  channelId = 'C1',
  receivedAt,
  ...more
}: Asked = {}): Promise<string> {
  const id = newId();
  const replyUrl = 'replyUrl' in more ? more.replyUrl : fake.replyUrl;
  await receiveRequests(
    database.ledger,
    [
      {
        id,
        dedupeKey: `${kind}:${id}`,
        app: 'slack',
        tenantId: 'T1',
        channelId: channelId === '' ? undefined : channelId,
        userId: 'U1',
        line: 'bill',
        replyUrl,
        ready: true,
      },
    ],
    { dispatch: runCommand },
  );
  if (receivedAt) {
    await database.ledger
      .updateTable('requests')
      .set({ received_at: receivedAt })
      .where('id', '=', id)
      .execute();
  }
  return id;
}

/** Lets time pass whenever somebody waits for it. */
async function hurried<T>(work: Promise<T>): Promise<T> {
  const progress = { done: false };
  const watched = work.finally(() => (progress.done = true));
  while (!progress.done) {
    await new Promise((resolve) => setImmediate(resolve));
    if (clock.sleepers > 0) await clock.advance(1_000);
  }
  return watched;
}

describe('an answer', () => {
  it('goes to the reply address of the request, seen by the asker alone', async () => {
    expect(await messenger.answer(await request(), card, 'en')).toEqual({ ok: true, value: undefined });
    expect(fake.replies).toMatchObject([
      { response_type: 'ephemeral', replace_original: false, text: 'Your bill' },
    ]);
  });

  it('replaces the note that work goes on', async () => {
    const id = await request();
    await messenger.answer(id, note, 'en', { interim: true });
    await messenger.answer(id, card, 'en');
    expect(fake.replies.map((reply) => reply['replace_original'])).toEqual([false, true]);
  });

  it('never replaces the card whose button was pressed', async () => {
    const id = await request({ kind: 'press' });
    await messenger.answer(id, note, 'en', { interim: true });
    await messenger.answer(id, card, 'en');
    expect(fake.replies.map((reply) => reply['replace_original'])).toEqual([false, false]);
  });

  it('keeps the fifth use of the address for the end, and then goes another way', async () => {
    const id = await request();
    for (let n = 0; n < 7; n += 1) await messenger.answer(id, note, 'en', { interim: true });
    expect(fake.replies).toHaveLength(4);
    await messenger.answer(id, card, 'en');
    await messenger.answer(id, card, 'en');
    expect(fake.replies).toHaveLength(5);
    expect(fake.of('chat.postEphemeral').map(({ args }) => args)).toMatchObject([
      { channel: 'C1', user: 'U1', text: 'Your bill' },
    ]);
  });

  it.each([
    ['expired', { status: 404, body: { ok: false, error: 'expired_url' } }],
    ['used up', { status: 404, body: { ok: false, error: 'used_url' } }],
    ['refused with a good status', { status: 200, body: { ok: false, error: 'expired_url' } }],
  ])('is whispered in the channel when the address is %s', async (_, answer) => {
    fake.on('reply', () => answer);
    expect((await messenger.answer(await request(), card, 'en')).ok).toBe(true);
    expect(fake.of('chat.postEphemeral')).toHaveLength(1);
  });

  it('is whispered when half an hour has passed, without trying the address', async () => {
    const id = await request({ receivedAt: new Date(Date.now() - 30 * 60_000) });
    await messenger.answer(id, card, 'en');
    expect(fake.replies).toEqual([]);
    expect(fake.of('chat.postEphemeral')).toHaveLength(1);
  });

  it.each(['channel_not_found', 'not_in_channel', 'user_not_in_channel'])(
    'comes as a direct message when the channel says %s',
    async (error) => {
      fake.on('chat.postEphemeral', refuse(error));
      expect((await messenger.answer(await request({ replyUrl: undefined }), card, 'en')).ok).toBe(true);
      expect(fake.of('chat.postMessage')[0]?.args).toMatchObject({ channel: 'U1', text: 'Your bill' });
    },
  );

  it('what is for one place only goes nowhere else', async () => {
    fake.on('chat.postMessage', refuse('not_in_channel'));
    const place = { app: 'slack', tenantId: 'T1', channelId: 'C9', userId: 'U1' } as const;
    expect(await messenger.post(place, card, 'en', { onlyThere: true })).toMatchObject({
      ok: false,
      problem: { wireCode: 'not_in_channel' },
    });
    expect(fake.of('chat.postMessage').map(({ args }) => args['channel'])).toEqual(['C9']);
  });

  it('comes as a direct message when it was asked for on the home page', async () => {
    await messenger.answer(await request({ replyUrl: undefined, channelId: '' }), card, 'en');
    expect(fake.calls.map(({ method }) => method)).toEqual(['chat.postMessage']);
  });

  it('a note that work goes on is not worth a message elsewhere', async () => {
    await messenger.answer(await request({ replyUrl: undefined }), note, 'en', { interim: true });
    expect(fake.calls).toEqual([]);
  });

  it('waits as long as Slack says and comes again', async () => {
    fake.on('reply', (_, times) =>
      times === 1 ? { status: 429, headers: { 'retry-after': '3' } } : undefined,
    );
    expect((await hurried(messenger.answer(await request(), card, 'en'))).ok).toBe(true);
    expect(fake.replies).toHaveLength(2);
    expect(fake.calls).toEqual([]);
  });

  it('is a problem that may be tried later while Slack is down', async () => {
    fake.on('chat.postEphemeral', () => ({ status: 503 }));
    const result = await hurried(messenger.answer(await request({ replyUrl: undefined }), card, 'en'));
    expect(result).toMatchObject({ ok: false, problem: { code: 'chatUnavailable' } });
  });
});

describe('a message', () => {
  it('is posted in the conversation and can be edited there', async () => {
    const posted = await messenger.post({ ...here, threadId: '9.9' }, card, 'en');
    expect(posted).toMatchObject({ ok: true, value: { channelId: 'C1', tenantId: 'T1' } });
    expect(fake.of('chat.postMessage')[0]?.args).toMatchObject({ channel: 'C1', thread_ts: '9.9' });
    await hurried(messenger.update(message, card, 'en'));
    expect(fake.of('chat.update')[0]?.args).toMatchObject({ channel: 'C1', ts: '1.1' });
  });

  it('goes to the person where the bot may not speak', async () => {
    fake.on('chat.postMessage', ({ args }) =>
      args['channel'] === 'C1' ? refuse('not_in_channel')() : undefined,
    );
    const posted = await hurried(messenger.post(here, card, 'en'));
    expect(posted).toMatchObject({ ok: true, value: { channelId: 'DU1' } });
  });

  it('waits out a rate limit', async () => {
    fake.on('chat.postMessage', (_, times) =>
      times < 3 ? { status: 429, headers: { 'retry-after': '5' } } : undefined,
    );
    expect((await hurried(messenger.post(here, card, 'en'))).ok).toBe(true);
    expect(fake.of('chat.postMessage')).toHaveLength(3);
  });

  it('waits even when Slack does not say how long', async () => {
    fake.on('chat.postMessage', (_, times) => (times === 1 ? { status: 429 } : undefined));
    expect((await hurried(messenger.post(here, card, 'en'))).ok).toBe(true);
  });

  it('gives up for now when the wait is long, and says how long', async () => {
    fake.on('chat.postMessage', () => ({ status: 429, headers: { 'retry-after': '600' } }));
    expect(await messenger.post(here, card, 'en')).toMatchObject({
      ok: false,
      problem: { code: 'chatUnavailable', retry: 'later', retryAfterMs: 600_000 },
    });
  });

  it('is not posted again when nobody knows whether it was', async () => {
    fake.on('chat.postMessage', () => ({ hangUp: true }));
    expect(await messenger.post(here, card, 'en')).toMatchObject({
      ok: false,
      problem: { code: 'chatUnavailable', retry: 'unknown-outcome' },
    });
    expect(fake.of('chat.postMessage')).toHaveLength(1);
  });

  it('is edited again when nobody knows whether it was', async () => {
    fake.on('chat.update', (_, times) => (times === 1 ? { hangUp: true } : undefined));
    expect((await hurried(messenger.update(message, card, 'en'))).ok).toBe(true);
    expect(fake.of('chat.update')).toHaveLength(2);
  });

  it('is refused for good when Slack refuses it for good', async () => {
    fake.on('chat.update', refuse('message_not_found'));
    expect(await messenger.update(message, card, 'en')).toMatchObject({
      ok: false,
      problem: { code: 'chatRefused', wireCode: 'message_not_found' },
    });
  });

  it('follows another in the same channel after about a second, but does not wait for other channels', async () => {
    await messenger.post(here, card, 'en');
    const second = messenger.post(here, card, 'en');
    await messenger.post({ ...here, channelId: 'C2' }, card, 'en');
    expect(fake.of('chat.postMessage').map(({ args }) => args['channel'])).toEqual(['C1', 'C2']);
    await hurried(second);
    expect(fake.of('chat.postMessage')).toHaveLength(3);
  });

  it('shows a chart in words where Slack cannot draw it, and text alone where it takes no blocks', async () => {
    fake.on('chat.postMessage', (_, times) => (times === 1 ? refuse('invalid_blocks')() : undefined));
    await hurried(messenger.post(here, chart, 'en'));
    const [first, second] = fake.of('chat.postMessage').map(({ args }) => JSON.stringify(args['blocks']));
    expect(first).toContain('data_visualization');
    expect(second).not.toContain('data_visualization');
    expect(second).toContain('Mostly ECS');

    fake.reset();
    fake.on('chat.postMessage', (_, times) => (times <= 2 ? refuse('msg_blocks_too_long')() : undefined));
    await hurried(messenger.post(here, chart, 'en'));
    expect(fake.of('chat.postMessage')[2]?.args['text']).toContain('Mostly ECS');
  });
});

describe('a file', () => {
  const bytes = 40_000_000;
  let folder: string;
  let path: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'desk-'));
    path = join(folder, 'bill.csv');
    await writeFile(path, '');
    await truncate(path, bytes);
  });

  afterAll(() => rm(folder, { recursive: true }));

  const file = () => ({ path, name: 'bill.csv', bytes, comment: 'Done <!channel>', userId: 'U11' });

  it('streams from disk with its length known', async () => {
    const before = process.memoryUsage().arrayBuffers;
    expect(await messenger.uploadFile(message, file())).toEqual({ ok: true, value: { fileId: 'F1' } });
    expect(fake.uploads).toEqual([{ bytes, contentLength: String(bytes) }]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(bytes / 2);
  });

  it('whose upload breaks may be uploaded again', async () => {
    fake.on('upload', () => ({ hangUp: true }));
    expect(await messenger.uploadFile(message, file())).toMatchObject({
      ok: false,
      problem: { code: 'chatUnavailable', retry: 'later' },
    });
  });

  it('is shown in the thread, its comment without power to notify anybody', async () => {
    expect((await messenger.shareFile(message, 'F1', file())).ok).toBe(true);
    expect(fake.of('files.completeUploadExternal')[0]?.args).toMatchObject({
      channel_id: 'C1',
      thread_ts: '1.1',
      initial_comment: 'Done &lt;!channel&gt;',
    });
  });

  it('is not shown twice when it is there already', async () => {
    fake.on('files.info', () => ({
      body: { ok: true, file: { shares: { private: { C1: [{ ts: '1.2' }] } } } },
    }));
    expect((await messenger.shareFile(message, 'F1', file())).ok).toBe(true);
    expect(fake.of('files.completeUploadExternal')).toEqual([]);
  });

  it('whose showing got no answer is looked for before anything is said', async () => {
    fake.on('files.completeUploadExternal', () => ({ hangUp: true }));
    fake.on('files.info', (_, times) => ({
      body: { ok: true, file: times < 3 ? {} : { channels: ['C1'] } },
    }));
    expect((await hurried(messenger.shareFile(message, 'F1', file()))).ok).toBe(true);
    expect(fake.of('files.completeUploadExternal')).toHaveLength(1);
  });

  it('that Slack does not show afterwards is a doubt, not a success', async () => {
    fake.on('files.completeUploadExternal', () => ({ hangUp: true }));
    expect(await hurried(messenger.shareFile(message, 'F1', file()))).toMatchObject({
      ok: false,
      problem: { retry: 'unknown-outcome' },
    });
  });
});
