import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Log } from '../kernel/log.ts';
import { problem } from '../kernel/problem.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { findBinaries } from './embedded/binaries.ts';
import { type Cluster, ClusterRefused, openCluster } from './embedded/cluster.ts';
import { serverUser, type ServerUser } from './embedded/server-user.ts';
import { startOrJoin, stopUnlessUsed, urlOf } from './embedded/server.ts';

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

/**
 * A PostgreSQL of our own in `DATA_DIR/postgres`, listening on loopback only. A server that is still running over the
 * same folder, because another process uses it or one was killed, is used as it is.
 */
export async function startEmbedded({
  dataDir,
  log,
  durable = true,
}: EmbeddedOptions): Promise<Result<EmbeddedPostgres>> {
  const folder = resolve(dataDir, 'postgres');
  const refused = (reason: string, cause?: unknown) =>
    fail(problem('databaseNotStarted', { folder, reason }, { cause }));

  const user = await serverUser();
  if (!user)
    return refused('it may not run as root, and there is no user "postgres" or "nobody" to run it as.');
  try {
    const binaries = await findBinaries(user);
    const cluster = await openCluster(folder, user, binaries, durable);
    const house = { cluster, user: await ownerOf(cluster, user), binaries, durable, log };
    const closing = new AbortController();
    const server = await startOrJoin(house, closing.signal);
    log.info({ folder, port: server.port, pid: server.pid }, 'embedded PostgreSQL is ready');
    return ok({
      url: urlOf(cluster, server),
      close: () => {
        closing.abort();
        return stopUnlessUsed(house);
      },
    });
  } catch (error) {
    if (error instanceof ClusterRefused) return refused(error.message, error);
    // What the operating system refuses: no right to the folder, no space, no such program.
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
