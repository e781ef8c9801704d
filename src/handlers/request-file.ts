import { enqueueListFile } from '../jobs/list-file.ts';
import type { ListQuery } from '../jobs/list-file/lists.ts';
import { newId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import { beginListFile } from '../ledger/list-files.ts';
import type { CommandContext, Reply } from './command.ts';

/** Hands a list over to a job, which delivers it as a file. */
export async function requestFile(
  context: CommandContext,
  query: ListQuery,
  format: 'csv' | 'xlsx' = 'csv',
): Promise<Result<Reply>> {
  const { ledger, jobs, actor, conversation, requestId } = context;
  const id = newId();
  await ledger.transaction().execute(async (trx) => {
    const begun = await beginListFile(trx, {
      id,
      requestId,
      app: actor.app,
      tenantId: actor.tenantId,
      channelId: conversation.channelId,
      threadId: conversation.threadId,
      userId: actor.userId,
      lang: actor.lang,
      query,
      format,
    });
    if (begun) await enqueueListFile(jobs, trx, id);
  });
  return ok('handed-over');
}
