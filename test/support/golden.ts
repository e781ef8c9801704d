import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { checkBlocks } from '../../sandbox/chat/blocks/check.ts';
import { cardFaults } from '../../sandbox/teams/cards/check.ts';
import { renderCard } from '../../src/bot/slack/render/card.ts';
import { summaryOf } from '../../src/bot/teams/render/card.ts';
import { messageOf, renderMessage, type TeamsMessage } from '../../src/bot/teams/render/message.ts';
import { renderShared } from '../../src/bot/teams/render/own.ts';
import type { Card } from '../../src/cards/card.ts';
import { type Lang, langs } from '../../src/kernel/texts/index.ts';

const folder = join(import.meta.dirname, '..', 'golden', '__golden__');

/** How a card looks in each chat app, side by side. */
const renderers: Readonly<Record<string, (card: Card, lang: Lang) => unknown>> = {
  slack: (card, lang) => {
    const message = renderCard(card, { lang });
    expect(checkBlocks(message.blocks, 'message'), 'Slack would take the message').toMatchObject({
      ok: true,
    });
    return message;
  },
  teams: (card, lang) => {
    const message = teamsMessage(card, lang);
    const [attachment] = message.attachments;
    expect(cardFaults(attachment?.content), 'Teams would take the card').toEqual([]);
    return message;
  },
};

/** As all are sent it in a channel where it has something of their own for some; the readers' ids are their addresses here. */
const teamsMessage = ({ own, ...card }: Card, lang: Lang): TeamsMessage =>
  own
    ? messageOf(summaryOf(card), renderShared({ ...card, own }, { lang }, own.readers))
    : renderMessage(card, { lang });

/**
 * Compares a card with the looks that were agreed on: `test/golden/__golden__/<name>.<app>.<lang>.json`. Give a
 * function to build the card in each language. `UPDATE_GOLDEN=1` writes what is now; git then shows what changed.
 */
export async function expectGolden(name: string, card: (lang: Lang) => Card | Promise<Card>): Promise<void> {
  for (const lang of langs) {
    const shown = await card(lang);
    for (const [app, render] of Object.entries(renderers)) {
      await compare(join(folder, `${name}.${app}.${lang}.json`), render(shown, lang));
    }
  }
}

async function compare(path: string, now: unknown): Promise<void> {
  if (process.env['UPDATE_GOLDEN'] === '1') {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${JSON.stringify(now, undefined, 2)}\n`);
    return;
  }
  const agreed = await readFile(path, 'utf8').catch(() => undefined);
  expect(agreed, `${path} is missing: run with UPDATE_GOLDEN=1 and look at it`).toBeDefined();
  // Through JSON, so that what is compared is what is sent.
  expect(JSON.parse(JSON.stringify(now)), path).toEqual(JSON.parse(agreed ?? ''));
}
