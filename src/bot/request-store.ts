import type { ChatApp } from '../cards/messenger.ts';
import { privateLine } from '../handlers/remit/private-line.ts';
import { runCommand } from '../jobs/run-command.ts';
import { newId } from '../kernel/ids.ts';
import type { Log } from '../kernel/log.ts';
import { doorRequests } from '../kernel/metrics.ts';
import { problem } from '../kernel/problem.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { RequestIntake } from '../ledger/intake.ts';
import type { NewRequest } from '../ledger/requests.ts';
import { hadNoEffect } from '../ledger/unavailable.ts';
import { openIntakeBatch } from './intake-batch.ts';

export type Kind = 'command' | 'action' | 'view' | 'options' | 'event';

/** Longer lines are no commands. */
export const maxLine = 3_000;

const intakeLimits = { deadlineMs: 1_200, maxRows: 200, maxWaiting: 2_000 };

/** Stores a request and, when it is ready, its job. Undefined for a delivery that came before. */
export type StoreRequest = (
  kind: Kind,
  request: Omit<NewRequest, 'id' | 'app'>,
) => Promise<Result<string | undefined>>;

/** The rows of requests of one app, stored while the app still waits. */
export function openRequestStore(app: ChatApp, intake: RequestIntake, log: Log): StoreRequest {
  const batch = openIntakeBatch<NewRequest, 'new' | 'known'>({
    ...intakeLimits,
    log,
    isRefusal: hadNoEffect,
    write: async (rows, sending) => {
      const stored = await intake.receive(rows, runCommand, sending);
      return rows.map(({ id }) => (stored.has(id) ? 'new' : 'known'));
    },
  });
  return async (kind, request) => {
    const id = newId();
    const taken = await batch.add({ ...request, line: privateLine(request.line), id, app });
    if (taken.kind === 'written') {
      const isNew = taken.outcome === 'new';
      doorRequests.inc({ app, kind, end: isNew ? 'accepted' : 'duplicate' });
      return ok(isNew ? id : undefined);
    }
    doorRequests.inc({ app, kind, end: 'unstored' });
    return fail(
      taken.kind === 'refused'
        ? problem('ledgerUnavailable', {}, { retry: 'later' })
        : problem('requestUnsure', {}, { retry: 'unknown-outcome' }),
    );
  };
}
