import type { ApprovalRoom } from '../approvals/acts.ts';
import { approversChannels } from '../approvals/channels.ts';
import type { Card } from '../cards/card.ts';
import type { Messenger } from '../cards/messenger.ts';
import type { Log } from '../kernel/log.ts';
import type { Lang } from '../kernel/texts/index.ts';

/** Of channels whose language nobody has said: that of the site. */
const usual: Lang = 'zh-CN';

/** Says something in every approvers' channel. */
export async function tellApprovers(
  { room, messenger }: { readonly room: ApprovalRoom; readonly messenger: Messenger },
  card: (lang: Lang) => Card,
  log: Log,
): Promise<void> {
  for (const { language: lang = usual, ...place } of approversChannels(room.policy, room.homes())) {
    const to = { ...place, userId: place.channelId };
    const sent = await messenger.post(to, card(lang), lang, { onlyThere: true });
    if (!sent.ok)
      log.warn({ ...place, code: sent.problem.code }, 'a channel was not told what a sweep found');
  }
}
