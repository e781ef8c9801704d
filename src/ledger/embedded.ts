import { open, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../kernel/log.ts';
import { problem } from '../kernel/problem.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { type Binaries, findBinaries } from './embedded/binaries.ts';
import {
  type Cluster,
  ClusterRefused,
  ending,
  lastWords,
  openCluster,
  runInside,
  superuser,
} from './embedded/cluster.ts';
import { findPostmaster, forgetStalePostmaster, isAlive, type Postmaster } from './embedded/postmaster.ts';
import { serverUser, type ServerUser } from './embedded/server-user.ts';

export interface EmbeddedPostgres {
  readonly url: string;
  /** Stops the server, unless another process still uses it. Close every connection to it first. */
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log: Log;
  /** `false` gives up safety for speed; for tests, whose data may be lost. */
  readonly durable?: boolean;
}

const patienceMs = 120_000;
const launches = 3;

/**
 * A PostgreSQL of our own in `DATA_DIR/postgres`, listening on loopback only. A server that is still running over the
 * same folder, because another process uses it or one was killed, is used as it is.
 */
export async function startEmbedded({
  dataDir,
  log,
  durable = true,
}: EmbeddedOptions): Promise<Result<EmbeddedPostgres>> {
  const folder = join(dataDir, 'postgres');
  const refused = (reason: string, cause?: unknown) =>
    fail(problem('databaseNotStarted', { folder, reason }, { cause }));

  const user = await serverUser();
  if (!user)
    return refused('it may not run as root, and there is no user "postgres" or "nobody" to run it as.');
  try {
    const binaries = await findBinaries(user);
    const cluster = await openCluster(folder, user, binaries, durable);
    const owner = await ownerOf(cluster, user);
    const server = await startOrJoin(cluster, owner, binaries, durable);
    const url = urlOf(cluster, server);
    log.info({ folder, port: server.port, pid: server.pid }, 'embedded PostgreSQL is ready');
    return ok({ url, close: () => stopUnlessUsed(url, server, log) });
  } catch (error) {
    if (error instanceof ClusterRefused) return refused(error.message, error);
    if (error instanceof Error && 'code' in error) return refused(`${error.message}.`, error);
    throw error;
  }
}

/** A cluster stays with the user that made it, even if another would be chosen today. */
async function ownerOf(cluster: Cluster, user: ServerUser): Promise<ServerUser> {
  if (!user.switched) return user;
  const { uid, gid } = await stat(cluster.data);
  return uid === 0 ? user : { switched: true, uid, gid };
}

const urlOf = (cluster: Cluster, { port }: Postmaster): string =>
  `postgresql://${superuser}:${cluster.password}@127.0.0.1:${port}/postgres`;

async function startOrJoin(
  cluster: Cluster,
  user: ServerUser,
  binaries: Binaries,
  durable: boolean,
): Promise<Postmaster> {
  const deadline = Date.now() + patienceMs;
  let launched = 0;
  let ended = true;
  while (Date.now() < deadline) {
    const server = await findPostmaster(cluster.data);
    if (server && (await answers(urlOf(cluster, server)))) return server;
    // Two servers over one folder cannot happen: PostgreSQL locks it, and the one that comes second ends at once.
    if (ended && !server) {
      if (launched === launches) throw new ClusterRefused(await lastWords(cluster.log));
      if (launched > 0) await pause(300);
      launched += 1;
      ended = false;
      void launch(cluster, user, binaries, durable).then(() => (ended = true));
    }
    await pause(20);
  }
  throw new ClusterRefused(`no answer within ${patienceMs / 1000} seconds; see ${cluster.log}.`);
}

/** Resolves when the server has ended. */
async function launch(
  cluster: Cluster,
  user: ServerUser,
  binaries: Binaries,
  durable: boolean,
): Promise<void> {
  await forgetStalePostmaster(cluster.data);
  const port = await freePort();
  const output = await open(cluster.log, 'w');
  const child = await runInside(cluster.data, user, binaries.postgres, output, (data) => [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries(settings(durable)).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  await output.close();
  child.unref();
  await ending(child);
}

const settings = (durable: boolean): Record<string, string> => ({
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // Every queue and worker listens on a connection of its own, besides the pools of each process.
  max_connections: '200',
  shared_buffers: '64MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  jit: 'off',
  ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
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

async function stopUnlessUsed(url: string, { pid }: Postmaster, log: Log): Promise<void> {
  if (await isUsed(url)) {
    log.info({ pid }, 'embedded PostgreSQL is left running for another process');
    return;
  }
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
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
