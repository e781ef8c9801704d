import type { Log } from '../kernel/log.ts';
import type { Ledger } from './ledger.ts';
import { openPool } from './pool.ts';
import { type Dispatch, type NewRequest, receiving } from './requests.ts';

/**
 * A door's own way into the ledger: people wait behind it, so it never queues for a connection behind other work, nor for
 * the disk. If PostgreSQL itself crashes, requests of the last half second may be gone as if they had never been sent;
 * nothing can have been done for them, because whatever is committed later reaches the disk after them.
 */
export interface RequestIntake {
  /**
   * As `receiveRequests`. `sending` is called when there is a connection, before anything is sent; what it throws stops
   * that.
   */
  receive(
    batch: readonly NewRequest[],
    dispatch: Dispatch,
    sending: () => void,
  ): Promise<ReadonlySet<string>>;
  close(): Promise<void>;
}

export function openIntake({ ledger, url, log }: { ledger: Ledger; url: string; log: Log }): RequestIntake {
  const pool = openPool({ url, name: 'intake', max: 2, log, statementMs: 2_000, asyncCommit: true });
  return {
    receive: async (batch, dispatch, sending) => {
      const { sql: text, parameters } = receiving(batch, dispatch).compile(ledger);
      const client = await pool.connect();
      let failed = true;
      try {
        sending();
        // Named, hence planned once per connection: planning costs more than the rows.
        const { rows } = await client.query<{ id: string }>({
          name: 'receive-requests',
          text,
          values: [...parameters],
        });
        failed = false;
        return new Set(rows.map(({ id }) => id));
      } finally {
        client.release(failed);
      }
    },
    close: () => pool.end(),
  };
}
