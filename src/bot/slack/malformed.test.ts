import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { team } from '../../../test/support/fake-slack.ts';
import { openTestDoor, type TestDoor } from '../../../test/support/slack-door.ts';
import { commandBody, postSigned, type SignedOptions } from '../../../test/support/slack-requests.ts';

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

const json: SignedOptions = { contentType: 'application/json' };
const payload = (value: unknown) => new URLSearchParams({ payload: JSON.stringify(value) }).toString();
const statusOf = async (body: string, options?: SignedOptions) =>
  (await postSigned(door.url, body, options)).status;

const here = { team: { id: team.id }, user: { id: 'U1', team_id: team.id } };
const button = { type: 'button', action_id: 'command.0', value: 'bill last' };

describe('signed all the same, and no request of Slack', () => {
  it.each([
    'null',
    ' null\n',
    '{"event":null}',
    '{"event":1}',
    '{"event":{"type":"user_change","user":null}}',
  ])(
    'JSON that says %j is refused at once',
    async (body) => {
      expect(await statusOf(body, json)).toBe(400);
    },
    2_000,
  );

  it.each([
    ['null', payload(null)],
    ['null with blanks', 'payload=%20null+'],
    ['no user at all', payload({ type: 'block_actions', actions: [button], team: null, user: null })],
    ['no view', payload({ type: 'view_submission', ...here, view: null })],
  ])(
    'a payload with %s is refused at once',
    async (_, body) => {
      expect(await statusOf(body)).toBe(400);
    },
    2_000,
  );

  it('a test of the connection is answered, though it is as short', async () => {
    expect(await statusOf('ssl_check=1')).toBe(200);
  });

  it('a press by nobody is let pass, and does not spoil the requests that are stored with it', async () => {
    const nobody = { type: 'block_actions', actions: [button], team: { id: team.id }, user: {} };
    const bodies = Array.from({ length: 8 }, (_, n) => commandBody(`bill ${n}`));
    const answers = await Promise.all([...bodies, payload(nobody)].map((body) => postSigned(door.url, body)));
    expect(answers.every(({ status, text }) => status === 200 && text === '')).toBe(true);
    expect(await door.requests()).toHaveLength(8);
  });
});
