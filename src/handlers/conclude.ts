import type { ChatApp } from '../cards/messenger.ts';
import { appendAudit } from '../ledger/audit.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { endRequest, handOverRequest } from '../ledger/requests.ts';

export interface Who {
  readonly app: ChatApp;
  readonly tenantId: string;
  readonly userId: string;
}

export interface Conclusion {
  readonly requestId: string;
  readonly who: Who;
  readonly state: 'done' | 'refused' | 'failed' | 'handed-over';
  /** `bill`, `customer.find`, `action.export.cancel`, `help`, `unknown`. */
  readonly about: string;
  /** Public arguments only. */
  readonly subject: Readonly<Record<string, string>>;
  /** The problem code when it did not end well. */
  readonly outcome?: string | undefined;
  readonly at: Date;
}

/** The end of a request and the trace of it, in one transaction. False when it had ended before. */
export const conclude = (ledger: Ledger, end: Conclusion): Promise<boolean> =>
  ledger.transaction().execute(async (trx) => {
    const { requestId, who, state, about, subject, outcome, at } = end;
    const moved =
      state === 'handed-over'
        ? await handOverRequest(trx, requestId)
        : await endRequest(trx, requestId, { state, at, ...(outcome === undefined ? {} : { outcome }) });
    // A job that was handed the request may have ended it already; that it was asked for is a fact all the same.
    if (!moved && state !== 'handed-over') return false;
    await appendAudit(trx, { ...who, action: about, subject, outcome: outcome ?? state, requestId, at });
    return true;
  });
