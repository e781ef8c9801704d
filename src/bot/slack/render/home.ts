import type { AnyBlock, HomeView } from '@slack/types';
import type { Card } from '../../../cards/card.ts';
import type { Lang } from '../../../kernel/texts/index.ts';
import { cardBlocks } from './card.ts';
import { limits } from './limits.ts';

export const renderHome = (card: Card, options: { readonly lang: Lang }): HomeView => ({
  type: 'home',
  blocks: cardBlocks(card, limits.home, { ...options, charts: 'text' }) satisfies AnyBlock[],
});
