import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { quiet } from '../../../test/support/log.ts';
import { openTestDoor } from '../../../test/support/slack-door.ts';
import { commandBody, postSigned, pressBody, submitBody } from '../../../test/support/slack-requests.ts';
import { openLedger } from '../../ledger/open.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

/** A wire to PostgreSQL that can be cut, or left hanging. */
async function wireTo(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let hanging = false;
  const server: Server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    sockets.add(near).add(far);
    near.on('data', (data) => hanging || far.write(data));
    far.on('data', (data) => near.write(data));
    for (const socket of [near, far]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        near.destroy();
        far.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(typeof address === 'object' ? address?.port : 0);
  const cut = async (): Promise<void> => {
    const closed = new Promise<unknown>((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return { url: through.href, cut, hang: (on: boolean) => (hanging = on) };
}

async function doorThroughWire() {
  const wire = await wireTo(database.url);
  const opened = await openLedger({ url: wire.url, log: quiet, connections: 5 });
  if (!opened.ok) throw new Error(opened.problem.code);
  const door = await openTestDoor({ database: opened.value });
  await door.fake.until(() => door.slack.isReady());
  return {
    wire,
    door,
    close: async () => {
      await wire.cut();
      await door.close();
      await opened.value.close();
    },
  };
}

describe('when the ledger is down', () => {
  it('people are told, in their language, that nothing was stored, and it is so', async () => {
    const { wire, door, close } = await doorThroughWire();
    try {
      door.fake.on('users.info', () => ({
        body: { ok: true, user: { locale: 'zh-CN', tz: 'Asia/Shanghai' } },
      }));
      await postSigned(door.url, commandBody('help', { userId: 'U5', replyUrl: door.fake.replyUrl }));
      await door.fake.until(() => door.fake.replies.length === 1);
      await wire.cut();

      // The first ones may still meet a connection that does not know yet that it is dead.
      const ask = async () => (await postSigned(door.url, commandBody('bill last'))).text;
      await expect.poll(ask).toContain('nothing was changed');
      expect(JSON.parse(await ask())).toMatchObject({ response_type: 'ephemeral' });
      const asked = await postSigned(door.url, commandBody('bill last', { userId: 'U5' }));
      expect(asked.text).toContain('数据库');

      const press = { type: 'button', action_id: 'command.0', value: 'bill last' };
      await postSigned(door.url, pressBody(press, { channelId: 'C1', replyUrl: door.fake.replyUrl }));
      await door.fake.until(() => door.fake.replies.length === 2);
      expect(door.fake.replies[1]?.['text']).toContain('nothing was changed');

      const form = await postSigned(door.url, submitBody('d', { month: { value: 'last' } }));
      expect(form.text).toContain('nothing was changed');
      expect(
        await database.ledger.selectFrom('requests').where('line', 'like', 'bill%').selectAll().execute(),
      ).toEqual([]);
    } finally {
      await close();
    }
  });

  it('a ledger that hangs is answered in time, without claiming that nothing was stored', async () => {
    const { wire, door, close } = await doorThroughWire();
    try {
      await postSigned(door.url, commandBody('bill this'));
      wire.hang(true);
      const from = performance.now();
      const { text } = await postSigned(door.url, commandBody('bill last'));
      expect(performance.now() - from).toBeLessThan(2_900);
      expect(text).toContain('If no answer comes within a minute');
    } finally {
      await close();
    }
  });
});

describe('when Slack is down at the start', () => {
  it('the door opens all the same, refuses kindly, and works once Slack answers', async () => {
    const door = await openTestDoor({
      database,
      prepare: (fake) => fake.on('auth.test', (_, times) => (times === 1 ? { status: 503 } : undefined)),
    });
    try {
      await door.fake.until(() => door.fake.of('auth.test').length === 1);
      expect(door.slack.isReady()).toBe(false);
      const early = await postSigned(door.url, commandBody('bill last'));
      expect(early.text).toContain('just started');
      await expect.poll(() => door.slack.isReady(), { timeout: 5_000 }).toBe(true);
      expect((await postSigned(door.url, commandBody('bill last'))).text).toBe('');
    } finally {
      await door.close();
    }
  });

  it('a token of another workspace than the configured one is never accepted', async () => {
    const door = await openTestDoor({ database, config: { teamId: 'T9' } });
    try {
      await door.fake.until(() => door.fake.of('auth.test').length === 1);
      await expect.poll(() => JSON.stringify(door.log)).toContain('another workspace');
      expect(door.slack.isReady()).toBe(false);
    } finally {
      await door.close();
    }
  });

  it('who the bot is is asked once, not at every request', async () => {
    const door = await openTestDoor({ database });
    try {
      await door.fake.until(() => door.slack.isReady());
      for (let n = 0; n < 5; n += 1) await postSigned(door.url, commandBody('bill last'));
      expect(door.fake.of('auth.test')).toHaveLength(1);
    } finally {
      await door.close();
    }
  });
});
