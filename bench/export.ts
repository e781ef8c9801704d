import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { z } from 'zod';
import { startEmbedded } from '../src/ledger/embedded.ts';
import { quiet } from '../test/support/log.ts';

const pairs = Number(process.env['BENCH_PAIRS'] ?? 5);
const bigLines = Number(process.env['BENCH_BIG_LINES'] ?? 1_000_000);
const pageSize = 100;
/** There and back over the internet; a platform in the same process tree answers faster than any real one. */
const networkMs = 50;

/** As in the `start` script. */
const heapFlags = ['--max-semi-space-size=4'];

const root = join(import.meta.dirname, '..');
const run = promisify(execFile);

const runResult = z.object({
  lines: z.number(),
  seconds: z.number(),
  bytes: z.number(),
  idleMb: z.number(),
  /** Of each export, over the same idle size. */
  grownMb: z.tuple([z.number()], z.number()),
});
type RunResult = z.infer<typeof runResult>;

/**
 * The export of detail lines from the simulated platform. Targets: 100,000 lines within 1.05 × of the floor the rate
 * limit sets; without a limit 5 × faster than a loop that asks for one page at a time.
 */
export const benchExport = (): Promise<void> =>
  withLedger(async (url) => {
    await againstLoop(url);
    await againstFloor(url);
  });

/** Targets: a worker grows by less than 60 MB, and at a million lines by no more than at ten thousand. */
export const benchMemory = (): Promise<void> => withLedger(memory);

async function withLedger(bench: (url: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-bench-'));
  const postgres = await startEmbedded({ dataDir: folder, log: quiet });
  if (!postgres.ok) throw new Error(postgres.problem.code);
  try {
    await bundleWorker();
    await bench(postgres.value.url);
  } finally {
    await postgres.value.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** As `npm start` would run it: compiled, so that no compiler counts towards its memory. */
const worker = join(root, 'node_modules', '.cache', 'bench', 'export-worker.mjs');

async function bundleWorker(): Promise<void> {
  await build({
    entryPoints: [join(root, 'bench', 'export', 'worker.ts')],
    outfile: worker,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
}

/** Without a limit: the loop waits for each answer, the export does not. Paired, and who goes first changes. */
async function againstLoop(url: string): Promise<void> {
  const platform = await startPlatform({ lines: 40_000, rate: 0, latency: networkMs });
  const ratios: number[] = [];
  const perSecond: number[] = [];
  try {
    for (let pair = 0; pair < pairs; pair += 1) {
      const modes = pair % 2 === 0 ? (['loop', 'desk'] as const) : (['desk', 'loop'] as const);
      const results: Partial<Record<(typeof modes)[number], RunResult>> = {};
      for (const mode of modes) results[mode] = await exportOnce(url, platform, { mode, rate: 0 });
      const { loop, desk } = results;
      if (!loop || !desk || loop.lines !== desk.lines) throw new Error('the two did not read the same');
      ratios.push(loop.seconds / desk.seconds);
      perSecond.push(desk.lines / desk.seconds);
    }
  } finally {
    await platform.stop();
  }
  console.log(`export without a limit: ${Math.round(median(perSecond))} lines/s`);
  console.log(`times as fast as one page at a time   ${median(ratios).toFixed(2)} (target ≥ 5)`);
}

/** With a limit: nothing can be faster than the calls it allows. */
async function againstFloor(url: string): Promise<void> {
  const rate = 50;
  const platform = await startPlatform({ lines: 100_000, rate, latency: 0 });
  const ratios: number[] = [];
  try {
    for (let at = 0; at < pairs; at += 1) {
      const result = await exportOnce(url, platform, { mode: 'desk', rate });
      const floor = result.lines / pageSize / rate;
      ratios.push(result.seconds / floor);
    }
  } finally {
    await platform.stop();
  }
  console.log(`time over the floor of ${rate} calls/s   ${median(ratios).toFixed(3)} (target ≤ 1.05)`);
}

/**
 * A fresh worker each time makes one big file, or small ones one after the other. A worker that makes a single small one
 * ends before it is warm (compiled code, the data of languages and dates); ten of them show what is due to the lines.
 */
const works = [
  { lines: 10_000, exports: 10, runs: pairs },
  { lines: bigLines, exports: 1, runs: Math.min(pairs, 3) },
];

async function memory(url: string): Promise<void> {
  for (const { lines, exports, runs } of works) {
    const platform = await startPlatform({ lines, rate: 0, latency: 0 });
    try {
      for (const format of ['csv', 'xlsx'] as const) {
        const grown: RunResult['grownMb'][] = [];
        for (let at = 0; at < runs; at += 1) {
          const result = await exportOnce(url, platform, { mode: 'desk', rate: 0, format, exports });
          grown.push(result.grownMb);
        }
        const all = spread(grown.map((each) => Math.max(...each)));
        const first = exports > 1 ? `; the first alone ${spread(grown.map(([one]) => one))}` : '';
        console.log(`memory growth, ${format}, ${exports} × ${lines} lines   ${all} (target < 60)${first}`);
      }
    } finally {
      await platform.stop();
    }
  }
}

interface Platform {
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const announced = z.object({ endpoint: z.string(), ak: z.string(), sk: z.string(), domainId: z.string() });

async function startPlatform(size: { lines: number; rate: number; latency: number }): Promise<Platform> {
  const child = spawn(
    process.execPath,
    [
      ...['--import', 'tsx', 'sandbox/platform/main.ts', '--json', '--stop-with-parent'],
      ...['--customers', '1', '--bill-lines', String(size.lines)],
      ...['--rate', String(size.rate), '--latency', String(size.latency)],
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const { endpoint, ak, sk, domainId } = announced.parse(JSON.parse(await firstLine(child)));
  return {
    env: { ENDPOINT: endpoint, AK: ak, SK: sk, DOMAIN_ID: domainId },
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output');
  for await (const line of createInterface(child.stdout)) return line;
  throw new Error('the platform ended before it said where it is');
}

async function exportOnce(
  url: string,
  platform: Platform,
  {
    mode,
    rate,
    format = 'csv',
    exports = 1,
  }: { mode: 'desk' | 'loop'; rate: number; format?: 'csv' | 'xlsx'; exports?: number },
): Promise<RunResult> {
  const { stdout } = await run(process.execPath, [...heapFlags, worker], {
    cwd: root,
    env: {
      ...process.env,
      ...platform.env,
      NODE_ENV: 'production',
      DATABASE_URL: url,
      MODE: mode,
      RATE: String(rate),
      FORMAT: format,
      EXPORTS: String(exports),
    },
  });
  return runResult.parse(JSON.parse(stdout));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const spread = (megabytes: readonly number[]): string =>
  `${median(megabytes).toFixed(0)} MB (${Math.min(...megabytes).toFixed(0)} to ${Math.max(...megabytes).toFixed(0)})`;
