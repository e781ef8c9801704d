import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Chat, startChat } from '../../sandbox/chat/chat.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { type Platform, type PlatformOptions, startPlatform } from '../../sandbox/platform/platform.ts';
import { startEmbedded } from '../../src/ledger/embedded.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { quiet } from '../../test/support/log.ts';

export interface MoneyWorld {
  readonly chat: Chat;
  readonly platform: Platform;
  readonly ledger: Ledger;
}

const signingSecret = 'bench';
const botToken = 'xoxb-bench';

/** The practice world around one process of the bot. */
export async function inMoneyWorld(
  options: PlatformOptions,
  measure: (world: MoneyWorld) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-bench-'));
  const postgres = await startEmbedded({ dataDir: folder, log: quiet });
  if (!postgres.ok) throw new Error(postgres.problem.code);
  const { url } = postgres.value;
  const port = await freePort();
  const botUrl = `http://127.0.0.1:${port}`;
  const chat = await startChat({ signingSecret, botToken, botUrl });
  const platform = await startPlatform(options);
  const bot = spawn(process.execPath, ['--max-semi-space-size=4', '--import', 'tsx', 'src/main.ts'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      SLACK_BOT_TOKEN: botToken,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: chat.apiUrl,
      HUAWEI_SITE: 'cn',
      HUAWEI_AK: platform.ak,
      HUAWEI_SK: platform.sk,
      HUAWEI_DOMAIN_ID: platform.domainId,
      HUAWEI_BSS_ENDPOINT: platform.endpoint,
      DATABASE_URL: url,
      DATA_DIR: folder,
      POLICY_FILE: 'sandbox/policy.yaml',
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const opened = await openLedger({ url, log: quiet });
  if (!opened.ok) throw new Error(opened.problem.code);
  try {
    while (
      !(await fetch(`${botUrl}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ))
    )
      await pause(100);
    await measure({ chat, platform, ledger: opened.value.ledger });
  } finally {
    const ended = once(bot, 'exit');
    bot.kill('SIGTERM');
    await ended;
    await opened.value.close();
    await Promise.all([chat.stop(), platform.stop()]);
    await postgres.value.close();
    await rm(folder, { recursive: true, force: true });
  }
}
