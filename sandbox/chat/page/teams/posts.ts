import { type Card, isNode } from '../../../teams/cards/card.ts';
import type { Attachment, Post, View } from '../../../teams/state/world.ts';

export const kinds = {
  card: 'application/vnd.microsoft.card.adaptive',
  consent: 'application/vnd.microsoft.teams.card.file.consent',
  info: 'application/vnd.microsoft.teams.card.file.info',
  download: 'application/vnd.microsoft.teams.file.download.info',
} as const;

const isCard = (value: unknown): value is Card => isNode(value) && value['type'] === 'AdaptiveCard';

export const shownCard = ({ content }: Attachment, view: View | undefined): Card | undefined =>
  view?.card ?? (isCard(content) ? content : undefined);

/** Whether this person's Teams would ask for a card of their own. */
export function refreshes(post: Post, person: string): boolean {
  const content = post.attachments.find((one) => one.contentType === kinds.card)?.content;
  const refresh = isCard(content) ? content['refresh'] : undefined;
  if (!isNode(refresh)) return false;
  const { userIds } = refresh;
  return !Array.isArray(userIds) || userIds.includes(`29:1-${person}`);
}
