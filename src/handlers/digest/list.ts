import { digestsCard } from '../../cards/digest/list.ts';
import { previewDigest } from '../../jobs/digest/work.ts';
import { dueAt } from '../../kernel/due.ts';
import { ok } from '../../kernel/result.ts';
import { digestsFor } from '../../ledger/digests.ts';
import { command } from '../command.ts';
import { digestMeant } from './rights.ts';

export const list = command({
  path: ['digest', 'list'],
  aliases: [['digest'], ['简报'], ['digests'], ['简报', '列表']],
  summary: 'digest.listSummary',
  permission: 'digest.own',
  effect: 'read',
  sites: ['cn'],
  args: {},
  examples: ['digest list'],
  async run({ ledger, actor, conversation, clock, t }) {
    const now = clock.now();
    const digests = await digestsFor(ledger, actor, conversation.channelId);
    return ok(
      digestsCard(
        t,
        digests.map((digest) => ({
          ...digest,
          here: digest.channelId !== undefined && digest.channelId === conversation.channelId,
          next: dueAt(digest, now).at,
        })),
      ),
    );
  },
});

export const preview = command({
  path: ['digest', 'preview'],
  aliases: [['简报', '预览']],
  summary: 'digest.previewSummary',
  permission: 'digest.own',
  effect: 'read',
  sites: ['cn'],
  args: { id: { type: 'text', label: 'digest.id', hint: 'digest.idHint', positional: true } },
  examples: ['digest preview', 'digest preview D7K2M'],
  async run(context, { id }) {
    const meant = await digestMeant(context, id, 'preview');
    if (!meant.ok) return meant;
    const { ledger, jobs, requestId } = context;
    const digestId = meant.value.id;
    await ledger
      .transaction()
      .execute((trx) =>
        jobs.enqueue(trx, previewDigest, { digestId, requestId }, { jobId: `preview-${requestId}` }),
      );
    return ok('handed-over');
  },
});
