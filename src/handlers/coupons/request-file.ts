import { enqueueCouponFile } from '../../jobs/coupon-file.ts';
import type { CouponFileQuery } from '../../jobs/coupon-file/query.ts';
import { newId } from '../../kernel/ids.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { beginCouponFile } from '../../ledger/coupon-files.ts';
import type { CommandContext, Reply } from '../command.ts';

/** Hands a list over to a job, which delivers it as a file. */
export async function requestFile(context: CommandContext, query: CouponFileQuery): Promise<Result<Reply>> {
  const { ledger, jobs, actor, conversation, requestId } = context;
  const id = newId();
  await ledger.transaction().execute(async (trx) => {
    const begun = await beginCouponFile(trx, {
      id,
      requestId,
      app: actor.app,
      tenantId: actor.tenantId,
      channelId: conversation.channelId,
      threadId: conversation.threadId,
      userId: actor.userId,
      lang: actor.lang,
      query,
    });
    if (begun) await enqueueCouponFile(jobs, trx, id);
  });
  return ok('handed-over');
}
