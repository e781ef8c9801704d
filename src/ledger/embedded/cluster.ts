import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  chown,
  type FileHandle,
  mkdir,
  mkdtemp,
  open,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Binaries } from './binaries.ts';
import type { ServerUser } from './server-user.ts';

/** What lies in `DATA_DIR/postgres`. */
export interface Cluster {
  readonly data: string;
  readonly log: string;
  readonly password: string;
}

export const superuser = 'desk';

const layout = (folder: string) => ({
  data: join(folder, 'cluster'),
  password: join(folder, 'password'),
  log: join(folder, 'server.log'),
});

export class ClusterRefused extends Error {}

/** The cluster in this folder, made first if there is none. Of two processes making it at once, one wins. */
export async function openCluster(
  folder: string,
  user: ServerUser,
  binaries: Binaries,
  durable: boolean,
): Promise<Cluster> {
  if (!(await exists(folder))) {
    await mkdir(dirname(folder), { recursive: true });
    const draft = await mkdtemp(`${folder}-new-`);
    try {
      await initialise(draft, user, binaries, durable);
      await rename(draft, folder);
    } catch (error) {
      await rm(draft, { recursive: true, force: true });
      if (!(await exists(folder))) throw error;
    }
  }
  const { data, log, password } = layout(folder);
  return { data, log, password: (await readFile(password, 'utf8')).trim() };
}

async function initialise(
  folder: string,
  user: ServerUser,
  binaries: Binaries,
  durable: boolean,
): Promise<void> {
  const files = layout(folder);
  await mkdir(files.data, { mode: 0o700 });
  await writeFile(files.password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (user.switched) {
    await chown(files.data, user.uid, user.gid);
    await chown(files.password, user.uid, user.gid);
  }
  const output = await open(files.log, 'w');
  const secret = await open(files.password);
  try {
    const child = await runInside(
      files.data,
      user,
      binaries.initdb,
      output,
      (data) => [
        `--pgdata=${data}`,
        `--username=${superuser}`,
        `--pwfile=${user.switched ? '/proc/self/fd/4' : files.password}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--no-instructions',
        ...(durable ? [] : ['--no-sync']),
      ],
      secret,
    );
    if ((await ending(child)) !== 0) throw new ClusterRefused(await lastWords(files.log));
  } finally {
    await secret.close();
    await output.close();
  }
}

/**
 * Starts a program over a data folder. Under another user the folder is handed over as an open file, so that a home
 * folder closed to others on the way to it does not matter.
 */
export async function runInside(
  data: string,
  user: ServerUser,
  program: string,
  output: FileHandle,
  args: (data: string) => readonly string[],
  secret?: FileHandle,
): Promise<ChildProcess> {
  const folder = user.switched ? await open(data, constants.O_RDONLY | constants.O_DIRECTORY) : undefined;
  try {
    return spawn(program, args(folder ? '/proc/self/fd/3' : data), {
      // A group of its own: Ctrl-C in the terminal reaches the bot, which stops the server after its last query.
      detached: true,
      cwd: '/',
      env: { LC_ALL: 'C' },
      stdio: [
        'ignore',
        output.fd,
        output.fd,
        ...(folder ? [folder.fd] : []),
        ...(folder && secret ? [secret.fd] : []),
      ],
      ...(user.switched ? { uid: user.uid, gid: user.gid } : {}),
    });
  } finally {
    await folder?.close();
  }
}

/** Exit code; -1 when it was killed or could not be started at all. */
export const ending = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode ?? -1);
    child.once('error', () => resolve(-1));
    child.once('exit', (code) => resolve(code ?? -1));
  });

/** Why the server or initdb gave up, in its own words. */
export async function lastWords(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8')).split('\n').map((line) => line.trim());
  const telling = lines
    .filter((line) => /(FATAL|PANIC|ERROR|DETAIL|HINT|error|initdb): /.test(line))
    .slice(-3);
  const words = (telling.length > 0 ? telling : lines.filter((line) => line !== '').slice(-1)).map((line) =>
    line.replace(/^.*?(FATAL|PANIC|ERROR|DETAIL|HINT|error|initdb):\s*/, ''),
  );
  const text = words.join(' ');
  return /[.!?]$/.test(text) ? text : `${text || 'it gave no reason'}.`;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
