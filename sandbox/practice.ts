import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Chat, startChat } from './chat/chat.ts';
import { freePort } from './free-port.ts';
import { people } from './people.ts';
import { type Platform, startPlatform } from './platform/platform.ts';
import { platformSwitches } from './platform/switches.ts';
import { type SearchOffer, startTeams, type Teams } from './teams/teams.ts';

// Good for this machine and nothing else: both sides of the wire are made up here.
const botToken = 'xoxb-practice';
const signingSecret = 'practice-signing-secret';
const usualPort = 4700;
const graceMs = 25_000;
/** Who has added the bot in Teams; the visitor has not. */
const staff = people.map((person) => person.key).filter((key) => key !== 'visitor');

const root = fileURLToPath(new URL('..', import.meta.url));

/** Starts the partner platform, the chat page and the real bot between them, on loopback only. */
async function practise(): Promise<void> {
  const port = Number(process.env['PRACTICE_PORT'] ?? usualPort);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    giveUp(
      `PRACTICE_PORT must be a port number, e.g. ${usualPort}; it is “${process.env['PRACTICE_PORT'] ?? ''}”.`,
    );
    return;
  }
  const botPort = await freePort();
  const manifest = manifestPart.parse(JSON.parse(await readFile(`${root}/manifest.json`, 'utf8')));
  const [{ command: slash, usage_hint: usageHint }] = manifest.features.slash_commands;
  const subscribed = manifest.settings.event_subscriptions.bot_events;
  const botUrl = `http://127.0.0.1:${botPort}`;
  const teams = await startTeams({ botUrl, searches: await searches() });

  const platform = await startPlatform();
  let chat: Chat;
  try {
    chat = await startChat({
      port,
      signingSecret,
      botToken,
      slash,
      usageHint,
      subscribed,
      botUrl,
      beside: teams.page,
      platform: platformSwitches(platform.control),
    });
  } catch (error) {
    await Promise.all([teams.stop(), platform.stop()]);
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    giveUp(
      `Port ${port} is taken, perhaps by another practice world. Stop that one, or choose a port: PRACTICE_PORT=${port + 1} npm run practice`,
    );
    return;
  }
  const bot = startBot(platform, chat, teams, botPort);
  // What the bot takes for today is what the platform does.
  platform.control.clock.watch((aheadMs) => bot.connected && bot.send({ aheadMs }));
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    await ended(bot);
    await Promise.all([chat.stop(), teams.stop(), platform.stop()]);
    process.exit(code);
  };
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
  bot.once('exit', (code, signal) => {
    if (stopping) return;
    console.error(
      `The bot ended by itself (${signal ?? `exit code ${code ?? '?'}`}); its last words stand above.`,
    );
    void stop(1);
  });

  if (await ready(botPort, bot)) {
    await teams.install(...staff);
    console.log(`The practice world is open: http://localhost:${port}`);
    console.log(
      `You are Tom, a sales rep, in #sales. Type ${slash} for the menu, then ${slash} bill, then ${slash} bill last --csv.`,
    );
    console.log(
      `Say ${slash} remit new, then let the money arrive: Inspector, Platform. ${slash} remit check finds it.`,
    );
    console.log('Switch to Teams at the top left, and say help to the bot there.');
    console.log(
      'Become somebody else at the top left; 李娜 sees everything in Chinese. Ctrl-C closes the world.',
    );
  }
}

const manifestPart = z.object({
  features: z.object({
    slash_commands: z
      .tuple([z.object({ command: z.string(), usage_hint: z.string().default('') })])
      .rest(z.unknown()),
  }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});

const teamsManifestPart = z.object({
  composeExtensions: z
    .array(
      z.object({
        commands: z.array(
          z.object({
            id: z.string(),
            type: z.string().default('query'),
            title: z.string(),
            parameters: z.array(z.object({ name: z.string() })).default([]),
          }),
        ),
      }),
    )
    .default([]),
});

/** What people can search for from Teams' compose box, as the app's manifest says. */
async function searches(): Promise<SearchOffer[]> {
  const text = await readFile(`${root}/appPackage/manifest.json`, 'utf8').catch(() => '{}');
  return teamsManifestPart.parse(JSON.parse(text)).composeExtensions.flatMap(({ commands }) =>
    commands
      .filter(({ type }) => type === 'query')
      .map(({ id, title, parameters }) => ({
        command: id,
        title,
        parameter: parameters[0]?.name ?? 'query',
      })),
  );
}

function startBot(platform: Platform, chat: Chat, teams: Teams, port: number): ChildProcess {
  const { DATA_DIR = `${root}/data/practice`, LOG_LEVEL = 'warn' } = process.env;
  return spawn(process.execPath, ['--import', 'tsx', 'src/practice-main.ts'], {
    cwd: root,
    // A group of its own: Ctrl-C reaches us, and we stop the bot in order.
    detached: true,
    // The channel closes however we end, and the bot ends with it.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      SLACK_BOT_TOKEN: botToken,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_APP_TOKEN: '',
      SLACK_API_URL: chat.apiUrl,
      ...teams.settings,
      TEAMS_TARGETED_MESSAGES: 'on',
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      HOST: '127.0.0.1',
      PORT: String(port),
      HUAWEI_SITE: 'cn',
      HUAWEI_AK: platform.ak,
      HUAWEI_SK: platform.sk,
      HUAWEI_DOMAIN_ID: platform.domainId,
      HUAWEI_IAM_USER: '',
      HUAWEI_BSS_ENDPOINT: platform.endpoint,
      HUAWEI_OSM_ENDPOINT: platform.endpoint,
      HUAWEI_IAM_ENDPOINT: platform.endpoint,
      HTTPS_PROXY: '',
      DATA_DIR,
      POLICY_FILE: `${root}/sandbox/policy.yaml`,
      ROLES: 'web,worker',
      LOG_LEVEL,
    },
  });
}

async function ready(port: number, bot: ChildProcess): Promise<boolean> {
  while (bot.exitCode === null && bot.signalCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (answer?.ok) return true;
    await pause(50);
  }
  return false;
}

/** Asks the bot to stop and waits: it closes its database. */
async function ended(bot: ChildProcess): Promise<void> {
  if (bot.exitCode !== null || bot.signalCode !== null) return;
  const exit = once(bot, 'exit');
  bot.kill('SIGTERM');
  const late = setTimeout(() => bot.kill('SIGKILL'), graceMs);
  await exit;
  clearTimeout(late);
}

function giveUp(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

await practise();
