import pg from 'pg';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';

export interface ListenOptions {
  readonly url: string;
  readonly channel: string;
  /** Something was said, or may have been while nobody listened. */
  readonly heard: () => void;
  readonly log: Log;
  readonly clock: Clock;
}

/** Listens to NOTIFY on a connection of its own, and opens a new one when that is lost. */
export function listen({ url, channel, heard, log, clock }: ListenOptions): { stop(): Promise<void> } {
  const stopped = new AbortController();

  const once = async () => {
    const client = new pg.Client({
      connectionString: url,
      application_name: `partner-desk listening to ${channel}`,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    const lost = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
      stopped.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    try {
      await client.connect();
      client.on('notification', heard);
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
      heard();
      await lost;
    } finally {
      await client.end().catch(() => undefined);
    }
  };

  const run = async () => {
    while (!stopped.signal.aborted) {
      try {
        await once();
      } catch (error) {
        log.warn({ channel, error: error instanceof Error ? error.message : String(error) }, 'cannot listen');
      }
      await clock.sleep(1_000, stopped.signal).catch(() => undefined);
    }
  };
  const running = run();

  return {
    stop: async () => {
      stopped.abort();
      await running;
    },
  };
}
