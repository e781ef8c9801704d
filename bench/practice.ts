import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../sandbox/free-port.ts';

const runs = Number(process.env['BENCH_PAIRS'] ?? 5);

/** From starting what `npm run practice` starts to the line that says the world is open: on an empty folder, and on the one it left. Target: 10 s. */
export async function benchPractice(): Promise<void> {
  const first: number[] = [];
  const again: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'desk-bench-'));
    first.push(await secondsToOpen(folder));
    again.push(await secondsToOpen(folder));
    await rm(folder, { recursive: true, force: true });
  }
  console.log(
    `practice ready, first start ${median(first).toFixed(1)} s, later ${median(again).toFixed(1)} s (target < 10 s)`,
  );
}

async function secondsToOpen(folder: string): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/practice.ts'], {
    env: { ...process.env, DATA_DIR: folder, PRACTICE_PORT: String(await freePort()) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the practice world did not open')));
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.includes('http://')) resolve();
    });
  });
  const seconds = (performance.now() - started) / 1000;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  return seconds;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
