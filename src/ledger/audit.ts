import type { Db } from './ledger.ts';

export interface AuditEntry {
  readonly app: string;
  readonly tenantId: string;
  readonly userId: string;
  /** `bill`, `customer.find`, `action.export.cancel` … */
  readonly action: string;
  /** Public arguments only (cycle, customer id). */
  readonly subject: Readonly<Record<string, string>>;
  /** `done`, `handed-over` or a problem code. */
  readonly outcome: string;
  readonly requestId?: string | undefined;
}

/** Call it in the transaction of the change it describes. */
export async function appendAudit(db: Db, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      app: entry.app,
      tenant_id: entry.tenantId,
      user_id: entry.userId,
      action: entry.action,
      subject: JSON.stringify(entry.subject),
      outcome: entry.outcome,
      request_id: entry.requestId ?? null,
    })
    .execute();
}
