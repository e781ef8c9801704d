import { appendAudit } from '../../ledger/audit.ts';
import type { Trx } from '../../ledger/ledger.ts';
import type { CommandContext } from '../command.ts';

/** In the transaction of the change. */
export const noteDigest = (
  { actor: { app, tenantId, userId }, clock, requestId }: CommandContext,
  trx: Trx,
  action: string,
  digest: string,
  subject: Readonly<Record<string, string>> = {},
): Promise<void> =>
  appendAudit(trx, {
    app,
    tenantId,
    userId,
    action,
    subject: { digest, ...subject },
    outcome: 'done',
    requestId,
    at: clock.now(),
  });
