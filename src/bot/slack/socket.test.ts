import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { newTrigger } from '../../../test/support/slack-requests.ts';
import { openTestDoor, type TestDoor } from '../../../test/support/slack-door.ts';
import { Secret } from '../../kernel/secret.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.close());

const config = { appToken: new Secret('xapp-test') };

/** Sends a slash command down the socket and returns the acknowledgement. */
function command(door: TestDoor, text: string): Promise<unknown> {
  const [socket] = door.fake.sockets;
  if (!socket) throw new Error('no connection');
  const acknowledged = new Promise((resolve) => {
    socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString())));
  });
  const payload = {
    command: '/hw',
    text,
    user_id: 'U1',
    team_id: 'T1',
    channel_id: 'C1',
    trigger_id: newTrigger(),
    is_enterprise_install: 'false',
  };
  socket.send(
    JSON.stringify({ type: 'slash_commands', envelope_id: 'e1', accepts_response_payload: true, payload }),
  );
  return acknowledged;
}

it('takes commands by Socket Mode as it does by http, and opens no address for them', async () => {
  const door = await openTestDoor({ database, config });
  try {
    await door.fake.until(() => door.slack.isReady());
    expect(await command(door, 'bill last')).toMatchObject({ envelope_id: 'e1' });
    await expect.poll(door.requests).toMatchObject([{ line: 'bill last', state: 'ready' }]);
    expect((await fetch(`${door.url}/slack/events`, { method: 'POST' })).status).toBe(404);
  } finally {
    await door.close();
  }
});

it('connects again when the connection ends, and is not ready meanwhile', async () => {
  const door = await openTestDoor({
    database,
    config,
    // The first try to come back fails, so that there is a while to look at.
    prepare: (fake) =>
      fake.on('apps.connections.open', (_, times) => (times === 2 ? { hangUp: true } : undefined)),
  });
  try {
    await door.fake.until(() => door.slack.isReady());
    const [first] = door.fake.sockets;
    first?.close();
    await door.fake.until(() => !door.slack.isReady());
    await door.fake.until(() => door.slack.isReady());
    expect(door.fake.of('apps.connections.open')).toHaveLength(3);
    expect(await command(door, 'bill last')).toMatchObject({ envelope_id: 'e1' });
  } finally {
    await door.close();
  }
});

it('goes on trying when Slack cannot be reached at the start', async () => {
  const door = await openTestDoor({
    database,
    config,
    prepare: (fake) =>
      fake.on('apps.connections.open', (_, times) => (times === 1 ? { hangUp: true } : undefined)),
  });
  try {
    await door.fake.until(() => door.fake.of('apps.connections.open').length === 1);
    expect(door.slack.isReady()).toBe(false);
    await door.fake.until(() => door.slack.isReady());
  } finally {
    await door.close();
  }
});
