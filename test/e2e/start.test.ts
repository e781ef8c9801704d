import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RedisServer, findRedisServer, freePort, startRedis } from '../support/redis-server.ts';
import { type Desk, openDeskWorld } from './desk.ts';
import { ask, wordsOf } from './reading.ts';

const needed = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 's',
  HUAWEI_SITE: 'cn',
  HUAWEI_AK: 'a',
  HUAWEI_SK: 'k',
};

/** Runs the bot until it gives up: what it said, and its exit code. */
function failing(
  env: Readonly<Record<string, string>>,
): Promise<{ readonly said: string; readonly code: number | null }> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], { env: { PATH, HOME, ...env } });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once('exit', (code) => resolve({ said, code })));
}

describe('the bot does not start', () => {
  test('without credentials: it names what is missing and points to the practice world', async () => {
    const { said, code } = await failing({});
    expect(code).toBe(1);
    for (const name of Object.keys(needed)) expect(said).toContain(`${name} is missing`);
    expect(said).toContain('npm run practice');
  });

  test('with a policy that has a hole: it says which line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'desk-policy-'));
    const file = join(folder, 'policy.yaml');
    await writeFile(
      file,
      'admins: Olga\npeople:\n  - name: Tom\n    slack: U0TOM00002\n    roles: [rap]\ngroups: []\n',
    );
    const { said, code } = await failing({ ...needed, POLICY_FILE: file });
    expect(code).toBe(1);
    expect(said).toContain('rep');
    expect(said).toMatch(/line 5/i);
    await rm(folder, { recursive: true });
  });

  test('with an address that is not PostgreSQL’s: it names the variable and not the password', async () => {
    const port = await freePort();
    const { said, code } = await failing({
      ...needed,
      POLICY_FILE: 'sandbox/policy.yaml',
      DATABASE_URL: `mysql://desk:hunter2@127.0.0.1:${port}/desk`,
    });
    expect(code).toBe(1);
    expect(said).toContain('DATABASE_URL');
    expect(said).not.toContain('hunter2');
  });
});

describe('Socket Mode', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDeskWorld({ env: { SLACK_APP_TOKEN: 'xapp-xoxb-end-to-end' } });
    await desk.start();
  });
  afterAll(() => desk.close());

  test('serves the same commands without a public address', async () => {
    await desk.chat.waitFor(() => desk.chat.sockets.connected());
    expect(wordsOf(await ask(desk.chat, 'tom', 'balance me'))).toContain('Spendable');
  });
});

describe.runIf(findRedisServer())('Redis goes away while the bot runs', () => {
  let desk: Desk;
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
    desk = await openDeskWorld({ env: { REDIS_URL: redis.url } });
    await desk.start();
  });
  afterAll(async () => {
    await desk.close();
    await redis.stop();
  });

  test('what is asked meanwhile waits, and is answered once when Redis is back', async () => {
    const { chat } = desk;
    expect(wordsOf(await ask(chat, 'tom', 'balance me'))).toContain('Spendable');
    await redis.kill();
    const before = chat.ephemerals('tom').length;
    const outcome = await chat.as('tom').command('balance me', { channel: '#sales' });
    expect(outcome.ok).toBe(true);
    await redis.start();
    const answer = () =>
      chat
        .ephemerals('tom')
        .slice(before)
        .filter((one) => wordsOf(one).includes('Spendable'));
    await chat.waitFor(() => answer().length > 0, 40_000);
    expect(answer()).toHaveLength(1);
  }, 60_000);
});
