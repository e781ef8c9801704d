import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Chat, startChat } from '../../sandbox/chat/chat.ts';
import { type Platform, type PlatformOptions, startPlatform } from '../../sandbox/platform/platform.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import type { EngineKind } from '../support/engines.ts';
import { freePort } from '../support/redis-server.ts';
import { redisUrl } from '../support/redis.ts';

const botToken = 'xoxb-end-to-end';
const signingSecret = 'end-to-end-signing-secret';

const practiceEntry = 'src/practice-main.ts';

/** A process of the real bot. */
export interface Bot {
  readonly url: string;
  /** Turns its calendar, where it has one that turns. */
  turn(aheadMs: number): void;
  /** What it logged so far. */
  log(): string;
  /** `SIGTERM`, and waits; or `SIGKILL`, as a machine dies. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** The practice world around real bot processes: everything over the wire, nothing mocked. */
export interface Desk {
  readonly chat: Chat;
  readonly platform: Platform;
  readonly database: TestDatabase;
  /** Starts another process of the bot; `roles` as in `ROLES`. */
  start(roles?: 'web' | 'worker' | 'web,worker', env?: Readonly<Record<string, string>>): Promise<Bot>;
  close(): Promise<void>;
}

export interface DeskOptions {
  readonly engine?: EngineKind;
  /** The bots' calendar follows the platform's clock, as in the practice world. */
  readonly calendarTurns?: boolean;
  readonly platform?: PlatformOptions;
  readonly env?: Readonly<Record<string, string>>;
}

export async function openDeskWorld(options: DeskOptions = {}): Promise<Desk> {
  const database = await freshDatabase();
  const platform = await startPlatform({ customers: 12, billLines: 400, rate: 200, ...options.platform });
  const chat = await startChat({ signingSecret, botToken });
  const dataDir = await mkdtemp(join(tmpdir(), 'desk-e2e-'));
  const bots: Bot[] = [];
  const engine = options.engine === 'redis' ? { REDIS_URL: ownRedis() } : {};

  return {
    chat,
    platform,
    database,
    start: async (roles = 'web,worker', env = {}) => {
      const port = await freePort();
      const bot = await startBot(
        port,
        {
          SLACK_BOT_TOKEN: botToken,
          SLACK_SIGNING_SECRET: signingSecret,
          SLACK_API_URL: chat.apiUrl,
          HUAWEI_SITE: options.platform?.site ?? 'cn',
          HUAWEI_AK: platform.ak,
          HUAWEI_SK: platform.sk,
          HUAWEI_DOMAIN_ID: platform.domainId,
          HUAWEI_BSS_ENDPOINT: platform.endpoint,
          HUAWEI_OSM_ENDPOINT: platform.endpoint,
          HUAWEI_IAM_ENDPOINT: platform.endpoint,
          HUAWEI_RATE_LIMITS: '*=150',
          DATABASE_URL: database.url,
          DATA_DIR: dataDir,
          POLICY_FILE: 'sandbox/policy.yaml',
          HOST: '127.0.0.1',
          PORT: String(port),
          ROLES: roles,
          LOG_LEVEL: 'info',
          ...engine,
          ...options.env,
          ...env,
        },
        options.calendarTurns ? practiceEntry : undefined,
      );
      if (options.calendarTurns) platform.control.clock.watch((aheadMs) => bot.turn(aheadMs));
      bots.push(bot);
      if (roles.includes('web')) chat.connect(bot.url);
      return bot;
    },
    close: async () => {
      await Promise.all(bots.map((bot) => bot.stop('SIGTERM')));
      await chat.stop();
      await platform.stop();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

// Every world of this run has a database of its own on the one Redis.
let redisDatabase = 1 + (process.pid % 7);
function ownRedis(): string {
  const url = new URL(redisUrl() ?? 'redis://127.0.0.1:6379');
  redisDatabase = (redisDatabase % 15) + 1;
  url.pathname = `/${redisDatabase}`;
  return url.href;
}

async function startBot(
  port: number,
  env: Readonly<Record<string, string>>,
  entry = 'src/main.ts',
): Promise<Bot> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', entry], {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(entry === practiceEntry ? (['ipc'] as const) : [])],
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  await ready(child, url, () => output);
  return {
    url,
    turn: (aheadMs) => child.connected && child.send({ aheadMs }),
    log: () => output,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}

async function ready(child: ChildProcess, url: string, output: () => string): Promise<void> {
  const deadline = Date.now() + 40_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the bot ended with ${child.exitCode}:\n${output()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(50);
  }
  child.kill('SIGKILL');
  throw new Error(`the bot did not get ready:\n${output()}`);
}
