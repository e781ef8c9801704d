import { exportRunningCard } from '../../cards/exports.ts';
import { announceExport } from '../../jobs/announce-export.ts';
import { wordsFor } from '../../jobs/export/cards.ts';
import type { BillCycle } from '../../kernel/bill-cycle.ts';
import { newId } from '../../kernel/ids.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { beginExport } from '../../ledger/exports.ts';
import type { CommandContext, CustomerRef, Reply } from '../command.ts';

interface Asked {
  readonly cycle: BillCycle;
  readonly customer: CustomerRef | undefined;
  readonly format: 'csv' | 'xlsx';
}

/** Hands the export to a job; the same file asked for again while it is being made points to the one under way. */
export async function requestExport(context: CommandContext, asked: Asked): Promise<Result<Reply>> {
  const { site, ledger, jobs, actor, conversation, requestId, partner, t } = context;
  if (site !== 'cn') return fail(problem('notOnThisSite', { command: `bill --${asked.format}`, site }));
  const { row, begun } = await ledger.transaction().execute(async (trx) => {
    const taken = await beginExport(trx, {
      id: newId(),
      requestId,
      app: actor.app,
      tenantId: actor.tenantId,
      channelId: conversation.channelId,
      threadId: conversation.threadId,
      userId: actor.userId,
      lang: actor.lang,
      cycle: asked.cycle,
      customerId: asked.customer?.customerId,
      format: asked.format,
    });
    if (taken.begun) {
      const exportId = taken.row.id;
      await jobs.enqueue(trx, announceExport, { exportId }, { jobId: `announce-${exportId}` });
    }
    return taken;
  });
  // A request that is run again after a crash finds its own export.
  if (begun || row.request_id === requestId) return ok('handed-over');
  const { subject } = await wordsFor(ledger, row, partner.currency);
  const queued = row.state === 'queued';
  return ok(exportRunningCard(t, { ...subject, lang: actor.lang }, { lines: row.lines, queued }));
}
