import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../sandbox/chat/test/browser.ts';
import { freePort } from '../sandbox/free-port.ts';

/** Takes the pictures of the documents: a practice world of its own, people at work in it, a browser that looks on. */

const folder = 'docs/pictures';

interface Scene {
  readonly file: string;
  readonly as: string;
  readonly line: string;
}

const scenes: readonly Scene[] = [
  { file: 'bill-en.png', as: 'tom', line: 'bill last' },
  { file: 'bill-zh.png', as: 'lina', line: '账单 上月' },
];

async function practiceWorld(dataFolder: string) {
  const port = await freePort();
  const world = spawn(process.execPath, ['--import', 'tsx', 'sandbox/practice.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PRACTICE_PORT: String(port), DATA_DIR: dataFolder },
  });
  const ended = once(world, 'exit');
  for await (const line of createInterface(world.stdout))
    if (line.includes('is open'))
      return {
        url: `http://127.0.0.1:${port}`,
        stop: async () => {
          world.kill('SIGTERM');
          await ended;
        },
      };
  throw new Error('The practice world did not open; its reasons stand above.');
}

async function take(browser: Browser, url: string, { file, as, line }: Scene): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 });
  await page.goto(`${url}/?as=${as}&in=sales`);
  await page.locator('.composer textarea').fill(`/hw ${line}`);
  await page.keyboard.press('Enter');
  const card = page.locator('.message', { has: page.locator('.chart') });
  await card.locator('.table-frame').waitFor({ timeout: 30_000 });
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, file) });
  console.log(`${folder}/${file}`);
  await page.close();
}

const dataFolder = await mkdtemp(join(tmpdir(), 'pictures-'));
await mkdir(folder, { recursive: true });
const world = await practiceWorld(dataFolder);
const browser = await openBrowser();
try {
  for (const scene of scenes) await take(browser, world.url, scene);
} finally {
  await browser.close();
  await world.stop();
  await rm(dataFolder, { recursive: true, force: true });
}
