import type { ApprovalRoom } from '../approvals/acts.ts';
import { approversChannels } from '../approvals/channels.ts';
import { namesOf } from '../approvals/names.ts';
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
      const own = langOf((await findPerson(ledger, app, tenantId, userId))?.locale);
      const stop = await room.store.stopped();
      const by = stop?.by ?? { app, tenantId, userId };
      const nameIn = await namesOf(ledger, room.policy, [by]);
      for (const { language: lang = own, ...place } of approversChannels(room.policy, room.homes())) {
        const t = translator(lang);
        const person = nameIn(place.app)(by);
        const card = stop
          ? plain(said(t, 'deciding.stopText', { person, reason: stop.reason }), {
              title: t('deciding.stopTitle'),
            })
          : plain(said(t, 'deciding.resumeText', { person }), { title: t('deciding.resumeTitle') });
        const to = { ...place, userId: place.channelId };
        const sent = await messenger.post(to, card, lang, { onlyThere: true });
        if (!sent.ok) log.warn({ ...place, code: sent.problem.code }, 'a channel was not told of the stop');
      }
    },
    // Cards and lists show it all the same.
    onDead: () => Promise.resolve(),
  });
