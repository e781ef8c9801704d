import type { ChildProcess } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../../kernel/log.ts';
import type { Binaries } from './binaries.ts';
import { type Cluster, ClusterRefused, ending, lastWords, runInside, superuser } from './cluster.ts';
import { findPostmaster, forgetStalePostmaster, isAlive, type Postmaster } from './postmaster.ts';
import type { ServerUser } from './server-user.ts';

/** What it takes to start the server. */
export interface House {
  readonly cluster: Cluster;
  readonly user: ServerUser;
  readonly binaries: Binaries;
  readonly durable: boolean;
  readonly log: Log;
}

const patienceMs = 120_000;
const launches = 3;

export const urlOf = ({ password }: Cluster, { port }: Postmaster): string =>
  `postgresql://${superuser}:${password}@127.0.0.1:${port}/postgres`;

/** Finds the server that runs over the folder, or starts it. One that this process started is kept running until `closing`. */
export async function startOrJoin(house: House, closing: AbortSignal): Promise<Postmaster> {
  const { cluster } = house;
  const deadline = Date.now() + patienceMs;
  let launched = 0;
  let running: Promise<number> | undefined;
  while (Date.now() < deadline && !closing.aborted) {
    const server = await findPostmaster(cluster.data);
    if (server && (await answers(urlOf(cluster, server)))) {
      if (running) void guard(house, running, closing);
      return server;
    }
    // Two servers over one folder cannot happen: PostgreSQL locks it, and the one that comes second ends at once.
    if (!running && !server) {
      if (launched === launches) throw new ClusterRefused(await lastWords(cluster.log));
      if (launched > 0) await pause(300);
      launched += 1;
      running = ending(await launch(house)).finally(() => (running = undefined));
    }
    await pause(20);
  }
  throw new ClusterRefused(`no answer within ${patienceMs / 1000} seconds; see ${cluster.log}.`);
}

/** A server that ends while the bot needs it, killed for want of memory perhaps, is started again on its port. */
async function guard(house: House, running: Promise<number>, closing: AbortSignal): Promise<void> {
  await running;
  while (!closing.aborted) {
    house.log.error(
      { reason: await lastWords(house.cluster.log) },
      'embedded PostgreSQL ended; starting it again',
    );
    try {
      await startOrJoin(house, closing);
      return;
    } catch {
      await pause(5_000, undefined, { ref: false });
    }
  }
}

async function launch({ cluster, user, binaries, durable }: House): Promise<ChildProcess> {
  await forgetStalePostmaster(cluster.data);
  const port = await freePort(await lastPort(cluster));
  const output = await open(cluster.log, 'w');
  try {
    const child = await runInside(cluster.data, user, binaries.postgres, output, (data) => [
      '-D',
      data,
      '-p',
      String(port),
      ...Object.entries(settings(durable)).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ]);
    child.unref();
    return child;
  } finally {
    await output.close();
  }
}

const settings = (durable: boolean): Record<string, string> => ({
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // Every worker listens on a connection of its own, besides the pools of each process.
  max_connections: '200',
  shared_buffers: '64MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  jit: 'off',
  ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
});

/** The port it had before, so that connections to a server that was restarted find it again. */
async function lastPort({ data }: Cluster): Promise<number> {
  const options = await readFile(join(data, 'postmaster.opts'), 'utf8').catch(() => '');
  return Number(/"-p" "(\d+)"/.exec(options)?.[1] ?? 0);
}

/** The wished port where it is free, any other where it is not. */
function freePort(wished: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      if (wished === 0) reject(error);
      else resolve(freePort(0));
    });
    probe.listen(wished, '127.0.0.1', () => {
      const address = probe.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

async function answers(url: string): Promise<boolean> {
  try {
    await withClient(url, (client) => client.query('select 1'));
    return true;
  } catch {
    return false;
  }
}

export async function stopUnlessUsed({ cluster, log }: House): Promise<void> {
  const server = await findPostmaster(cluster.data);
  if (!server) return;
  const { pid } = server;
  if (await isUsed(urlOf(cluster, server))) {
    log.info({ pid }, 'embedded PostgreSQL is left running for another process');
    return;
  }
  if (isAlive(pid)) process.kill(pid, 'SIGINT');
  const deadline = Date.now() + 15_000;
  while (isAlive(pid) && Date.now() < deadline) await pause(20);
  if (isAlive(pid)) log.warn({ pid }, 'embedded PostgreSQL is slow to stop');
}

/** Connections of ours that were closed a moment ago may still be counted, so it looks for a second. */
async function isUsed(url: string): Promise<boolean> {
  try {
    return await withClient(url, async (client) => {
      for (let look = 0; look < 20; look += 1) {
        const { rowCount } = await client.query(
          `select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
        );
        if (rowCount === 0) return false;
        await pause(50);
      }
      return true;
    });
  } catch {
    return false;
  }
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
