import pg from 'pg';
import type { Log } from '../kernel/log.ts';

export interface PoolOptions {
  readonly url: string;
  /** Shows who holds a connection in `pg_stat_activity`. */
  readonly name: string;
  readonly max: number;
  readonly log: Log;
  /** Ends a statement that runs longer; `undefined` for connections that wait on purpose. */
  readonly statementMs?: number;
  readonly searchPath?: string;
  /** Commits do not wait for the disk; a crash of PostgreSQL may take the last half second. */
  readonly asyncCommit?: boolean;
}

/** Connections to PostgreSQL that survive losing it: the next use opens a new one. */
export function openPool(options: PoolOptions): pg.Pool {
  const { url, name, max, log, statementMs, searchPath, asyncCommit } = options;
  const settings = [
    ...(searchPath ? [`-c search_path=${searchPath}`] : []),
    ...(asyncCommit ? ['-c synchronous_commit=off'] : []),
  ];
  const pool = new pg.Pool({
    connectionString: url,
    application_name: `partner-desk ${name}`,
    max,
    connectionTimeoutMillis: 5_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // The second one is kept by this side, for a server that no longer answers at all.
    ...(statementMs ? { statement_timeout: statementMs, query_timeout: statementMs + 5_000 } : {}),
    ...(settings.length > 0 ? { options: settings.join(' ') } : {}),
  });
  const lost = (error: Error) =>
    log.warn({ error: error.message, pool: name }, 'connection to PostgreSQL lost');
  pool.on('error', lost);
  // The pool listens only to idle clients. One lost between two statements of a transaction would end the process.
  pool.on('connect', (client) => client.on('error', lost));
  return pool;
}
