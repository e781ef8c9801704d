import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A running server, as it describes itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** The server over this data folder; undefined when none lives, or it has not got as far as its port. */
export async function findPostmaster(data: string): Promise<Postmaster | undefined> {
  const lines = (await readOrNothing(join(data, 'postmaster.pid'))).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 && (await isPostgres(pid)) ? { pid, port } : undefined;
}

/**
 * After a crash the file may name a process that is something else by now, and PostgreSQL would refuse to start over it.
 * A file whose process is gone, PostgreSQL clears away by itself.
 */
export async function forgetStalePostmaster(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const pid = Number((await readOrNothing(file)).split('\n')[0]);
  if (pid > 0 && isAlive(pid) && !(await isPostgres(pid))) await rm(file, { force: true });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  // Elsewhere than on Linux nothing names the program, and the pid alone has to do.
  const name = await readOrNothing(`/proc/${pid}/comm`);
  return name === '' || name.trim() === 'postgres';
}

const readOrNothing = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
