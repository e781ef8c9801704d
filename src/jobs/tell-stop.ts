import type { ApprovalRoom } from '../approvals/acts.ts';
import type { ApprovalPolicy } from '../approvals/policy/policy.ts';
import { plain } from '../cards/approvals/news.ts';
import type { Messenger } from '../cards/messenger.ts';
import { said } from '../cards/said.ts';
import { langOf, translator } from '../kernel/texts/index.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { findPerson } from '../ledger/people.ts';
import { findRequest } from '../ledger/requests.ts';
import { type JobHandler, jobHandler } from './jobs.ts';
import { tellStopJob } from './money-work.ts';

/** Says in every channel of approvers how it stands with money now, and who turned the switch. */
export const tellStopHandler = (parts: {
  readonly ledger: Ledger;
  readonly room: ApprovalRoom;
  readonly messenger: Messenger;
}): JobHandler =>
  jobHandler({
    spec: tellStopJob,
    run: async ({ payload: { requestId }, log }) => {
      const { ledger, room, messenger } = parts;
      const request = await findRequest(ledger, requestId);
      if (!request) return;
      const { tenant_id: tenantId, user_id: userId } = request;
      const app = request.app === 'teams' ? 'teams' : 'slack';
      const lang = langOf((await findPerson(ledger, app, tenantId, userId))?.locale);
      const t = translator(lang);
      const stop = await room.store.stopped();
      const person = { person: stop?.by.userId ?? userId };
      const card = stop
        ? plain(said(t, 'deciding.stopText', { person, reason: stop.reason }), {
            title: t('deciding.stopTitle'),
          })
        : plain(said(t, 'deciding.resumeText', { person }), { title: t('deciding.resumeTitle') });
      for (const channelId of approvalChannels(room.policy, app)) {
        const sent = await messenger.post({ app, tenantId, userId, channelId }, card, lang, {
          onlyThere: true,
        });
        if (!sent.ok) log.warn({ channelId, code: sent.problem.code }, 'a channel was not told of the stop');
      }
    },
    // Cards and lists show it all the same.
    onDead: () => Promise.resolve(),
  });

/** Each channel once in which requests are shown. */
export const approvalChannels = ({ actions }: ApprovalPolicy, app: 'slack' | 'teams'): readonly string[] => [
  ...new Set(
    [...actions.values()].flatMap(({ tiers }) => tiers.flatMap(({ channel }) => channel[app] ?? [])),
  ),
];
