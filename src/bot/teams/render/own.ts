import type { Card, OwnViews } from '../../../cards/card.ts';
import { pressData } from '../press.ts';
import { execute } from './button.ts';
import { type RenderOptions, renderCard } from './card.ts';
import type { AdaptiveCard } from './elements.ts';
import { limits } from './limits.ts';
import { line } from './text.ts';

/**
 * A card that each reader is shown in a way of their own. What is sent to all holds nothing that only some may see; Teams
 * asks for these people by itself, and anybody else by the button.
 */
export function renderShared(
  { own, ...card }: Card & { readonly own: OwnViews },
  options: RenderOptions,
  addresses: readonly string[],
): AdaptiveCard {
  const drawn = renderCard({ ...card, blocks: own.others }, options);
  const ask = execute({ type: 'view', token: own.token }, { title: line(own.label, limits.actions.title) });
  return {
    ...refreshed(drawn, own.token, addresses),
    body: [...drawn.body, { type: 'ActionSet', actions: [ask] }],
  };
}

/** The answer to one who reads, drawn for them again when the rights or the state may have changed. */
export const renderOwn = (card: Card, options: RenderOptions, token: string, address: string): AdaptiveCard =>
  refreshed(renderCard(card, options), token, [address]);

function refreshed(card: AdaptiveCard, token: string, addresses: readonly string[]): AdaptiveCard {
  if (addresses.length === 0) return card;
  const action = { type: 'Action.Execute', verb: 'view', data: pressData({ type: 'view', token }) } as const;
  return { ...card, refresh: { action, userIds: addresses.slice(0, limits.refresh.users) } };
}
