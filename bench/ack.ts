import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbedded } from '../src/ledger/embedded.ts';
import { openLog } from '../src/log.ts';
import { type Load, runLoad, signedCommands } from './ack/load.ts';

const signingSecret = 'bench';
const concurrency = 16;
const perRun = Number(process.env['BENCH_REQUESTS'] ?? 6_000);
const pairs = Number(process.env['BENCH_PAIRS'] ?? 7);

/**
 * How long a signed slash command waits for its acknowledgement: our door, which stores it first, against a Bolt app
 * that only acknowledges. Targets: p99 within 1.5 ×, throughput at least 0.7 ×.
 */
export async function benchAck(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-bench-'));
  const postgres = await startEmbedded({ dataDir: folder, log: openLog('warn') });
  if (!postgres.ok) throw new Error(postgres.problem.code);
  const slack = await listen(
    createServer((_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, team_id: 'T1', bot_id: 'B1', user_id: 'UBOT' }));
    }),
  );
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    SIGNING_SECRET: signingSecret,
    DATABASE_URL: postgres.value.url,
    SLACK_API_URL: `http://127.0.0.1:${slack.port}/api/`,
  };
  const children: Child[] = [];
  try {
    for (const file of ['./ack/bare.ts', './ack/door.ts']) children.push(await startChild(file, env));
    const [bare, door] = children;
    if (bare && door) await measure(bare.port, door.port);
  } finally {
    for (const { child } of children) await stopChild(child);
    slack.close();
    await postgres.value.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(barePort: number, doorPort: number): Promise<void> {
  const run = (port: number) => runLoad(port, signedCommands(perRun, signingSecret), concurrency);
  await run(barePort);
  await run(doorPort);
  const rows: { bare: Load; door: Load }[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    // Who goes first changes, so that a machine growing slower or faster favours nobody.
    const first = pair % 2 === 0 ? await run(barePort) : undefined;
    const door = await run(doorPort);
    rows.push({ bare: first ?? (await run(barePort)), door });
  }
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  for (const { bare, door } of rows) {
    console.log(
      `bare ${bare.perSecond.toFixed(0)}/s p50 ${ms(bare.p50)} p99 ${ms(bare.p99)}   ` +
        `door ${door.perSecond.toFixed(0)}/s p50 ${ms(door.p50)} p99 ${ms(door.p99)}`,
    );
  }
  console.log(
    `ack p99 ratio        ${median(rows.map(({ bare, door }) => door.p99 / bare.p99)).toFixed(2)} (target ≤ 1.50)`,
  );
  console.log(
    `ack throughput ratio ${median(rows.map(({ bare, door }) => door.perSecond / bare.perSecond)).toFixed(2)} (target ≥ 0.70)`,
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

interface Child {
  readonly child: ChildProcess;
  readonly port: number;
}

function startChild(file: string, env: NodeJS.ProcessEnv): Promise<Child> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    env,
    execArgv: ['--import', 'tsx', ...(process.env['BENCH_NODE_ARGS']?.split(' ') ?? [])],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => {
      const port = (message as { port: number }).port;
      resolve({ child, port });
    });
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
}

function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    child.disconnect();
  });
}

function listen(server: ReturnType<typeof createServer>): Promise<{ port: number; close(): void }> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : 0,
        close: () => {
          server.closeAllConnections();
          server.close();
        },
      });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchAck();
