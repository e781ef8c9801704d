import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Library from 'adaptivecards';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, openBrowser } from '../../sandbox/chat/test/browser.ts';
import { limits } from '../../sandbox/teams/cards/limits.ts';
import type { TeamsMessage } from '../../src/bot/teams/render/message.ts';

/** Microsoft's own library, once its script is in the page. */
declare const AdaptiveCards: typeof Library;

const folder = join(import.meta.dirname, '__golden__');
const script = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
const goldens = readdirSync(folder).filter((name) => name.includes('.teams.'));

// The renderer wrote them.
function cardIn(file: string): object {
  const message = JSON.parse(readFileSync(join(folder, file), 'utf8')) as TeamsMessage;
  const [attachment, ...more] = message.attachments;
  if (!attachment || more.length > 0) throw new Error(`${file} is not one card`);
  return attachment.content;
}

/** Runs in the page, and so knows nothing of this file. What the library finds wrong while it reads and checks the card. */
function read({ card, maxActions }: { card: object; maxActions: number }): string[] {
  const { AdaptiveCard, CardElement, HostConfig, SerializationContext, Versions } = AdaptiveCards;
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = text;
    result.didProcess = true;
  };
  // The library goes on with the next card where this expression stopped at the last one.
  const { regEx } = CardElement.langProperty;
  if (regEx) regEx.lastIndex = 0;
  const context = new SerializationContext(Versions.v1_5);
  const drawn = new AdaptiveCard();
  drawn.hostConfig = new HostConfig({ supportsInteractivity: true, actions: { maxActions } });
  drawn.parse(card, context);
  const found = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  const { validationEvents } = drawn.validateProperties();
  Object.assign(globalThis, { drawn });
  return [...found, ...validationEvents.map(({ message }) => message)];
}

/** What a person reads of it. */
const draw = `
  const element = drawn.render();
  document.body.replaceChildren(...(element ? [element] : []));
  document.body.innerText;
`;

/** Charts are Teams' own: this library draws what stands there for clients that do not know them. */
const isChart = (fault: string): boolean => fault.startsWith('Unknown element type "Chart.');

describe.skipIf(browserPath === undefined)('Microsoft’s own library, in Chromium', () => {
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;
  const said: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.newPage();
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.addScriptTag({ path: script });
  });
  afterAll(() => browser.close());

  const faults = (card: object) => page.evaluate(read, { card, maxActions: limits.primaryActions });

  it.each(goldens)('reads and draws %s, and finds nothing wrong', async (file) => {
    const found = await faults(cardIn(file));
    expect(found.filter((fault) => !isChart(fault))).toEqual([]);
    expect(await page.evaluate(`{${draw}}`)).toMatch(/[\p{L}\p{N}]/u);
    expect(said).toEqual([]);
  });

  it('says what it does not understand', async () => {
    const strange = { type: 'AdaptiveCard', version: '1.5', lang: 'zh-CN', body: [{ type: 'Marquee' }] };
    expect(await faults(strange)).toHaveLength(2);
  });
});
