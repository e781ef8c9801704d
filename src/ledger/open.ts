import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Clock, systemClock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { problem } from '../kernel/problem.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { Ledger } from './ledger.ts';
import { migrate } from './migrations/index.ts';
import { openPool } from './pool.ts';
import type { Database } from './schema.ts';
import { isUnavailable } from './unavailable.ts';

export interface OpenLedger {
  readonly ledger: Ledger;
  /** For those who need connections of their own: the queue, the relay. */
  readonly url: string;
  close(): Promise<void>;
}

export interface OpenLedgerOptions {
  readonly url: string;
  readonly log: Log;
  readonly clock?: Clock;
  /** How long to wait for a PostgreSQL that is not there yet. */
  readonly patienceMs?: number;
  readonly connections?: number;
  /** Leaves the tables as they are; for those who only look. */
  readonly asItIs?: boolean;
}

/** Opens the ledger and brings its tables up to date. Waits for a PostgreSQL that is still starting. */
export async function openLedger(options: OpenLedgerOptions): Promise<Result<OpenLedger>> {
  const { url, log, clock = systemClock, patienceMs = 60_000, connections = 20, asItIs = false } = options;
  const server = serverName(url);
  const ledger: Ledger = new Kysely<Database>({
    dialect: new PostgresDialect({
      pool: openPool({ url, name: 'ledger', max: connections, log, statementMs: 30_000 }),
    }),
  });

  const deadline = clock.now().getTime() + patienceMs;
  for (let pauseMs = 250; ; pauseMs = Math.min(pauseMs * 2, 5_000)) {
    try {
      await (asItIs ? sql`select 1`.execute(ledger) : migrate(ledger));
      return ok({ ledger, url, close: () => ledger.destroy() });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (isUnavailable(error) && clock.now().getTime() + pauseMs <= deadline) {
        log.warn({ server, reason }, 'waiting for PostgreSQL');
        await clock.sleep(pauseMs);
        continue;
      }
      await ledger.destroy();
      if (isUnavailable(error))
        return fail(problem('databaseAway', { server }, { retry: 'later', cause: error }));
      if (isRefusal(error)) return fail(problem('databaseRefused', { server, reason }, { cause: error }));
      throw error;
    }
  }
}

/** SQLSTATE: wrong user or password, no such database, no right to create tables. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(28\w{3}|3D000|42501)$/.test(String(error.code));

/** Host and database without user and password, fit for logs. */
function serverName(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
