import type { Card } from '../../../cards/card.ts';
import { type RenderOptions, renderCard, summaryOf } from './card.ts';
import type { AdaptiveCard } from './elements.ts';

export const cardType = 'application/vnd.microsoft.card.adaptive';

export interface Attachment {
  readonly contentType: string;
  readonly name?: string;
  readonly content: object;
  readonly contentUrl?: string;
}

/** An activity of ours, but for where it goes. */
export interface TeamsMessage {
  readonly type: 'message';
  /** The notification. */
  readonly summary: string;
  readonly attachments: readonly Attachment[];
}

export const messageOf = (summary: string, card: AdaptiveCard): TeamsMessage => ({
  type: 'message',
  summary,
  attachments: [{ contentType: cardType, content: card }],
});

export const renderMessage = (card: Card, options: RenderOptions): TeamsMessage =>
  messageOf(summaryOf(card), renderCard(card, options));
