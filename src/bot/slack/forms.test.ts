import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { openTestDoor, type TestDoor } from '../../../test/support/slack-door.ts';
import {
  commandBody,
  lookupBody,
  postSigned,
  pressBody,
  submitBody,
} from '../../../test/support/slack-requests.ts';

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
  for (const table of ['outbox', 'requests', 'drafts', 'people'] as const) {
    await database.ledger.deleteFrom(table).execute();
  }
});

const chinese = () =>
  door.fake.on('users.info', ({ args }) => ({
    body: { ok: true, user: { id: args['user'], locale: 'zh-CN', tz: 'Asia/Shanghai' } },
  }));

/** Types a line that needs a form and returns the draft it opened. */
async function openDraft(userId = 'U1', channelId = 'C1'): Promise<string> {
  const who = { userId, channelId, replyUrl: door.fake.replyUrl };
  await postSigned(door.url, commandBody('form', who));
  await door.fake.until(() => door.fake.of('views.open').length > 0);
  const { view } = door.fake.of('views.open').at(-1)?.args as { view: { private_metadata: string } };
  return view.private_metadata;
}

const submit = (draftId: string, month: string, who = {}, viewId?: string) =>
  postSigned(
    door.url,
    submitBody(draftId, { month: { type: 'plain_text_input', value: month } }, who, viewId),
  );

const errorsIn = (text: string): Record<string, string> =>
  (JSON.parse(text) as { errors: Record<string, string> }).errors;

describe('a form opens', () => {
  it('when a line lacks something, and carries nothing but an opaque id', async () => {
    const draftId = await openDraft();
    expect(draftId).toMatch(/^[0-9a-f-]{36}$/);
    await expect.poll(door.requests).toMatchObject([{ state: 'done', outcome: 'form' }]);
    expect(await database.ledger.selectFrom('drafts').selectAll().execute()).toMatchObject([
      { id: draftId, command: 'bill', user_id: 'U1', channel_id: 'C1', reply_url: door.fake.replyUrl },
    ]);
  });

  it('when a button asks for it', async () => {
    await postSigned(door.url, pressBody({ type: 'button', action_id: 'form.0', value: 'bill' }));
    await door.fake.until(() => door.fake.of('views.open').length === 1);
    expect(await door.requests()).toEqual([]);
  });

  it.each(['expired_trigger_id', 'exchanged_trigger_id'])(
    'by a button later, when Slack says %s',
    async (error) => {
      door.fake.on('views.open', () => ({ body: { ok: false, error } }));
      await postSigned(door.url, commandBody('form', { replyUrl: door.fake.replyUrl }));
      await door.fake.until(() => door.fake.replies.length === 1);
      expect(JSON.stringify(door.fake.replies[0])).toContain('"action_id":"form.');
      expect(door.fake.replies[0]?.['response_type']).toBe('ephemeral');
    },
  );
});

describe('a form that is sent', () => {
  it('becomes a request where it was opened, with the reply address of that moment', async () => {
    const draftId = await openDraft();
    expect(await submit(draftId, 'last')).toEqual({ status: 200, text: '' });
    const sent = (await door.requests()).find(({ line }) => line === 'bill last');
    expect(sent).toMatchObject({ state: 'ready', channel_id: 'C1', reply_url: door.fake.replyUrl });
  });

  it('is stored once when it is sent twice', async () => {
    const draftId = await openDraft();
    await Promise.all([submit(draftId, 'last', {}, 'V1'), submit(draftId, 'last', {}, 'V1')]);
    expect((await door.requests()).filter(({ line }) => line === 'bill last')).toHaveLength(1);
  });

  it('stays open with the correction at its field', async () => {
    const draftId = await openDraft();
    expect(errorsIn((await submit(draftId, '13')).text)).toEqual({ 'field.month': 'No such month' });
    expect((await door.requests()).map(({ line }) => line)).toEqual(['form']);
  });

  it('of somebody else, or with a tampered id, is refused in the form', async () => {
    const draftId = await openDraft();
    for (const answer of [
      await submit(draftId, 'last', { userId: 'U2' }),
      await submit(`${draftId}'; drop table requests`, 'last'),
      await submit('', 'last'),
    ]) {
      expect(errorsIn(answer.text)['field.month']).toContain('no longer valid');
    }
    expect((await door.requests()).map(({ line }) => line)).toEqual(['form']);
  });

  it('is refused in the language of the person', async () => {
    chinese();
    const draftId = await openDraft('U7');
    await database.ledger.deleteFrom('drafts').execute();
    expect(errorsIn((await submit(draftId, 'last', { userId: 'U7' })).text)['field.month']).toContain('失效');
  });
});

describe('type-ahead', () => {
  const look = async (actionId: string, typed: string, who = {}) =>
    JSON.parse((await postSigned(door.url, lookupBody(actionId, typed, who))).text) as object;

  it('offers what the desk suggests', async () => {
    expect(await look('lookup.customer.customer', '华')).toEqual({
      options: [{ value: 'c1', text: { type: 'plain_text', text: 'Acme', emoji: false } }],
    });
  });

  it('offers nothing for unknown sources and to people of elsewhere', async () => {
    expect(await look('lookup.nothing.x', 'a')).toEqual({ options: [] });
    expect(await look('lookup.customer.customer', 'a', { teamId: 'T2' })).toEqual({ options: [] });
  });
});

describe('type-ahead that fails', () => {
  it('is an empty list in time, whether the desk breaks or dawdles', async () => {
    let calls = 0;
    const other = await openTestDoor({
      database,
      desk: {
        suggest: () => {
          calls += 1;
          return calls === 1 ? Promise.reject(new Error('boom')) : new Promise(() => undefined);
        },
      },
    });
    try {
      await other.fake.until(() => other.slack.isReady());
      const body = lookupBody('lookup.customer.customer', 'a');
      expect(JSON.parse((await postSigned(other.url, body)).text)).toEqual({ options: [] });
      const from = performance.now();
      expect(JSON.parse((await postSigned(other.url, body)).text)).toEqual({ options: [] });
      expect(performance.now() - from).toBeLessThan(2_900);
    } finally {
      await other.close();
    }
  });
});
