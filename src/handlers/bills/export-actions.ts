import type { Card } from '../../cards/card.ts';
import { enqueueExport } from '../../jobs/bill-export.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import type { TextKey, Translate } from '../../kernel/texts/index.ts';
import { endExport, type ExportRow, exportById, reviveExport } from '../../ledger/exports.ts';
import type { ActionHandler } from '../action.ts';
import type { Actor, CommandContext } from '../command.ts';

/** Stops an export; the job notices at its next page and edits its message. */
export const exportCancel: ActionHandler = {
  name: 'export.cancel',
  permission: 'bills.export',
  async run(context, token) {
    const row = await ownExport(context, token);
    if (!row.ok) return row;
    const { ledger, clock, t } = context;
    const ended = await endExport(ledger, row.value.id, { state: 'cancelled', at: clock.now() });
    return ok(sentence(t, ended ? 'exports.cancelAnswer' : 'exports.cancelTooLate'));
  },
};

/** Takes a failed export up again where it stopped. */
export const exportRetry: ActionHandler = {
  name: 'export.retry',
  permission: 'bills.export',
  async run(context, token) {
    const row = await ownExport(context, token);
    if (!row.ok) return row;
    const { ledger, jobs, requestId, t } = context;
    const revived = await ledger.transaction().execute(async (trx) => {
      if (!(await reviveExport(trx, row.value, requestId))) return false;
      await enqueueExport(jobs, trx, { id: row.value.id, request_id: requestId });
      return true;
    });
    return ok(
      revived || row.value.request_id === requestId ? 'handed-over' : sentence(t, 'exports.retryTooLate'),
    );
  },
};

/** The export of the token, for the person who asked for it and for admins. */
async function ownExport({ ledger, actor }: CommandContext, token: string): Promise<Result<ExportRow>> {
  const row = await exportById(ledger, token);
  if (!row) return fail(problem('actionGone'));
  return isTheirs(row, actor) ? ok(row) : fail(problem('exportOfAnother'));
}

const isTheirs = (row: ExportRow, actor: Actor): boolean =>
  row.app === actor.app &&
  row.tenant_id === actor.tenantId &&
  (row.user_id === actor.userId || actor.roles.includes('admin'));

const sentence = (t: Translate, key: TextKey): Card => ({
  summary: t(key),
  blocks: [{ kind: 'text', text: t(key) }],
});
