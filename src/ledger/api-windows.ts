import { sql } from 'kysely';
import { paceOf, type WindowGrant, type WindowStore } from '../kernel/call-window.ts';
import type { Db } from './ledger.ts';

/** Windows shared by every process that uses this ledger (`take_call_slots`, migration 0002). */
export function ledgerWindows(db: Db): WindowStore {
  return {
    async take(ask) {
      const pace = paceOf(ask);
      const { rows } = await sql<{ waits: number[]; again: number }>`
        select waits, again from take_call_slots(${ask.key}, ${pace.limit}, ${pace.spanMs}, ${pace.spacingMs},
          ${pace.lookAheadMs}, ${pace.creditMs}, ${pace.starvingMs}, ${ask.lane === 'batch'}, ${ask.count})`.execute(
        db,
      );
      const [row] = rows;
      if (!row) throw new Error('take_call_slots answered nothing');
      return { waits: row.waits, againMs: row.again } satisfies WindowGrant;
    },
  };
}
