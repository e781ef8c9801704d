import { cardText } from '../../cards/card-text.ts';
import type { Card } from '../../cards/card.ts';
import type { Result } from '../../kernel/result.ts';
import type { Lang } from '../../kernel/texts/index.ts';
import type { Pictures } from './pictures.ts';
import { renderCard, type SlackMessage } from './render/card.ts';
import { limits } from './render/limits.ts';
import { escape } from './render/mrkdwn.ts';
import { cut } from '../text.ts';

/** What Slack says when it cannot draw the blocks: a chart before the roll-out reached that workspace, too many characters. */
const tooMuch = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
]);

/** Sends a card as well as Slack will take it: drawn by Slack, with charts as pictures, in words, then text alone. */
export async function asGoodAsItGets<T>(
  card: Card,
  lang: Lang,
  send: (message: SlackMessage) => Promise<Result<T>>,
  pictures?: Pictures,
): Promise<Result<T>> {
  const native = await send(renderCard(card, { lang }));
  if (!isTooMuch(native)) return native;
  const picture = await pictures?.(card);
  if (picture) {
    const drawn = await send(renderCard(card, { lang, charts: { picture } }));
    if (!isTooMuch(drawn)) return drawn;
  }
  const words = await send(renderCard(card, { lang, charts: 'text', tables: 'list' }));
  if (!isTooMuch(words)) return words;
  return send({ text: escape(cut(cardText(card), limits.message.text / 2)), blocks: [] });
}

const isTooMuch = (result: Result<unknown>): boolean =>
  !result.ok && tooMuch.has(result.problem.wireCode ?? '');
